"""Sealing: whole transactions in batches, none left out however late it commits, by one sealer at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction
from tests.actions.refusing import refused
from tests.factories import BORDER

from chengzhao.actions.audit import Actor, Touched, record
from chengzhao.actions.sealing import SEALER, note_check, seal_next
from chengzhao.law.words import Role
from chengzhao.ledger.trail import BEGINNING, check
from chengzhao.records.models import AuditCheck, AuditRow, AuditSeal
from chengzhao.records.queries.seals import (
    KeptTrail,
    last_check,
    last_seal,
    newest_seals,
    seals_after,
    unsealed,
)
from chengzhao.records.trail_positions import move_positions_ahead, positions_behind

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2024, 9, 5, 2, tzinfo=UTC)
ACTOR = Actor(account=None, role=Role.COUNTY_REVIEWER, org_path="/14/1401/")


def write(*names: str) -> None:
    """One act on so many objects, a transaction of its own where none is open."""
    touched = [Touched(object_id=name, after="") for name in names]
    with transaction.atomic():
        record(
            border=BORDER, actor=ACTOR, at=AT, act="verify_education", object_kind="thing", touched=touched
        )


def sealed_names() -> list[str]:
    """The objects of the sealed rows, in the order of the seals."""
    seals = AuditSeal.objects.order_by("number").values_list("begins", "ends")
    return [
        name
        for begins, ends in seals
        for name in AuditRow.objects.filter(position__gte=begins, position__lt=ends)
        .order_by("position", "pk")
        .values_list("object_id", flat=True)
    ]


@contextmanager
def open_elsewhere(*names: str) -> Iterator[threading.Event]:
    """An act whose transaction stays open on another connection until the event is set."""
    written, may_end = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with transaction.atomic():
                write(*names)
                written.set()
                assert may_end.wait(10)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert written.wait(10)
        yield may_end
    finally:
        may_end.set()
        worker.join(10)


def test_seals_follow_each_other_over_whole_transactions() -> None:
    for names in (("a", "b"), ("c",), ("d", "e", "f", "g"), ("h",)):
        write(*names)
    made = [seal_next(at=AT, limit=2) for _ in range(4)]
    assert [seal.rows if seal else None for seal in made] == [2, 5, 1, None]
    assert sealed_names() == list("abcdefgh")
    first, second, third = AuditSeal.objects.order_by("number")
    assert (first.begins, second.begins, third.begins) == (BEGINNING, first.ends, second.ends)
    assert (first.previous, second.previous, third.previous) == ("", first.digest, second.digest)
    assert check(KeptTrail()).fault is None


def test_nothing_to_seal_makes_no_seal() -> None:
    assert seal_next(at=AT) is None
    write("a")
    assert seal_next(at=AT) is not None
    assert seal_next(at=AT) is None
    assert AuditSeal.objects.count() == 1


def test_rows_of_a_transaction_that_commits_late_are_in_a_later_seal() -> None:
    with open_elsewhere("early, small id") as may_end:
        write("later, larger id")
        # The later act is done, but an earlier one may still bring rows in front of it.
        assert seal_next(at=AT) is None
        may_end.set()
    seal = seal_next(at=AT)
    assert seal is not None
    assert (seal.rows, sealed_names()) == (2, ["early, small id", "later, larger id"])


def test_transaction_that_is_rolled_back_leaves_no_gap() -> None:
    write("a")
    with transaction.atomic():
        write("b")
        transaction.set_rollback(True)
    write("c")
    assert seal_next(at=AT) is not None
    assert (sealed_names(), check(KeptTrail()).fault) == (["a", "c"], None)


def test_somebody_else_is_sealing() -> None:
    write("a")
    held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER])
                held.set()
                assert may_end.wait(10)
        finally:
            connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(10)
    assert seal_next(at=AT) is None
    may_end.set()
    other.join(10)
    assert seal_next(at=AT) is not None


def test_many_sealers_at_once_make_one_chain() -> None:
    for number in range(12):
        write(str(number))

    def work() -> None:
        try:
            for _ in range(12):
                seal_next(at=AT, limit=1)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    while seal_next(at=AT, limit=1):
        pass
    found = check(KeptTrail())
    assert (found.fault, found.rows, AuditSeal.objects.count()) == (None, 12, 12)


def test_signature_is_over_the_digest() -> None:
    write("a")
    seal = seal_next(at=AT, sign=lambda digest: f"signed {digest.hex()}")
    assert seal is not None
    assert AuditSeal.objects.get().signature == f"signed {seal.digest()}"
    assert [head.is_signed for head in newest_seals(5)] == [True]


def test_heads_and_what_waits() -> None:
    assert (last_seal(), unsealed(0).rows, unsealed(0).since) == (None, 0, None)
    write("a")
    write("b")
    seal_next(at=AT, limit=1)
    head = last_seal()
    assert head is not None
    waiting = unsealed(head.ends)
    row = AuditRow.objects.get(object_id="b")
    assert (waiting.rows, waiting.since) == (1, row.written_at)
    seal_next(at=AT)
    assert [one.number for one in newest_seals(5)] == [2, 1]
    assert [one.number for one in newest_seals(5, before=2)] == [1]
    assert [one.number for one in seals_after(1, 5)] == [2]


def test_check_is_kept_with_its_first_fault() -> None:
    assert last_check() is None
    write("a")
    seal_next(at=AT)
    note_check(at=AT, found=check(KeptTrail()))
    sound = last_check()
    assert sound is not None
    assert (sound.seals, sound.rows, sound.fault, sound.head) == (1, 1, "", AuditSeal.objects.get().digest)
    note_check(at=AT, found=check(KeptTrail(), [(2, "0" * 64)]))
    broken = last_check()
    assert broken is not None
    assert (broken.fault, broken.fault_seal, broken.fault_row) == ("SEAL_MISSING", 2, None)
    assert AuditCheck.objects.count() == 2


def test_restored_database_goes_on_behind_the_rows_it_has(small_numbers: Callable[[], None]) -> None:
    write("a")
    seal_next(at=AT)
    write("b")
    assert positions_behind() <= 0
    assert move_positions_ahead() is False
    small_numbers()
    assert positions_behind() > 0
    with refused("数据库恢复后事务序号变小，审计行不能封签：请先运行 chengzhao migrate。"):
        seal_next(at=AT)
    assert move_positions_ahead() is True
    assert positions_behind() <= 0
    write("c")
    seal = seal_next(at=AT)
    assert seal is not None
    assert (seal.rows, sealed_names(), check(KeptTrail()).fault) == (2, ["a", "b", "c"], None)


@pytest.fixture
def small_numbers() -> Iterator[Callable[[], None]]:
    """Lets transactions have small numbers, as those of a new server have."""
    yield lambda: _count_from(-(10**9))
    _count_from(0)


def _count_from(ahead: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_position(transaction xid8) RETURNS bigint LANGUAGE sql IMMUTABLE "
            f"PARALLEL SAFE RETURN transaction::text::bigint + {ahead}"
        )
