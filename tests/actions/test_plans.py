"""The plan on its way: department, ministry, province; what was not distributed is never published."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import BORDER, REGISTRATION_DAY, a_college, a_programme, an_actor, an_organisation
from tests.factories.people import PLACE_OF_ROLE

from chengzhao.actions.plans import agree_places, distribute_plans, publish_plans, total_places
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import AuditRow, College, Organisation, SourcePlan
from chengzhao.rules.plans import PlanState

pytestmark = pytest.mark.django_db

Act = Callable[..., int]
STEPS: list[tuple[Act, Role, PlanState, PlanState, str]] = [
    (
        agree_places,
        Role.DEPARTMENT_OFFICER,
        PlanState.SUBMITTED,
        PlanState.DEPARTMENT_AGREED,
        "agreed_at",
    ),
    (total_places, Role.MINISTRY_OFFICER, PlanState.DEPARTMENT_AGREED, PlanState.TOTALLED, "totalled_at"),
    (distribute_plans, Role.MINISTRY_OFFICER, PlanState.TOTALLED, PlanState.DISTRIBUTED, "distributed_at"),
    (publish_plans, Role.PROVINCE_OFFICER, PlanState.DISTRIBUTED, PlanState.PUBLISHED, "published_at"),
]
each_step = pytest.mark.parametrize("step", STEPS, ids=[step[0].__name__ for step in STEPS])
Step = tuple[Act, Role, PlanState, PlanState, str]


@pytest.fixture(autouse=True)
def department() -> Organisation:
    return an_organisation(kind=OrganisationKind.DEPARTMENT, code="14D1", path="/14/D1/", name="山西省教育厅")


def take(act: Act, role: Role, **more: Any) -> int:
    actor = an_actor(role=role, org_path=PLACE_OF_ROLE.get(role, "/14/"))
    return act(border=BORDER, actor=actor, at=REGISTRATION_DAY, **more)


@each_step
def test_plans_take_one_step(step: Step) -> None:
    act, role, before, after, column = step
    college = a_college()
    for code in ("02", "01"):
        a_programme(college=college, code=code, state=before)
    a_programme(college=college, code="03", state=PlanState.DRAFT)
    assert take(act, role) == 2
    moved = SourcePlan.objects.filter(state=after)
    assert sorted(moved.values_list("programme__code", flat=True)) == ["01", "02"]
    assert {getattr(plan, column) for plan in moved} == {REGISTRATION_DAY}
    assert SourcePlan.objects.get(programme__code="03").state == "DRAFT"
    assert trail_of(act.__name__) == [("source_plan", "01"), ("source_plan", "02")]
    row = AuditRow.objects.filter(act=act.__name__).first()
    assert row is not None
    assert row.before_digest != row.after_digest


@each_step
def test_plans_take_a_step_once(step: Step) -> None:
    act, role, before, after, _ = step
    a_programme(code="01", state=before)
    take(act, role)
    with refused(f"没有“{before.label}”的计划，不能转为“{after.label}”。"):
        take(act, role)


@each_step
def test_plans_are_moved_by_whose_turn_it_is_only(step: Step) -> None:
    act, role, before, _, _ = step
    a_programme(code="01", state=before)
    roles = "省招办工作人员、省招办负责人" if role is Role.PROVINCE_OFFICER else role.label
    with refused(f"这项工作由{roles}办理，你的角色是院校招生负责人。"):
        take(act, Role.COLLEGE_LEAD)
    assert SourcePlan.objects.get().state == before


@pytest.mark.django_db(transaction=True)
@each_step
def test_plans_take_a_step_once_when_pressed_twice(step: Step) -> None:
    act, role, before, after, _ = step
    a_programme(code="01", state=before)
    assert press_twice(lambda: take(act, role)).count(DONE) == 1
    assert SourcePlan.objects.get().state == after
    assert trail_of(act.__name__) == [("source_plan", "01")]


def test_agree_to_some_plans() -> None:
    college = a_college()
    for code in ("01", "02"):
        a_programme(college=college, code=code, state=PlanState.SUBMITTED)
    assert take(agree_places, Role.DEPARTMENT_OFFICER, codes=["02"]) == 1
    assert SourcePlan.objects.get(programme__code="01").state == "SUBMITTED"
    with rows_refused((1, "99", "专业目录中没有这个专业代号")):
        take(agree_places, Role.DEPARTMENT_OFFICER, codes=["01", "99"])
    with rows_refused(
        (2, "02", "招生来源计划“主管部门已审”不能转为“主管部门已审”，只能转为：教育部已汇总、被退回")
    ):
        take(agree_places, Role.DEPARTMENT_OFFICER, codes=["01", "02"])


def test_publish_exactly_what_was_distributed() -> None:
    college = a_college()
    for code in ("01", "02"):
        a_programme(college=college, code=code, state=PlanState.DISTRIBUTED)
    a_programme(college=college, code="03", state=PlanState.TOTALLED)
    with rows_refused(
        (1, "公布", "计划03未经教育部汇总分送，不得公布。请撤下，分送后再公布（附件1·二（七））")
    ):
        take(publish_plans, Role.PROVINCE_LEAD, codes=["01", "02", "03"])
    with rows_refused((1, "公布", "计划02已由教育部汇总分送，不得拒绝公布。请公布（附件1·二（七））")):
        take(publish_plans, Role.PROVINCE_LEAD, codes=["01"])
    assert take(publish_plans, Role.PROVINCE_LEAD, codes=["02", "01"]) == 2


def test_agree_to_the_plans_of_one_s_own_colleges_only() -> None:
    own, other = a_college(), a_college()
    College.objects.filter(pk=other.pk).update(authority="山西省卫生健康委员会")
    a_programme(college=own, code="01", state=PlanState.SUBMITTED)
    a_programme(college=other, code="02", state=PlanState.SUBMITTED)
    with rows_refused((2, "02", "该院校由山西省卫生健康委员会主管，应由其审核")):
        take(agree_places, Role.DEPARTMENT_OFFICER, codes=["01", "02"])
    assert take(agree_places, Role.DEPARTMENT_OFFICER) == 1
    states = SourcePlan.objects.order_by("programme__code").values_list("state", flat=True)
    assert list(states) == ["DEPARTMENT_AGREED", "SUBMITTED"]
