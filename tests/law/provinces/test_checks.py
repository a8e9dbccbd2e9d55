"""A supplement that contradicts the national text is refused, with the clause."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from chengzhao.law.provinces import (
    RoundRule,
    SupplementRefused,
    accepted,
    check,
    supplement,
)
from chengzhao.law.words import ClaimKind, PaperSlot, ProgrammeLevel, RoundKind
from chengzhao.law.years import year_law

SHANXI = supplement("14", 2024)
GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel


def clauses_for(**changes: Any) -> list[str]:
    """The clauses that a changed supplement contradicts; a value is put in its own provision."""
    provisions = {name: replace(getattr(SHANXI, name), value=value) for name, value in changes.items()}
    return [found.clause for found in check(replace(SHANXI, **provisions), year_law(2024))]


def relaxed_by(points: int) -> tuple[RoundRule, ...]:
    relaxed = RoundRule(kind=RoundKind.RELAXED, relaxation=points, takes_new_choices=True)
    return (*SHANXI.rounds.value, relaxed)


@pytest.mark.parametrize(("points", "expected"), [(20, []), (21, ["A1.5.19"]), (19, [])])
def test_bonus_above_the_table(points: int, expected: list[str]) -> None:
    assert clauses_for(bonus_points={ClaimKind.AGED_25: points}) == expected


def test_points_for_an_exemption() -> None:
    assert clauses_for(bonus_points={ClaimKind.EXEMPT_VETERAN: 10}) == ["A1.5.15"]


@pytest.mark.parametrize(
    ("points", "expected"), [(20, []), (21, ["A1.5.10"]), (25, ["A1.5.10"]), (-1, ["A1.5.10"])]
)
def test_relaxation_beyond_twenty(points: int, expected: list[str]) -> None:
    assert clauses_for(rounds=relaxed_by(points)) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [(Fraction(7, 10), []), (Fraction(69, 100), ["A1.5.4"]), (Fraction(3, 4), [])],
)
def test_floor_below_seventy_percent(share: Fraction, expected: list[str]) -> None:
    assert clauses_for(line_floor_ratio=share) == expected


@pytest.mark.parametrize(("rounding", "expected"), [("down", ["A1.5.4"]), ("up", []), ("half_up", [])])
def test_rounding_that_cuts_the_floor_down(rounding: str, expected: list[str]) -> None:
    assert clauses_for(line_rounding=rounding) == expected


@pytest.mark.parametrize(("ties", "expected"), [("lottery", ["A1.5.8"]), ("seed", []), ("all_in", [])])
def test_ties_left_unsettled(ties: str, expected: list[str]) -> None:
    assert clauses_for(ties=ties) == expected


def test_tie_key_that_the_level_does_not_sit() -> None:
    assert clauses_for(tie_keys={"GAOQIZHUAN": (PaperSlot.COMBINED,)}) == ["A1.5.8"]


def test_tie_key_written_twice() -> None:
    keys = (PaperSlot.MATHS, PaperSlot.MATHS)
    assert clauses_for(tie_keys={"GAOQIZHUAN": keys}) == ["A1.5.8"]


def test_tie_keys_of_no_level() -> None:
    assert clauses_for(tie_keys={"DOCTORATE": (PaperSlot.MATHS,)}) == ["A1.5.8"]


def test_tie_keys_of_a_level_and_category() -> None:
    assert clauses_for(tie_keys={"GAOQIBEN/SCIENCE": (PaperSlot.COMBINED,)}) == []


@pytest.mark.parametrize(("days", "expected"), [(0, ["N3.6"]), (1, [])])
def test_no_publicity(days: int, expected: list[str]) -> None:
    assert clauses_for(publicity_days=days) == expected


def test_age_left_out_of_publicity() -> None:
    assert clauses_for(age_is_publicised=False) == ["N3.6"]


def test_reference_day_of_another_year() -> None:
    assert clauses_for(age_reference_day=date(2023, 12, 31)) == ["A1.5.19"]


@pytest.mark.parametrize(("ratio", "expected"), [(Fraction(99, 100), ["A1.5.7"]), (Fraction(1), [])])
def test_ratio_below_one(ratio: Fraction, expected: list[str]) -> None:
    assert clauses_for(ratio=ratio) == expected


def test_level_in_two_tiers() -> None:
    assert clauses_for(tiers=((ZHUANSHENGBEN, GAOQIBEN), (ZHUANSHENGBEN, GAOQIZHUAN))) == ["A1.5.7"]


def test_side_level_in_the_same_tier() -> None:
    assert clauses_for(tiers=((GAOQIBEN, GAOQIZHUAN), (ZHUANSHENGBEN,))) == ["A1.5.7"]


def test_level_in_no_tier() -> None:
    assert clauses_for(tiers=((GAOQIBEN,), (GAOQIZHUAN,))) == ["A1.5.7"]
    assert clauses_for(tiers=()) == ["A1.5.7"] * 3


def test_no_round() -> None:
    assert clauses_for(rounds=()) == ["A1.5.11"]


@pytest.mark.parametrize(("gaps", "expected"), [((3, -1), ["A1.5.2"]), ((3, 0), [])])
def test_gap_below_nothing(gaps: tuple[int, ...], expected: list[str]) -> None:
    assert clauses_for(gaps=gaps) == expected


@pytest.mark.parametrize("times", [0, 2])
def test_categories_missing_or_twice(times: int) -> None:
    held = SHANXI.categories.value
    assert clauses_for(categories={**held, GAOQIBEN: held[GAOQIBEN] * times}) == ["A1.5.3"]


def test_supplement_of_another_year() -> None:
    found = check(SHANXI, year_law(2025))
    assert [item.clause for item in found] == ["A1.5.19", "A2.1", "A1.8.2"]


@pytest.mark.parametrize(
    ("days", "hard"),
    [
        ((datetime(2025, 7, 15, 8, tzinfo=UTC), datetime(2025, 7, 20, 18, tzinfo=UTC)), []),
        ((datetime(2026, 7, 15, 8, tzinfo=UTC), datetime(2026, 7, 20, 18, tzinfo=UTC)), ["A2.1"]),
    ],
)
def test_a_guessed_calendar_refuses_no_window_of_its_year(
    days: tuple[datetime, datetime], hard: list[str]
) -> None:
    jiangsu = supplement("32", 2025)
    changed = replace(jiangsu, registration_window=replace(jiangsu.registration_window, value=days))
    found = check(changed, year_law(2025))
    assert [item.clause for item in found] == ["A2.1"]
    assert [item.clause for item in found if item.is_hard] == hard


def test_refusal_names_clause_and_value() -> None:
    wrong = replace(SHANXI, rounds=replace(SHANXI.rounds, value=relaxed_by(25)))
    with pytest.raises(SupplementRefused, match=r"附件1·五（四）：降分投档降25分，超过最大幅度20分"):
        accepted(wrong)


def test_accepted_supplement_comes_back() -> None:
    assert accepted(SHANXI) is SHANXI
