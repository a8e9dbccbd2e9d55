"""Totals, filing scores and the order of merit."""

import hashlib

import pytest
from tests.rules.small_filings import candidate, season_rules

from chengzhao.law.years import year_law
from chengzhao.rules import merit

MARKS = {
    "chinese": 100_00,
    "maths": 20_00,
    "foreign": 3_00,
    "combined": 50,
    "politics": 7,
    "specialised": 1,
}


@pytest.mark.parametrize(
    ("level", "category", "expected"),
    [
        ("GAOQIBEN", "HUMANITIES", 123_50),
        ("GAOQIBEN", "ARTS_HUMANITIES", 103_50),
        ("GAOQIZHUAN", "SCIENCE", 123_00),
        ("GAOQIZHUAN", "ARTS_SCIENCE", 103_00),
        ("GAOQIZHUAN", "SPORTS_SCIENCE", 123_00),
        ("ZHUANSHENGBEN", "ARTS", 3_08),
        ("ZHUANSHENGBEN", "LAW", 3_08),
    ],
)
def test_total_is_the_sum_of_the_papers_that_count(level: str, category: str, expected: int) -> None:
    assert merit.total(candidate("K", level=level, category=category, **MARKS)) == expected


def test_total_of_blank_papers_is_nothing() -> None:
    assert merit.total(candidate("K")) == 0


def test_filing_score_adds_the_one_bonus_to_the_total() -> None:
    assert merit.filing_score(candidate("K", 240, bonus=20_00)) == 260_00


@pytest.mark.parametrize("year", [2024, 2025])
def test_counted_papers_are_those_of_the_law(year: int) -> None:
    law = year_law(year)
    assert {level.value: tuple(slots) for level, slots in law.paper_slots.value.items()} == dict(
        merit.COUNTED_PAPERS
    )
    assert frozenset(law.extra_test_ordered_kinds.value) == merit.EXTRA_ORDERED_KINDS
    for level, slots in law.uncounted_arts_slots.value.items():
        for category in law.arts_categories.value:
            counted = set(merit.COUNTED_PAPERS[level]) - set(slots)
            assert set(merit.counted_papers(level, category)) == counted


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("GENERAL", "score"), ("ARTS_THEORY", "score"), ("ARTS", "extra"), ("SPORTS", "extra")],
)
def test_ordering_of_a_kind(kind: str, expected: str) -> None:
    assert merit.ordering(kind) == expected


@pytest.mark.parametrize(
    ("level", "category", "expected"),
    [
        ("GAOQIBEN", "HUMANITIES", ("chinese",)),
        ("GAOQIBEN", "SCIENCE", ("maths", "foreign")),
        ("GAOQIZHUAN", "HUMANITIES", ()),
    ],
)
def test_tie_keys_of_level_and_category_win(level: str, category: str, expected: tuple[str, ...]) -> None:
    rules = season_rules(tie_keys={"GAOQIBEN": ("chinese",), "GAOQIBEN/SCIENCE": ("maths", "foreign")})
    assert merit.tie_keys(rules, level, category) == expected


def test_tie_keys_of_a_category_may_be_none() -> None:
    rules = season_rules(tie_keys={"GAOQIBEN": ("chinese",), "GAOQIBEN/SCIENCE": ()})
    assert merit.tie_keys(rules, "GAOQIBEN", "SCIENCE") == ()


def test_seed_key_is_the_hash_of_seed_and_candidate() -> None:
    assert merit.seed_key("种子", "14012345") == hashlib.sha256("种子:14012345".encode()).hexdigest()


def test_standing_takes_tie_marks_as_marked_where_they_do_not_count() -> None:
    rules = season_rules(tie_keys={"GAOQIZHUAN": ("maths", "politics", "chinese")})
    figures = merit.standing(candidate("K", category="ARTS_HUMANITIES", **MARKS), rules)
    assert (figures.total, figures.tie_marks) == (103_00, (20_00, 7, 100_00))


def test_merit_key_puts_the_extra_test_before_the_filing_score() -> None:
    rules = season_rules(tie_keys={"GAOQIZHUAN": ("maths",)})
    figures = merit.standing(candidate("K", 100, maths=20_00, bonus=10_00), rules)
    assert merit.merit_key(figures, None) == (-130_00, -20_00)
    assert merit.merit_key(figures, 85_50) == (-85_50, -130_00, -20_00)


@pytest.mark.parametrize(
    ("extra", "setting", "first"),
    [
        (None, "filing_score", -120_00),
        (None, "total", -100_00),
        (60_00, "filing_score", -60_00),
        (60_00, "total", -60_00),
    ],
)
def test_inside_key_begins_with_the_merit_score(extra: int | None, setting: str, first: int) -> None:
    figures = merit.standing(candidate("K", 100, bonus=20_00), season_rules())
    key, last = merit.inside_key(figures, extra, setting)
    assert (key[0], last) == (first, figures.seed_key)
    assert merit.merit_score(figures, extra, setting) == -first


def test_inside_key_of_an_extra_ordered_unit_goes_on_with_the_filing_score() -> None:
    figures = merit.standing(candidate("K", 100, bonus=20_00), season_rules())
    assert merit.inside_key(figures, 60_00, "total")[0] == (-60_00, -120_00)


def grouped(ties: str) -> list[list[str]]:
    ordered = merit.tie_groups("bdac", lambda one: (-1,) if one in "ab" else (-2,), lambda one: one, ties)
    return ordered


def test_tie_groups_hold_equals_together_where_all_go_in() -> None:
    assert grouped("all_in") == [["c", "d"], ["a", "b"]]


def test_tie_groups_are_of_one_where_the_seed_settles() -> None:
    assert grouped("seed") == [["c"], ["d"], ["a"], ["b"]]
