"""Seals over the audit trail, batch by batch, and the record of their verification.

Sealing leaves no audit row of its own: the seals are a trail themselves, and a row about each would never be sealed.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from chengzhao.actions.audit import Refused
from chengzhao.ledger.trail import BEGINNING, Batch, Seal, Verdict, batch_of
from chengzhao.records.models import AuditCheck, AuditSeal
from chengzhao.records.queries.seals import (
    end_of_batch,
    last_seal,
    lines_between,
    moment_text,
    settled_position,
)

ROWS_OF_A_SEAL = 20_000
"""A batch ends with the transaction that reaches so many rows."""

SEALER = 7_301_402
"""The advisory lock of whoever seals; the number means nothing."""

Signer = Callable[[bytes], str]
"""Signs the digest of a seal and returns the signature as text."""


def seal_next(*, at: datetime, sign: Signer | None = None, limit: int = ROWS_OF_A_SEAL) -> Seal | None:
    """Seal the next batch of whole transactions and return its seal.

    None where no row waits, or somebody else is sealing. Raises Refused in a database whose transactions were
    counted from the beginning again.
    """
    with transaction.atomic():
        if not _is_sole_sealer():
            return None
        last = last_seal()
        begins, settled = last.ends if last else BEGINNING, settled_position()
        if settled < begins:
            raise Refused("数据库恢复后事务序号变小，审计行不能封签：请先运行 chengzhao migrate。")
        ends = end_of_batch(begins, settled, limit)
        batch = batch_of(lines_between(begins, ends))
        if not batch.rows:
            return None
        seal = Seal(
            number=last.number + 1 if last else 1,
            begins=begins,
            ends=ends,
            rows=batch.rows,
            first_row=batch.first_row,
            last_row=batch.last_row,
            sha256=batch.sha256,
            sm3=batch.sm3,
            previous=last.digest if last else "",
            at=moment_text(at),
        )
        _keep(seal, batch, at, sign)
        return seal


def _is_sole_sealer() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        return bool(cursor.fetchone()[0])


def _keep(seal: Seal, batch: Batch, at: datetime, sign: Signer | None) -> None:
    digest = seal.digest()
    AuditSeal.objects.create(
        number=seal.number,
        version=seal.version,
        begins=seal.begins,
        ends=seal.ends,
        rows=seal.rows,
        first_row=seal.first_row,
        last_row=seal.last_row,
        sha256=seal.sha256,
        sm3=seal.sm3,
        previous=seal.previous,
        at=at,
        digest=digest,
        signature=sign(bytes.fromhex(digest)) if sign else "",
        leaves=batch.leaves,
    )


def note_check(*, at: datetime, found: Verdict) -> None:
    """Keep what a verification of the whole trail found, for those who oversee it."""
    fault, head = found.fault, found.head
    AuditCheck.objects.create(
        at=at,
        seals=head.seal.number if head else 0,
        rows=found.rows,
        head=head.digest if head else "",
        fault=fault.kind if fault else "",
        fault_seal=fault.seal if fault else None,
        fault_row=fault.row if fault else None,
        said=fault.said if fault else "",
    )
