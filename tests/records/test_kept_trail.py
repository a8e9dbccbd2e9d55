"""The trail of the database: rows as lines, and every kind of tampering behind the triggers found and named."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from tests.factories import BORDER, an_account

from chengzhao.actions.audit import Actor, Touched, record
from chengzhao.actions.sealing import seal_next
from chengzhao.law.words import Role
from chengzhao.ledger.trail import Fault, check
from chengzhao.records.models import AuditRow, AuditSeal
from chengzhao.records.queries.seals import FIELDS, KeptTrail, lines_between

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2024, 9, 5, 2, 0, 0, 123456, tzinfo=UTC)
ESCAPES = {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
ROUNDS = 25
"""Random tamperings of each kind."""


def write(*touched: Touched, account: int | None = None, address: str = "") -> None:
    actor = Actor(
        account=account, role=Role.COUNTY_REVIEWER, org_path="/14/1401/", request_id="r-1", address=address
    )
    record(border=BORDER, actor=actor, at=AT, act="verify_education", object_kind="thing", touched=touched)


def line_of(row: AuditRow) -> bytes:
    """A row as a line by the words of `ledger.trail`, apart from the database's own."""

    def micros(moment: datetime) -> int:
        whole = int(moment.replace(microsecond=0).timestamp())
        return whole * 1_000_000 + moment.microsecond

    values = {
        **{name: getattr(row, name, None) for name in FIELDS},
        "at_us": micros(row.at),
        "account": row.account_id,
        "candidate": row.candidate_id,
        "written_at_us": micros(row.written_at),
    }
    cells = (
        "\\N" if value is None else "".join(ESCAPES.get(char, char) for char in str(value))
        for value in (values[name] for name in FIELDS)
    )
    return "\t".join(cells).encode() + b"\n"


@pytest.mark.parametrize("address", ["", "192.0.2.7", "2001:db8::7"])
@pytest.mark.parametrize(
    "reason", ["", "补正", "a\tb\nc\\d\re", "\\N", "\b\f\v\x01", "𠮷", "'\"; DROP TABLE"]
)
def test_line_is_what_the_words_say(reason: str, address: str) -> None:
    write(Touched(object_id="1", before="b" * 64, after="a" * 64, reason=reason), address=address)
    write(Touched(object_id="2", after=""), account=an_account().pk)
    rows = AuditRow.objects.order_by("position", "pk")
    assert list(lines_between()) == [line_of(row) for row in rows]


@pytest.fixture
def sealed() -> list[AuditRow]:
    """Some forty rows of acts on one to five objects, all but the last act under seals of about eight."""
    chance = random.Random(7)
    for number in range(16):
        names = [f"{number}-{place}" for place in range(chance.randint(1, 5))]
        write(*(Touched(object_id=name, after=name, reason=chance.choice(("", "补正"))) for name in names))
    while seal_next(at=AT, limit=8):
        pass
    write(Touched(object_id="not sealed", after=""))
    ends = AuditSeal.objects.latest("number").ends
    return list(AuditRow.objects.filter(position__lt=ends).order_by("position", "pk"))


@contextmanager
def tampering() -> Iterator[None]:
    """What is done inside is done without triggers, as only the owner of the server can, and is undone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        transaction.set_rollback(True)


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


def seal_number(row: AuditRow) -> int:
    return AuditSeal.objects.get(begins__lte=row.position, ends__gt=row.position).number


def test_sound_trail_has_no_fault(sealed: list[AuditRow]) -> None:
    found = check(KeptTrail())
    assert (found.fault, found.rows, AuditSeal.objects.count() > 3) == (None, len(sealed), True)


CHANGES = (
    ("reason", "'别的'"),
    ("account_id", "4711"),
    ("candidate_id", "4711"),
    ("role", "'PROVINCE_LEAD'"),
    ("org_path", "'/32/'"),
    ("act", "'refuse_claims'"),
    ("object_id", "'nobody'"),
    ("before_digest", "'0'"),
    ("after_digest", "'0'"),
    ("request_id", "'r-2'"),
    ("network_address", "'203.0.113.9'"),
    ("device", "'d'"),
    ("session", "'s'"),
    ("season", "2025"),
    ("province", "'32'"),
    ("object_kind", "'account'"),
    ("at", "at + interval '1 microsecond'"),
    ("written_at", "written_at - interval '1 microsecond'"),
)


def test_change_of_any_column_is_named(sealed: list[AuditRow]) -> None:
    columns = {field.column for field in AuditRow._meta.concrete_fields} - {"id", "position"}
    assert {name for name, _ in CHANGES} == columns
    chance = random.Random(1)
    for name, value in CHANGES:
        row = chance.choice(sealed)
        with tampering():
            execute(f"UPDATE records_auditrow SET {name} = {value} WHERE id = %s", row.pk)  # noqa: S608
            fault = check(KeptTrail()).fault
            assert fault is not None
            assert (name, fault.kind, fault.row, fault.seal) == (name, "CHANGED", row.pk, seal_number(row))


def test_removal_is_named(sealed: list[AuditRow]) -> None:
    chance = random.Random(2)
    for _ in range(ROUNDS):
        gone = chance.sample(sealed, chance.randint(1, 4))
        first = next(row for row in sealed if row in gone)
        with tampering():
            execute("DELETE FROM records_auditrow WHERE id = ANY(%s)", [row.pk for row in gone])
            fault = check(KeptTrail()).fault
            assert fault is not None
            assert (fault.kind, fault.row, fault.seal) == ("MISSING", first.pk, seal_number(first))


def test_insertion_is_named(sealed: list[AuditRow]) -> None:
    chance = random.Random(3)
    columns = ", ".join(
        field.column for field in AuditRow._meta.concrete_fields if field.column not in ("id", "position")
    )
    for number in range(ROUNDS):
        model = chance.choice(sealed)
        new = 10_000_000 + number if number % 2 else -number - 1
        position = -1 if number % 5 == 0 else model.position
        with tampering():
            execute(
                f"INSERT INTO records_auditrow (id, position, {columns}) "  # noqa: S608
                f"SELECT %s, %s, {columns} FROM records_auditrow WHERE id = %s",
                new,
                position,
                model.pk,
            )
            fault = check(KeptTrail()).fault
            assert fault is not None
            assert (fault.kind, fault.row) == ("INSERTED", new)
            assert fault.seal == (1 if position < 0 else seal_number(model))


def test_exchange_of_two_rows_is_named(sealed: list[AuditRow]) -> None:
    chance = random.Random(4)
    for number in range(ROUNDS):
        one, other = chance.sample(sealed, 2)
        column = ("id", "position")[number % 2]
        if column == "position" and one.position == other.position:
            continue
        with tampering():
            swap(column, one, other)
            fault = check(KeptTrail()).fault
            assert fault is not None
            assert (fault.kind, fault.row in (one.pk, other.pk)) == ("REORDERED", True)
            assert fault.seal == min(seal_number(one), seal_number(other))


def swap(column: str, one: AuditRow, other: AuditRow) -> None:
    """Give each of two rows what the other has in a column."""
    values = {"id": (one.pk, other.pk), "position": (one.position, other.position)}[column]
    ids = [one.pk, other.pk]
    if column == "id":
        execute("UPDATE records_auditrow SET id = -id WHERE id = ANY(%s)", ids)
        ids = [-key for key in ids]
    for key, value in zip(ids, reversed(values), strict=True):
        execute(f"UPDATE records_auditrow SET {column} = %s WHERE id = %s", value, key)  # noqa: S608


def test_move_to_an_unsealed_transaction_is_named(sealed: list[AuditRow]) -> None:
    row = random.Random(5).choice(sealed)
    with tampering():
        execute("UPDATE records_auditrow SET position = position + 1000000 WHERE id = %s", row.pk)
        fault = check(KeptTrail()).fault
        assert fault == Fault(
            kind="REORDERED", seal=seal_number(row), row=row.pk, said="it was moved to another transaction"
        )


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE records_auditseal SET rows = rows + 1 WHERE number = 3", "SEAL_CHANGED"),
        ("UPDATE records_auditseal SET at = at + interval '1 second' WHERE number = 3", "SEAL_CHANGED"),
        ("UPDATE records_auditseal SET digest = repeat('0', 64) WHERE number = 3", "SEAL_CHANGED"),
        ("UPDATE records_auditseal SET previous = repeat('0', 64) WHERE number = 3", "SEAL_CHANGED"),
        ("UPDATE records_auditseal SET sha256 = repeat('0', 64) WHERE number = 3", "SEAL_CHANGED"),
        ("UPDATE records_auditseal SET sm3 = repeat('0', 64) WHERE number = 3", "SEAL_CHANGED"),
        ("UPDATE records_auditseal SET leaves = leaves || '\\x00' WHERE number = 3", "LIST_CHANGED"),
        ("UPDATE records_auditseal SET leaves = '\\x' WHERE number = 3", "LIST_CHANGED"),
        ("DELETE FROM records_auditseal WHERE number = 3", "SEAL_MISSING"),
        ("UPDATE records_auditseal SET number = 99 WHERE number = 3", "SEAL_MISSING"),
    ],
)
def test_tampering_with_a_seal_is_named(sealed: list[AuditRow], statement: str, kind: str) -> None:
    with tampering():
        execute(statement.replace("%", "%%"))
        fault = check(KeptTrail()).fault
        assert fault is not None
        assert (fault.kind, fault.seal, fault.row) == (kind, 3, None)


def test_trail_cut_off_with_its_seals_is_known_from_a_head(sealed: list[AuditRow]) -> None:
    last = AuditSeal.objects.latest("number")
    with tampering():
        execute("DELETE FROM records_auditrow WHERE position >= %s", last.begins)
        execute("DELETE FROM records_auditseal WHERE number = %s", last.number)
        assert check(KeptTrail()).fault is None
        fault = check(KeptTrail(), [(last.number, last.digest)]).fault
        assert fault is not None
        assert (fault.kind, fault.seal) == ("SEAL_MISSING", last.number)
