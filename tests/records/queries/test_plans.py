"""The plan search and its sums."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law.words import ExamCategory, ProgrammeLevel
from chengzhao.records.queries.plans import (
    PlanFilter,
    PlanTotal,
    colleges_with_plans,
    plan_levels,
    plan_page,
    plan_total,
    plans_by_college,
    plans_in_states,
    published_at,
    published_plans,
)
from chengzhao.rules.plans import PlanState

pytestmark = pytest.mark.django_db


def found(**asked: str) -> list[str]:
    rows = published_plans(YEAR, PROVINCE, PlanFilter(**asked))
    return [plan.code for plan in plan_page(rows, after="", limit=50)]


def test_search_finds_only_published_plans() -> None:
    factories.a_programme(code="A", state=PlanState.PUBLISHED)
    factories.a_programme(code="B", state=PlanState.DISTRIBUTED)
    factories.a_programme(code="C", province="32")
    assert found() == ["A"]


def test_search_narrows_by_level_category_college_and_words() -> None:
    college = factories.a_college(name="山西大学", national_code="10108")
    other = factories.a_college(name="中北大学", national_code="10110")
    factories.a_programme(code="A", college=college, name="法学", category=ExamCategory.LAW)
    factories.a_programme(code="B", college=other, level=ProgrammeLevel.GAOQIBEN, name="护理学")
    assert found(level="GAOQIBEN") == ["B"]
    assert found(category="LAW") == ["A"]
    assert found(college="10108") == ["A"]
    assert found(words="护理") == ["B"]
    assert found(words="山西") == ["A"]
    assert found(words="没有") == []


def test_pages_follow_the_codes_without_gap_or_repeat() -> None:
    for code in ("C", "A", "B"):
        factories.a_programme(code=code)
    rows = published_plans(YEAR, PROVINCE, PlanFilter())
    assert [plan.code for plan in plan_page(rows, after="", limit=2)] == ["A", "B"]
    assert [plan.code for plan in plan_page(rows, after="B", limit=2)] == ["C"]


@pytest.mark.parametrize("plans", [1, 3])
def test_page_is_read_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries, plans: int) -> None:
    for _ in range(plans):
        factories.a_programme()
    rows = published_plans(YEAR, PROVINCE, PlanFilter())
    with django_assert_num_queries(1):
        assert len(plan_page(rows, after="", limit=50)) == plans


def test_totals_and_levels_add_up() -> None:
    college = factories.a_college()
    factories.a_programme(college=college, places=30, admitted=10)
    factories.a_programme(college=college, places=20, level=ProgrammeLevel.GAOQIBEN)
    factories.a_programme(places=5, admitted=5)
    rows = published_plans(YEAR, PROVINCE, PlanFilter())
    total = plan_total(rows)
    assert total == PlanTotal(programmes=3, colleges=2, places=55, admitted=15)
    assert total.vacant == 40
    levels = plan_levels(rows)
    assert list(levels) == [ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN]
    assert sum(level.places for level in levels.values()) == 55


def test_totals_of_nothing_are_nothing() -> None:
    rows = published_plans(YEAR, PROVINCE, PlanFilter())
    assert plan_total(rows) == PlanTotal(programmes=0, colleges=0, places=0, admitted=0)
    assert published_at(rows) is None


def test_colleges_with_plans_are_those_that_published_any() -> None:
    shown = factories.a_college(name="山西大学")
    factories.a_programme(college=shown)
    factories.a_programme(state=PlanState.DRAFT)
    assert colleges_with_plans(YEAR, PROVINCE) == ((shown.national_code, "山西大学"),)


def test_plans_in_states_come_in_the_order_of_the_states() -> None:
    factories.a_programme(places=7)
    factories.a_programme(places=3, state=PlanState.DRAFT)
    states = plans_in_states(YEAR, PROVINCE)
    assert [(state, total.places) for state, total in states.items()] == [
        (PlanState.DRAFT, 3),
        (PlanState.PUBLISHED, 7),
    ]


def test_plans_by_college_stand_beside_the_ceiling() -> None:
    college = factories.a_college(ceiling=100)
    factories.a_programme(college=college, places=30, admitted=4)
    factories.a_programme(college=college, places=20, state=PlanState.DRAFT)
    bare = factories.a_college(ceiling=None)
    factories.a_programme(college=bare)
    first, second = plans_by_college(YEAR, PROVINCE)
    assert (first.ceiling, first.programmes, first.places, first.admitted, first.published) == (
        100,
        2,
        50,
        4,
        1,
    )
    assert second.ceiling is None
    assert len(plans_by_college(YEAR, PROVINCE, "山西省教育厅")) == 2
    assert plans_by_college(YEAR, PROVINCE, "水利部") == ()


def test_plan_shows_its_facts() -> None:
    factories.a_programme(annual_fee=Decimal("2100.50"), half_years=5)
    (plan,) = plan_page(published_plans(YEAR, PROVINCE, PlanFilter()), after="", limit=1)
    assert (plan.annual_fee, plan.half_years, plan.places) == (Decimal("2100.50"), 5, 30)
