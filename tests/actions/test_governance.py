"""Seasons, responsible persons, and whether a stage is open."""

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
    a_tree,
    an_actor,
    an_actor_for,
    an_open_stage,
)

from chengzhao.actions.audit import Border
from chengzhao.actions.governance import (
    Duty,
    ResponsiblePersonForm,
    name_responsible_persons,
    open_season,
    posts_of_law,
    require_open,
    require_open_for,
)
from chengzhao.law.words import Stage
from chengzhao.records.models import ResponsiblePerson, Season

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


def test_posts_of_the_law_are_those_of_every_province_and_of_no_unknown_year() -> None:
    assert posts_of_law(Border(season=2024, province="32")) == posts_of_law(BORDER) != ()
    assert posts_of_law(Border(season=1999, province="14")) == ()
