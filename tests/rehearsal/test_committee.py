"""The lines that a rehearsed committee sets."""

import pytest

from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.rehearsal.committee import LEAST_SITTERS, Comparison, comparisons, lines
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.programmes import Offer
from chengzhao.rehearsal.scenario import Scenario, scenario
from chengzhao.rules.control_lines import LineKey

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
HUMANITIES = LineKey(level=GAOQIZHUAN, category=ExamCategory.HUMANITIES, kind=ProgrammeKind.GENERAL)


@pytest.fixture(scope="module")
def held() -> Scenario:
    return scenario(province="14", year=2024, candidates=5000, seed="1")


def offered(season: SyntheticSeason, level: ProgrammeLevel, category: ExamCategory) -> list[Offer]:
    return [offer for offer in season.offers if (offer.level, offer.category) == (level, category)]


def test_the_line_is_the_highest_score_that_four_in_five_reach(
    held: Scenario, shanxi: SyntheticSeason
) -> None:
    """Of 100 who sat, with 1 to 100 points, 80 reach 21; a half point more would lose one of them."""
    scores = {(GAOQIZHUAN, ExamCategory.HUMANITIES): [100 * points for points in range(1, 101)]}
    found = lines(held, offered(shanxi, GAOQIZHUAN, ExamCategory.HUMANITIES), scores)
    assert [(one.key, one.score) for one in found] == [(HUMANITIES, 21)]


@pytest.mark.parametrize(("sat", "score"), [(LEAST_SITTERS - 1, 97), (LEAST_SITTERS, 200)])
def test_fewer_than_thirty_take_over_the_published_line(
    held: Scenario, shanxi: SyntheticSeason, sat: int, score: int
) -> None:
    scores = {(GAOQIZHUAN, ExamCategory.HUMANITIES): [20_000] * sat}
    found = lines(held, offered(shanxi, GAOQIZHUAN, ExamCategory.HUMANITIES), scores)
    assert [one.score for one in found] == [score]


def test_arts_take_the_floor_under_their_base_line(held: Scenario, shanxi: SyntheticSeason) -> None:
    """The base line comes with them though no general programme is asked for: 200 × 70% is 140."""
    scores = {(GAOQIZHUAN, ExamCategory.HUMANITIES): [20_000] * LEAST_SITTERS}
    arts = offered(shanxi, GAOQIZHUAN, ExamCategory.ARTS_HUMANITIES)
    found = {one.key: one.score for one in lines(held, arts, scores)}
    key = LineKey(level=GAOQIZHUAN, category=ExamCategory.ARTS_HUMANITIES, kind=ProgrammeKind.ARTS)
    assert found == {HUMANITIES: 200, key: 140}


def test_a_line_without_sitters_or_reference_is_a_hundred(shanxi: SyntheticSeason) -> None:
    held = scenario(province="32", year=2025, candidates=5000, seed="1")
    foreign = offered(shanxi, GAOQIBEN, ExamCategory.HUMANITIES)
    assert [one.score for one in lines(held, foreign, {})] == [190]


def test_comparisons_show_each_category_once_with_its_published_line(held: Scenario) -> None:
    drawn = {
        HUMANITIES: 95,
        LineKey(level=GAOQIZHUAN, category=ExamCategory.ARTS_HUMANITIES, kind=ProgrammeKind.ARTS_THEORY): 95,
        LineKey(level=GAOQIZHUAN, category=ExamCategory.ARTS_HUMANITIES, kind=ProgrammeKind.ARTS): 67,
    }
    assert comparisons(held, drawn) == [
        Comparison(
            level=GAOQIZHUAN, category=ExamCategory.HUMANITIES, ours=95, reference=97, is_published=True
        ),
        Comparison(
            level=GAOQIZHUAN, category=ExamCategory.ARTS_HUMANITIES, ours=67, reference=68, is_published=True
        ),
    ]


def test_a_line_that_follows_from_another_is_not_called_published(held: Scenario) -> None:
    key = LineKey(level=GAOQIBEN, category=ExamCategory.FOREIGN_HUMANITIES, kind=ProgrammeKind.GENERAL)
    assert comparisons(held, {key: 130}) == [
        Comparison(
            level=GAOQIBEN,
            category=ExamCategory.FOREIGN_HUMANITIES,
            ours=130,
            reference=133,
            is_published=False,
        )
    ]
