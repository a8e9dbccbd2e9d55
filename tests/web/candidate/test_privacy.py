"""A candidate and their own data: the notice before all else, separate consents, requests."""

from datetime import date

import pytest
from django.test import Client
from tests import factories
from tests.web.test_access import TABLE, visits
from tests.web.world import LogIn, World

from chengzhao.law.privacy.consents import TEXTS, ConsentKind, ConsentText, current_text
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, Consent, RightsRequest
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.privacy.requests import RequestState
from chengzhao.web.candidate.middleware import BEFORE_NOTICE

TODAY = date(2099, 1, 1)


@pytest.fixture
def untold(world: World) -> Account:
    """Somebody who has not read the notice."""
    account = factories.an_account(kind=AccountKind.CANDIDATE, display_name="新来")
    factories.a_candidate(name="欧阳震岳", account=account, confirmation_point=world.tree.county, told=False)
    return account


@pytest.fixture
def mine(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.CANDIDATE])


def text_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


def read_notice(client: Client, following: str = "") -> str:
    digest = current_text(ConsentKind.NOTICE, TODAY).digest
    return client.post("/candidate/notice/", {"digest": digest, "next": following}).headers["Location"]


def test_every_page_of_a_candidate_leads_to_the_notice_first(
    world: World, untold: Account, log_in: LogIn
) -> None:
    client = log_in(untold)
    for visit in visits(world):
        if visit.name.startswith("candidate:") and visit.name not in BEFORE_NOTICE:
            response = client.get(visit.href)
            assert (visit.name, response.status_code) == (visit.name, 302)
            assert response.headers["Location"].startswith("/candidate/notice/?next=%2Fcandidate%2F")
    assert {name for name in TABLE if name in BEFORE_NOTICE} == BEFORE_NOTICE


def test_notice_is_read_once_and_leads_back(untold: Account, log_in: LogIn) -> None:
    client = log_in(untold)
    page = text_of(client, "/candidate/notice/?next=/candidate/score/")
    assert "个人信息处理告知书" in page
    assert 'name="next" value="/candidate/score/"' in page
    assert read_notice(client, "/candidate/score/") == "/candidate/score/"
    assert client.get("/candidate/score/").status_code == 200
    assert "确认阅读" in text_of(client, "/candidate/notice/")
    assert Consent.objects.filter(account=untold).count() == 1
    assert log_in(untold).get("/candidate/score/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com/", "/province/", "/nowhere/", ""]
)
def test_notice_leads_only_to_ones_own_pages(untold: Account, log_in: LogIn, elsewhere: str) -> None:
    assert read_notice(log_in(untold), elsewhere) == "/candidate/"


def test_new_version_of_the_notice_is_asked_at_the_next_page(
    mine: Client, log_in: LogIn, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mine.get("/candidate/").status_code == 200
    second = ConsentText(
        kind=ConsentKind.NOTICE, version=2, since=date(2025, 1, 1), title="新告知书", paragraphs=("新的一段",)
    )
    monkeypatch.setattr("chengzhao.law.privacy.consents.TEXTS", (*TEXTS, second))
    assert mine.get("/candidate/").status_code == 302
    page = text_of(mine, "/candidate/notice/")
    assert "内容已经更新，请重新阅读" in page
    assert "新的一段" in page
    old = mine.post("/candidate/notice/", {"digest": TEXTS[0].digest})
    assert "已经更新，请重新阅读后再确认" in old.content.decode()
    assert mine.post("/candidate/notice/", {"digest": second.digest}).status_code == 302
    assert mine.get("/candidate/").status_code == 200


def test_separate_consent_says_the_other_way_and_can_be_changed(mine: Client) -> None:
    page = text_of(mine, "/candidate/privacy/consents/face/")
    assert "由工作人员当面核对证件和照片" in page
    digest = current_text(ConsentKind.FACE, TODAY).digest
    for answer, shown in (("no", "不同意<br>"), ("yes", "同意"), ("no", "不同意的，由工作人员")):
        response = mine.post("/candidate/privacy/consents/face/", {"digest": digest, "answer": answer})
        assert response.headers["Location"] == "/candidate/privacy/"
        assert shown in text_of(mine, "/candidate/privacy/")
    assert list(Consent.objects.filter(kind="FACE").order_by("pk").values_list("is_given", flat=True)) == [
        False,
        True,
        False,
    ]
    assert mine.get("/candidate/privacy/consents/notice/").status_code == 404


def test_answer_without_a_word_is_a_no(mine: Client) -> None:
    mine.post("/candidate/privacy/consents/face/", {"digest": current_text(ConsentKind.FACE, TODAY).digest})
    assert Consent.objects.get(kind="FACE").is_given is False


def test_request_is_asked_shown_and_taken_back(mine: Client, world: World) -> None:
    RightsRequest.objects.all().delete()
    empty = mine.post("/candidate/privacy/requests/new/", {"right": "CORRECT", "text": ""})
    assert "请写明具体内容" in empty.content.decode()
    asked = mine.post("/candidate/privacy/requests/new/", {"right": "CORRECT", "text": "单位写错了"})
    assert asked.headers["Location"] == "/candidate/privacy/#requests"
    request = RightsRequest.objects.get()
    page = text_of(mine, "/candidate/privacy/")
    assert "单位写错了" in page
    assert f"{request.due_on.year}年{request.due_on.month}月{request.due_on.day}日前答复" in page
    again = mine.post("/candidate/privacy/requests/new/", {"right": "CORRECT", "text": "再说一遍"})
    assert "同一类请求正在办理" in again.content.decode()
    mine.post(f"/candidate/privacy/requests/{request.public_id}/take-back/")
    mine.post(f"/candidate/privacy/requests/{request.public_id}/take-back/")
    assert RightsRequest.objects.get().state == RequestState.TAKEN_BACK
    assert AuditRow.objects.filter(act="take_back_request").count() == 1


def test_request_of_somebody_else_is_not_found(world: World, log_in: LogIn) -> None:
    assert world.waiting.account is not None
    client = log_in(world.waiting.account)
    href = f"/candidate/privacy/requests/{world.request.public_id}/take-back/"
    assert client.post(href).status_code == 404
    assert factories.asked_in(world.request) not in text_of(client, "/candidate/privacy/")


def test_privacy_page_is_open_before_the_notice(untold: Account, log_in: LogIn) -> None:
    assert "没有读过" in text_of(log_in(untold), "/candidate/privacy/")
