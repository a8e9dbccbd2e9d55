"""Places move between the programmes of a college during admission, put forward by one and agreed by another."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import a_second, by_two, confirm, put_forward
from tests.factories import (
    BEIJING,
    BORDER,
    a_candidate,
    a_college,
    a_file,
    a_programme,
    a_season,
    an_actor,
    every_stage_open,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.plan_adjustments import AdjustmentForm, adjust_places, adjustment_arguments
from chengzhao.law.words import Role
from chengzhao.records.models import College, PlanCap, SourcePlan
from chengzhao.rules.admission import FileState
from chengzhao.rules.plans import PlanState

pytestmark = pytest.mark.django_db

ACT = "adjust_places"
AT = datetime(2024, 12, 10, 9, tzinfo=BEIJING)
FORM = AdjustmentForm(giving="A1", taking="A2", moved=2, reason="会计学生源不足，法学上线生源充足")


@pytest.fixture
def college() -> College:
    a_season()
    every_stage_open()
    college = a_college(name="山西财经大学", ceiling=6)
    a_programme(college=college, code="A1", name="会计学", places=5)
    a_programme(college=college, code="A2", name="法学", places=1)
    return college


def lead_of(college: College) -> Actor:
    return an_actor(role=Role.COLLEGE_LEAD, org_path=college.organisation.path)


def adjust(first: Actor | None = None, **facts: Any) -> None:
    by_two(ACT, adjustment_arguments(replace(FORM, **facts)), AT, first=first)


def places() -> dict[str, int]:
    return dict(SourcePlan.objects.order_by("programme__code").values_list("programme__code", "places"))


def test_the_college_asks_and_the_province_agrees(college: College) -> None:
    adjust(lead_of(college))
    assert places() == {"A1": 3, "A2": 3}
    assert trail_of(ACT) == [("source_plan", "A1"), ("source_plan", "A2")]


def test_both_see_what_moves(college: College) -> None:
    waiting = put_forward(ACT, adjustment_arguments(FORM), AT, first=lead_of(college))
    assert waiting.facts[:-1] == [
        ["院校", "山西财经大学"],
        ["调出", "会计学（A1）5人改为3人，已用0人"],
        ["调入", "法学（A2）1人改为3人"],
        ["理由", FORM.reason],
    ]
    assert waiting.org_path == college.organisation.path


def test_a_college_does_not_agree_to_its_own_wish(college: College) -> None:
    waiting = put_forward(ACT, adjustment_arguments(FORM), AT, first=lead_of(college))
    with refused("“录取期间调整计划”由省招办工作人员、省招办负责人复核，你的角色是院校招生负责人。"):
        confirm(waiting, AT, second=lead_of(college))
    with refused("“录取期间调整计划”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        adjust_places(border=BORDER, actor=a_second(ACT), at=AT, form=FORM)


def test_another_college_asks_for_nothing_here(college: College) -> None:
    with rows_refused((1, "山西财经大学", "不在你单位的管辖范围内")):
        adjust(lead_of(a_college(name="太原理工大学")))


def test_places_that_are_used_do_not_move(college: College) -> None:
    giving = SourcePlan.objects.get(programme__code="A1")
    SourcePlan.objects.filter(pk=giving.pk).update(admitted=2)
    a_file(candidate=a_candidate(ticketed=True), programme=giving.programme, state=FileState.PROPOSED)
    adjust(moved=2)
    with rows_refused((1, "A1", "调出专业计划3人、已用3人，不能调出1人（附件1·五（六））")):
        adjust(moved=1)


def test_the_total_stays_under_the_ceiling(college: College) -> None:
    PlanCap.objects.update(ceiling=5)
    with rows_refused((1, "A1", "调整后计划6人，超过核定上限5人（附件1·五（六））")):
        adjust()


def test_only_between_published_programmes_of_one_college(college: College) -> None:
    a_programme(code="C1")
    with rows_refused((2, "A1", "调出和调入不能是同一个专业")):
        adjust(taking="A1")
    with rows_refused((2, "C1", "只能在同一所院校的专业之间调整")):
        adjust(taking="C1")
    with rows_refused((1, "X", "专业目录中没有这个专业代号"), (2, "A2", "计划“已分送”，公布后才能调整")):
        SourcePlan.objects.filter(programme__code="A2").update(
            state=PlanState.DISTRIBUTED, distributed_at=AT, published_at=None
        )
        adjust(giving="X")


def test_without_a_reason_places_or_the_stage_it_is_refused(college: College) -> None:
    with refused("调整计划必须写明理由。"):
        adjust(reason=" ")
    with rows_refused((1, "A1", "调整的计划数至少为1人（附件1·五（六））")):
        adjust(moved=0)
    late = datetime(2025, 1, 1, tzinfo=BEIJING)
    with refused("“录取”已于2025年1月1日00:00截止，如需延长请联系省级招生考试机构。"):
        put_forward(ACT, adjustment_arguments(FORM), late)


def test_what_was_admitted_meanwhile_is_told_to_the_second(college: College) -> None:
    waiting = put_forward(ACT, adjustment_arguments(FORM), AT)
    SourcePlan.objects.filter(programme__code="A1").update(admitted=1)
    with refused(
        "提请之后内容有变动，没有办理：调出由“会计学（A1）5人改为3人，已用0人”变为"
        "“会计学（A1）5人改为3人，已用1人”。请提请人撤回后重新提请。"
    ):
        confirm(waiting, AT)


@pytest.mark.django_db(transaction=True)
def test_adjusted_at_once_moves_once(college: College) -> None:
    assert press_twice(adjust).count(DONE) >= 1
    assert sum(places().values()) == 6


@pytest.mark.parametrize("arguments", [{}, {"giving": "A1", "taking": "A2", "moved": "x", "reason": "y"}])
def test_an_adjustment_that_cannot_be_read_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="没有写明从哪个专业向哪个专业调整多少人"):
        put_forward(ACT, arguments, AT)
