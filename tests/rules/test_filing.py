"""The filing as a whole: what comes out, and the properties P1 to P7 and P9 to P11 on random instances."""

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.rules.small_filings import PAPERS, candidate, choice, filing_input, programme, random_input

from chengzhao.rules.dossier import FilingInput, FilingResult, Round, Unit
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.verify.filing import prove

SEEDS = range(150)


def shuffled(given: FilingInput, dice: random.Random) -> FilingInput:
    """The same input with the rows of every table in another order."""
    tables = {
        "programmes": given.programmes,
        "candidates": given.candidates,
        "choices": given.choices,
        "extra_tests": given.extra_tests,
    }
    mixed = {name: tuple(dice.sample(rows, len(rows))) for name, rows in tables.items()}
    lines = dice.sample(list(given.control_lines.items()), len(given.control_lines))
    return replace(given, control_lines=dict(lines), **mixed)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_filing_proves_itself(seed: int) -> None:
    given = random_input(random.Random(seed))
    proofs = prove(given, file_candidates(given))
    assert [(one.name, one.failed) for one in proofs] == [(f"P{number}", 0) for number in range(1, 8)]


def test_random_filings_meet_every_reason_often() -> None:
    codes = Counter(
        explanation.code
        for seed in SEEDS
        for explanation in file_candidates(random_input(random.Random(seed))).explanations
    )
    assert {code for code, met in codes.items() if met >= 20} == {
        "ADMITTED",
        "BELOW_LINE",
        "NO_EXTRA_TEST",
        "NOT_REACHED",
        "NOT_TAKING_PART",
        "OTHER_LEVEL_OR_CATEGORY",
        "RETURNED_NO_PLACE",
        "UNIT_FULL",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_rows_changes_nothing(seed: int) -> None:
    dice = random.Random(seed)
    given = random_input(dice)
    assert file_candidates(shuffled(given, dice)) == file_candidates(given)


@pytest.mark.parametrize("seed", range(20))
def test_same_input_files_the_same_way_again(seed: int) -> None:
    given = random_input(random.Random(seed))
    assert file_candidates(given) == file_candidates(random_input(random.Random(seed)))


def standing_of(result: FilingResult, given: FilingInput, candidate_id: str) -> tuple[float, float]:
    """Return the position of the tier and the rank of the choice that gave a place; no place comes last."""
    for row in result.rows:
        if row.candidate_id == candidate_id and row.choice_rank is not None:
            tier = next(place for place, levels in enumerate(given.rules.tiers) if row.level in levels)
            return tier, row.choice_rank
    return float("inf"), float("inf")


def raised(given: FilingInput, candidate_id: str, dice: random.Random) -> FilingInput:
    """The same input with one person's marks, bonus or an extra-test score raised."""
    what = dice.choice((*PAPERS, "bonus", "test"))
    if what == "test":
        return replace(
            given,
            extra_tests=tuple(
                replace(one, test_score=one.test_score + 10_00) if one.candidate_id == candidate_id else one
                for one in given.extra_tests
            ),
        )
    return replace(
        given,
        candidates=tuple(
            replace(one, **{what: getattr(one, what) + 1_00}) if one.candidate_id == candidate_id else one
            for one in given.candidates
        ),
    )


@pytest.mark.parametrize("seed", range(100))
def test_higher_marks_never_worsen_the_result_under_parallel_by_programme(seed: int) -> None:
    dice = random.Random(seed)
    given = random_input(
        dice,
        mechanism="parallel",
        unit="programme",
        ratio=Fraction(1),
        ties="seed",
        relaxation=0,
        tie_keys={},
    )
    before = file_candidates(given)
    for person in sorted({one.candidate_id for one in given.candidates}):
        better = raised(given, person, dice)
        after = file_candidates(better)
        assert standing_of(after, better, person) <= standing_of(before, given, person)


@pytest.mark.parametrize(("ratio_text", "filed"), [("1", 3), ("1.2", 4), ("1.33", 4), ("1.34", 5), ("5", 6)])
def test_quota_is_rounded_up_exactly(ratio_text: str, filed: int) -> None:
    people = [candidate(f"K{number}", 200 - number) for number in range(6)]
    given = filing_input(
        [programme("A1", 3)],
        people,
        [choice(one.candidate_id, "A1") for one in people],
        ratio=Fraction(ratio_text),
    )
    assert len(file_candidates(given).log) == filed


def test_log_tells_round_rank_repetition_unit_and_quota() -> None:
    given = filing_input(
        [programme("A1"), programme("A2")],
        [candidate("张", 200), candidate("李", 190), candidate("王", 180)],
        [choice("张", "A1", 2), choice("李", "A1", 2), choice("王", "A2", 2)],
    )
    unit = Unit("A", "GAOQIZHUAN", "HUMANITIES", "score", "")
    assert [
        (one.round, one.rank, one.repetition, one.unit, one.quota, one.candidate_id, one.choice_rank)
        for one in file_candidates(given).log
    ] == [
        (Round(1, False), 2, 1, unit, 2, "张", 2),
        (Round(1, False), 2, 1, unit, 2, "李", 2),
        (Round(1, False), 2, 2, unit, 1, "王", 2),
    ]


def test_units_are_listed_with_what_they_offered_and_took() -> None:
    given = filing_input(
        [programme("B1"), programme("A2", 2), programme("A1"), programme("A3", 4, kind="ARTS")],
        [candidate("张", 200), candidate("李", 190, bonus=20_00), candidate("王", 90)],
        [choice("张", "A1 A2"), choice("李", "A1 A2"), choice("王", "B1")],
    )
    assert [
        (one.unit.college, one.unit.ordering, one.places, one.filed, one.admitted, one.lowest_admitted)
        for one in file_candidates(given).units
    ] == [("A", "extra", 4, 0, 0, None), ("A", "score", 3, 2, 2, 200_00), ("B", "score", 1, 0, 0, None)]


def test_units_of_levels_in_no_tier_are_listed_too() -> None:
    given = filing_input([programme("A1")], [], [], tiers=(("GAOQIBEN",),), unit="programme")
    assert [(one.unit.programme_id, one.places) for one in file_candidates(given).units] == [("A1", 1)]


def test_rows_are_sorted_by_the_bytes_of_candidate_and_level() -> None:
    people = [candidate(name) for name in ("é", "z", "Z", "10", "9", "甲")]
    given = filing_input([programme("A1")], people, [])
    assert [row.candidate_id for row in file_candidates(given).rows] == ["10", "9", "Z", "z", "é", "甲"]


def test_programme_rank_is_the_position_as_written() -> None:
    given = filing_input(
        [programme("A1", category="SCIENCE"), programme("A2")],
        [candidate("张", 200)],
        [choice("张", "A1 A2")],
    )
    (row,) = file_candidates(given).rows
    assert (row.programme_id, row.choice_rank, row.programme_rank, row.is_relaxed) == ("A2", 1, 2, False)


def test_a_candidate_on_the_line_is_not_marked_relaxed_in_a_relaxed_round() -> None:
    given = filing_input(
        [programme("A1", is_relaxable=True), programme("A2")],
        [candidate("张", 200), candidate("李", 100)],
        [choice("张", "A2"), choice("李", "A2"), choice("李", "A1", 2)],
        mechanism="parallel",
        relaxation=20_00,
    )
    rows = {row.candidate_id: row for row in file_candidates(given).rows}
    assert (rows["李"].programme_id, rows["李"].is_relaxed) == ("A1", False)
