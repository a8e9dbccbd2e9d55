"""公示放行 on the page: what was found is shown masked, one puts it forward, security confirms."""

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import NoticeState

HREF = "/province/gate/"
PHONE = "19912345678"


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def notice(world: World) -> PublicNotice:
    """A draft with a telephone in its title and in its list."""
    found = factories.a_notice(claims=[factories.a_claim(candidate=world.waiting)], state=NoticeState.DRAFT)
    PublicNotice.objects.filter(pk=found.pk).update(title=f"公示{PHONE}")
    NoticeEntry.objects.filter(notice=found).update(employer=f"机械厂{PHONE}")
    return found


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


def ask(client: Client, notice: PublicNotice, reason: str = "单位总机") -> HttpResponse:
    return client.post(HREF, {"notice": str(notice.public_id), "reason": reason})


def test_what_was_found_is_shown_masked(officer: Client, notice: PublicNotice) -> None:
    shown = officer.get(HREF).content.decode()
    assert notice.number in shown
    assert "标题：手机号199****5678" in shown
    assert "名单第1行“所在单位”：手机号199****5678" in shown
    assert PHONE not in shown


def test_clean_and_public_notices_are_not_held_up(
    world: World, officer: Client, notice: PublicNotice
) -> None:
    PublicNotice.objects.filter(pk=notice.pk).update(title="公示")
    NoticeEntry.objects.filter(notice=notice).update(employer="机械厂")
    up = factories.a_notice()
    PublicNotice.objects.filter(pk=up.pk).update(title=f"公示{PHONE}")
    assert "没有因为个人号码停下的公示。" in officer.get(HREF).content.decode()
    assert ask(officer, notice).status_code == 409
    assert ask(officer, up).status_code == 409
    assert not Approval.objects.filter(act="override_gate").exists()


def test_security_confirms_what_the_office_put_forward(
    world: World, officer: Client, notice: PublicNotice, log_in: LogIn
) -> None:
    assert ask(officer, notice, reason=" ").status_code == 409
    response = ask(officer, notice)
    assert (response.status_code, response.headers["Location"]) == (302, "/approvals/")
    waiting = Approval.objects.get(act="override_gate")
    href, answer = f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": waiting.digest}
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert lead.post(href, answer).status_code in (404, 409)
    security = log_in(world.accounts[Role.SECURITY_ADMIN])
    before = security.get(href).content.decode()
    assert "199****5678" in before
    assert PHONE not in before
    assert security.post(href, answer).status_code == 302
    assert AuditRow.objects.get(act="override_gate").reason == "单位总机"
    assert "已放行" in officer.get(HREF).content.decode()
    assert ask(officer, notice).status_code == 409


def test_one_number_more_is_asked_for_again(
    world: World, officer: Client, notice: PublicNotice, log_in: LogIn
) -> None:
    ask(officer, notice)
    waiting = Approval.objects.get(act="override_gate")
    NoticeEntry.objects.filter(notice=notice).update(qualification="电话13812345678")
    security = log_in(world.accounts[Role.SECURITY_ADMIN])
    answer = {"step": "confirm", "digest": waiting.digest}
    assert security.post(f"/approvals/{waiting.public_id}/", answer).status_code == 409
    assert not AuditRow.objects.filter(act="override_gate").exists()


def test_notice_of_another_province_is_not_there(world: World, notice: PublicNotice, log_in: LogIn) -> None:
    account = factories.an_account()
    elsewhere = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    factories.a_role(account=account, organisation=elsewhere, province="32")
    theirs = log_in(account)
    assert notice.number not in theirs.get(HREF).content.decode()
    assert ask(theirs, notice).status_code == 409
