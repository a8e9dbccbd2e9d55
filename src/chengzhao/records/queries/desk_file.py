"""One file on the desk: what was typed, what others share with it, what was decided and noted (附件1 三（三）)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chengzhao.law.words import ClaimKind, ExamCategory, ProgrammeLevel, Sex
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import (
    Candidate,
    Claim,
    ClaimOpinion,
    Education,
    PracticeLicence,
    Registration,
    RegistrationTrace,
    ReturnedItem,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
)
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.scope import under
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION, RegistrationState, ReturnItem, Signal

WITHDRAWN = frozenset(RegistrationState) - REGISTRATION.sets["ACTIVE"]


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionView:
    """A decision that was made before: who, when, what, why, and what it sent back."""

    key: int
    verdict: Verdict
    reviewer: str
    reviewer_id: int
    reason: str
    at: datetime
    items: tuple[tuple[ReturnItem, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionView:
    """What a department in charge said of a claim (N3.5)."""

    department: str
    agrees: bool
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimOnDesk:
    """A claim with what it names as its proof, how far it is, what departments said, and why it was refused."""

    kind: ClaimKind
    points: int
    exempts: bool
    evidence: str
    state: ClaimState
    opinions: tuple[OpinionView, ...]
    refused_reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteView:
    """A note beside a file; the drafts are its writer's own."""

    account_id: int
    writer: str
    text: str
    reason: str
    returns: Mapping[str, str]
    saved_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaseView:
    """Who has the file open."""

    account_id: int
    holder: str
    taken_at: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownFile:
    """What a page is handed of a file: no row of a table, and nothing that is sealed."""

    public_id: UUID
    number: str
    name: str
    sex: str
    level: str
    category: str
    submitted_at: datetime | None
    confirmation_point: str
    state: RegistrationState
    claims: tuple[ClaimOnDesk, ...]
    decisions: tuple[DecisionView, ...]
    notes: tuple[NoteView, ...]
    last_decision: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskFile:
    """A file as the desk works on it. `shared` counts the other registrations with the same value."""

    candidate: Candidate
    registration: Registration
    education: Education | None
    licences: tuple[PracticeLicence, ...]
    confirmation_point: str
    claims: tuple[ClaimOnDesk, ...]
    decisions: tuple[DecisionView, ...]
    notes: tuple[NoteView, ...]
    lease: LeaseView | None
    shared: tuple[tuple[Signal, int], ...]
    seconds: int | None

    @property
    def state(self) -> RegistrationState:
        """The state of the registration."""
        return RegistrationState(self.registration.state)

    @property
    def last_decision(self) -> int:
        """The key of the last decision; 0 for none."""
        return self.decisions[-1].key if self.decisions else 0

    @property
    def shown(self) -> ShownFile:
        """As a page is handed it."""
        return ShownFile(
            public_id=self.candidate.public_id,
            number=self.candidate.candidate_number,
            name=self.candidate.name,
            sex=Sex(self.candidate.sex).label,
            level=ProgrammeLevel(self.registration.level).label,
            category=ExamCategory(self.registration.category).label,
            submitted_at=self.registration.submitted_at,
            confirmation_point=self.confirmation_point,
            state=self.state,
            claims=self.claims,
            decisions=self.decisions,
            notes=self.notes,
            last_decision=self.last_decision,
        )

    def note_of(self, account_id: int) -> NoteView | None:
        """What somebody wrote."""
        return next((note for note in self.notes if note.account_id == account_id), None)


def candidate_called(season: int, province: str, org_path: str, public_id: UUID) -> int | None:
    """The key of the candidate of that public number under a path; None where there is none."""
    rows = Candidate.objects.filter(season=season, province=province, public_id=public_id)
    return rows.filter(under("org_path", org_path)).values_list("pk", flat=True).first()


@of_one_person
def desk_file(candidate_id: int, org_path: str) -> DeskFile | None:
    """The file of a candidate under a path; None where there is none."""
    row = (
        Registration.objects.filter(candidate_id=candidate_id)
        .filter(under("candidate__org_path", org_path))
        .select_related("candidate__confirmation_point")
        .first()
    )
    if row is None:
        return None
    person = row.candidate
    trace = RegistrationTrace.objects.filter(candidate=person).first()
    return DeskFile(
        candidate=person,
        registration=row,
        education=Education.objects.filter(candidate=person).first(),
        licences=tuple(PracticeLicence.objects.filter(candidate=person).order_by("kind")),
        confirmation_point=person.confirmation_point.name,
        claims=tuple(_claims(candidate_id)),
        decisions=tuple(_decisions(candidate_id)),
        notes=tuple(_notes(candidate_id)),
        lease=_lease(candidate_id),
        shared=tuple(_shared(person, trace, org_path)),
        seconds=trace.seconds if trace else None,
    )


def _claims(candidate_id: int) -> Iterator[ClaimOnDesk]:
    rows = list(Claim.objects.filter(candidate_id=candidate_id).order_by("-exempts", "-points", "kind"))
    said: dict[int, list[OpinionView]] = {row.pk: [] for row in rows}
    held = ClaimOpinion.objects.filter(claim__in=said) if said else ClaimOpinion.objects.none()
    for claim, department, agrees, text, at in held.order_by("pk").values_list(
        "claim_id", "department__name", "agrees", "text", "at"
    ):
        said[claim].append(OpinionView(department=department, agrees=agrees, text=text, at=at))
    for row in rows:
        yield ClaimOnDesk(
            kind=ClaimKind(row.kind),
            points=row.points,
            exempts=row.exempts,
            evidence=row.evidence,
            state=ClaimState(row.state),
            opinions=tuple(said[row.pk]),
            refused_reason=row.refused_reason,
        )


def _decisions(candidate_id: int) -> Iterator[DecisionView]:
    held: dict[int, dict[str, str]] = {}
    for key, item, reason in ReturnedItem.objects.filter(candidate_id=candidate_id).values_list(
        "decision_id", "item", "reason"
    ):
        held.setdefault(key, {})[item] = reason
    rows = ReviewDecision.objects.filter(candidate_id=candidate_id).order_by("at", "pk")
    for row in rows.values("pk", "verdict", "reviewer__display_name", "reviewer_id", "reason", "at"):
        items = held.get(row["pk"], {})
        yield DecisionView(
            key=row["pk"],
            verdict=Verdict(row["verdict"]),
            reviewer=row["reviewer__display_name"],
            reviewer_id=row["reviewer_id"],
            reason=row["reason"],
            at=row["at"],
            items=tuple((item, items[item]) for item in ReturnItem if item in items),
        )


def _notes(candidate_id: int) -> Iterator[NoteView]:
    rows = ReviewNote.objects.filter(candidate_id=candidate_id).order_by("saved_at", "pk")
    for row in rows.values("account_id", "account__display_name", "text", "reason", "returns", "saved_at"):
        yield NoteView(
            account_id=row["account_id"],
            writer=row["account__display_name"],
            text=row["text"],
            reason=row["reason"],
            returns=row["returns"],
            saved_at=row["saved_at"],
        )


def _lease(candidate_id: int) -> LeaseView | None:
    rows = ReviewLease.objects.filter(candidate_id=candidate_id)
    row = rows.values("account_id", "account__display_name", "taken_at", "until").first()
    if row is None:
        return None
    return LeaseView(
        account_id=row["account_id"],
        holder=row["account__display_name"],
        taken_at=row["taken_at"],
        until=row["until"],
    )


def _shared(
    person: Candidate, trace: RegistrationTrace | None, org_path: str
) -> Iterator[tuple[Signal, int]]:
    """How many other live registrations under the path share a phone, an address or a device with this one."""
    others = (
        Candidate.objects.filter(season=person.season, province=person.province)
        .filter(under("org_path", org_path))
        .exclude(pk=person.pk)
        .exclude(registration__state__in=[state.value for state in WITHDRAWN])
    )
    device = bytes(trace.device_digest) if trace else b""
    for signal, column, value in (
        (Signal.PHONE, "phone_index", bytes(person.phone_index)),
        (Signal.ADDRESS, "address_index", bytes(person.address_index)),
        (Signal.DEVICE, "registration_trace__device_digest", device),
    ):
        if value and (number := others.filter(**{column: value}).count()):
            yield signal, number
