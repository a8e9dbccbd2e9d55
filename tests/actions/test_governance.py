"""Seasons, responsible persons and the windows of stages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
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

from chengzhao.actions.audit import Border
from chengzhao.actions.governance import (
    Duty,
    ResponsiblePersonForm,
    name_responsible_persons,
    open_season,
    open_stage,
    require_open,
    require_open_for,
)
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.records.models import AuditRow, ResponsiblePerson, Season, StageWindow

pytestmark = pytest.mark.django_db

BEFORE = datetime(2024, 7, 20, 9, tzinfo=BEIJING)
OPENS = datetime(2024, 9, 1, 8, tzinfo=BEIJING)
CLOSES = datetime(2024, 9, 6, 18, tzinfo=BEIJING)
COUNTY = "/14/1401/140105/"
FIRST_POST = "省级高等学校招生委员会主要负责同志"


def open_the_season(border: Border = BORDER, **facts: str) -> None:
    given = {"name": "2024年山西成招", "office_name": "山西省招生考试管理中心", "tie_seed": "seed"}
    open_season(
        border=border, actor=an_actor_for("open_season"), at=BEFORE, synthetic=True, **(given | facts)
    )


def open_registration(
    *,
    stage: Stage = Stage.REGISTRATION,
    org_path: str = "/14/",
    opens_at: datetime = OPENS,
    closes_at: datetime = CLOSES,
    extension: str = "",
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
        extension=extension,
    )


def a_responsible_province() -> Tree:
    tree = a_tree()
    responsible_persons_of(tree.province)
    return tree


def test_open_season() -> None:
    open_the_season()
    season = Season.objects.get()
    assert (season.season, season.province, season.tie_seed, season.synthetic) == (2024, "14", "seed", True)
    assert trail_of("open_season") == [("season", "2024-14")]


def test_open_season_twice_is_refused() -> None:
    open_the_season()
    with refused("2024年度已经开启，不必再次开启。"):
        open_the_season()


def test_open_season_without_a_seed_or_an_office_is_refused() -> None:
    with refused("省级招生考试机构、同分随机种子不能为空，请填写。"):
        open_the_season(office_name=" ", tie_seed="")
    assert not Season.objects.exists()


@pytest.mark.parametrize(
    ("border", "sentence"),
    [
        (Border(season=2023, province="14"), "没有2023年的招生规定，现有：2024、2025。"),
        (
            Border(season=2024, province="11"),
            "没有省份11在2024年的补充规定，现有：山西省2024年、江苏省2025年、浙江省2025年、河南省2025年。",
        ),
    ],
)
def test_open_season_without_law_is_refused(border: Border, sentence: str) -> None:
    with refused(sentence):
        open_the_season(border)


@pytest.mark.django_db(transaction=True)
def test_open_season_at_once_opens_it_once() -> None:
    assert press_twice(open_the_season) == sorted([DONE, "2024年度已经开启，不必再次开启。"])
    assert Season.objects.count() == 1
    assert trail_of("open_season") == [("season", "2024-14")]


def a_person(**facts: Any) -> ResponsiblePersonForm:
    form = ResponsiblePersonForm(org_path="/14/", duty=Duty.FIRST, name="赵建国", post=FIRST_POST)
    return replace(form, **facts)


def name_persons(*persons: ResponsiblePersonForm, org_path: str = "/14/") -> None:
    name_responsible_persons(border=BORDER, actor=an_actor(org_path=org_path), at=BEFORE, persons=persons)


def test_name_responsible_persons() -> None:
    tree = a_tree()
    name_persons(a_person(), a_person(org_path=COUNTY, post="主任", name="李为民"))
    rows = ResponsiblePerson.objects.order_by("pk").values_list("organisation_id", "duty", "name", "post")
    assert list(rows) == [
        (tree.province.pk, "FIRST", "赵建国", FIRST_POST),
        (tree.county.pk, "FIRST", "李为民", "主任"),
    ]
    assert trail_of("name_responsible_persons") == [
        ("responsible_person", str(tree.province.pk)),
        ("responsible_person", str(tree.county.pk)),
    ]


def test_name_a_second_first_responsible_person_is_refused() -> None:
    a_tree()
    name_persons(a_person())
    with refused("每个单位只能有一名第一责任人，该单位已有。"):
        name_persons(a_person(name="孙立"))


def test_name_responsible_persons_refuses_every_wrong_row_at_once() -> None:
    a_tree()
    with rows_refused(
        (1, "/14/9/", "没有这个单位，应先登记"),
        (2, "/14/", "责任人的姓名和职务不能为空"),
        (3, "/14/", f"{FIRST_POST}应为第一责任人"),
        (4, "/14/", "省级招生考试机构主要负责同志应为直接责任人"),
    ):
        name_persons(
            a_person(org_path="/14/9/"),
            a_person(name=""),
            a_person(duty=Duty.DIRECT),
            a_person(post="省级招生考试机构主要负责同志"),
        )


def test_name_responsible_persons_of_another_part_of_the_tree_is_refused() -> None:
    a_tree()
    with rows_refused((1, "/14/", "不在你单位的管辖范围内")):
        name_persons(a_person(), org_path=COUNTY)


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


def test_open_stage_overlapping_is_refused_and_adjoining_is_not() -> None:
    a_responsible_province()
    open_registration()
    with refused("同一范围的同一阶段不能同时有两个开放时段。"):
        open_registration(opens_at=CLOSES - timedelta(seconds=1), closes_at=CLOSES + timedelta(days=1))
    open_registration(opens_at=CLOSES, closes_at=CLOSES + timedelta(days=1))
    assert StageWindow.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_open_stage_at_once_opens_it_once() -> None:
    a_responsible_province()
    outcomes = press_twice(open_registration)
    assert outcomes == sorted([DONE, "同一范围的同一阶段不能同时有两个开放时段。"])
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
    open_registration(
        opens_at=end, closes_at=end + timedelta(days=3), extension="晋招委〔2024〕9号：报名延长三天"
    )
    extended = StageWindow.objects.get(opens_at=end)
    assert extended.extended_from == end
    reasons = AuditRow.objects.filter(act="open_stage").order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["", "晋招委〔2024〕9号：报名延长三天"]


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


def at(moment: datetime, org_path: str | None = None) -> Callable[[], None]:
    return lambda: require_open(BORDER, Stage.REGISTRATION, moment, org_path)


def test_require_open_on_both_sides_of_a_window() -> None:
    an_open_stage(Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    second = timedelta(seconds=1)
    with refused("“报名”尚未开始，开放时间为2024年9月1日08:00，请届时办理。"):
        at(OPENS - second)()
    at(OPENS)()
    at(CLOSES - second)()
    with refused("“报名”已于2024年9月6日18:00截止，如需延长请联系省级招生考试机构。"):
        at(CLOSES)()


def test_require_open_without_a_window() -> None:
    an_open_stage(Stage.REVIEW)
    with refused("“报名”的时间还没有公布，请等待省级招生考试机构的通知。"):
        at(OPENS)()


def test_require_open_between_two_windows_names_the_next() -> None:
    an_open_stage(Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    later = CLOSES + timedelta(days=2)
    an_open_stage(Stage.REGISTRATION, opens_at=later, closes_at=later + timedelta(days=1))
    with refused("“报名”尚未开始，开放时间为2024年9月8日18:00，请届时办理。"):
        at(CLOSES)()
    at(later)()


def test_require_open_in_a_county_with_a_window_of_its_own() -> None:
    an_open_stage(Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    an_open_stage(Stage.REGISTRATION, org_path=COUNTY, opens_at=CLOSES, closes_at=CLOSES + timedelta(days=1))
    at(CLOSES, COUNTY)()
    at(CLOSES, f"{COUNTY}14010501/")()
    with refused("“报名”已于2024年9月6日18:00截止，如需延长请联系省级招生考试机构。"):
        at(CLOSES, "/14/1401/140106/")()
    with refused("“报名”已于2024年9月6日18:00截止，如需延长请联系省级招生考试机构。"):
        require_open_for(BORDER, Stage.REGISTRATION, CLOSES, {COUNTY, "/14/1401/140106/"})
    require_open_for(BORDER, Stage.REGISTRATION, CLOSES, {COUNTY})


def test_require_open_of_another_province_or_season_does_not_count() -> None:
    an_open_stage(Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    for border in (Border(season=2025, province="14"), Border(season=2024, province="32")):
        with refused("“报名”的时间还没有公布，请等待省级招生考试机构的通知。"):
            require_open(border, Stage.REGISTRATION, OPENS)


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
