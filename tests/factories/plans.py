"""Programmes and their places."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.factories.border import BEIJING, PROVINCE, YEAR, a_new_number
from tests.factories.colleges import a_college

from chengzhao.law.words import ExamCategory, Paper, ProgrammeKind, ProgrammeLevel, StudyForm
from chengzhao.records.models import College, Programme, SourcePlan
from chengzhao.rules.plans import PlanState

_STATE_TIMES = {
    PlanState.SUBMITTED: "submitted_at",
    PlanState.DEPARTMENT_AGREED: "agreed_at",
    PlanState.TOTALLED: "totalled_at",
    PlanState.DISTRIBUTED: "distributed_at",
    PlanState.PUBLISHED: "published_at",
}


def a_programme(
    *,
    college: College | None = None,
    code: str = "",
    level: ProgrammeLevel = ProgrammeLevel.ZHUANSHENGBEN,
    category: ExamCategory = ExamCategory.ECONOMICS_MANAGEMENT,
    kind: ProgrammeKind = ProgrammeKind.GENERAL,
    places: int = 30,
    admitted: int = 0,
    state: PlanState = PlanState.PUBLISHED,
    season: int = YEAR,
    province: str = PROVINCE,
    **facts: Any,
) -> Programme:
    """A row of the directory with its places, by default published; places are at `programme.source_plan`."""
    needs_test = kind in (ProgrammeKind.ARTS, ProgrammeKind.SPORTS)
    upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    given: dict[str, Any] = {
        "major_code": "120203",
        "name": "会计学",
        "study_form": StudyForm.SPARE_TIME,
        "half_years": 10 if level is ProgrammeLevel.GAOQIBEN else 5,
        "specialised_paper": Paper.ADVANCED_MATHS_2 if upgrade else "",
        "extra_test": needs_test,
        "teaching_place": "太原市",
        "annual_fee": Decimal("2000.00"),
    }
    programme = Programme.objects.create(
        season=season,
        province=province,
        college=college or a_college(season=season, province=province),
        code=code or f"P{a_new_number():05d}",
        level=level,
        category=category,
        kind=kind,
        **(given | facts),
    )
    reached = list(_STATE_TIMES).index(state) if state in _STATE_TIMES else -1
    times = {
        column: datetime(season, 10, 8, tzinfo=BEIJING) + timedelta(days=day)
        for day, column in enumerate(list(_STATE_TIMES.values())[: reached + 1])
    }
    SourcePlan.objects.create(
        season=season,
        province=province,
        programme=programme,
        places=places,
        admitted=admitted,
        state=state,
        **times,
    )
    return programme
