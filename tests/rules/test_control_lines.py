"""Floors: exact, monotone, never below 70% where the province rounds up; published lines obey them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.provinces import past_lines, supplement
from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.control_lines import (
    LineKey,
    base_key,
    highest_line,
    line_evidence,
    line_findings,
    line_floor,
)

SHANXI, JIANGSU = supplement("14", 2024), supplement("32", 2025)
LAW = year_law(2024)
GAOQIZHUAN = ProgrammeLevel.GAOQIZHUAN


@pytest.mark.parametrize(
    ("base", "up", "half_up"),
    [(92, 65, 64), (115, 81, 81), (97, 68, 68), (100, 70, 70), (0, 0, 0), (1, 1, 1), (600, 420, 420)],
)
def test_floor_is_made_whole_as_the_province_sets(base: int, up: int, half_up: int) -> None:
    assert line_floor(base, JIANGSU) == up
    assert line_floor(base, SHANXI) == half_up


@given(base=st.integers(0, 600))
def test_floor_rounded_up_is_never_below_seventy_percent(base: int) -> None:
    floor = line_floor(base, JIANGSU)
    assert 10 * floor >= 7 * base
    assert 10 * (floor - 1) < 7 * base


@given(base=st.integers(0, 600))
def test_floor_rounded_half_up_is_the_nearest_whole(base: int) -> None:
    assert abs(line_floor(base, SHANXI) - base * Fraction(7, 10)) <= Fraction(1, 2)


@given(lower=st.integers(0, 600), higher=st.integers(0, 600))
def test_floor_follows_the_base_line(lower: int, higher: int) -> None:
    lower, higher = sorted((lower, higher))
    for province in (SHANXI, JIANGSU):
        assert line_floor(lower, province) <= line_floor(higher, province)


def test_published_arts_and_sports_lines_of_shanxi_2018_are_the_floors() -> None:
    lines = {line.category: line.score for line in past_lines("14") if line.level is GAOQIZHUAN}
    floors = {
        category: line_floor(lines[LAW.base_category.value[category]], SHANXI)
        for category in (ExamCategory.ARTS_HUMANITIES, ExamCategory.ARTS_SCIENCE, ExamCategory.SPORTS_SCIENCE)
    }
    assert {category: lines[category] for category in floors} == floors


@pytest.mark.parametrize(
    ("category", "kind", "base"),
    [
        (ExamCategory.ARTS_SCIENCE, ProgrammeKind.ARTS, ExamCategory.SCIENCE),
        (ExamCategory.SPORTS_HUMANITIES, ProgrammeKind.SPORTS, ExamCategory.HUMANITIES),
        (ExamCategory.HUMANITIES, ProgrammeKind.ARTS, ExamCategory.HUMANITIES),
        (ExamCategory.ARTS_SCIENCE, ProgrammeKind.ARTS_THEORY, None),
        (ExamCategory.SCIENCE, ProgrammeKind.GENERAL, None),
    ],
)
def test_base_of_a_line(category: ExamCategory, kind: ProgrammeKind, base: ExamCategory | None) -> None:
    found = base_key(LineKey(level=GAOQIZHUAN, category=category, kind=kind), LAW)
    assert (found.category if found else None) is base


def test_upgrade_lines_rest_on_no_other() -> None:
    key = LineKey(level=ProgrammeLevel.ZHUANSHENGBEN, category=ExamCategory.ARTS, kind=ProgrammeKind.ARTS)
    assert base_key(key, LAW) is None


@pytest.mark.parametrize(
    ("level", "category", "highest"),
    [
        (ProgrammeLevel.GAOQIBEN, ExamCategory.SCIENCE, 600),
        (ProgrammeLevel.GAOQIBEN, ExamCategory.ARTS_SCIENCE, 450),
        (GAOQIZHUAN, ExamCategory.ARTS_HUMANITIES, 300),
        (ProgrammeLevel.ZHUANSHENGBEN, ExamCategory.ARTS, 450),
    ],
)
def test_highest_line_is_the_full_mark_of_the_counted_papers(
    level: ProgrammeLevel, category: ExamCategory, highest: int
) -> None:
    assert highest_line(level, category, LAW) == highest


def test_evidence_has_shares_and_the_distance_to_past_lines() -> None:
    low, high = line_evidence([100, 110], {90: 1, 100: 2, 110: 1}, 2, [100, 105])
    assert (low.reach, low.share, low.per_place) == (3, Fraction(3, 4), Fraction(3, 2))
    assert (high.reach, high.above_past) == (1, Fraction(15, 2))


def test_evidence_without_scores_is_an_error() -> None:
    with pytest.raises(ValueError, match="没有考生成绩"):
        line_evidence([100], {}, 2)


@given(st.dictionaries(st.integers(0, 450), st.integers(1, 50), min_size=1), st.integers(0, 100))
def test_a_higher_line_never_reaches_more(scores: dict[int, int], places: int) -> None:
    reaches = [each.reach for each in line_evidence(range(0, 451, 10), scores, places)]
    assert reaches == sorted(reaches, reverse=True)


def test_a_share_with_half_a_per_cent_is_told_as_it_is_read() -> None:
    ratio = replace(SHANXI.line_floor_ratio, value=Fraction(29, 40))
    key = LineKey(level=GAOQIZHUAN, category=ExamCategory.ARTS_SCIENCE, kind=ProgrammeKind.ARTS)
    base = base_key(key, LAW)
    assert base is not None
    [found] = line_findings(key, 60, {base: 100}, replace(SHANXI, line_floor_ratio=ratio))
    assert "100分的72.5％（73分）" in found.message
