"""报名考试费 from the candidate's page over the provider's to the province's list; through the database's doors."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.exchange.payments import LocalProvider
from chengzhao.law.words import Role
from chengzhao.records.models import FeeNotice, FeeOrder, FeeRefund, Registration, StageWindow
from chengzhao.rules.registration import Event, Told
from chengzhao.web.shared import fresh as freshness
from chengzhao.web.shared.payment_notices import PATH, with_payment_notices

FEE, FEES = "/candidate/fee/", "/province/fees/"


@pytest.fixture(autouse=True)
def _a_fee_is_charged(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO_FEE, settings.PAYMENT_PROVIDER = "120.00", "local"
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: True)
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    Registration.objects.filter(candidate=world.admitted).update(
        state="APPROVED", approved_at=timezone.now(), confirmed_at=None, ticketed_at=None
    )


@pytest.fixture
def candidate(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.CANDIDATE])


@pytest.fixture
def province(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


def test_a_candidate_pays_on_the_page_of_the_provider_and_reads_it(candidate: Client) -> None:
    page = candidate.get(FEE).content.decode()
    assert "120" in page
    assert "去缴费" in page
    to, again = candidate.post(FEE), candidate.post(FEE)
    assert (to.status_code, to["Location"]) == (302, again["Location"])
    assert FeeOrder.objects.count() == 1
    shown = candidate.get(to["Location"])
    assert "不会扣款" in shown.content.decode()
    assert candidate.post(to["Location"], {"way": "twice"}).status_code == 302
    assert "已缴" in candidate.get(FEE).content.decode()
    assert FeeOrder.objects.get().state == "PAID"
    # The back button, and the same button again: it waits no more.
    assert candidate.post(to["Location"], {"way": "pay"}).status_code == 404
    assert candidate.post(FEE).status_code == 409


def test_address_of_the_provider_that_was_changed_opens_nothing(candidate: Client) -> None:
    to = candidate.post(FEE)["Location"]
    assert candidate.get(to.partition("?")[0]).status_code == 404
    assert candidate.get(f"{to}x").status_code == 404


def test_nothing_is_shown_where_no_fee_is_charged(
    candidate: Client, province: Client, settings: Settings
) -> None:
    settings.DEMO_FEE = ""
    assert candidate.get(FEE).status_code == 404
    assert "报名考试费" not in candidate.get("/candidate/").content.decode()
    assert "本省报名不收费" in province.get(FEES).content.decode()


def test_what_cannot_be_booked_is_decided_by_the_province(candidate: Client, province: Client) -> None:
    to = candidate.post(FEE)["Location"]
    candidate.post(to, {"way": "wrong"})
    notice = FeeNotice.objects.get()
    assert "金额不符" in province.get(FEES).content.decode()
    told = {"step": "decide", "notice": str(notice.public_id), "outcome": "REFUND"}
    assert province.post(FEES, told).status_code == 409
    assert province.post(FEES, {**told, "outcome": "BOOK", "reason": "已核对"}).status_code == 409
    for _ in range(2):
        assert province.post(FEES, {**told, "reason": "已核对"}).status_code == 302
    assert FeeRefund.objects.count() == 1
    assert "正在退" in province.get(FEES).content.decode()
    rows = province.get(f"{FEES}{timezone.localdate().isoformat()}.csv").content.decode("utf-8-sig")
    assert notice.payment in rows
    assert "金额不符" in rows
    assert province.get(f"{FEES}2024-13-40.csv").status_code == 404


def test_refund_of_who_withdrew_is_asked_for_on_the_page(world: World, province: Client) -> None:
    order = factories.a_fee_order(world.admitted, paid=True)
    Registration.objects.filter(candidate=world.admitted).update(state="WITHDRAWN", ended_at=timezone.now())
    assert "应退" in province.get(FEES).content.decode()
    told = {"step": "refund", "order": order.number, "reason": "撤回申请"}
    for _ in range(2):
        assert province.post(FEES, told).status_code == 302
    assert FeeRefund.objects.count() == 1
    assert province.post(FEES, {"step": "agree", "refund": "x"}).status_code == 409
    assert province.post(FEES, {"step": "dance"}).status_code == 409


def test_county_sees_how_the_fee_stands(world: World, log_in: LogIn) -> None:
    county = log_in(world.accounts[Role.COUNTY_REVIEWER])
    where = f"/county/review/{world.admitted.public_id}/"
    assert "报名考试费未缴" in county.get(where).content.decode()
    factories.a_fee_order(world.admitted, paid=True)
    assert "报名考试费已缴" in county.get(where).content.decode()


def knock(body: bytes, *, method: str = "POST", signature: str = "", length: str = "") -> str:
    """Send a notice as a provider's server does; the status that it hears."""
    heard: list[str] = []
    door = with_payment_notices(lambda *_: [b"the application"])
    environ = {
        "PATH_INFO": PATH,
        "REQUEST_METHOD": method,
        "CONTENT_LENGTH": length or str(len(body)),
        "wsgi.input": BytesIO(body),
        "HTTP_X_PAYMENT_SIGNATURE": signature,
    }
    door(environ, lambda status, _: heard.append(status))
    return heard[0]


def test_notices_come_in_beside_the_pages(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    order = factories.a_fee_order(world.admitted, due_at=timezone.now() + timedelta(days=1))
    told = Told(event=Event.PAID, amount=order.amount, payment="P-9", at=timezone.now())
    body, headers = LocalProvider().notice(order.number, told)
    [signature] = headers.values()
    assert knock(body, signature="wrong") == "200 OK"
    assert FeeOrder.objects.get(pk=order.pk).state == "UNPAID"
    assert knock(body, method="GET", signature=signature).startswith("405")
    assert knock(body, length="99999999", signature=signature).startswith("413")
    assert knock(body, signature=signature) == "200 OK"
    assert FeeOrder.objects.get(pk=order.pk).state == "PAID"
    settings.PAYMENT_PROVIDER = "none"
    assert knock(body, signature=signature).startswith("404")
    passed = with_payment_notices(lambda *_: [b"the application"])({"PATH_INFO": "/"}, lambda *_: None)
    assert list(passed) == [b"the application"]
