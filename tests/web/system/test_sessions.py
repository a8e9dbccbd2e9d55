"""登录中: the sessions that are alive, their limits, and everybody out at once (S-03)."""

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, Season

PAGE = "/system/sessions/"
REASON = "会话密钥可能外泄"


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def admin(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SYSTEM_ADMIN])


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def press(client: Client, who: str, reason: str = REASON) -> HttpResponse:
    return client.post(PAGE, {"who": who, "reason": reason})


def elsewhere(account: Account) -> None:
    """A role in another province for somebody who has one here."""
    place = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    factories.a_role(account=account, organisation=place, role=Role.PROVINCE_OFFICER, province="32")


@pytest.mark.parametrize(
    ("who", "staff_stays", "candidate_stays"),
    [("all", False, False), ("staff", False, True), ("candidates", True, False)],
)
def test_everybody_is_out_but_whoever_presses(
    world: World, log_in: LogIn, admin: Client, who: str, staff_stays: bool, candidate_stays: bool
) -> None:
    assert world.admitted.account is not None
    own_other_seat = log_in(world.accounts[Role.SYSTEM_ADMIN])
    officer, person = log_in(world.accounts[Role.COUNTY_REVIEWER]), log_in(world.admitted.account)
    assert press(admin, who).status_code == 302
    assert (is_in(officer), is_in(person)) == (staff_stays, candidate_stays)
    assert is_in(admin)
    assert is_in(own_other_seat) is staff_stays
    row = AuditRow.objects.get(act="end_all_sessions")
    staff, candidates = (0 if staff_stays else 2), (0 if candidate_stays else 1)
    assert (row.account, row.object_kind, row.object_id, row.reason) == (
        world.accounts[Role.SYSTEM_ADMIN],
        "season",
        "2024-14",
        f"{REASON}（工作人员{staff}处，考生{candidates}处）",
    )


def test_who_also_works_in_another_province_stays(world: World, log_in: LogIn, admin: Client) -> None:
    both = world.accounts[Role.COUNTY_REVIEWER]
    client = log_in(both)
    elsewhere(both)
    stranger = factories.an_account(username="stranger")
    place = factories.an_organisation(code="33", path="/33/", name="浙江省教育考试院")
    factories.a_role(account=stranger, organisation=place, role=Role.PROVINCE_OFFICER, province="33")
    far = log_in(stranger)
    assert press(admin, "all").status_code == 302
    assert is_in(client)
    assert is_in(far)


@pytest.mark.parametrize(
    ("who", "reason", "sentence"),
    [
        ("all", " ", "请写明理由。"),
        ("dance", REASON, "请选择退出哪些人。"),
        ("", REASON, "请选择退出哪些人。"),
    ],
)
def test_without_reason_or_choice_nobody_is_logged_out(
    world: World, log_in: LogIn, admin: Client, who: str, reason: str, sentence: str
) -> None:
    officer = log_in(world.accounts[Role.COUNTY_REVIEWER])
    refused = press(admin, who, reason)
    assert (refused.status_code, sentence in refused.content.decode()) == (409, True)
    assert is_in(officer)
    assert not AuditRow.objects.filter(act="end_all_sessions").exists()


def test_it_asks_for_a_factor_and_for_an_administrator(
    world: World, log_in: LogIn, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert press(officer, "all").status_code == 403
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: False)
    asked = press(admin, "all")
    assert (asked.status_code, asked.headers["Location"].startswith("/account/confirm/")) == (307, True)
    assert is_in(officer)


def test_the_page_counts_who_is_in_and_says_for_how_long(world: World, log_in: LogIn, admin: Client) -> None:
    assert world.admitted.account is not None
    log_in(world.accounts[Role.COUNTY_REVIEWER])
    log_in(world.admitted.account)
    Season.objects.update(candidate_idle_minutes=20, staff_session_hours=8)
    shown = " ".join(admin.get(PAGE).content.decode().split())
    assert "闲置15分钟、最长8小时后退出" in shown
    assert "闲置20分钟、最长12小时后退出" in shown
    assert world.accounts[Role.COUNTY_REVIEWER].username in shown
    assert world.admitted.account.username not in shown
