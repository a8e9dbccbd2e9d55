"""附件1·三: the files that candidates hand in as evidence: kept, read for a reason, taken back."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.drafts import own_draft
from chengzhao.actions.evidence_readers import may_read
from chengzhao.actions.grounds import kept
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Candidate, RegistrationDraft, SealedFile, SealedPiece
from chengzhao.records.models.evidence import REUSABLE, EvidenceKind
from chengzhao.records.queries.drafts import open_to_change
from chengzhao.records.queries.evidence import room_of, stage_of_candidate
from chengzhao.records.sealed import FILE_NAME, piece_place
from chengzhao.records.walls.seen import beyond_seen
from chengzhao.rules.privacy.sights import Sight, sight_of
from chengzhao.rules.registration import step_of_file
from chengzhao.vault.accepted import AcceptedFile, MediaType, quota_sentence
from chengzhao.vault.sealing import Keys, SealBroken

__all__ = [
    "REUSABLE",
    "EvidenceKind",
    "NoSuchFile",
    "OpenedFile",
    "content_of",
    "drop_file",
    "holder_of",
    "is_readable",
    "keep_file",
    "open_file",
]

PIECE = 256 * 1024
"""Bytes of content in one piece: small enough to seal anew in passing, large enough that files are few rows."""

SHORTEST_REASON = 4
OWN_REASON = "本人查看"


class NoSuchFile(Refused):
    """There is no such file, or none that the reader may know of: the two are answered alike."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedFile:
    """A file that was opened for a reader; `name` is what its sender called it."""

    public_id: UUID
    name: str
    media_type: MediaType
    content: bytes


@cites("A1.3.9", "A1.5.21", "N3.1")
@transaction.atomic
def keep_file(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    kind: EvidenceKind,
    accepted: AcceptedFile,
    keys: Keys,
    claim_kind: ClaimKind | None = None,
) -> UUID:
    """Keep a file of the candidate who acts, or of the draft, sealed; returns the number under which it is asked for.

    The same content again gives the same number. Raises Refused while the office has the registration, for a
    content that is kept as something else unless both are papers, and beyond what one person may keep.
    """
    holder = holder_of(border, actor, at)
    _require_write(holder, kind)
    same = SealedFile.objects.filter(**holder.columns, digest=accepted.digest)
    here = same.filter(kind=kind.value, claim_kind=claim_kind.value if claim_kind else "").first()
    if here is not None:
        return UUID(str(here.public_id))
    _require_reusable(kind, same)
    held = SealedFile.objects.filter(**holder.columns).aggregate(files=Count("pk"), size=Sum("size"))
    if text := quota_sentence(
        held_files=held["files"], held_bytes=held["size"] or 0, new_bytes=accepted.size
    ):
        raise Refused(text)
    with kept(SealedFile):
        file = _add(border, actor, at, holder, kind, accepted, claim_kind, keys)
    _seal(file, accepted.content, keys)
    before = _take_the_place(holder, file) if kind is EvidenceKind.PORTRAIT else ""
    _record(border, actor, at, "keep_file", file, before=before, after=_digest(file))
    return UUID(str(file.public_id))


def _require_reusable(kind: EvidenceKind, same: "QuerySet[SealedFile]") -> None:
    """Refuses a picture that stands elsewhere as something that it cannot show at the same time."""
    for one in same:
        if not {kind, EvidenceKind(one.kind)} <= REUSABLE:
            raise Refused(f"这个文件已作为“{EvidenceKind(one.kind).label}”上传，不能重复使用。")


def _take_the_place(holder: "_Holder", portrait: SealedFile) -> str:
    """There is one portrait of a person: another takes its place; returns the digest of the one before."""
    earlier = SealedFile.objects.filter(**holder.columns, kind=portrait.kind).exclude(pk=portrait.pk)
    before = "".join(_digest(one) for one in earlier[:1])
    SealedPiece.objects.filter(file__in=list(earlier)).delete()
    earlier.delete()
    return before


def is_readable(*, border: Border, actor: Actor, public_id: UUID) -> bool:
    """Whether there is such a file and the actor may read it."""
    found = _found(border, public_id)
    return found is not None and may_read(border, actor, found)


@cites("A1.3.9", "N3.1")
@transaction.atomic
def open_file(
    *, border: Border, actor: Actor, at: datetime, public_id: UUID, reason: str, keys: Keys
) -> OpenedFile:
    """Open a file for a reader and leave on the trail who read it and why.

    Raises NoSuchFile for what the table of sights hides, Refused without a reason, and SealBroken.
    """
    found = _found(border, public_id)
    if found is None or not may_read(border, actor, found):
        raise NoSuchFile("没有这个文件，或你无权查看。")
    is_own = actor.role is Role.CANDIDATE
    if not is_own and len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"请写明查看的理由，至少{SHORTEST_REASON}个字：考生能看到谁因为什么看过材料。")
    opened = OpenedFile(
        public_id=found.public_id,
        name=FILE_NAME.text(keys, found.pk, found.name_sealed),
        media_type=MediaType(found.media_type),
        content=content_of(found, keys),
    )
    _record(border, actor, at, "open_file", found, after="", reason=OWN_REASON if is_own else reason.strip())
    return opened


@cites("A1.3.9")
@transaction.atomic
def drop_file(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> None:
    """Take back a file that one handed in, while the office does not have the registration.

    Raises NoSuchFile for a file of somebody else, and Refused once the office has it.
    """
    holder = holder_of(border, actor, at)
    file = SealedFile.objects.filter(**holder.columns, public_id=public_id).first()
    if file is None:
        raise NoSuchFile("没有这个文件，或你无权查看。")
    _require_write(holder, EvidenceKind(file.kind))
    _record(border, actor, at, "drop_file", file, before=_digest(file), after="")
    SealedPiece.objects.filter(file=file).delete()
    file.delete()


def _found(border: Border, public_id: UUID) -> SealedFile | None:
    files = SealedFile.objects.select_related("candidate").defer(*beyond_seen("candidate"))
    return files.filter(season=border.season, province=border.province, public_id=public_id).first()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Holder:
    """Whose a file becomes: a candidate's, or a draft's until it is handed in."""

    candidate: Candidate | None = None
    draft: RegistrationDraft | None = None

    @property
    def columns(self) -> dict[str, object]:
        """By what the files of the holder are found, and what stands in a new one."""
        return (
            {"candidate": self.candidate, "draft": self.draft}
            if self.draft
            else {"candidate": self.candidate}
        )


def holder_of(border: Border, actor: Actor, at: datetime) -> _Holder:
    """The own row, locked: two uploads at once are counted one after the other."""
    own = Candidate.objects.select_for_update().filter(
        season=border.season, province=border.province, account_id=actor.account or 0
    )
    candidate = own.first()
    return _Holder(candidate=candidate) if candidate else _Holder(draft=own_draft(border, actor, at))


def _require_write(holder: _Holder, kind: EvidenceKind) -> None:
    if holder.candidate is None:
        return
    stage = stage_of_candidate(holder.candidate.pk)
    if sight_of(Role.CANDIDATE, room_of(kind), stage) is not Sight.WRITE:
        raise Refused(f"报名{stage.label}，材料不能再增减；需要更改时请联系确认点退回补正。")
    step = step_of_file(kind.value)
    if step and step not in open_to_change(holder.candidate.pk):
        raise Refused(f"“{kind.label}”没有退回，不能改。只能改退回的内容。")


def _add(
    border: Border,
    actor: Actor,
    at: datetime,
    holder: _Holder,
    kind: EvidenceKind,
    accepted: AcceptedFile,
    claim_kind: ClaimKind | None,
    keys: Keys,
) -> SealedFile:
    [number] = reserve_ids(SealedFile, 1)
    return SealedFile.objects.create(
        pk=number,
        season=border.season,
        province=border.province,
        candidate=holder.candidate,
        draft=holder.draft,
        kind=kind.value,
        claim_kind=claim_kind.value if claim_kind else "",
        name_sealed=keys.seal(accepted.name, row=FILE_NAME.place(number)),
        media_type=accepted.media_type.value,
        size=accepted.size,
        pages=accepted.pages,
        width=accepted.width,
        height=accepted.height,
        digest=accepted.digest,
        sent_digest=accepted.sent_digest,
        pieces=-(-accepted.size // PIECE),
        kept_at=at,
        look=accepted.look if kind is EvidenceKind.PORTRAIT else None,
        sent_from=actor.device,
    )


def _seal(file: SealedFile, content: bytes, keys: Keys) -> None:
    """Cuts a content into pieces, each bound to its file, its number and how many there are."""
    rows = [
        (
            *(file.season, file.province, file.pk, number),
            keys.seal_bytes(
                content[number * PIECE : (number + 1) * PIECE], row=piece_place(file.pk, number, file.pieces)
            ),
        )
        for number in range(file.pieces)
    ]
    copy_rows(SealedPiece, ("season", "province", "file_id", "number", "sealed"), rows)


def content_of(file: SealedFile, keys: Keys) -> bytes:
    """The content put together again. Raises SealBroken where a piece is missing or changed."""
    held = SealedPiece.objects.filter(file=file).order_by("number").values_list("number", "sealed")
    content = b"".join(
        keys.open_bytes(sealed, row=piece_place(file.pk, number, file.pieces)) for number, sealed in held
    )
    if sha256(content).hexdigest() != file.digest:
        raise SealBroken("the pieces of the file do not make up its content")
    return content


def _digest(file: SealedFile) -> str:
    return digest_of({"kind": file.kind, "claim_kind": file.claim_kind, "content": file.digest})


def _record(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    file: SealedFile,
    *,
    after: str,
    before: str = "",
    reason: str = "",
) -> None:
    touched = Touched(object_id=str(file.public_id), before=before, after=after, reason=reason)
    record(border=border, actor=actor, at=at, act=act, object_kind="sealed_file", touched=[touched])
