"""The tables with sealed columns: which rows are under which keys, and rows brought under the current ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import BinaryField, Count, F, Func, Q, QuerySet, Value

from chengzhao.records import sealed
from chengzhao.records.bulk import update_rows
from chengzhao.records.models import (
    Account,
    Candidate,
    Complaint,
    DraftAnswer,
    ImportBatch,
    ImportFile,
    JobFile,
    Message,
    OneTimeCode,
    PhoneChange,
    RecoveryCode,
    RegisterExchange,
    RegistrationVersion,
    RightsRequest,
    SealedFile,
    SealedPiece,
    TotpDevice,
)
from chengzhao.records.sealed import SealedColumn, import_file_place, job_file_place, piece_place
from chengzhao.vault.ring import ID_BYTES
from chengzhao.vault.sealing import HEADER_BYTES, Keys


@dataclass(frozen=True, kw_only=True)
class SealedTable:
    """A table, its sealed columns, and how many of its rows are sealed anew in one transaction."""

    model: type[models.Model]
    columns: tuple[SealedColumn, ...]
    batch: int = 500

    @property
    def label(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    def resealed(self, row: Any, keys: Keys) -> dict[str, bytes | None]:
        """The sealed and index columns of a row under the current keys."""
        found: dict[str, bytes | None] = {}
        for one in self.columns:
            values = one.resealed(keys, getattr(row, one.owner), getattr(row, one.column))
            found |= dict(zip(one.columns(), values, strict=True))
        # What was never given has an index only where the table says so.
        return {name: value if value is not None else getattr(row, name) for name, value in found.items()}


@dataclass(frozen=True, kw_only=True)
class PiecesTable(SealedTable):
    """The pieces of files: each is bound to its file, its number and how many there are."""

    def resealed(self, row: Any, keys: Keys) -> dict[str, bytes | None]:
        place = piece_place(row.file_id, row.number, row.file.pieces)
        return {"sealed": keys.seal_bytes(keys.open_bytes(row.sealed, row=place), row=place)}


@dataclass(frozen=True, kw_only=True)
class ImportFilesTable(SealedTable):
    """What is kept of tables of registrations: each is bound to its batch and to what it is."""

    def resealed(self, row: Any, keys: Keys) -> dict[str, bytes | None]:
        place = import_file_place(row.batch_id, row.kind)
        return {"sealed": keys.seal_bytes(keys.open_bytes(row.sealed, row=place), row=place)}


@dataclass(frozen=True, kw_only=True)
class JobFilesTable(SealedTable):
    """The files of jobs: each is bound to its job and to what it is."""

    def resealed(self, row: Any, keys: Keys) -> dict[str, bytes | None]:
        place = job_file_place(row.job_id, row.kind)
        return {"sealed": keys.seal_bytes(keys.open_bytes(row.sealed, row=place), row=place)}


_PIECE = SealedColumn(table="sealed_file", name="piece", column="sealed")

SEALED_TABLES: tuple[SealedTable, ...] = (
    SealedTable(model=Candidate, columns=sealed.CANDIDATE_COLUMNS),
    SealedTable(model=Account, columns=(sealed.ACCOUNT_IDENTITY, sealed.ACCOUNT_PHONE)),
    SealedTable(model=TotpDevice, columns=(sealed.TOTP_SECRET,)),
    SealedTable(model=OneTimeCode, columns=(sealed.CODE_PHONE,)),
    SealedTable(model=PhoneChange, columns=(sealed.NEW_PHONE,)),
    SealedTable(model=Message, columns=(sealed.MESSAGE_PHONE, sealed.MESSAGE_TEXT)),
    SealedTable(model=RightsRequest, columns=(sealed.REQUEST_TEXT, sealed.REQUEST_ANSWER)),
    SealedTable(model=RegisterExchange, columns=(sealed.EXCHANGE_ASKED, sealed.EXCHANGE_SAID)),
    SealedTable(model=Complaint, columns=(sealed.COMPLAINT_TEXT, sealed.COMPLAINT_CONTACT)),
    SealedTable(model=DraftAnswer, columns=(sealed.DRAFT_ANSWERS,)),
    SealedTable(model=RegistrationVersion, columns=(sealed.VERSION_CONTENT, sealed.VERSION_HELP)),
    SealedTable(model=SealedFile, columns=(sealed.FILE_NAME,)),
    PiecesTable(model=SealedPiece, columns=(_PIECE,), batch=20),
    SealedTable(model=ImportBatch, columns=(sealed.IMPORT_NAME,)),
    ImportFilesTable(
        model=ImportFile,
        columns=(SealedColumn(table="import_file", name="content", column="sealed"),),
        batch=1,
    ),
    JobFilesTable(
        model=JobFile, columns=(SealedColumn(table="job_file", name="content", column="sealed"),), batch=1
    ),
)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Rows that were sealed anew: the first and last key, how many, and those that a constraint held back."""

    first: int
    last: int
    count: int
    held_back: tuple[int, ...] = ()


def reseal_rows_of(table: SealedTable, after: int, keys: Keys) -> Batch | None:
    """Seal the next rows behind `after` that are under other keys; None where there are none.

    Rows that somebody else is changing right now are passed over. Must be called inside a transaction.
    """
    rows = list(
        stale_rows(table, keys)
        .filter(pk__gt=after)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")[: table.batch]
    )
    if not rows:
        return None
    changed = {row.pk: table.resealed(row, keys) for row in rows}
    held_back = () if _written(table, changed) else _one_by_one(table, changed)
    return Batch(first=rows[0].pk, last=rows[-1].pk, count=len(rows) - len(held_back), held_back=held_back)


def stale_rows(table: SealedTable, keys: Keys) -> QuerySet[Any]:
    """Rows with a sealed column, or an index of one, that is not under the current keys."""
    stale = Q(pk__in=[])
    heads: dict[str, Func] = {}
    for one in table.columns:
        heads[f"head_{one.column}"] = _head(one.column, HEADER_BYTES)
        is_other = ~Q(**{f"head_{one.column}": keys.header})
        for index in one.indexes:
            heads[f"head_{index.column}"] = _head(index.column, ID_BYTES)
            of_other = ~Q(**{f"head_{index.column}": keys.ring.current.id_bytes})
            is_other |= of_other | Q(**{f"{index.column}__isnull": True})
        stale |= _is_held(one.column) & is_other
    rows = table.model._default_manager.annotate(**heads).filter(stale)
    return rows.select_related("file") if isinstance(table, PiecesTable) else rows


def counts_by_key() -> dict[str, Counter[str]]:
    """For each table how many sealed fields are under which key, by the id of its set."""
    found: dict[str, Counter[str]] = {}
    for table in SEALED_TABLES:
        counted: Counter[str] = Counter()
        for one in table.columns:
            heads = table.model._default_manager.filter(_is_held(one.column)).annotate(
                head=_head(one.column, HEADER_BYTES)
            )
            for head, number in heads.values_list("head").annotate(number=Count("pk")).order_by():
                counted[bytes(head)[-ID_BYTES:].hex()] += number
        found[table.label] = counted
    return found


def paper_codes_under(key_id: str) -> int:
    """How many unused recovery codes on paper were made with a set: they cannot be made anew without the paper."""
    head = _head("code_digest", ID_BYTES)
    codes = RecoveryCode.objects.filter(used_at__isnull=True).annotate(head=head)
    return codes.filter(head=bytes.fromhex(key_id)).count()


def _written(table: SealedTable, changed: Mapping[int, Mapping[str, bytes | None]]) -> bool:
    names = list(next(iter(changed.values())))
    types = {"id": "bigint", **dict.fromkeys(names, "bytea")}
    try:
        with transaction.atomic():
            update_rows(table.model, "id", types, [(key, *held.values()) for key, held in changed.items()])
    except IntegrityError:
        return False
    return True


def _one_by_one(table: SealedTable, changed: Mapping[int, Mapping[str, bytes | None]]) -> tuple[int, ...]:
    """Two rows of one person under two keys look different; brought under one key they collide, and stay."""
    return tuple(key for key, held in changed.items() if not _written(table, {key: held}))


def _head(column: str, length: int) -> Func:
    return Func(F(column), Value(1), Value(length), function="substring", output_field=BinaryField())


def _is_held(column: str) -> Q:
    return Q(**{f"{column}__isnull": False}) & ~Q(**{column: b""})


def numbers_of(table: SealedTable, keys: Sequence[int]) -> tuple[str, ...]:
    """How rows that were held back are called, for the person who looks at them."""
    return tuple(str(row) for row in table.model._default_manager.filter(pk__in=keys).order_by("pk"))
