"""Control lines in force, runs, proofs and units."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import BEIJING, PROVINCE, YEAR

from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.records.queries.filing import control_lines, figures_of, proofs_of, run_of, runs, units_of
from chengzhao.rules.admission import RunState

pytestmark = pytest.mark.django_db


def test_control_lines_are_the_newest_published_version_of_each() -> None:
    factories.a_control_line(score=100, version=1)
    factories.a_control_line(score=95, version=2)
    factories.a_control_line(score=10, version=3, published=False)
    (line,) = control_lines(YEAR, PROVINCE)
    assert (line.score, line.version) == (95, 2)
    assert line.published_at == datetime(2024, 11, 20, 9, tzinfo=BEIJING)


def test_control_lines_come_in_the_order_of_levels_categories_and_kinds() -> None:
    upgrade, senior = ProgrammeLevel.ZHUANSHENGBEN, ProgrammeLevel.GAOQIBEN
    factories.a_control_line(level=upgrade, category=ExamCategory.ARTS, kind=ProgrammeKind.ARTS)
    factories.a_control_line(level=upgrade, category=ExamCategory.ARTS, kind=ProgrammeKind.GENERAL)
    factories.a_control_line(level=senior, category=ExamCategory.SCIENCE)
    factories.a_control_line(level=senior, category=ExamCategory.HUMANITIES)
    assert [(line.category.value, line.kind.value) for line in control_lines(YEAR, PROVINCE)] == [
        ("HUMANITIES", "GENERAL"),
        ("SCIENCE", "GENERAL"),
        ("ARTS", "GENERAL"),
        ("ARTS", "ARTS"),
    ]


def test_runs_come_newest_first_with_the_number_of_failed_proofs() -> None:
    first = factories.a_run(failed={"P6": 3, "P1": 1})
    second = factories.a_run(state=RunState.PROVED, tier=2)
    found = runs(YEAR, PROVINCE)
    assert [(run.number, run.proofs, run.failed) for run in found] == [
        (second.number, 12, 0),
        (first.number, 12, 2),
    ]
    assert found[1].levels == (ProgrammeLevel.ZHUANSHENGBEN,)


@pytest.mark.parametrize("number", [1, 3])
def test_runs_are_read_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for tier in range(number):
        factories.a_run(tier=tier + 1)
    with django_assert_num_queries(1):
        assert len(runs(YEAR, PROVINCE)) == number


def test_run_of_another_season_or_province_is_none() -> None:
    run = factories.a_run()
    assert run_of(YEAR, PROVINCE, run.public_id) is not None
    assert run_of(YEAR, "32", run.public_id) is None
    assert run_of(2023, PROVINCE, run.public_id) is None


def test_proofs_come_in_the_order_of_their_numbers() -> None:
    run = factories.a_run()
    assert [proof.name for proof in proofs_of(run.public_id)] == [f"P{number}" for number in range(1, 13)]


def test_figures_of_a_run_are_sums_over_its_units() -> None:
    run = factories.a_run()
    college = factories.a_college()
    for places, admitted in ((30, 30), (20, 5)):
        programme = factories.a_programme(college=college, places=places)
        factories.a_unit(run=run, programme=programme, filed=admitted, admitted=admitted, by_programme=True)
    sums = figures_of(run.public_id)
    assert (sums.units, sums.colleges, sums.places, sums.filed, sums.admitted) == (2, 1, 50, 35, 35)
    assert (sums.short_units, sums.vacant) == (1, 15)


def test_units_are_paged_by_their_keys_and_narrowed_to_the_short_ones() -> None:
    run = factories.a_run()
    for admitted in (10, 9, 10):
        programme = factories.a_programme(places=10)
        factories.a_unit(run=run, programme=programme, admitted=admitted, by_programme=True)
    first = units_of(run.public_id, only_short=False, after=0, limit=2)
    rest = units_of(run.public_id, only_short=False, after=first[-1][0], limit=2)
    assert (len(first), len(rest)) == (2, 1)
    short = units_of(run.public_id, only_short=True, after=0, limit=9)
    assert [unit.vacant for _, unit in short] == [1]


@pytest.mark.parametrize("number", [1, 3])
def test_units_are_read_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    run = factories.a_run()
    for _ in range(number):
        factories.a_unit(run=run, programme=factories.a_programme(), by_programme=True)
    with django_assert_num_queries(1):
        assert len(units_of(run.public_id, only_short=False, after=0, limit=9)) == number
