"""附件1·三（三）: tables of registrations that units hand in, from the file to the decision what becomes of its rows.

The moment at which the server has the whole file is what the deadline is judged by, however long looking at it and
deciding takes; a file that is mended and sent again is a new file.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_duty
from chengzhao.actions.governance import require_open_for
from chengzhao.actions.grounds import kept
from chengzhao.law.citation import cites
from chengzhao.law.privacy.periods import PERIODS
from chengzhao.law.words import Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.import_words import ImportFileKind
from chengzhao.records.models import ImportBatch, ImportedRow, ImportFile
from chengzhao.records.sealed import IMPORT_NAME, import_file_place
from chengzhao.rules.registration import IMPORT, ImportChoice, ImportState
from chengzhao.rules.states import IllegalMove
from chengzhao.vault.sealing import Keys

OBJECT = "import_batch"
KEPT_FOR = timedelta(days=PERIODS["EXPORT"].length)
LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A file that was opened: its kind and name, its headings, how many rows; `notes` are what was left."""

    kind: str
    name: str
    content: bytes
    sheet: str
    columns: tuple[str, ...]
    total: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CellFault:
    """What is wrong in one cell: its row as the sender's program counts it, its column, what stands, what should."""

    row: int
    column: str
    value: str
    expected: str


@cites("A1.3.9", "N3.2")
@transaction.atomic
def receive_import(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    received: Received,
    mapping: Mapping[str, str],
    keys: Keys,
    mends: UUID | None = None,
) -> UUID:
    """Keep a file that came in at `at`, sealed, and return the number of its batch; nothing of it is imported yet.

    `mends` is the batch whose faulty rows it brings again. Raises Refused outside the window of registration, and
    for a file that was handed in before, which is named.
    """
    require_duty("receive_import", actor)
    if actor.account is None:
        raise Refused("上传表格须由本人登录办理。")
    require_open_for(border, Stage.REGISTRATION, at, [actor.org_path])
    digest = sha256(received.content).hexdigest()
    _require_new(border, actor, digest)
    mended = _own(border, actor, mends) if mends else None
    with kept(ImportBatch):
        batch = _add_batch(
            border, actor, at, received, keys, digest=digest, mapping=dict(mapping), mends=mended
        )
    _keep_file(batch, ImportFileKind.SENT, received.content, at, keys)
    _trail(border, actor, at, "receive_import", batch, before="")
    batch.refresh_from_db(fields=["public_id"])
    return UUID(str(batch.public_id))


def _add_batch(
    border: Border, actor: Actor, at: datetime, received: Received, keys: Keys, **columns: Any
) -> ImportBatch:
    [key] = reserve_ids(ImportBatch, 1)
    return ImportBatch.objects.create(
        pk=key,
        season=border.season,
        province=border.province,
        account_id=actor.account or 0,
        org_path=actor.org_path,
        state=ImportState.RECEIVED.value,
        kind=received.kind,
        name_sealed=keys.seal(received.name[-LONGEST_NAME:], row=IMPORT_NAME.place(key)),
        size=len(received.content),
        sheet=received.sheet[:LONGEST_NAME],
        columns=list(received.columns),
        notes=list(received.notes),
        total=received.total,
        received_at=at,
        expires_at=localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + KEPT_FOR,
        **columns,
    )


def _require_new(border: Border, actor: Actor, digest: str) -> None:
    """Refuses a file that stands in a batch of the same unit already, and names it."""
    states = sorted(state.value for state in IMPORT.sets["COUNTS"])
    earlier = ImportBatch.objects.filter(
        season=border.season,
        province=border.province,
        org_path=actor.org_path,
        digest=digest,
        state__in=states,
    ).first()
    if earlier is not None:
        when = localtime(earlier.received_at)
        raise Refused(
            f"这个文件已经上传过：{when:%-m月%-d日%H:%M}收到，共{earlier.total}行，"
            f"现在是“{ImportState(earlier.state).label}”。请在批次列表里打开那一批，不必再传。"
        )


@transaction.atomic
def map_import(
    *, border: Border, actor: Actor, at: datetime, public_id: UUID, mapping: Mapping[str, str]
) -> None:
    """Say under which heading each of our columns stands; what was found under other headings no longer counts.

    Raises Refused for headings that the file does not have or that are named twice, and once rows are imported.
    """
    batch = locked_batch(border, actor, public_id)
    named = [heading for heading in mapping.values() if heading]
    if any(heading not in batch.columns for heading in named):
        raise Refused("选的列不在这个文件里，请刷新后重新选择。")
    twice = [heading for heading, times in Counter(named).items() if times > 1]
    if twice:
        raise Refused(f"“{twice[0]}”这一列选了两次，每列只能对应一项。")
    if batch.state == ImportState.CHECKED:
        _move(batch, ImportState.RECEIVED)
    elif batch.state != ImportState.RECEIVED:
        _refuse_state(batch, "不能再改各列的对应")
    before = batch_digest(batch)
    batch.mapping = {name: heading for name, heading in mapping.items() if heading}
    batch.state, batch.wrong, batch.faults, batch.counted = ImportState.RECEIVED.value, 0, 0, {}
    batch.save()
    ImportFile.objects.filter(batch=batch, kind=ImportFileKind.REPORT).delete()
    _trail(border, actor, at, "map_import", batch, before)


@transaction.atomic
def note_job(*, border: Border, actor: Actor, public_id: UUID, job: UUID) -> None:
    """Keep which job of the queue works on a batch; it stands on the trail as the job itself."""
    batch = locked_batch(border, actor, public_id)
    ImportBatch.objects.filter(pk=batch.pk).update(job=job)


@cites("N3.2")
@transaction.atomic
def report_import(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    public_id: UUID,
    mapping: Mapping[str, str],
    faults: Sequence[CellFault],
    grounds: str,
    keys: Keys,
) -> None:
    """Keep everything that was found in a table: the numbers for the page, the cells sealed.

    `grounds` is the digest of what the rows were looked at under, '' where it changed meanwhile.

    Raises Refused where the columns were named anew while it was being looked at.
    """
    batch = locked_batch(border, actor, public_id)
    if dict(mapping) != batch.mapping or batch.state not in (ImportState.RECEIVED, ImportState.CHECKED):
        raise Refused("检查期间各列的对应改过，或批次已经处理，这次检查的结果不再有用。")
    before = batch_digest(batch)
    batch.state, batch.checked_at, batch.grounds = ImportState.CHECKED.value, at, grounds
    batch.wrong, batch.faults = len({one.row for one in faults}), len(faults)
    batch.counted = dict(Counter(one.column for one in faults).most_common())
    batch.save()
    content = json.dumps([list(asdict(one).values()) for one in faults], ensure_ascii=False).encode()
    ImportFile.objects.filter(batch=batch, kind=ImportFileKind.REPORT).delete()
    _keep_file(batch, ImportFileKind.REPORT, content, at, keys)
    _trail(border, actor, at, "report_import", batch, before)


@cites("A1.3.9")
@transaction.atomic
def choose_import(
    *, border: Border, actor: Actor, at: datetime, public_id: UUID, choice: ImportChoice, right: int
) -> None:
    """Decide what becomes of a table that was looked at. `right` is the number that was seen on the page.

    Raises Refused where another number stands there now, where no row is right, and after the file is gone.
    """
    batch = locked_batch(border, actor, public_id)
    if choice is not ImportChoice.NONE:
        if batch.expires_at <= at:
            raise Refused("文件已过保留期，不能再导入，请重新上传。")
        if right != batch.total - batch.wrong:
            raise Refused(f"正确的行数已变为{batch.total - batch.wrong}，请核对后再确认。")
        if not right:
            raise Refused("没有一行可以导入，请改好后重新上传。")
    before = batch_digest(batch)
    _move(batch, ImportState.DROPPED if choice is ImportChoice.NONE else ImportState.IMPORTING)
    batch.choice = choice.value
    batch.ended_at = at if choice is ImportChoice.NONE else None
    batch.save()
    if choice is ImportChoice.NONE:
        ImportFile.objects.filter(batch=batch).delete()
    _trail(border, actor, at, "choose_import", batch, before)


@transaction.atomic
def finish_import(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> int:
    """Say that every right row is imported; returns how many are. Raises Refused in another state."""
    batch = locked_batch(border, actor, public_id)
    before = batch_digest(batch)
    _move(batch, ImportState.IMPORTED)
    batch.imported = ImportedRow.objects.filter(batch=batch).count()
    batch.imported_at = at
    batch.save()
    _trail(border, actor, at, "finish_import", batch, before)
    return batch.imported


def locked_batch(border: Border, actor: Actor, public_id: UUID) -> ImportBatch:
    """The unit's own batch, locked for the rest of the act. Raises Refused where there is none."""
    return _own(border, actor, public_id, lock=True)


def _own(border: Border, actor: Actor, public_id: UUID, *, lock: bool = False) -> ImportBatch:
    rows = ImportBatch.objects.select_for_update() if lock else ImportBatch.objects
    batch = rows.filter(
        season=border.season,
        province=border.province,
        org_path__startswith=actor.org_path,
        public_id=public_id,
    ).first()
    if batch is None:
        raise Refused("本单位没有这一批，请从批次列表打开。")
    return batch


def _move(batch: ImportBatch, to: ImportState) -> None:
    try:
        IMPORT.check(ImportState(batch.state), to)
    except IllegalMove as refusal:
        raise Refused(str(refusal)) from refusal
    batch.state = to.value


def _refuse_state(batch: ImportBatch, what: str) -> None:
    raise Refused(f"这一批{ImportState(batch.state).label}，{what}。")


def _keep_file(batch: ImportBatch, kind: ImportFileKind, content: bytes, at: datetime, keys: Keys) -> None:
    ImportFile.objects.create(
        season=batch.season,
        province=batch.province,
        batch=batch,
        kind=kind.value,
        sealed=keys.seal_bytes(content, row=import_file_place(batch.pk, kind.value)),
        kept_at=at,
    )


def batch_digest(batch: ImportBatch) -> str:
    """The digest of how a batch stands, without what is in its rows."""
    names = ("state", "digest", "mapping", "total", "wrong", "faults", "imported", "choice")
    return digest_of({name: getattr(batch, name) for name in names})


def _trail(
    border: Border, actor: Actor, at: datetime, act: str, batch: ImportBatch, before: str, reason: str = ""
) -> None:
    touched = Touched(object_id=str(batch.pk), before=before, after=batch_digest(batch), reason=reason)
    record(border=border, actor=actor, at=at, act=act, object_kind=OBJECT, touched=[touched])
