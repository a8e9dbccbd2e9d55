"""The audit trail for its seals: the rows as lines in the order of their transactions, and how far they are sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Count, Min

from chengzhao.ledger.signatures import Signed
from chengzhao.ledger.trail import BEGINNING, KeptSeal, Seal
from chengzhao.records.models import AuditCheck, AuditRow, AuditSeal
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

FIELDS = {
    "id": "id",
    "position": "position",
    "season": "season",
    "province": "province",
    "at_us": "(extract(epoch FROM at) * 1000000)::bigint",
    "account": "account_id",
    "role": "role",
    "org_path": "org_path",
    "act": "act",
    "object_kind": "object_kind",
    "object_id": "object_id",
    "candidate": "candidate_id",
    "before_digest": "before_digest",
    "after_digest": "after_digest",
    "reason": "reason",
    "request_id": "request_id",
    "network_address": "host(network_address)",
    "device": "device",
    "session": "session",
    "written_at_us": "(extract(epoch FROM written_at) * 1000000)::bigint",
}
"""The fields of a line of version 1 and where each comes from; times are microseconds since 1970, UTC."""

_SPAN = (
    f"COPY (SELECT {', '.join(FIELDS.values())} FROM records_auditrow "  # noqa: S608 the fields are constants
    "WHERE position >= %s AND position < %s ORDER BY position, id) TO STDOUT"
)
WITHOUT_END = 2**63 - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A seal without its list: what it covers, when it was made, and the digest that a printed head holds."""

    number: int
    rows: int
    ends: int
    at: datetime
    digest: str
    sm3: str
    is_signed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckView:
    """One verification of the trail: how far it is sound, and the first fault."""

    at: datetime
    seals: int
    rows: int
    head: str
    fault: str
    fault_seal: int | None
    fault_row: int | None
    said: str


ALARM_AFTER = timedelta(minutes=5)
"""Rows that no seal covers after so long are an alarm: sealing has stopped, or a transaction stays open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsealed:
    """What no seal covers yet: how many rows, and when the oldest of them was written."""

    rows: int
    since: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether the oldest row has waited too long."""
        return self.since is not None and now - self.since > ALARM_AFTER


class KeptTrail:
    """The trail of the database as `ledger.trail` checks it, one seal and one batch at a time."""

    def seals(self) -> Iterator[KeptSeal]:
        """Every seal by its number."""
        rows = AuditSeal.objects.order_by("number")
        row = rows.first()
        while row is not None:
            yield KeptSeal(
                seal=seal_of(row), digest=row.digest, leaves=bytes(row.leaves), signature=row.signature
            )
            row = rows.filter(number__gt=row.number).first()

    def lines(self, seal: Seal) -> Iterator[bytes]:
        """The lines of a seal's span as they stand now."""
        return lines_between(seal.begins, seal.ends)

    def has_row(self, row: int) -> bool:
        """Whether a row of that id stands anywhere."""
        return AuditRow.objects.filter(pk=row).exists()


def seal_of(row: AuditSeal) -> Seal:
    """A stored seal as the ledger knows it."""
    return Seal(
        number=row.number,
        begins=row.begins,
        ends=row.ends,
        rows=row.rows,
        first_row=row.first_row,
        last_row=row.last_row,
        sha256=row.sha256,
        sm3=row.sm3,
        previous=row.previous,
        at=moment_text(row.at),
        version=row.version,
    )


def moment_text(at: datetime) -> str:
    """A moment as a seal holds it: ISO 8601, UTC, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def lines_between(begins: int = BEGINNING, ends: int = WITHOUT_END) -> Iterator[bytes]:
    """The rows of a span of positions as lines, in order; nothing else can be asked meanwhile."""
    with connection.cursor() as cursor, cursor.copy(_SPAN, [begins, ends]) as copy:
        for line in copy:
            yield bytes(line)


def settled_position() -> int:
    """The position before which no transaction runs any more: every row below it is visible, or never will be."""
    return _position("pg_snapshot_xmin(pg_current_snapshot())")


def coming_position() -> int:
    """A position that no transaction had when it was asked for."""
    return _position("pg_snapshot_xmax(pg_current_snapshot())")


def _position(transaction: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT audit_position({transaction})")
        return int(cursor.fetchone()[0])


def end_of_batch(begins: int, settled: int, limit: int) -> int:
    """Where a batch from `begins` ends that has `limit` rows and whole transactions, at most at `settled`."""
    rows = AuditRow.objects.filter(position__gte=begins, position__lt=settled)
    place = rows.order_by("position", "pk").values_list("position", flat=True)[limit - 1 : limit].first()
    return settled if place is None else place + 1


def last_seal() -> Head | None:
    """The seal that covers the newest rows; None before the first."""
    found = newest_seals(1)
    return found[0] if found else None


def newest_seals(limit: int, *, before: int | None = None) -> tuple[Head, ...]:
    """Seals without their lists, the newest first, in front of the number `before`."""
    rows = AuditSeal.objects.order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return tuple(_head(row) for row in rows.defer("leaves")[:limit])


def signed_seals() -> Iterator[Signed]:
    """Every seal's digest and signature, by its number."""
    rows = AuditSeal.objects.order_by("number").values_list("number", "digest", "signature")
    for number, digest, signature in rows.iterator():
        yield Signed(number=number, digest=digest, signature=signature)


def seals_after(number: int, limit: int) -> tuple[Head, ...]:
    """Seals without their lists, in order, behind the number."""
    rows = AuditSeal.objects.order_by("number").filter(number__gt=number).defer("leaves")
    return tuple(_head(row) for row in rows[:limit])


def _head(row: AuditSeal) -> Head:
    return Head(
        number=row.number,
        rows=row.rows,
        ends=row.ends,
        at=row.at,
        digest=row.digest,
        sm3=row.sm3,
        is_signed=bool(row.signature),
    )


def unsealed(ends: int) -> Unsealed:
    """The rows from the end of the last seal on, in one statement."""
    found = AuditRow.objects.filter(position__gte=ends).aggregate(rows=Count("pk"), since=Min("written_at"))
    return Unsealed(rows=found["rows"], since=found["since"])


def sealing_lag() -> Unsealed:
    """What waits for a seal, for those who keep the service running: a number and a moment, no row of the trail.

    Their own door reads nothing of the trail; it is counted as maintenance.
    """
    with scope(Scope(door=Door.MAINTENANCE)):
        last = last_seal()
        return unsealed(last.ends if last else BEGINNING)


def last_check() -> CheckView | None:
    """The newest verification; None before the first."""
    row = AuditCheck.objects.order_by("-at", "-pk").first()
    if row is None:
        return None
    return CheckView(
        at=row.at,
        seals=row.seals,
        rows=row.rows,
        head=row.head,
        fault=row.fault,
        fault_seal=row.fault_seal,
        fault_row=row.fault_row,
        said=row.said,
    )
