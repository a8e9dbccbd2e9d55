"""待我复核: what waits for whom, what is shown before one confirms, and presses that count once."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Account, Approval, AuditRow, Organisation, StaffRole
from chengzhao.records.models.people import Account as Person


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has shown a factor just now; that the pages ask for one has a test of its own."""
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


def page_of(world: World) -> str:
    return f"/approvals/{world.approval.public_id}/"


def press(client: Client, world: World, step: str, **fields: str) -> HttpResponse:
    fields.setdefault("digest", world.approval.digest)
    return client.post(page_of(world), {"step": step, **fields})


@pytest.fixture
def second(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SECURITY_ADMIN])


@pytest.fixture
def first(world: World, log_in: LogIn) -> Client:
    return log_in(Person.objects.get(username="anquan-jia"))


def test_queue_shows_what_waits_for_others_and_what_is_one_s_own(
    world: World, first: Client, second: Client
) -> None:
    theirs = second.get("/approvals/").content.decode()
    assert f'<a href="{page_of(world)}">授予角色</a>' in theirs
    assert "1件" in theirs
    mine = first.get("/approvals/").content.decode()
    assert "现在没有要你复核的事项。" in mine
    assert f'<a href="{page_of(world)}">授予角色</a>' in mine


def test_queue_stands_in_the_navigation_of_who_signs(world: World, log_in: LogIn) -> None:
    for role, has in ((Role.COUNTY_REVIEWER, True), (Role.MINISTRY_OFFICER, False)):
        shown = log_in(world.accounts[role]).get("/why/").content.decode()
        assert (role, 'href="/approvals/"' in shown) == (role, has)


def test_page_shows_the_facts_and_the_digest_before_the_buttons(world: World, second: Client) -> None:
    shown = second.get(page_of(world)).content.decode()
    assert "1. 李新（new）" in shown
    assert "县区审核员，小店区招生考试中心" in shown
    assert world.approval.digest[:4] in shown
    assert shown.index("办理内容") < shown.index("同意并办理")


def test_confirmed_once_however_often_it_is_pressed(world: World, second: Client) -> None:
    for _ in range(2):
        response = press(second, world, "confirm")
        assert (response.status_code, response.headers["Location"]) == (302, page_of(world))
    assert StaffRole.objects.filter(account__username="new").count() == 1
    assert AuditRow.objects.filter(act="confirm_approval").count() == 1
    shown = second.get(page_of(world)).content.decode()
    assert "已办理" in shown
    assert "同意并办理" not in shown


def test_confirmed_after_a_change_it_says_what_changed(world: World, second: Client) -> None:
    Organisation.objects.filter(path="/14/1401/140105/").update(name="龙城区招生考试中心")
    response = press(second, world, "confirm")
    shown = response.content.decode()
    assert response.status_code == 409
    assert "提请之后变动的内容" in shown
    assert "龙城区招生考试中心" in shown
    assert not StaffRole.objects.filter(account__username="new").exists()


def test_refused_with_a_reason_only(world: World, second: Client) -> None:
    response = press(second, world, "refuse", reason=" ")
    assert (response.status_code, "不同意必须写明理由。" in response.content.decode()) == (409, True)
    assert press(second, world, "refuse", reason="任期过长").status_code == 302
    shown = second.get(page_of(world)).content.decode()
    assert "未同意" in shown
    assert "任期过长" in shown


def test_the_first_withdraws_and_cannot_confirm(world: World, first: Client) -> None:
    shown = first.get(page_of(world)).content.decode()
    assert "同意并办理" not in shown
    response = press(first, world, "confirm")
    assert (response.status_code, "须由另一人复核" in response.content.decode()) == (409, True)
    assert press(first, world, "withdraw").status_code == 302
    assert "已撤回" in first.get(page_of(world)).content.decode()


def test_a_press_that_no_button_makes_is_refused(world: World, second: Client) -> None:
    assert press(second, world, "dance").status_code == 409
    assert press(second, world, "confirm", digest="0" * 64).status_code == 409
    assert Approval.objects.get().state == "OPEN"


def test_who_signs_as_both_persons_or_presses_in_vain_stands_on_the_trail(
    world: World, first: Client, second: Client
) -> None:
    press(first, world, "confirm")
    press(second, world, "dance")
    tried = AuditRow.objects.filter(act="note_refusal").order_by("pk")
    approval = (world.approval.object_kind, world.approval.object_id)
    assert [(row.account.username, row.object_kind, row.object_id) for row in tried if row.account] == [
        ("anquan-jia", *approval),
        (world.accounts[Role.SECURITY_ADMIN].username, *approval),
    ]
    assert [row.reason for row in tried] == [
        "“授予角色”由你提请，须由另一人复核。",
        "请按页面上的按钮办理。",
    ]


def test_a_stranger_finds_no_such_page(world: World, log_in: LogIn) -> None:
    other = factories.an_organisation(code="1402", path="/14/1402/")
    account: Account = factories.an_account()
    factories.a_role(account=account, organisation=other, role=Role.PREFECTURE_OFFICER)
    client = log_in(account)
    assert client.get(page_of(world)).status_code == 404
    assert press(client, world, "confirm").status_code == 404


def test_confirming_asks_for_a_factor(world: World, second: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: False)
    response = press(second, world, "confirm")
    assert (response.status_code, response.headers["Location"].startswith("/account/confirm/")) == (307, True)
    assert Approval.objects.get().state == "OPEN"


def told(page: str) -> str:
    """The secret on a page that shows one."""
    return page.partition('<p class="digest">')[2].partition("</p>")[0]


def test_who_confirms_an_invitation_never_sees_its_link(world: World, first: Client, second: Client) -> None:
    day = f"{timezone.localtime() + timedelta(days=9):%Y-%m-%d}"
    fields = {"display_name": "周一", "org_path": "/14/1401/140105/", "role": "COUNTY_REVIEWER", "until": day}
    link = told(first.post("/system/invite/", fields).content.decode()).partition("testserver")[2]
    waiting = Approval.objects.get(act="invite_staff", state="OPEN")
    href = f"/approvals/{waiting.public_id}/"
    token = link.split("/")[2]
    pages = [first.get(href).content.decode(), second.get(href).content.decode()]
    shown = second.post(href, {"step": "confirm", "digest": waiting.digest}).content.decode()
    assert "邀请码只显示这一次" in shown
    word = told(shown)
    again = second.post(href, {"step": "confirm", "digest": waiting.digest})
    assert (again.status_code, again.headers["Location"]) == (302, href)
    pages += [shown, first.get(href).content.decode(), second.get(href).content.decode()]
    assert not any(token in one for one in pages)
    assert not any(word in one for one in pages if one is not shown)
    assert "开设你的账号" not in Client().get(link).content.decode()
    assert "周一，开设你的账号" in Client().post(link, {"word": word}).content.decode()
