"""The province answers what candidates ask about their own data."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import RightsRequest
from chengzhao.rules.privacy.requests import RequestState, Right, due_day
from chengzhao.web.province import rights


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


def text_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


def test_list_shows_what_is_overdue_and_what_is_near(officer: Client, world: World) -> None:
    now = timezone.now()
    near = factories.a_rights_request(
        candidate=world.waiting, right=Right.EXPLAIN, received_at=now - timedelta(days=19)
    )
    factories.a_rights_request(candidate=world.waiting, right=Right.DELETE, received_at=now)
    page = text_of(officer, "/province/privacy-requests/")
    assert "待答复3件" in page
    # Over long holidays the last day of what came nineteen days ago may lie behind, too.
    late = 1 + (due_day(near.received_at.date()) < timezone.localdate())
    assert f"逾期{late}件" in page
    assert page.count("已逾期") == late
    assert page.count("将到期") == (1 if due_day(near.received_at.date()) >= timezone.localdate() else 0)
    assert "张*丰" in page
    assert "张三丰" not in page
    assert factories.asked_in(world.request) not in page


def test_answer_is_shown_and_closes_the_request(officer: Client, world: World) -> None:
    href = f"/province/privacy-requests/{world.request.public_id}/"
    assert factories.asked_in(world.request) in text_of(officer, href)
    wrong = officer.post(href, {"outcome": "granted", "answer": ""})
    assert "请写明怎样办理" in wrong.content.decode()
    assert officer.post(href, {"outcome": "refused", "answer": "以单位证明为准"}).status_code == 302
    assert RightsRequest.objects.get().state == RequestState.REFUSED
    assert "没有待答复的请求。" in text_of(officer, "/province/privacy-requests/")
    assert "以单位证明为准" in text_of(officer, href)
    again = officer.post(href, {"outcome": "granted", "answer": "再答一次"})
    assert "不能再办理" in again.content.decode() or "再答一次" not in text_of(officer, href)
    assert world.admitted.candidate_number in text_of(officer, "/province/privacy-requests/?show=answered")


def test_list_is_paged(officer: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "PAGE_SIZE", 2)
    for right in (Right.DELETE, Right.EXPLAIN, Right.WITHDRAW):
        factories.a_rights_request(candidate=world.waiting, right=right)
    first = text_of(officer, "/province/privacy-requests/")
    assert first.count('<th scope="row"') == 2
    following = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = text_of(officer, "/province/privacy-requests/" + following)
    assert second.count('<th scope="row"') == 2
    assert "回到第一页" in second
    assert 'rel="next"' not in second


def test_request_of_another_province_is_not_found(world: World, log_in: LogIn) -> None:
    elsewhere = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    account = factories.an_account()
    factories.a_role(account=account, organisation=elsewhere, province="32")
    client = log_in(account)
    assert client.get(f"/province/privacy-requests/{world.request.public_id}/").status_code == 404
    assert world.admitted.candidate_number not in text_of(client, "/province/privacy-requests/")


def test_granted_deletion_asks_who_is_there_once_more(
    officer: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = factories.a_rights_request(candidate=world.waiting, right=Right.DELETE)
    href = f"/province/privacy-requests/{asked.public_id}/"
    fields = {"outcome": "granted", "answer": "已删除"}
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: False)
    response = officer.post(href, fields)
    assert response.status_code == 307
    assert response.headers["Location"].startswith("/account/confirm/?next=")
    asked.refresh_from_db()
    assert asked.state == RequestState.RECEIVED
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)
    assert officer.post(href, fields).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequestState.GRANTED
