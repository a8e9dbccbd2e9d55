"""统计图表: every day once, sums of the same rows in picture, table and file."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from tests import factories
from tests.factories import BEIJING
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Registration
from chengzhao.records.queries.progress import STEPS, progress
from chengzhao.records.queries.trends import DayCount, days_of_registration, filled_by_college
from chengzhao.web.province.trend import BOTTOM, LEFT, RIGHT, TOP, trend

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(world: World, log_in: LogIn) -> Client:
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    late = datetime(2024, 9, 1, 23, 59, tzinfo=BEIJING)
    Registration.objects.update(submitted_at=late, approved_at=late + timedelta(days=2))
    Registration.objects.filter(candidate=world.waiting).update(submitted_at=late + timedelta(minutes=2))
    return client


def test_days_are_those_of_beijing_and_none_is_left_out(lead: Client) -> None:
    assert days_of_registration(factories.YEAR, factories.PROVINCE, "/14/") == (
        DayCount(day=date(2024, 9, 1), submitted=2, approved=0),
        DayCount(day=date(2024, 9, 2), submitted=1, approved=0),
        DayCount(day=date(2024, 9, 3), submitted=0, approved=3),
    )
    assert days_of_registration(factories.YEAR, factories.PROVINCE, "/14/1402/") == ()


def test_page_and_files_say_the_same(lead: Client, world: World) -> None:
    page = lead.get("/province/figures/").content.decode()
    assert "9月1日至9月3日，共提交3人、审核通过3人；9月1日提交最多，2人。" in page
    assert '<th scope="row">2024年9月2日</th><td class="num">1</td><td class="num">0</td>' in page
    days = lead.get("/province/figures/days.csv").content.decode("utf-8-sig").splitlines()
    assert days[1:] == ["2024-09-01,2,0", "2024-09-02,1,0", "2024-09-03,0,3"]
    plans = lead.get("/province/figures/plans.csv").content.decode("utf-8-sig").splitlines()
    assert plans[1] == f"{world.college.national_code},山西财经大学,2,1,1"
    assert [(one.name, one.places, one.admitted) for one in filled_by_college(2024, "14")] == [
        ("山西财经大学", 2, 1),
        ("太原理工大学", 1, 0),
    ]
    assert lead.get("/province/figures/others.csv").status_code == 404


def test_pictures_of_the_board_have_their_files(log_in: LogIn, world: World) -> None:
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    board = lead.get("/province/").content.decode()
    tally = progress(2024, "14").total()
    told = ",".join(str(getattr(tally, step)) for step in STEPS)
    for kind, first in (("funnel", f"合计,{told}"), ("cities", f"太原市招生考试中心,{told}")):
        assert f"/province/figures/{kind}.csv" in board
        lines = lead.get(f"/province/figures/{kind}.csv").content.decode("utf-8-sig").splitlines()
        assert lines[1] == first
    committee = log_in(world.accounts[Role.COMMITTEE_MEMBER])
    assert "/province/figures/" not in committee.get("/province/").content.decode()


def test_page_before_anybody_registered(log_in: LogIn, world: World) -> None:
    Registration.objects.update(submitted_at=None, approved_at=None, state="DRAFT")
    page = log_in(world.accounts[Role.PROVINCE_LEAD]).get("/province/figures/").content.decode()
    assert "还没有人提交报名。" in page


@pytest.mark.parametrize("days", [1, 3, 40])
def test_chart_stays_in_its_frame_and_reaches_its_axis(days: int) -> None:
    found = [
        DayCount(day=date(2024, 9, 1) + timedelta(days=past), submitted=past * 7, approved=past)
        for past in range(days)
    ]
    drawn = trend(found)
    assert len(drawn.bars) == days
    assert len(drawn.days) <= 8
    for bar in drawn.bars:
        assert LEFT <= bar.x <= bar.x + bar.width <= RIGHT
        assert TOP <= bar.y <= bar.y + bar.height == BOTTOM
    assert [mark.at for mark in drawn.heads] == sorted((mark.at for mark in drawn.heads), reverse=True)
