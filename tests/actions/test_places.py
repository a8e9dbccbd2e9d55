"""Ceilings and places of a college, and how far beyond its applicants it may go."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    REGISTRATION_DAY,
    a_candidate,
    a_college,
    a_programme,
    an_actor,
    an_actor_for,
    an_open_stage,
    an_organisation,
)

from chengzhao.actions.audit import Actor
from chengzhao.actions.places import PlacesForm, PlanCapForm, set_plan_caps, submit_places
from chengzhao.law.words import Role, Stage, StudyForm
from chengzhao.records.models import AuditRow, College, PlanCap, Programme, SourcePlan, StageWindow
from chengzhao.rules.plans import PlanState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

SHARE = "计划数{}人超过本校在该省报名人数{}人的85％（{}人），须书面说明理由并经主管部门同意（附件1·二（一））"


def cap(*forms: PlanCapForm) -> None:
    set_plan_caps(border=BORDER, actor=an_actor_for("set_plan_caps"), at=REGISTRATION_DAY, caps=forms)


def submit(*forms: PlacesForm, reasons: Mapping[str, str] | None = None, actor: Actor | None = None) -> None:
    submit_places(
        border=BORDER,
        actor=actor or an_actor_for("submit_places"),
        at=REGISTRATION_DAY,
        places=forms,
        reasons=reasons or {},
    )


def a_draft(college: College, code: str, **facts: Any) -> Programme:
    return a_programme(college=college, code=code, places=0, state=PlanState.DRAFT, **facts)


def applicants_of(programme: Programme, count: int, **facts: Any) -> None:
    point = an_organisation()
    for _ in range(count):
        a_candidate(chosen=[programme], confirmation_point=point, **facts)


def a_college_with_applicants(count: int, *, ceiling: int | None = 1000) -> tuple[College, Programme]:
    an_open_stage(Stage.PLACES)
    college = a_college(national_code="10108", ceiling=ceiling)
    programme = a_draft(college, "01")
    applicants_of(programme, count)
    return college, programme


def places_of(code: str) -> tuple[int, str]:
    plan = SourcePlan.objects.get(programme__code=code)
    return plan.places, plan.state


CAP = PlanCapForm(national_code="10108", ceiling=500, set_by="山西省教育厅")


def test_set_plan_caps() -> None:
    college = a_college(national_code="10108", ceiling=None)
    cap(CAP)
    held = PlanCap.objects.get()
    assert (held.college_id, held.ceiling, held.set_by) == (college.pk, 500, "山西省教育厅")
    assert trail_of("set_plan_caps") == [("plan_cap", "10108")]


def test_set_plan_caps_twice_is_refused() -> None:
    a_college(national_code="10108", ceiling=None)
    cap(CAP)
    with refused("这所院校本年度的招生计划上限已经核定，不能再次核定。"):
        cap(replace(CAP, ceiling=600))
    assert PlanCap.objects.get().ceiling == 500


def test_set_plan_caps_by_another_than_the_authority_is_refused() -> None:
    college = a_college(national_code="10108", ceiling=None)
    with rows_refused((1, "10108", "上限应由山西省教育厅核定")):
        cap(replace(CAP, set_by="太原市教育局"))
    College.objects.filter(pk=college.pk).update(authority="教育部")
    with rows_refused((1, "10108", "上限应由教育部（发展规划司）核定")):
        cap(replace(CAP, set_by="教育部"))
    cap(replace(CAP, set_by="教育部（发展规划司）"))


def test_set_plan_caps_refuses_every_wrong_row_at_once() -> None:
    a_college(national_code="10108", ceiling=None)
    with rows_refused(
        (2, "10108", "与前面的行重复，应只写一次"),
        (2, "10108", "上限不能为负"),
    ):
        cap(CAP, replace(CAP, ceiling=-1))
    with rows_refused((1, "99999", "没有这所院校，应先登记")):
        cap(replace(CAP, national_code="99999"))


def test_submit_places() -> None:
    college, _ = a_college_with_applicants(10)
    a_draft(college, "02")
    submit(PlacesForm(code="01", places=5), PlacesForm(code="02", places=3))
    assert (places_of("01"), places_of("02")) == ((5, "SUBMITTED"), (3, "SUBMITTED"))
    assert SourcePlan.objects.get(programme__code="01").submitted_at == REGISTRATION_DAY
    assert trail_of("submit_places") == [("source_plan", "01"), ("source_plan", "02")]


def test_submit_places_outside_the_window_is_refused() -> None:
    a_college_with_applicants(10)
    StageWindow.objects.filter(stage=Stage.PLACES).update(closes_at=REGISTRATION_DAY)
    with refused("“招生计划编制”已于2024年9月5日10:00截止，如需延长请联系省级招生考试机构。"):
        submit(PlacesForm(code="01", places=5))


@pytest.mark.parametrize(("places", "is_accepted"), [(8, True), (9, False)])
def test_submit_places_up_to_the_ceiling(places: int, is_accepted: bool) -> None:
    a_college_with_applicants(20, ceiling=8)
    if is_accepted:
        submit(PlacesForm(code="01", places=places))
        assert places_of("01") == (8, "SUBMITTED")
        return
    over = (1, "10108", "计划数合计9人，超过核定上限8人，须减少1人（附件1·二（一））")
    with rows_refused(over):
        submit(PlacesForm(code="01", places=places), reasons={"10108": "办学条件改善"})
    assert places_of("01") == (0, "DRAFT")


def test_submit_places_counts_what_the_college_has_on_its_way() -> None:
    college, _ = a_college_with_applicants(20, ceiling=8)
    a_programme(college=college, code="02", places=6, state=PlanState.DEPARTMENT_AGREED)
    a_programme(college=college, code="03", places=50, state=PlanState.RETURNED)
    with rows_refused((1, "10108", "计划数合计9人，超过核定上限8人，须减少1人（附件1·二（一））")):
        submit(PlacesForm(code="01", places=3))
    submit(PlacesForm(code="01", places=2))


def test_submit_places_without_a_ceiling_is_refused() -> None:
    a_college_with_applicants(10, ceiling=None)
    expected = (
        "主管部门尚未核定招生规模，不能安排分专业计划数。请等主管部门核定上限后再填报（附件1·二（一））"
    )
    with rows_refused((1, "10108", expected)):
        submit(PlacesForm(code="01", places=1))


@pytest.mark.parametrize(
    ("applicants", "places", "needs_reason"), [(20, 17, False), (20, 18, True), (10, 8, False), (10, 9, True)]
)
def test_submit_places_beyond_85_percent_of_applicants_needs_a_reason(
    applicants: int, places: int, needs_reason: bool
) -> None:
    a_college_with_applicants(applicants)
    form = PlacesForm(code="01", places=places)
    if needs_reason:
        expected = SHARE.format(places, applicants, int(applicants * 85 / 100))
        for reason in ("", "  "):
            with rows_refused((1, "10108", expected)):
                submit(form, reasons={"10108": reason})
        submit(form, reasons={"10108": "本地护理人员紧缺"})
        assert AuditRow.objects.get(act="submit_places").reason == "本地护理人员紧缺"
    else:
        submit(form)
    assert places_of("01") == (places, "SUBMITTED")


def test_submit_places_counts_each_live_applicant_of_the_college_once() -> None:
    college, first = a_college_with_applicants(8)
    second = a_draft(college, "02")
    point = an_organisation()
    a_candidate(chosen=[first, second], confirmation_point=point)
    a_candidate(chosen=[second], confirmation_point=point)
    for state in (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.CANCELLED):
        a_candidate(chosen=[first], confirmation_point=point, state=state)
    a_candidate(chosen=[a_draft(a_college(), "03")], confirmation_point=point)
    with rows_refused((1, "10108", SHARE.format(9, 10, 8))):
        submit(PlacesForm(code="01", places=9))
    submit(PlacesForm(code="01", places=8))


def test_submit_places_mostly_full_time_needs_a_reason() -> None:
    college, _ = a_college_with_applicants(20)
    a_draft(college, "02", study_form=StudyForm.FULL_TIME, half_years=4)
    forms = (PlacesForm(code="01", places=8), PlacesForm(code="02", places=1))
    expected = (
        "脱产计划1人，占9人的比例超过控制比例1/10。请将脱产计划减到0人以内，或书面说明理由（附件1·二（三））"
    )
    with rows_refused((1, "10108", expected)):
        submit(*forms)
    submit(PlacesForm(code="01", places=9), PlacesForm(code="02", places=1))


def test_submit_places_twice_is_refused() -> None:
    a_college_with_applicants(10)
    submit(PlacesForm(code="01", places=5))
    with rows_refused((1, "01", "招生来源计划“已上报”不能转为“已上报”，只能转为：主管部门已审、被退回")):
        submit(PlacesForm(code="01", places=6))
    assert places_of("01") == (5, "SUBMITTED")


def test_submit_places_of_a_returned_plan_again() -> None:
    college, _ = a_college_with_applicants(10)
    a_programme(college=college, code="02", places=50, state=PlanState.RETURNED)
    submit(PlacesForm(code="02", places=4))
    assert places_of("02") == (4, "SUBMITTED")


def test_submit_places_refuses_every_wrong_row_at_once() -> None:
    a_college_with_applicants(10)
    with rows_refused(
        (2, "01", "与前面的行重复，应只写一次"),
        (2, "01", "计划数不能为负"),
        (3, "99", "专业目录中没有这个专业代号"),
    ):
        submit(
            PlacesForm(code="01", places=1), PlacesForm(code="01", places=-1), PlacesForm(code="99", places=1)
        )


def test_submit_places_of_another_college_is_refused() -> None:
    a_college_with_applicants(10)
    other = a_college(national_code="10109")
    stranger = an_actor(role=Role.COLLEGE_OFFICER, org_path=other.organisation.path)
    with rows_refused((1, "10108", "不在你单位的管辖范围内")):
        submit(PlacesForm(code="01", places=1), actor=stranger)


@pytest.mark.django_db(transaction=True)
def test_submit_places_at_once_is_done_once() -> None:
    a_college_with_applicants(10)
    outcomes = press_twice(lambda: submit(PlacesForm(code="01", places=5)))
    assert outcomes.count(DONE) == 1
    assert trail_of("submit_places") == [("source_plan", "01")]


@pytest.mark.django_db(transaction=True)
def test_submit_places_at_once_for_two_programmes_keeps_the_ceiling() -> None:
    college, _ = a_college_with_applicants(20, ceiling=8)
    a_draft(college, "02")
    codes = iter(["01", "02"])
    outcomes = press_twice(lambda: submit(PlacesForm(code=next(codes), places=5)))
    assert outcomes.count(DONE) == 1
    places = SourcePlan.objects.filter(state=PlanState.SUBMITTED).values_list("places", flat=True)
    assert list(places) == [5]
