"""Messages on their way out: once, in order, tried again or given up, and never in clear in the table."""

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from tests.actions.refusing import trail_of
from tests.factories import KEYS, REGISTRATION_DAY, an_account

from chengzhao.actions.delivery import claim_messages
from chengzhao.actions.outbox import MOST_TRIES, put_message
from chengzhao.exchange.sms import (
    Delivered,
    SmsRefused,
    SmsUnavailable,
    chosen_adapter,
    deliver_messages,
)
from chengzhao.exchange.sms.adapter import ConsoleAdapter
from chengzhao.records.models import Message
from chengzhao.settings.options import OptionError

pytestmark = pytest.mark.django_db
NOW = REGISTRATION_DAY


class Gateway:
    """Keeps what it is given; fails as it is told."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.sent: list[tuple[str, str, str]] = []

    def send(self, phone: str, text: str, *, key: str) -> None:
        if self.failure:
            raise self.failure
        self.sent.append((phone, text, key))


def put(key: str, phone: str = "19970000101", expires_at: datetime | None = None) -> None:
    put_message(
        key=key, kind="phone_new", phone=phone, keys=KEYS, account_id=an_account().pk, expires_at=expires_at
    )


def deliver(gateway: Gateway, at: datetime = NOW) -> Delivered:
    return deliver_messages(gateway, at=at, keys=KEYS, signature="山西招考")


def test_message_of_an_act_that_is_taken_back_is_never_sent() -> None:
    with transaction.atomic():
        put("taken back")
        assert Message.objects.filter(key="taken back").exists()
        transaction.set_rollback(True)
    put("stays")
    gateway = Gateway()
    assert deliver(gateway) == Delivered(sent=1)
    assert [key for _, _, key in gateway.sent] == ["stays"]


def test_messages_are_sent_once_in_order_with_the_signature() -> None:
    put("one")
    put("two", "+85291234567")
    gateway = Gateway()
    assert deliver(gateway) == Delivered(sent=2)
    assert deliver(gateway) == Delivered()
    text = "【山西招考】本手机号已绑定您的报名账号。"
    assert gateway.sent == [("19970000101", text, "one"), ("+85291234567", text, "two")]
    assert len(trail_of("settle_message")) == 2


def test_same_cause_writes_one_message() -> None:
    put("one")
    put("one")
    assert Message.objects.count() == 1


def test_message_is_tried_again_after_a_minute_and_five_times_in_all() -> None:
    put("one")
    gateway = Gateway(SmsUnavailable("the gateway answered 503"))
    at = NOW
    for _ in range(MOST_TRIES):
        assert deliver(gateway, at) == Delivered(waiting=1)
        assert deliver(gateway, at + timedelta(seconds=59)) == Delivered()
        at += timedelta(minutes=1)
    assert deliver(Gateway(), at) == Delivered()
    assert Message.objects.get().failure == "the gateway answered 503"


def test_refused_message_is_given_up() -> None:
    put("one")
    assert deliver(Gateway(SmsRefused("blocked word"))) == Delivered(given_up=1)
    assert deliver(Gateway(), NOW + timedelta(hours=1)) == Delivered()


def test_code_that_ran_out_is_not_sent() -> None:
    put("one", expires_at=NOW)
    assert deliver(Gateway()) == Delivered()


def test_message_claimed_by_a_process_that_died_is_taken_by_another() -> None:
    put("one")
    assert len(claim_messages(at=NOW, keys=KEYS, most=10)) == 1
    assert claim_messages(at=NOW, keys=KEYS, most=10) == []
    assert deliver(Gateway(), NOW + timedelta(minutes=1)) == Delivered(sent=1)


def test_table_holds_neither_phone_nor_text() -> None:
    put("one")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_message")
        row = b"|".join(
            bytes(v) if isinstance(v, memoryview | bytes) else str(v).encode() for v in cursor.fetchone()
        )
    assert b"19970000101" not in row
    assert "绑定".encode() not in row
    [message] = claim_messages(at=NOW, keys=KEYS, most=1)
    assert "19970000101" not in repr(message)


def test_console_masks_the_phone() -> None:
    stream = io.StringIO()
    ConsoleAdapter(stream).send("19970000101", "验证码123456", key="one")
    assert stream.getvalue() == "短信 → 199****0101：验证码123456\n"


@pytest.mark.parametrize("name", ["", "nothing", "no.such.module:Adapter", "io:NoSuchThing"])
def test_adapter_that_cannot_be_loaded_is_told(name: str) -> None:
    with pytest.raises(OptionError, match="expected outbox, console"):
        chosen_adapter(name)


def test_adapter_of_an_office_is_loaded_by_name() -> None:
    assert isinstance(chosen_adapter("tests.exchange.sms.test_delivery:Gateway"), Gateway)
