"""One journey for each role at its width: an act through the pages, and what it leaves; no complaint in any console."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.browser.conftest import PASSWORD, log_in_through_the_door
from tests.browser.test_eligibility import answer_all
from tests.factories.accounts import a_second_factor
from tests.web.world import World

from chengzhao.actions.second_factors import code_of
from chengzhao.law.words import ClaimKind, OrganisationKind, Role, Stage
from chengzhao.records.models import (
    Account,
    AuditRow,
    Claim,
    Habit,
    Job,
    StaffRole,
    StageWindow,
    TotpDevice,
)
from chengzhao.records.models.habits import HabitKind
from chengzhao.records.sealed import TOTP_SECRET
from chengzhao.rules.preferences import ClaimState
from chengzhao.work.jobs import run_job
from chengzhao.work.kinds import DOING

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]
PHONE, LAPTOP = 390, 1366


def main_link(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def of_the_menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="业务导航").get_by_role("link", name=name, exact=True).click()


def test_two_of_the_province_extend_the_registration(visit_as: Visit, small_season: World) -> None:
    first = visit_as(Role.PROVINCE_OFFICER, LAPTOP)
    of_the_menu(first, "阶段安排")
    until = (timezone.localtime() + timedelta(days=3)).replace(hour=18, minute=0, second=0, microsecond=0)
    first.get_by_label("阶段", exact=True).select_option(label="报名")
    first.get_by_label("开放时间").fill("2024-08-01T00:00")
    first.get_by_label("截止时间").fill(f"{until:%Y-%m-%dT%H:%M}")
    press(first, "提请重新开放或延长")
    assert first.get_by_role("alert").count() == 1
    first.get_by_label("书面决定的文号和理由").fill("晋招委〔2024〕9号，系统故障，报名延长三天")
    press(first, "提请重新开放或延长")
    expect(first.get_by_role("alert")).to_contain_text("要延长的，开放时间填2025-01-01 00:00")
    first.get_by_label("开放时间").fill("2025-01-01T00:00")
    press(first, "提请重新开放或延长")
    main_link(first, re.compile("阶段"))
    expect(first.get_by_text("等待另一人复核")).to_be_visible()
    assert first.get_by_role("button", name="同意并办理").count() == 0
    windows = StageWindow.objects.filter(stage=Stage.REGISTRATION)
    assert windows.count() == 1

    second = visit_as(Role.PROVINCE_LEAD, LAPTOP)
    second.get_by_role("link", name=re.compile("^待办")).click()
    main_link(second, re.compile("阶段"))
    expect(second.get_by_text("晋招委〔2024〕9号").first).to_be_visible()
    second.get_by_role("button", name="同意并办理").dblclick()
    expect(second.get_by_text(re.compile("复核同意")).first).to_be_visible()
    assert windows.count() == 2
    assert windows.latest("opens_at").closes_at == until
    assert AuditRow.objects.filter(act="reopen_stage").count() == 1
    first.goto(f"{first.url.partition('/approvals')[0]}/province/stages/")
    expect(first.locator("table").get_by_text("原定").first).to_be_visible()


def test_department_agrees_to_a_claim(
    open_page: Callable[[int], Page], live_server: LiveServer, small_season: World
) -> None:
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    office = factories.an_organisation(
        kind=OrganisationKind.DEPARTMENT,
        code="14TY",
        name="山西省体育局",
        parent=small_season.tree.province,
    )
    reviewer = factories.an_account(display_name="体育局甲")
    factories.a_role(account=reviewer, organisation=office, role=Role.DEPARTMENT_OFFICER)
    reviewer.set_password(PASSWORD)
    reviewer.save(update_fields=["password"])
    a_second_factor(reviewer)
    claim = factories.a_claim(
        candidate=factories.a_candidate(confirmation_point=small_season.tree.county, name="李晓明"),
        kind=ClaimKind.FIRST_GRADE_ATHLETE,
        state=ClaimState.OFFICE_APPROVED,
    )
    page = open_page(LAPTOP)
    log_in_through_the_door(page, live_server.url, reviewer)
    of_the_menu(page, "照顾申请")
    main_link(page, claim.candidate.candidate_number)
    page.get_by_label("不同意", exact=True).check()
    press(page, "提交意见")
    assert page.get_by_role("alert").count() == 1
    page.get_by_label("同意", exact=True).check()
    press(page, "提交意见")
    claim.refresh_from_db()
    assert claim.state == ClaimState.DEPARTMENT_AGREED
    page.goto(f"{live_server.url}/department/claims/")
    expect(page.get_by_role("link", name="待核 0")).to_be_visible()
    assert Claim.objects.filter(state=ClaimState.DEPARTMENT_AGREED).count() == 1


def test_college_reads_its_files_and_fetches_the_list(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    page = visit_as(Role.COLLEGE_OFFICER, LAPTOP)
    of_the_menu(page, "阅档")
    pane = page.get_by_role("region", name="档案", exact=True)
    expect(pane.get_by_text("张*丰").first).to_be_visible()
    assert page.get_by_text("吴*").count() == 0
    with page.expect_navigation():
        page.get_by_role("button", name="导出Excel").dblclick()
    job = Job.objects.exclude(pk=small_season.job.pk).get()
    run_job(DOING, season=job.season, province=job.province, job=job.pk)
    page.reload()
    with page.expect_download() as fetched:
        page.locator("main a[href$='/result/']").first.click()
    assert fetched.value.suggested_filename.endswith(".xlsx")
    job.refresh_from_db()
    assert job.state == "DONE"


def test_head_of_a_site_looks_in_on_a_telephone(visit_as: Visit, small_season: World) -> None:
    page = visit_as(Role.SITE_HEAD, PHONE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(small_season.tree.site.name)
    page.locator("details.menu > summary").click()
    page.get_by_role("link", name="我的设置").click()
    page.get_by_label(re.compile("^关闭")).check()
    press(page, "保存设置")
    assert Habit.objects.get(account=small_season.accounts[Role.SITE_HEAD]).kind == HabitKind.KEYS_OFF
    page.go_back()
    page.reload()
    assert page.get_by_label(re.compile("^关闭")).is_checked()


def test_overseer_follows_a_person_and_takes_the_trail_along(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    page = visit_as(Role.OVERSIGHT, LAPTOP)
    of_the_menu(page, "操作记录查询")
    page.get_by_role("combobox", name="动作").select_option(label="登录")
    press(page, "查询")
    rows = page.locator("tbody tr")
    assert rows.count() >= 1
    assert {row.locator("td").nth(1).inner_text() for row in rows.all()} == {"登录"}
    with page.expect_download() as taken:
        main_link(page, "导出CSV")
    content = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(content) == 1 + AuditRow.objects.filter(act="log_in").count()
    page.get_by_label("按考生查：报名号").fill(small_season.admitted.candidate_number)
    press(page, "查这名考生")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert small_season.admitted.candidate_number not in page.url
    of_the_menu(page, "封签状态")
    expect(page.get_by_role("heading", level=1)).to_have_text("封签状态")
    begun, ended = AuditRow.objects.filter(act="take_list").order_by("pk")
    assert (begun.after_digest, len(ended.after_digest)) == ("", 64)


def test_invited_person_comes_in_for_the_first_time(
    open_page: Callable[[int], Page], visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    first = visit_as(Role.SECURITY_ADMIN, LAPTOP)
    first.goto(f"{live_server.url}/system/invite/")
    first.get_by_label("姓名", exact=True).fill("周敏")
    first.get_by_label("单位路径").fill(small_season.tree.county.path)
    first.get_by_label("角色").select_option(label=Role.COUNTY_REVIEWER.label)
    first.get_by_label(re.compile("^任期到")).fill(f"{timezone.localtime() + timedelta(days=60):%Y-%m-%d}")
    press(first, "提请复核")
    shown = first.locator("main").inner_text()
    link = re.search(r"https?://\S+/invitation/\S+/", shown)
    assert link is not None

    second = open_page(LAPTOP)
    log_in_through_the_door(second, live_server.url, Account.objects.get(username="anquan-jia"))
    second.goto(f"{live_server.url}/approvals/")
    main_link(second, re.compile("邀请"))
    press(second, "同意并办理")
    word = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", second.locator("main").inner_text())
    assert word is not None

    invited = open_page(PHONE)
    invited.goto(f"{live_server.url}/invitation/{link[0].rstrip('/').rpartition('/')[2]}/")
    invited.get_by_label("邀请码").fill(word[0])
    invited.locator("main").get_by_role("button").first.click()
    expect(invited.get_by_role("heading", level=1)).to_contain_text("周敏")
    invited.get_by_label(re.compile("^账号")).fill("zhoumin")
    invited.get_by_label(re.compile("^密码")).first.fill("三座石桥 走过 蓝钢笔 very slowly")
    press(invited, "下一步，绑定两步验证")
    device = TotpDevice.objects.get(account__username="zhoumin")
    secret = bytes.fromhex(TOTP_SECRET.text(factories.KEYS, device.account_id, device.secret_sealed))
    invited.get_by_label("动态码", exact=False).first.fill(code_of(secret, timezone.now()))
    press(invited, "绑定")
    assert invited.locator(".codes li").count() == 10
    press(invited, "已经保存，进入系统")
    assert invited.url == f"{live_server.url}/county/"
    held = StaffRole.objects.get(account__username="zhoumin")
    assert (held.role, held.organisation.path) == (Role.COUNTY_REVIEWER, small_season.tree.county.path)


def test_administrator_closes_an_account_and_its_owner_is_out(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    gone = visit_as(Role.COUNTY_REVIEWER, PHONE)
    assert gone.url == f"{live_server.url}/county/"
    page = visit_as(Role.SYSTEM_ADMIN, LAPTOP)
    of_the_menu(page, "账号")
    page.locator("main").get_by_role("searchbox").fill("county_reviewer")
    press(page, "查找")
    main_link(page, "county_reviewer")
    press(page, "停用账号")
    assert page.get_by_role("alert").count() == 1
    page.get_by_label("理由和怎样核对了本人").fill("调离，人事科来函并电话核对")
    press(page, "停用账号")
    expect(page.locator(".pagehead").get_by_text("已停用")).to_be_visible()
    assert Account.objects.get(username="county_reviewer").is_active is False
    gone.goto(f"{live_server.url}/county/")
    assert "/login/" in gone.url


def test_ministry_reads_the_plans_and_finds_a_college(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    page = visit_as(Role.MINISTRY_OFFICER, LAPTOP)
    row = page.locator("tr", has_text="山西财经大学")
    assert row.locator("td").nth(1).inner_text() == "1"
    page.get_by_role("searchbox").first.fill("财经")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("cell", name="山西财经大学").or_(page.get_by_role("rowheader", name="山西财经大学"))
    ).to_be_visible()
    assert page.get_by_text(small_season.admitted.candidate_number).count() == 0


def test_somebody_outside_finds_out_whether_and_where(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(None, PHONE)
    answer_all(page, live_server.url)
    assert page.get_by_role("heading", level=1).inner_text() == "还需材料"
    page.goto(f"{live_server.url}/plans/")
    page.get_by_label("专业或院校名称").fill("财经")
    press(page, "查询计划")
    expect(page.locator("tbody").get_by_text("山西财经大学").first).to_be_visible()
    page.goto(f"{live_server.url}/clauses/?q=降分")
    main_link(page, re.compile("附件1|投档"))
    expect(page.get_by_role("heading", name="原文")).to_be_visible()
