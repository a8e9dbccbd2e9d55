"""The windows of stages: the first is set by one person, every further one by two."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import by_two, put_forward
from tests.factories import (
    BEIJING,
    BORDER,
    Tree,
    a_tree,
    an_actor,
    an_actor_for,
    an_open_stage,
    an_organisation,
    responsible_persons_of,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.stage_windows import WindowForm, open_stage, reopen_stage, window_arguments
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.records.models import AuditRow, Organisation, ResponsiblePerson, StageWindow

pytestmark = pytest.mark.django_db

BEFORE = datetime(2024, 7, 20, 9, tzinfo=BEIJING)
OPENS = datetime(2024, 9, 1, 8, tzinfo=BEIJING)
CLOSES = datetime(2024, 9, 6, 18, tzinfo=BEIJING)
LATER = CLOSES + timedelta(days=2)
COUNTY = "/14/1401/140105/"


def office(path: str) -> str:
    """What the office of a path is called."""
    return Organisation.objects.get(path=path).name


FIRST_POST = "省级高等学校招生委员会主要负责同志"
DECISION = "晋招委〔2024〕9号：报名延长三天"


def open_registration(
    *,
    stage: Stage = Stage.REGISTRATION,
    org_path: str = "/14/",
    opens_at: datetime = OPENS,
    closes_at: datetime = CLOSES,
    actor_path: str = "/14/",
) -> None:
    open_stage(
        border=BORDER,
        actor=an_actor(org_path=actor_path),
        at=BEFORE,
        stage=stage,
        org_path=org_path,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def a_responsible_province() -> Tree:
    tree = a_tree()
    responsible_persons_of(tree.province)
    return tree


def test_open_stage() -> None:
    a_responsible_province()
    open_registration()
    window = StageWindow.objects.get()
    assert (window.stage, window.org_path, window.opens_at, window.closes_at, window.extended_from) == (
        "REGISTRATION",
        "/14/",
        OPENS,
        CLOSES,
        None,
    )
    assert trail_of("open_stage") == [("stage_window", "REGISTRATION 2024-14")]


def test_open_stage_without_responsible_persons_is_refused() -> None:
    tree = a_tree()
    with rows_refused(
        (1, "报名", f"省级招生考试机构尚未确定第一责任人：{FIRST_POST}（通知·一.1）"),
        (1, "报名", "省级招生考试机构尚未确定直接责任人：省级教育行政部门主要负责同志（通知·一.1）"),
        (1, "报名", "省级招生考试机构尚未确定直接责任人：省级教育行政部门分管负责同志（通知·一.1）"),
        (1, "报名", "省级招生考试机构尚未确定直接责任人：省级招生考试机构主要负责同志（通知·一.1）"),
    ):
        open_registration()
    responsible_persons_of(tree.province)
    ResponsiblePerson.objects.filter(post="省级招生考试机构主要负责同志").delete()
    with rows_refused(
        (1, "报名", "省级招生考试机构尚未确定直接责任人：省级招生考试机构主要负责同志（通知·一.1）"),
    ):
        open_registration()
    assert not StageWindow.objects.exists()


def test_open_stage_for_an_unknown_organisation_is_refused() -> None:
    a_responsible_province()
    with refused("没有单位/14/9/，请先登记单位。"):
        open_registration(org_path="/14/9/")


def test_open_stage_for_a_county_by_its_own_office() -> None:
    a_responsible_province()
    open_registration(org_path=COUNTY, actor_path=COUNTY)
    assert StageWindow.objects.get().org_path == COUNTY


def test_open_stage_outside_the_reach_of_the_actor_is_refused() -> None:
    a_responsible_province()
    with rows_refused((1, "/14/", "不在你单位的管辖范围内")):
        open_registration(actor_path=COUNTY)


def test_open_stage_that_closes_when_it_opens_is_refused() -> None:
    a_responsible_province()
    with refused("截止时间必须晚于开放时间。"):
        open_registration(closes_at=OPENS)
    open_registration(closes_at=OPENS + timedelta(seconds=1))


def test_reopen_stage_overlapping_is_refused_and_adjoining_is_not() -> None:
    a_responsible_province()
    open_registration()
    held, ends = f"{OPENS:%Y-%m-%d %H:%M}", f"{CLOSES:%Y-%m-%d %H:%M}"
    with refused(
        f"新的开放时段与已有的{held}至{ends}重叠。要延长的，开放时间填{ends}，截止时间填延长到的时间。"
    ):
        reopen(opens_at=CLOSES - timedelta(seconds=1), closes_at=CLOSES + timedelta(days=1))
    reopen(opens_at=CLOSES, closes_at=CLOSES + timedelta(days=1))
    assert StageWindow.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_open_stage_at_once_opens_it_once() -> None:
    a_responsible_province()
    outcomes = press_twice(open_registration)
    assert outcomes.count(DONE) == 1
    assert StageWindow.objects.count() == 1


def test_open_stage_before_the_calendar_is_refused() -> None:
    a_responsible_province()
    with rows_refused((1, "报名", "“报名”自2024-08-01开始，2024-07-31尚不能办理（附件2）")):
        open_registration(opens_at=datetime(2024, 7, 31, 23, 59, tzinfo=BEIJING))
    open_registration(opens_at=datetime(2024, 8, 1, tzinfo=BEIJING))


def test_open_stage_beyond_the_calendar_needs_a_written_decision() -> None:
    a_responsible_province()
    end = datetime(2024, 10, 1, tzinfo=BEIJING)
    with rows_refused((1, "报名", "“报名”已于2024-09-30结束，延期须有书面决定（附件2）")):
        open_registration(closes_at=end + timedelta(seconds=1))
    open_registration(closes_at=end)
    reopen(opens_at=end, closes_at=end + timedelta(days=3))
    extended = StageWindow.objects.get(opens_at=end)
    assert extended.extended_from == end
    assert AuditRow.objects.get(act="open_stage").reason == ""
    assert AuditRow.objects.get(act="reopen_stage").reason == DECISION


def test_open_stage_before_an_earlier_stage_is_over_is_refused() -> None:
    a_responsible_province()
    an_open_stage(Stage.REGISTRATION, closes_at=datetime(2024, 9, 30, tzinfo=BEIJING))
    review_ends = datetime(2024, 10, 15, tzinfo=BEIJING)
    an_open_stage(Stage.REVIEW, closes_at=review_ends)
    closes_at = datetime(2024, 10, 25, tzinfo=BEIJING)
    with rows_refused((1, "考试", "“资格审核”尚未结束，不能开始“考试”（附件2）")):
        open_registration(stage=Stage.EXAM, opens_at=review_ends - timedelta(seconds=1), closes_at=closes_at)
    open_registration(stage=Stage.EXAM, opens_at=review_ends, closes_at=closes_at)
    assert StageWindow.objects.filter(stage=Stage.EXAM).count() == 1


def test_open_stage_of_a_college_needs_its_own_responsible_persons() -> None:
    a_responsible_province()
    college = an_organisation(kind=OrganisationKind.COLLEGE, code="10108", path="/14/10108/")
    with rows_refused(
        (1, "报名", "成人高校尚未确定第一责任人：高校主要负责同志（通知·一.1）"),
        (1, "报名", "成人高校尚未确定直接责任人：高校分管负责同志（通知·一.1）"),
    ):
        open_registration(org_path=college.path)
    responsible_persons_of(college)
    open_registration(org_path=college.path)


def reopen(actor: Actor | None = None, **facts: Any) -> None:
    form = WindowForm(
        stage=Stage.REGISTRATION, org_path="/14/", opens_at=CLOSES, closes_at=LATER, extension=DECISION
    )
    by_two("reopen_stage", window_arguments(replace(form, **facts)), BEFORE, first=actor)


def test_opening_again_takes_two_persons() -> None:
    a_responsible_province()
    open_registration()
    sentence = f"“报名”在{office('/14/')}或其上下级已经设过开放时间，重新开放或延长须由两人办理。"
    with refused(sentence):
        open_registration(opens_at=CLOSES, closes_at=LATER)
    with refused(sentence.replace(office("/14/"), office(COUNTY))):
        open_registration(org_path=COUNTY, opens_at=CLOSES, closes_at=LATER)
    form = WindowForm(stage=Stage.REGISTRATION, org_path="/14/", opens_at=CLOSES, closes_at=LATER)
    with refused("“重新开放或延长阶段”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        reopen_stage(border=BORDER, actor=an_actor_for("reopen_stage"), at=BEFORE, form=form)
    reopen(org_path=COUNTY)
    assert trail_of("reopen_stage") == [("stage_window", f"REGISTRATION 2024-14 {COUNTY}")]


def test_one_person_does_not_open_a_county_again_from_above() -> None:
    tree = a_responsible_province()
    responsible_persons_of(tree.county)
    open_registration(org_path=COUNTY)
    with refused(f"“报名”在{office('/14/')}或其上下级已经设过开放时间，重新开放或延长须由两人办理。"):
        open_registration(opens_at=CLOSES, closes_at=LATER)
    assert list(StageWindow.objects.values_list("org_path", flat=True)) == [COUNTY]


def test_opening_again_shows_the_windows_before_and_after() -> None:
    a_responsible_province()
    open_registration()
    form = WindowForm(
        stage=Stage.REGISTRATION, org_path="/14/", opens_at=CLOSES, closes_at=LATER, extension=DECISION
    )
    assert put_forward("reopen_stage", window_arguments(form), BEFORE).facts[:-1] == [
        ["阶段", "报名"],
        ["范围", office("/14/")],
        ["原开放时间", "2024-09-01 08:00至2024-09-06 18:00"],
        ["新开放时间", "2024-09-06 18:00至2024-09-08 18:00"],
        ["书面决定", DECISION],
    ]


def test_opening_again_needs_a_decision_and_a_first_window() -> None:
    a_responsible_province()
    with refused(f"“报名”在{office('/14/')}还没有设过开放时间，直接开放即可。"):
        reopen()
    open_registration()
    with refused("重新开放或延长须写明书面决定的文号。"):
        reopen(extension=" ")
    with rows_refused((1, "/14/", "不在你单位的管辖范围内")):
        reopen(an_actor(org_path=COUNTY))


@pytest.mark.parametrize(
    "arguments", [{}, {"stage": "LUNCH"}, {"stage": "EXAM", "org_path": "/14/", "opens_at": 5}]
)
def test_a_window_that_cannot_be_read_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="没有写明重新开放哪个阶段"):
        put_forward("reopen_stage", arguments, BEFORE)
