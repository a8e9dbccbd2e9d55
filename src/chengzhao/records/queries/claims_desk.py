"""The queue of a department: the claims that it reviews together with the exam office (N3.5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from chengzhao.law.words import ClaimKind
from chengzhao.records.looks import note_person
from chengzhao.records.models import Claim, ClaimOpinion
from chengzhao.rules.preferences import ClaimState

WAITING = ClaimState.OFFICE_APPROVED


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimToReview:
    """A claim as the department's list shows it."""

    key: int
    public_id: UUID
    candidate_id: int
    candidate_number: str
    name: str
    employer: str
    kind: ClaimKind
    points: int
    exempts: bool
    evidence: str
    state: ClaimState
    approved_at: datetime | None
    refused_reason: str

    @property
    def asks_for(self) -> str:
        """免试 or 加20分."""
        return "免试" if self.exempts else f"加{self.points}分"


def claims_of_department(
    season: int, province: str, kinds: Collection[ClaimKind], *, state: ClaimState | None = WAITING
) -> "QuerySet[Claim]":
    """The claims of some kinds that the office has approved, or in one other state; the oldest first."""
    rows = Claim.objects.filter(season=season, province=province, kind__in=[kind.value for kind in kinds])
    if state is not None:
        rows = rows.filter(state=state.value)
    return rows.order_by("pk")


def claims_page(rows: "QuerySet[Claim]", *, after: int | None, limit: int) -> tuple[ClaimToReview, ...]:
    """A page of the queue behind a key."""
    if after is not None:
        rows = rows.filter(pk__gt=after)
    columns = ("pk", "candidate_id", "kind", "points", "exempts", "evidence", "state", "approved_at")
    person = ("candidate__public_id", "candidate__candidate_number", "candidate__name", "candidate__employer")
    return tuple(
        ClaimToReview(
            key=row["pk"],
            public_id=row["candidate__public_id"],
            candidate_id=row["candidate_id"],
            candidate_number=row["candidate__candidate_number"],
            name=row["candidate__name"],
            employer=row["candidate__employer"],
            kind=ClaimKind(row["kind"]),
            points=row["points"],
            exempts=row["exempts"],
            evidence=row["evidence"],
            state=ClaimState(row["state"]),
            approved_at=row["approved_at"],
            refused_reason=row["refused_reason"],
        )
        for row in rows.values(*columns, "refused_reason", *person)[:limit]
    )


def claim_called(
    season: int, province: str, kinds: Collection[ClaimKind], public_id: UUID, kind: str
) -> ClaimToReview | None:
    """The claim of a candidate of one kind; None where the department has nothing to do with it."""
    rows = claims_of_department(season, province, kinds, state=None)
    found = claims_page(rows.filter(candidate__public_id=public_id, kind=kind), after=None, limit=1)
    if not found:
        return None
    note_person(found[0].candidate_id)
    return found[0]


def opinions_on(claim_key: int) -> tuple[tuple[str, bool, str, datetime], ...]:
    """What departments have said of a claim: who, whether they agree, why, when."""
    rows = ClaimOpinion.objects.filter(claim=claim_key).order_by("pk")
    return tuple(rows.values_list("department__name", "agrees", "text", "at"))
