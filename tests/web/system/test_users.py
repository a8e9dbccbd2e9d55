"""Accounts of the staff as the administrators see and change them."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories.accounts import a_second_factor
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow, StaffRole


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def security(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SECURITY_ADMIN])


def page_of(world: World, role: Role = Role.COUNTY_REVIEWER) -> str:
    return f"/system/users/{world.accounts[role].public_id}/"


def press(client: Client, world: World, step: str, **fields: str) -> HttpResponse:
    return client.post(page_of(world), {"step": step, **fields})


def test_staff_are_found_by_a_part_of_the_name(world: World, security: Client) -> None:
    shown = security.get("/system/users/?words=county_rev").content.decode()
    assert page_of(world) in shown
    assert page_of(world, Role.SITE_HEAD) not in shown
    assert "没有符合条件的账号。" in security.get("/system/users/?words=nobody").content.decode()


def test_candidates_and_staff_of_another_province_are_not_there(world: World, security: Client) -> None:
    assert world.admitted.account is not None
    elsewhere = factories.an_account(username="elsewhere")
    place = factories.an_organisation(path="/32/")
    factories.a_role(account=elsewhere, organisation=place, province="32")
    shown = security.get("/system/users/").content.decode()
    assert world.admitted.account.username not in shown
    assert "elsewhere" not in shown
    for account in (world.admitted.account, elsewhere):
        assert security.get(f"/system/users/{account.public_id}/").status_code == 404


def test_page_shows_roles_and_where_they_end(world: World, security: Client) -> None:
    shown = security.get(page_of(world)).content.decode()
    assert "小店区招生考试中心" in shown
    assert "在任" in shown


def test_an_account_is_closed_with_a_reason_and_logged_out(
    world: World, security: Client, log_in: LogIn
) -> None:
    victim = log_in(world.accounts[Role.COUNTY_REVIEWER])
    assert victim.get("/county/").status_code == 200
    assert press(security, world, "disable").status_code == 409
    assert press(security, world, "disable", reason="离职").status_code == 302
    assert victim.get("/county/").status_code == 302
    assert AuditRow.objects.get(act="disable_account").reason == "离职"
    assert press(security, world, "enable", reason="返聘").status_code == 302


def test_a_role_is_ended_and_gone_with_the_next_request(
    world: World, security: Client, log_in: LogIn
) -> None:
    victim = log_in(world.accounts[Role.COUNTY_REVIEWER])
    role = StaffRole.objects.get(account=world.accounts[Role.COUNTY_REVIEWER])
    assert press(security, world, "end", role="0", reason="离职").status_code == 409
    assert press(security, world, "end", role=str(role.pk), reason="离职").status_code == 302
    assert victim.get("/county/").status_code == 302


def test_an_extension_is_put_before_a_second_person(world: World, security: Client) -> None:
    role = StaffRole.objects.get(account=world.accounts[Role.COUNTY_REVIEWER])
    StaffRole.objects.filter(pk=role.pk).update(valid_until=timezone.now() + timedelta(days=1))
    day = f"{timezone.localtime() + timedelta(days=9):%Y-%m-%d}"
    assert press(security, world, "extend", role=str(role.pk), until="soon").status_code == 409
    response = press(security, world, "extend", role=str(role.pk), until=day)
    assert (response.status_code, response.headers["Location"]) == (302, "/approvals/")
    assert Approval.objects.filter(act="extend_role", state="OPEN").count() == 1


def test_a_reset_shows_its_link_once(world: World, security: Client) -> None:
    refused = press(security, world, "recover", reason="到场核对")
    assert refused.status_code == 409
    assert "还没有绑定两步验证" in refused.content.decode()
    a_second_factor(world.accounts[Role.COUNTY_REVIEWER])
    shown = press(security, world, "recover", reason="到场核对").content.decode()
    assert "链接只显示这一次" in shown
    half = press(security, world, "replace", reason="手机丢失").content.decode()
    assert "已提请，等另一人复核；链接只显示这一次" in half
    assert Approval.objects.filter(act="start_replacement", state="OPEN").exists()


def test_nobody_changes_the_own_account(world: World, security: Client) -> None:
    href = page_of(world, Role.SECURITY_ADMIN)
    assert "自己的账号请由另一位管理员办理。" in security.get(href).content.decode()
    assert security.post(href, {"step": "disable", "reason": "x"}).status_code == 409


def test_the_system_administrator_gives_and_ends_no_roles(world: World, log_in: LogIn) -> None:
    admin = log_in(world.accounts[Role.SYSTEM_ADMIN])
    shown = admin.get(page_of(world)).content.decode()
    assert "停用账号" in shown
    assert "立即终止" not in shown
    role = StaffRole.objects.get(account=world.accounts[Role.COUNTY_REVIEWER])
    assert press(admin, world, "end", role=str(role.pk), reason="离职").status_code == 409
    assert admin.get("/system/invite/").status_code == 403


def test_an_invitation_is_put_before_a_second_person(world: World, security: Client) -> None:
    empty = security.post("/system/invite/", {})
    assert (empty.status_code, "请填写姓名" in empty.content.decode()) == (409, True)
    fields = {"display_name": "周一", "org_path": "/14/1401/140105/", "role": "COUNTY_REVIEWER"}
    day = f"{timezone.localtime() + timedelta(days=9):%Y-%m-%d}"
    wrong = security.post("/system/invite/", {**fields, "org_path": "/99/", "until": day})
    assert "没有单位/99/，请先登记单位。" in wrong.content.decode()
    for _ in range(2):
        shown = security.post("/system/invite/", {**fields, "until": day})
        assert (shown.status_code, "链接只显示这一次" in shown.content.decode()) == (200, True)
    assert Approval.objects.filter(act="invite_staff", state="OPEN").count() == 1


def test_form_that_was_refused_stays_open_and_the_other_closed(world: World, security: Client) -> None:
    role = StaffRole.objects.get(account=world.accounts[Role.COUNTY_REVIEWER])
    shown = press(security, world, "end", role=str(role.pk), reason="").content.decode()
    assert shown.count('<details class="more" open><summary>终止角色') == 1
    assert shown.count('<details class="more"><summary>延长任期') == 1
