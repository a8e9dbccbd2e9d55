"""授予角色 on the page: put forward by one, given by another, to an account that there is."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Account, Approval, StaffRole

HREF = "/system/grant/"


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def security(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SECURITY_ADMIN])


def put_forward(client: Client, username: str, **fields: str) -> HttpResponse:
    given = {
        "username": username,
        "org_path": "/14/1401/140105/",
        "role": "COUNTY_REVIEWER",
        "until": f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}",
    }
    return client.post(HREF, given | fields)


def test_second_person_gives_what_the_first_put_forward(
    world: World, security: Client, log_in: LogIn
) -> None:
    # Somebody of an earlier season, who has no role in this one.
    fresh = factories.an_account(username="fresh")
    response = put_forward(security, "Fresh")
    assert (response.status_code, response.headers["Location"]) == (302, "/approvals/")
    waiting = Approval.objects.get(act="grant_roles", first=world.accounts[Role.SECURITY_ADMIN])
    assert not StaffRole.objects.filter(account=fresh).exists()
    answer = {"step": "confirm", "digest": waiting.digest}
    assert security.post(f"/approvals/{waiting.public_id}/", answer).status_code == 409
    other = log_in(Account.objects.get(username="anquan-jia"))
    assert other.post(f"/approvals/{waiting.public_id}/", answer).status_code == 302
    held = StaffRole.objects.get(account=fresh)
    assert (held.role, held.organisation) == (Role.COUNTY_REVIEWER, world.tree.county)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"username": "nobody"}, "没有工作人员账号nobody"),
        ({"username": ""}, "请填写账号名"),
        ({"org_path": "/14/9999/"}, "没有单位/14/9999/"),
        ({"role": "SITE_HEAD"}, "不能有“"),
        ({"role": "CANDIDATE"}, "请选择角色"),
        ({"until": "2020-01-01"}, "任期必须到今天或以后"),
        ({"until": "soon"}, "请填写日期"),
    ],
)
def test_what_cannot_be_given_is_said(
    world: World, security: Client, fields: dict[str, str], sentence: str
) -> None:
    response = put_forward(security, **({"username": "new"} | fields))
    assert response.status_code == 409
    assert sentence in response.content.decode()
    assert Approval.objects.count() == 1


def test_nobody_is_given_two_powers_or_a_role_by_oneself(world: World, security: Client) -> None:
    system = world.accounts[Role.SYSTEM_ADMIN].username
    assert "须由不同的人担任" in put_forward(security, system).content.decode()
    own = world.accounts[Role.SECURITY_ADMIN].username
    shown = put_forward(security, own, role="SECURITY_ADMIN", org_path="/14/").content.decode()
    assert "不能给自己授予角色" in shown


def test_candidates_have_no_staff_account(world: World, security: Client) -> None:
    assert world.admitted.account is not None
    response = put_forward(security, world.admitted.account.username)
    assert response.status_code == 409
    assert "没有工作人员账号" in response.content.decode()


def test_an_accounts_page_leads_to_the_form(world: World, security: Client) -> None:
    account = world.accounts[Role.COUNTY_REVIEWER]
    link = f"{HREF}?username={account.username}"
    assert link in security.get(f"/system/users/{account.public_id}/").content.decode()
    assert f'value="{account.username}"' in security.get(link).content.decode()
