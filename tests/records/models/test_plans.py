"""What the database promises of ceilings, the directory and places."""

from typing import Any

import pytest
from tests.factories import REGISTRATION_DAY, a_college, a_programme
from tests.records.models.breaking import again, breaks, change, drop

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models import PlanCap, Programme, SourcePlan
from chengzhao.rules.plans import PlanState

pytestmark = pytest.mark.django_db

L = ProgrammeLevel


def test_plan_cap_once() -> None:
    a_college()
    row = PlanCap.objects.get()
    with breaks("plan_cap_once"):
        again(row)
    again(row, season=2025)


def test_programme_code_once() -> None:
    row = a_programme()
    with breaks("programme_code_once"):
        again(row)
    again(row, code="other")


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("category", "programme_category_known"),
        ("kind", "programme_kind_known"),
        ("study_form", "programme_form_known"),
    ],
)
def test_programme_words_known(column: str, name: str) -> None:
    row = a_programme()
    with breaks(name):
        change(row, **{column: "OTHER"})


def test_programme_level_known() -> None:
    row = a_programme()
    drop(Programme, "programme_long_enough")
    with breaks("programme_level_known"):
        change(row, level="OTHER")


@pytest.mark.parametrize(
    ("level", "study_form", "least"),
    [
        (L.GAOQIBEN, "FULL_TIME", 8),
        (L.GAOQIZHUAN, "FULL_TIME", 4),
        (L.ZHUANSHENGBEN, "FULL_TIME", 4),
        (L.GAOQIBEN, "SPARE_TIME", 10),
        (L.GAOQIZHUAN, "SPARE_TIME", 5),
        (L.ZHUANSHENGBEN, "CORRESPONDENCE", 5),
        (L.ZHUANSHENGBEN, "NON_FULL_TIME", 5),
    ],
)
def test_programme_long_enough(level: L, study_form: str, least: int) -> None:
    row = a_programme(level=level)
    with breaks("programme_long_enough"):
        change(row, study_form=study_form, half_years=least - 1)
    change(row, study_form=study_form, half_years=least)


@pytest.mark.parametrize("kind", ["ARTS", "SPORTS"])
def test_programme_arts_and_sports_have_extra_test(kind: str) -> None:
    row = a_programme()
    with breaks("programme_arts_and_sports_have_extra_test"):
        change(row, kind=kind)
    change(row, kind=kind, extra_test=True)


def a_plan(state: PlanState = PlanState.PUBLISHED, **facts: Any) -> SourcePlan:
    plan: SourcePlan = a_programme(state=state, **facts).source_plan
    return plan


def test_source_plan_once_per_programme() -> None:
    row = a_plan()
    with breaks("records_sourceplan_programme_id_key"):
        again(row)


def test_source_plan_state_known() -> None:
    row = a_plan()
    with breaks("source_plan_state_known"):
        change(row, state="OTHER")


def test_source_plan_never_over_admitted() -> None:
    row = a_plan(places=3)
    change(row, admitted=3)
    with breaks("source_plan_never_over_admitted"):
        change(row, admitted=4)
    with breaks("source_plan_never_over_admitted"):
        change(row, places=2)


def test_source_plan_places_not_negative() -> None:
    row = a_plan(places=3)
    with breaks("records_sourceplan_places_check"):
        change(row, places=-1)


def test_source_plan_published_only_if_distributed() -> None:
    row = a_plan(PlanState.TOTALLED)
    with breaks("source_plan_published_only_if_distributed"):
        change(row, published_at=REGISTRATION_DAY)
    change(row, distributed_at=REGISTRATION_DAY, published_at=REGISTRATION_DAY)


@pytest.mark.parametrize(
    ("state", "column"),
    [
        (PlanState.SUBMITTED, "submitted_at"),
        (PlanState.DEPARTMENT_AGREED, "agreed_at"),
        (PlanState.TOTALLED, "totalled_at"),
        (PlanState.DISTRIBUTED, "distributed_at"),
        (PlanState.PUBLISHED, "published_at"),
    ],
)
def test_source_plan_state_has_its_time(state: PlanState, column: str) -> None:
    row = a_plan(state)
    with breaks("source_plan_state_has_its_time"):
        change(row, **{column: None})
    change(row, state=PlanState.DRAFT)
    change(row, **{column: None, "published_at": None})
