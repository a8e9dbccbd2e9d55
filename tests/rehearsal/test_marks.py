"""Marks: within their bounds, absent as often as assumed, and calibrated to the published lines."""

from collections import Counter

import pytest

from chengzhao.law.words import ExamCategory, ProgrammeLevel
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.marks import Examiner, reference_line
from chengzhao.rehearsal.planted import expected_bonus
from chengzhao.rehearsal.scenario import Scenario, scenario

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel


@pytest.fixture(scope="module")
def large() -> Scenario:
    return scenario(province="14", year=2024, candidates=5000, seed="marks")


def test_marks_are_whole_and_within_the_full_mark(season: SyntheticSeason) -> None:
    law = season.scenario.law
    for person, sitting in zip(season.people, season.sittings, strict=True):
        slots = law.paper_slots.value[person.level]
        assert sorted([slot for slot, _ in sitting.marks] + list(sitting.missed)) == sorted(slots)
        assert all(isinstance(mark, int) and 0 <= mark <= 150 for _, mark in sitting.marks)


def test_eleven_in_a_hundred_miss_every_paper(shanxi: SyntheticSeason) -> None:
    """98 of 885 stayed away in 上海 2004: 332 of 3,000, give or take."""
    slots = shanxi.scenario.law.paper_slots.value
    absent = sum(
        len(sitting.missed) == len(slots[person.level])
        for person, sitting in zip(shanxi.people, shanxi.sittings, strict=True)
    )
    once = sum(len(sitting.missed) == 1 for sitting in shanxi.sittings)
    assert 290 < absent < 375
    assert 10 < once < 50


@pytest.mark.parametrize(
    ("level", "category", "score"),
    [
        (ZHUANSHENGBEN, ExamCategory.FOREIGN_LANGUAGES, 175),
        (GAOQIBEN, ExamCategory.SCIENCE, 118),
        (GAOQIZHUAN, ExamCategory.ARTS_SCIENCE, 64),
        (GAOQIBEN, ExamCategory.ARTS_HUMANITIES, 93),
        (GAOQIZHUAN, ExamCategory.SPORTS_HUMANITIES, 68),
        (GAOQIZHUAN, ExamCategory.FOREIGN_SCIENCE, 92),
        (ZHUANSHENGBEN, ExamCategory.SPORTS_EDUCATION, 127),
    ],
)
def test_reference_lines_of_shanxi_are_those_of_2018_or_follow_from_them(
    large: Scenario, level: ProgrammeLevel, category: ExamCategory, score: int
) -> None:
    """133 × 70% = 93.1 and 97 × 70% = 67.9, made whole half up, as 山西 did in 2018."""
    assert reference_line(large, level, category) == score


def test_reference_lines_of_jiangsu_are_of_the_newest_year() -> None:
    held = scenario(province="32", year=2025, candidates=5000, seed="marks")
    assert reference_line(held, ZHUANSHENGBEN, ExamCategory.LITERATURE) == 189
    assert reference_line(held, ZHUANSHENGBEN, ExamCategory.ARTS) == 90
    assert reference_line(held, GAOQIBEN, ExamCategory.SCIENCE) == 170


@pytest.mark.parametrize(
    ("level", "category"),
    [
        (ZHUANSHENGBEN, ExamCategory.LITERATURE),
        (ZHUANSHENGBEN, ExamCategory.ECONOMICS_MANAGEMENT),
        (GAOQIZHUAN, ExamCategory.HUMANITIES),
        (GAOQIBEN, ExamCategory.SCIENCE),
    ],
)
def test_four_in_five_reach_the_reference_line(
    large: Scenario, level: ProgrammeLevel, category: ExamCategory
) -> None:
    """Drawn apart from the sample that the means were found on, with the ages of the season's people."""
    from chengzhao.rehearsal.population import people

    examiner, chance = Examiner(large), stream("another seed", "marks")
    target = reference_line(large, level, category)
    assert target is not None
    held = [person for person in people(large) if person.level is level] * (8 if level is GAOQIBEN else 1)
    reached = sum(
        sum(examiner.mark(chance, level, category)) + expected_bonus(large, person, ()) >= target
        for person in held
    )
    assert 77 <= reached * 100 // len(held) <= 82


def test_arts_are_calibrated_without_maths(large: Scenario) -> None:
    examiner, chance = Examiner(large), stream("another seed", "arts")
    reached = 0
    for _ in range(2000):
        chinese, _, foreign = examiner.mark(chance, GAOQIZHUAN, ExamCategory.ARTS_HUMANITIES)
        reached += chinese + foreign + 20 >= 68
    assert 80 <= reached * 100 // 2000 <= 92


def test_papers_of_one_person_move_together(large: Scenario) -> None:
    """Who is above the middle in one paper is above it in another more often than not."""
    examiner, chance = Examiner(large), stream("1", "together")
    drawn = [examiner.mark(chance, ZHUANSHENGBEN, ExamCategory.LITERATURE) for _ in range(2000)]
    middles = [sorted(marks[paper] for marks in drawn)[1000] for paper in range(3)]
    agree = Counter((marks[0] > middles[0]) == (marks[2] > middles[2]) for marks in drawn)
    assert agree[True] > 1200


def test_a_tie_stands_at_the_edge_of_some_quota(season: SyntheticSeason) -> None:
    """Two people with the same first programme and equal marks in every paper."""
    twins = Counter(
        (wish.main.code, sitting.marks)
        for wish, sitting in zip(season.wishes, season.sittings, strict=True)
        if sitting.marks and not sitting.missed
    )
    assert sum(count > 1 for count in twins.values()) >= 3
