"""Each proof sees the fault it is there for, and no other proof cries out with it."""

import ast
import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.rules.small_filings import (
    candidate,
    choice,
    extra_test,
    filing_input,
    programme,
    random_input,
)

from chengzhao.rules import verify
from chengzhao.rules.dossier import BonusClaim, FilingEvent, FilingInput, FilingResult, FilingRow
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.verify.filing import best_bonus_is_used, prove
from chengzhao.rules.verify.proof import Proof

MECHANISMS = ["sequential", "parallel"]


def failing(given: FilingInput, result: FilingResult) -> list[str]:
    return [one.name for one in prove(given, result) if not one.holds]


def with_row(result: FilingResult, candidate_id: str, **changes: Any) -> FilingResult:
    """The result with another row for a candidate."""
    rows = tuple(replace(row, **changes) if row.candidate_id == candidate_id else row for row in result.rows)
    return replace(result, rows=rows)


def with_log(result: FilingResult, change: Callable[[FilingEvent], FilingEvent | None]) -> FilingResult:
    """The result with every event of the log changed, or dropped where `change` says None."""
    log = (change(event) for event in result.log)
    return replace(result, log=tuple(event for event in log if event is not None))


def without(candidate_id: str) -> Callable[[FilingEvent], FilingEvent | None]:
    return lambda event: None if event.candidate_id == candidate_id else event


NO_PLACE: dict[str, Any] = {
    "outcome": "NOT_ADMITTED",
    "programme_id": None,
    "choice_rank": None,
    "programme_rank": None,
}


def two_for_one_place(**rules: Any) -> FilingInput:
    return filing_input(
        [programme("A1")],
        [candidate("张", 200), candidate("李", 190)],
        [choice("张", "A1"), choice("李", "A1")],
        **rules,
    )


def test_proofs_import_nothing_of_what_they_verify() -> None:
    imported = set()
    for file in Path(verify.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chengzhao"):
                imported.add(str(node.module))
    assert {name for name in imported if not name.startswith("chengzhao.rules.verify")} == {
        "chengzhao.rules.dossier"
    }


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_true_result_fails_nothing_and_counts_its_cases(mechanism: str) -> None:
    given = two_for_one_place(mechanism=mechanism)
    assert prove(given, file_candidates(given)) == (
        Proof(name="P1", checked=1, failed=0),
        Proof(name="P2", checked=2, failed=0),
        Proof(name="P3", checked=1, failed=0),
        Proof(name="P4", checked=1, failed=0),
        Proof(name="P5", checked=1, failed=0),
        Proof(name="P6", checked=1, failed=0),
        Proof(name="P7", checked=1, failed=0),
    )


def test_p1_sees_a_place_too_many() -> None:
    given = two_for_one_place(ratio=Fraction(2))
    result = file_candidates(given)
    corrupted = with_row(result, "李", outcome="ADMITTED", programme_id="A1", choice_rank=1, programme_rank=1)
    assert (failing(given, result), failing(given, corrupted)) == ([], ["P1"])


def test_p1_sees_a_programme_that_does_not_exist() -> None:
    given = two_for_one_place()
    corrupted = with_row(file_candidates(given), "张", programme_id="A9")
    assert prove(given, corrupted)[0] == Proof(name="P1", checked=2, failed=1)


def test_p2_sees_two_places_of_one_person() -> None:
    given = filing_input(
        [programme("A1", level="GAOQIBEN"), programme("A2")],
        [candidate("王", 200, level="GAOQIBEN"), candidate("王", 200)],
        [choice("王", "A1", level="GAOQIBEN"), choice("王", "A2")],
    )
    result = file_candidates(given)
    second = filing_input([programme("A2")], [candidate("王", 200)], [choice("王", "A2")])
    other = file_candidates(second)
    corrupted = replace(result, rows=(result.rows[0], *other.rows), log=(*result.log, *other.log))
    assert (failing(given, result), failing(given, corrupted)) == ([], ["P2"])


@pytest.mark.parametrize("person_status", ["ADMITTED", "VOID", "SUSPENDED"])
def test_p2_sees_a_place_of_someone_who_may_take_none(person_status: str) -> None:
    given = two_for_one_place()
    people = (replace(given.candidates[0], person_status=person_status), given.candidates[1])
    result = file_candidates(given)
    # 李, 10 points below, is the one passed over by nobody: only 张's place is wrong.
    assert failing(replace(given, candidates=people), result) == ["P2"]


@pytest.mark.parametrize(("line", "failed"), [(200_00, []), (200_01, ["P3"])])
def test_p3_sees_an_admission_under_the_line(line: int, failed: list[str]) -> None:
    given = filing_input([programme("A1")], [candidate("张", 200)], [choice("张", "A1")])
    lines = dict.fromkeys(given.control_lines, line)
    assert failing(replace(given, control_lines=lines), file_candidates(given)) == failed


def relaxed_filing() -> FilingInput:
    return filing_input(
        [programme("A1", is_relaxable=True)], [candidate("张", 90)], [choice("张", "A1")], relaxation=10_00
    )


@pytest.mark.parametrize(("relaxation", "failed"), [(10_00, []), (9_99, ["P3"])])
def test_p3_sees_an_admission_relaxed_too_far(relaxation: int, failed: list[str]) -> None:
    given = relaxed_filing()
    rules = replace(given.rules, relaxation=relaxation)
    assert failing(replace(given, rules=rules), file_candidates(given)) == failed


def test_p3_sees_a_relaxed_admission_to_a_programme_that_is_not_relaxable() -> None:
    given = relaxed_filing()
    programmes = (replace(given.programmes[0], is_relaxable=False),)
    assert failing(replace(given, programmes=programmes), file_candidates(given)) == ["P3"]


def test_p3_sees_a_relaxed_admission_in_the_main_round() -> None:
    given = relaxed_filing()
    main = with_log(
        file_candidates(given), lambda event: replace(event, round=event.round._replace(is_relaxed=False))
    )
    assert failing(given, main) == ["P3"]


@pytest.mark.parametrize("change", [{"filing_score": 89_00}, {"is_relaxed": False}])
def test_p3_sees_a_row_that_misstates_itself(change: dict[str, Any]) -> None:
    given = relaxed_filing()
    assert failing(given, with_row(file_candidates(given), "张", **change)) == ["P3"]


def test_p3_sees_a_mark_relaxed_on_the_line() -> None:
    given = two_for_one_place()
    assert failing(given, with_row(file_candidates(given), "张", is_relaxed=True)) == ["P3"]


def test_p4_sees_an_admission_off_the_pass_list() -> None:
    given = filing_input(
        [programme("A1", has_extra_test=True)],
        [candidate("张", 200)],
        [choice("张", "A1")],
        (extra_test("张", "A", 80),),
    )
    failed_test = replace(given, extra_tests=(extra_test("张", "A", 80, has_passed=False),))
    result = file_candidates(given)
    assert [failing(one, result) for one in (given, failed_test, replace(given, extra_tests=()))] == [
        [],
        ["P4"],
        ["P4"],
    ]


def exchanged(result: FilingResult) -> FilingResult:
    """The result with 张 and 李 in each other's places."""
    names = {"张": "李", "李": "张"}
    by_name = {row.candidate_id: row for row in result.rows}

    def place_of(row: FilingRow) -> FilingRow:
        own = by_name[row.candidate_id]
        return replace(
            by_name[names[row.candidate_id]], candidate_id=row.candidate_id, filing_score=own.filing_score
        )

    moved = with_log(result, lambda event: replace(event, candidate_id=names[event.candidate_id]))
    return replace(moved, rows=tuple(place_of(row) for row in result.rows))


# Filed before a better one was considered, the unit had no full quota at that moment of a parallel filing.
@pytest.mark.parametrize(("mechanism", "failed"), [("sequential", ["P5"]), ("parallel", ["P5", "P6"])])
def test_p5_sees_a_lower_one_filed_over_a_higher_one(mechanism: str, failed: list[str]) -> None:
    given = two_for_one_place(mechanism=mechanism)
    assert failing(given, exchanged(file_candidates(given))) == failed


def test_p5_sees_a_lower_extra_test_filed_over_a_higher_one() -> None:
    given = filing_input(
        [programme("A1", kind="ARTS")],
        [candidate("张", 150), candidate("李", 190)],
        [choice("张", "A1"), choice("李", "A1")],
        (extra_test("张", "A", 80), extra_test("李", "A", 79)),
        mechanism="parallel",
    )
    result = file_candidates(given)
    assert (failing(given, result), failing(given, exchanged(result))) == ([], ["P5"])


def test_p5_sees_equals_filed_against_the_seed() -> None:
    given = filing_input(
        [programme("A1")],
        [candidate("张", 200), candidate("李", 200)],
        [choice("张", "A1"), choice("李", "A1")],
        ties="seed",
    )
    result = file_candidates(given)
    assert (failing(given, result), failing(given, exchanged(result))) == ([], ["P5"])


def test_p5_sees_a_tie_paper_passed_over() -> None:
    given = filing_input(
        [programme("A1")],
        [candidate("张", 200), candidate("李", 190, foreign=10_00)],
        [choice("张", "A1"), choice("李", "A1")],
        tie_keys={"GAOQIZHUAN": ("chinese",)},
    )
    result = file_candidates(given)
    assert (failing(given, result), failing(given, exchanged(result))) == ([], ["P5"])


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_p6_sees_a_place_left_empty(mechanism: str) -> None:
    given = filing_input(
        [programme("A1", 2)],
        [candidate("张", 200), candidate("李", 190)],
        [choice("张", "A1"), choice("李", "A1")],
        mechanism=mechanism,
    )
    result = file_candidates(given)
    corrupted = with_log(with_row(result, "李", **NO_PLACE), without("李"))
    assert (failing(given, result), failing(given, corrupted)) == ([], ["P6"])


@pytest.mark.parametrize(("refill", "failed"), [(True, ["P6"]), (False, [])])
def test_p6_sees_a_refill_that_was_not_made(refill: bool, failed: list[str]) -> None:
    given = filing_input(
        [programme("A1"), programme("A2")],
        [candidate("张", 200), candidate("李", 190), candidate("王", 180)],
        [choice("张", "A1"), choice("李", "A1"), choice("王", "A2")],
        refill=refill,
    )
    once = replace(given, rules=replace(given.rules, refill=False))
    assert failing(given, file_candidates(once)) == failed


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_p6_sees_a_quota_that_is_not_the_one_of_the_rules(mechanism: str) -> None:
    given = two_for_one_place(mechanism=mechanism)
    result = file_candidates(given)
    assert failing(given, with_log(result, lambda event: replace(event, quota=2))) == ["P6"]


def test_p6_counts_the_quota_of_a_relaxed_round_at_ratio_one() -> None:
    given = filing_input(
        [programme("A1", is_relaxable=True)],
        [candidate("张", 95), candidate("李", 90)],
        [choice("张", "A1"), choice("李", "A1")],
        relaxation=20_00,
        ratio=Fraction(2),
    )
    assert [one.checked for one in prove(given, file_candidates(given))[4:6]] == [1, 1]
    assert failing(given, file_candidates(given)) == []


@pytest.mark.parametrize(("accepts", "failed"), [(True, []), (False, ["P7"])])
def test_p7_sees_a_reassignment_not_accepted(accepts: bool, failed: list[str]) -> None:
    given = filing_input(
        [programme("A1"), programme("A2")],
        [candidate("张", 200), candidate("李", 190)],
        [choice("张", "A1"), choice("李", "A1", accepts_reassignment=True)],
    )
    asked = replace(
        given, choices=(given.choices[0], replace(given.choices[1], accepts_reassignment=accepts))
    )
    assert failing(asked, file_candidates(given)) == failed


@pytest.mark.parametrize(
    ("programme_id", "programme_rank", "failed"),
    [
        ("A1", 1, []),
        ("A1", 2, ["P7"]),
        ("A1", 0, ["P7"]),
        ("A2", 0, []),
        ("A2", 1, ["P7"]),
        ("B1", 0, ["P7"]),
    ],
)
def test_p7_sees_a_programme_that_is_not_of_the_choice(
    programme_id: str, programme_rank: int, failed: list[str]
) -> None:
    given = filing_input(
        [programme("A1"), programme("A2"), programme("B1")],
        [candidate("张", 200)],
        [choice("张", "A1", accepts_reassignment=True)],
    )
    result = with_row(file_candidates(given), "张", programme_id=programme_id, programme_rank=programme_rank)
    assert failing(given, result) == failed


def test_p7_sees_an_admission_through_a_choice_that_was_never_filed() -> None:
    given = filing_input(
        [programme("A1"), programme("B1")],
        [candidate("张", 200)],
        [choice("张", "A1"), choice("张", "B1", 2)],
    )
    corrupted = with_row(file_candidates(given), "张", programme_id="B1", choice_rank=2)
    assert "P7" in failing(given, corrupted)


@pytest.mark.parametrize(
    ("bonus", "claims", "failed"),
    [
        (0, [], 0),
        (10_00, [], 1),
        (20_00, [(10_00, True, True, False), (20_00, True, True, False)], 0),
        (10_00, [(10_00, True, True, False), (20_00, True, True, False)], 1),
        (30_00, [(10_00, True, True, False), (20_00, True, True, False)], 1),
        (10_00, [(10_00, True, True, False), (20_00, False, True, False)], 0),
        (10_00, [(10_00, True, True, False), (20_00, True, False, False)], 0),
        (10_00, [(10_00, True, True, False), (20_00, True, True, True)], 0),
        (20_00, [(20_00, True, True, True)], 1),
    ],
)
def test_p8_sees_a_bonus_that_is_not_the_highest_effective_one(
    bonus: int, claims: list[tuple[int, bool, bool, bool]], failed: int
) -> None:
    proof = best_bonus_is_used(
        [candidate("张", bonus=bonus)],
        [
            BonusClaim(
                candidate_id="张",
                bonus=points,
                is_approved=is_approved,
                is_publicised_in_full=is_publicised,
                has_sustained_objection=is_objected,
            )
            for points, is_approved, is_publicised, is_objected in claims
        ],
    )
    assert proof == Proof(name="P8", checked=1, failed=failed)


@pytest.mark.parametrize("seed", range(40))
def test_random_results_with_one_filing_taken_out_are_caught(seed: int) -> None:
    dice = random.Random(seed)
    drawn = (random_input(dice, refill=True) for _ in count())
    given, result = next((one, filed) for one in drawn if (filed := file_candidates(one)).log)
    lost = dice.choice(result.log)
    corrupted = with_log(result, lambda event: None if event == lost else event)
    assert failing(given, corrupted) != []
