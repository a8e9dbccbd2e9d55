"""A clock that stands still until it is moved, and what messages the outbox holds."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import KEYS
from tests.factories.accounts import a_candidate_account, a_factor_code, a_second_factor

from chengzhao.records.models import Account, Message
from chengzhao.records.sealed import MESSAGE_TEXT

NOON = datetime(2024, 9, 10, 12, 0, tzinfo=factories.BEIJING)
PASSWORD = "correct horse"


class Clock:
    """What the pages take for now; tests move it on."""

    def __init__(self) -> None:
        self.now = NOON

    def go_on(self, **length: int) -> None:
        self.now += timedelta(**length)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until it is moved."""
    held = Clock()
    monkeypatch.setattr(timezone, "now", lambda: held.now)
    return held


@pytest.fixture
def officer(db: None) -> Account:
    """An officer of the province with a password and an authenticator."""
    factories.a_season()
    account = factories.an_account(username="zhao", password=PASSWORD)
    factories.a_role(account=account, organisation=factories.a_tree().province)
    a_second_factor(account)
    return account


@pytest.fixture
def candidate(db: None) -> Account:
    """A candidate with an account, document, phone and password."""
    account = a_candidate_account(
        phone="19970000101", number="999999199003070012", password=PASSWORD, name="张三丰"
    )
    factories.a_candidate(account=account)
    return account


def texts(kind: str = "") -> list[str]:
    """The messages in the outbox, oldest first."""
    rows = Message.objects.order_by("pk")
    found = rows.filter(kind=kind) if kind else rows
    return [MESSAGE_TEXT.text(KEYS, row.pk, row.text_sealed) for row in found]


def last_code() -> str:
    """The six digits of the newest code."""
    found = re.search(r"验证码(\d{6})", texts("code")[-1])
    assert found
    return found[1]


@pytest.fixture
def staff_client(officer: Account, clock: Clock) -> Callable[[], Client]:
    """A browser in which the officer has just logged in through the door."""

    def logged_in() -> Client:
        client = Client()
        client.get("/login/?door=staff")
        client.post("/login/", {"door": "staff", "username": "zhao", "password": PASSWORD})
        client.post("/login/second-factor/", {"factor": a_factor_code(clock.now)})
        client.get("/seats/")
        return client

    return logged_in


@pytest.fixture
def candidate_client(candidate: Account) -> Callable[[], Client]:
    """A browser in which the candidate has just logged in with the password."""

    def logged_in() -> Client:
        client = Client()
        client.get("/login/")
        client.post("/login/", {"door": "candidate", "username": "19970000101", "password": PASSWORD})
        client.get("/seats/")
        return client

    return logged_in
