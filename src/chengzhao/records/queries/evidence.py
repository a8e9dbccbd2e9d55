"""The files that candidates handed in: what there is, never what it shows; and the stage they are read in."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from chengzhao.law.words import ClaimKind
from chengzhao.records.looks import note_person, of_one_person
from chengzhao.records.models import CandidateFile, Registration, SealedFile
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.walls.seen import beyond_seen
from chengzhao.rules.admission import FileState
from chengzhao.rules.privacy.sights import FileStage, Room, college_stage_of, stage_of
from chengzhao.rules.registration import RegistrationState
from chengzhao.vault.accepted import MediaType

_ROOMS = {EvidenceKind.HEALTH: Room.HEALTH, EvidenceKind.PORTRAIT: Room.PERSON}


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceView:
    """A file that was handed in, as lists show it: not its name, which is sealed like its content.

    One of a draft that was not handed in has no candidate yet.
    """

    public_id: UUID
    candidate_id: int | None
    candidate_number: str
    kind: EvidenceKind
    claim_kind: ClaimKind | None
    media_type: MediaType
    size: int
    pages: int
    kept_at: datetime
    digest: str = field(repr=False)

    @property
    def label(self) -> str:
        """照顾证明（烈士子女、烈士配偶）."""
        return f"{self.kind.label}（{self.claim_kind.label}）" if self.claim_kind else self.kind.label


def room_of(kind: EvidenceKind) -> Room:
    """The room of the table of sights that a kind of file is in."""
    return _ROOMS.get(kind, Room.EVIDENCE)


def stage_of_candidate(candidate_id: int) -> FileStage:
    """How far a candidate's file is: that of the latest college where there is one."""
    files = CandidateFile.objects.filter(candidate_id=candidate_id)
    return stage_of(_registration(candidate_id), _latest(files))


def stage_with_college(candidate_id: int, org_path: str) -> FileStage:
    """How far a candidate's file is for the college of a path."""
    files = CandidateFile.objects.filter(candidate_id=candidate_id, college__organisation__path=org_path)
    return college_stage_of(_registration(candidate_id), _latest(files))


@of_one_person
def evidence_of(candidate_id: int) -> tuple[EvidenceView, ...]:
    """What a candidate handed in, by kind, then in the order of handing in."""
    order = list(EvidenceKind)
    found = [_view(row) for row in _rows().filter(candidate_id=candidate_id).order_by("pk")]
    return tuple(sorted(found, key=lambda view: order.index(view.kind)))


def evidence_file(season: int, province: str, public_id: UUID) -> EvidenceView | None:
    """The file of this number; None where there is none, or the door hides it."""
    row = _rows().filter(season=season, province=province, public_id=public_id).first()
    if row is None:
        return None
    if row.candidate_id is not None:
        note_person(row.candidate_id)
    return _view(row)


def draft_files(account_id: int, season: int, province: str) -> tuple[EvidenceView, ...]:
    """What an account has uploaded for a registration that it has not handed in, in the order of uploading."""
    rows = _rows().filter(draft__account=account_id, draft__season=season, draft__province=province)
    return tuple(_view(row) for row in rows.order_by("pk"))


def _rows() -> QuerySet[SealedFile]:
    return SealedFile.objects.select_related("candidate").defer("name_sealed", *beyond_seen("candidate"))


def _view(row: SealedFile) -> EvidenceView:
    return EvidenceView(
        public_id=row.public_id,
        candidate_id=row.candidate_id,
        candidate_number=row.candidate.candidate_number if row.candidate else "",
        kind=EvidenceKind(row.kind),
        claim_kind=ClaimKind(row.claim_kind) if row.claim_kind else None,
        media_type=MediaType(row.media_type),
        size=row.size,
        pages=row.pages,
        kept_at=row.kept_at,
        digest=row.digest,
    )


def _latest(files: "QuerySet[CandidateFile]") -> FileState | None:
    """The state of the newest of some files: nothing else of them is read, for not every door may."""
    state = files.order_by("-pk").values_list("state", flat=True).first()
    return FileState(state) if state else None


def _registration(candidate_id: int) -> RegistrationState | None:
    state = Registration.objects.filter(candidate_id=candidate_id).values_list("state", flat=True).first()
    return RegistrationState(state) if state else None
