"""Upkeep: each work by the clock, once a time; what goes wrong is told and tried again; messages as they come."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings
from tests import factories
from tests.factories import BEIJING, KEYS

from chengzhao.actions.audit import Refused
from chengzhao.actions.outbox import put_message
from chengzhao.actions.sealing import note_check
from chengzhao.exchange.sms import SmsUnavailable
from chengzhao.ledger.trail import Fault, Verdict
from chengzhao.records.bulk import server_time
from chengzhao.records.embedded_processes import wait_until
from chengzhao.records.models import AuditRow, FailedLogIn, Message
from chengzhao.records.queries.upkeep import last_done
from chengzhao.vault.key_files import KeysMissing
from chengzhao.work import delivery, upkeep
from chengzhao.work.delivery import deliver_once, delivering
from chengzhao.work.queue import UPKEEP_QUEUE, task_name
from chengzhao.work.tidying import tidy
from chengzhao.work.upkeep import UPKEEP, Upkeep, keep_up

NIGHT = datetime(2026, 9, 20, 0, 30, tzinfo=BEIJING)


def a_wrong_try(at: datetime) -> None:
    FailedLogIn.objects.create(name_index=b"x", device_digest=b"y", network="192.0.2.0", at=at)


@pytest.mark.django_db
def test_a_day_is_tidied_once_and_the_trail_says_so_where_nothing_was_over() -> None:
    factories.a_season()
    a_wrong_try(NIGHT - timedelta(days=30))
    assert tidy(NIGHT) == 1
    a_wrong_try(NIGHT - timedelta(days=30))
    assert tidy(NIGHT + timedelta(hours=23)) == 0
    assert tidy(NIGHT + timedelta(hours=24)) == 1
    assert tidy(NIGHT + timedelta(hours=48)) == 0
    rows = AuditRow.objects.filter(act="tidy_expired").order_by("pk")
    assert [(row.object_id, row.account, row.reason) for row in rows] == [
        ("2026-09-20", None, "failedlogin 1行"),
        ("2026-09-21", None, "failedlogin 1行"),
        ("2026-09-22", None, "没有到期的"),
    ]
    assert last_done(2024, "14")["tidy"] == NIGHT + timedelta(hours=48)


def test_every_work_is_a_task_that_is_never_done_twice_at_once() -> None:
    for key, one in UPKEEP.items():
        name = task_name(key)
        task = app.tasks[name]
        assert (task.queue, task.lock, task.queueing_lock) == (UPKEEP_QUEUE, name, name)
        [periodic] = [
            held for held in app.periodic_registry.periodic_tasks.values() if held.task.name == name
        ]
        assert periodic.cron == one.cron


@pytest.mark.parametrize(
    ("key", "at", "due"),
    [
        ("seal", datetime(2026, 9, 20, 1, 0, 30, tzinfo=UTC), datetime(2026, 9, 20, 1, 1, tzinfo=UTC)),
        ("verify", datetime(2026, 9, 20, 1, 0, tzinfo=UTC), datetime(2026, 9, 20, 6, 23, tzinfo=UTC)),
        ("tidy", NIGHT, datetime(2026, 9, 20, 1, 17, tzinfo=BEIJING)),
    ],
)
def test_when_a_work_is_due_next(key: str, at: datetime, due: datetime) -> None:
    assert UPKEEP[key].next_after(at) == due


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [OperationalError("gone"), KeysMissing("no keys"), Refused("备份")])
def test_what_goes_wrong_is_told_and_waits_for_the_next_time(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise fault

    monkeypatch.setattr(upkeep.connections, "close_all", lambda: None)
    one = Upkeep(label="x", rhythm="x", cron="* * * * *", do=broken)
    monkeypatch.setattr(upkeep, "UPKEEP", {"x": one})
    with caplog.at_level(logging.WARNING):
        keep_up("x")
    assert str(fault) in caplog.text


@pytest.mark.django_db
def test_a_sound_trail_is_not_read_again_at_once_and_one_with_a_fault_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fault = Fault(kind="CHANGED", seal=1, said="row 1 is not as it was sealed")
    found = [Verdict(rows=1, head=None, fault=fault), Verdict(rows=1, head=None, fault=None)]
    made: list[Verdict] = []

    def verify() -> Verdict:
        made.append(found[len(made)])
        note_check(at=server_time(), found=made[-1])
        return made[-1]

    monkeypatch.setattr(upkeep, "verify_trail", verify)
    for number in (1, 2, 2):
        UPKEEP["verify"].do()
        assert len(made) == number
    assert "row 1 is not as it was sealed" in caplog.text


class Gateway:
    """A gateway that is away at first."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.is_away = True

    def send(self, phone: str, text: str, *, key: str) -> None:
        if self.is_away:
            raise SmsUnavailable("away")
        self.taken.append(key)


@pytest.mark.django_db
def test_messages_are_handed_over_once(settings: Settings) -> None:
    factories.a_season()
    put_message(key="a", kind="unknown", phone="19900000001", keys=KEYS, account_id=None)
    gateway = Gateway()
    assert deliver_once(gateway).waiting == 1
    gateway.is_away = False
    assert deliver_once(gateway).sent == 0  # claimed for a minute
    Message.objects.update(claimed_at=None)
    assert [deliver_once(gateway).sent for _ in range(2)] == [1, 0]
    assert gateway.taken == ["a"]
    assert last_done(2024, "14")["deliver"] is not None


def test_messages_go_out_as_long_as_the_worker_lasts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def look(adapter: object) -> object:
        looks.append("look")
        if len(looks) == 1:
            raise OperationalError("the database is away")
        return delivery.Delivered()

    monkeypatch.setattr(delivery, "deliver_once", look)
    monkeypatch.setattr(delivery, "PAUSE", 0.01)
    monkeypatch.setattr(delivery, "AFTER_A_FAULT", 0.01)
    monkeypatch.setattr(delivery.connections, "close_all", lambda: None)
    settings.SMS_ADAPTER = "console"
    with delivering():
        assert wait_until(lambda: len(looks) > 2, seconds=10)
    seen = len(looks)
    assert not wait_until(lambda: len(looks) > seen, seconds=0.3)
    settings.SMS_ADAPTER = "outbox"
    with delivering():
        assert not wait_until(lambda: len(looks) > seen, seconds=0.3)
