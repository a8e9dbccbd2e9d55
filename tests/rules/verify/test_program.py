"""P9 to P12 see a program that is not what it must be, and are content with the true ones."""

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.rules.small_filings import (
    BY_EXTRA_TEST,
    candidate,
    choice,
    extra_test,
    filing_input,
    programme,
    random_input,
)

from chengzhao.engine import filing as fast
from chengzhao.rules.dossier import FilingInput, FilingResult, FilingRow
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.merit import total
from chengzhao.rules.verify.program import PERMUTATIONS, Program, Programs, prove_program
from chengzhao.rules.verify.proof import Proof

MONOTONE: dict[str, Any] = {
    "mechanism": "parallel",
    "unit": "programme",
    "ratio": Fraction(1),
    "ties": "seed",
    "relaxation": 0,
    "tie_keys": {},
}
"""The one setting in which P10 is a property."""


def proofs(given: FilingInput, filed_by: Program, other: Program = file_candidates) -> dict[str, Proof]:
    found = prove_program(given, filed_by(given), Programs(filed_by=filed_by, other=other))
    return {one.name: one for one in found}


def failing(given: FilingInput, filed_by: Program, other: Program = file_candidates) -> list[str]:
    return [one.name for one in proofs(given, filed_by, other).values() if not one.holds]


def three_for_two() -> FilingInput:
    people = [candidate("张", 200), candidate("李", 190), candidate("王", 190)]
    return filing_input(
        [programme("A1"), programme("B1")],
        people,
        [choice(one.candidate_id, listed, rank) for one in people for rank, listed in ((1, "A1"), (2, "B1"))],
        **MONOTONE,
    )


@pytest.mark.parametrize("seed", range(60))
def test_both_true_programs_prove_everything(seed: int) -> None:
    rules = MONOTONE if seed % 2 else {}
    given = random_input(random.Random(f"program {seed}"), **rules)
    assert failing(given, fast.file_candidates) == []
    assert failing(given, file_candidates, fast.file_candidates) == []


def test_cases_are_counted() -> None:
    found = proofs(three_for_two(), fast.file_candidates)
    assert found["P9"].checked == PERMUTATIONS
    assert found["P10"].checked == 3
    assert found["P11"].checked == 1
    # Three persons, six reasons, two units, two files sent.
    assert found["P12"].checked == 3 + 6 + 2 + 2


@pytest.mark.parametrize(
    "otherwise",
    [
        {"mechanism": "sequential"},
        {"unit": "college"},
        {"ratio": Fraction(2)},
        {"ties": "all_in"},
        {"relaxation": 100},
    ],
)
def test_p10_has_no_cases_where_it_is_no_property(otherwise: dict[str, Any]) -> None:
    given = three_for_two()
    given = replace(given, rules=replace(given.rules, **otherwise))
    assert proofs(given, file_candidates)["P10"] == Proof(name="P10", checked=0, failed=0)


def with_rows(result: FilingResult, change: Callable[[FilingRow], FilingRow]) -> FilingResult:
    return replace(result, rows=tuple(map(change, result.rows)))


def test_p9_sees_a_program_that_goes_by_the_order_of_the_rows() -> None:
    def by_rows(given: FilingInput) -> FilingResult:
        first = given.candidates[0].candidate_id
        return with_rows(
            file_candidates(given),
            lambda row: replace(row, filing_score=row.filing_score + (row.candidate_id == first)),
        )

    assert "P9" in failing(three_for_two(), by_rows)


def test_p10_sees_a_program_that_punishes_high_marks() -> None:
    def strange(given: FilingInput) -> FilingResult:
        upside_down = (
            replace(one, chinese=900_00 - total(one), maths=0, foreign=0, bonus=0) for one in given.candidates
        )
        return file_candidates(replace(given, candidates=tuple(upside_down)))

    assert "P10" in failing(three_for_two(), strange, strange)


def test_p10_raises_extra_tests_too() -> None:
    given = filing_input(
        [programme("A1", kind=BY_EXTRA_TEST[0], has_extra_test=True)],
        [candidate("张", 200), candidate("李", 200)],
        [choice("张", "A1"), choice("李", "A1")],
        extra_tests=(extra_test("张", "A", 80), extra_test("李", "A", 70)),
        **MONOTONE,
    )
    assert proofs(given, fast.file_candidates)["P10"] == Proof(name="P10", checked=2, failed=0)


def test_p11_sees_a_program_that_files_otherwise_the_next_time() -> None:
    runs: list[int] = []

    def forgetful(given: FilingInput) -> FilingResult:
        runs.append(1)
        return with_rows(file_candidates(given), lambda row: replace(row, filing_score=len(runs)))

    assert "P11" in failing(three_for_two(), forgetful)


@pytest.mark.parametrize("table", ["rows", "explanations", "units", "log"])
def test_p12_sees_any_table_in_which_the_other_program_differs(table: str) -> None:
    def shorter(given: FilingInput) -> FilingResult:
        result = file_candidates(given)
        return replace(result, **{table: getattr(result, table)[:-1]})

    assert proofs(three_for_two(), fast.file_candidates, shorter)["P12"].failed == 1
    assert failing(three_for_two(), fast.file_candidates, shorter) == ["P12"]
