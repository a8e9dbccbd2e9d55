"""Batches of the desk: what may pass together, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from chengzhao.records.models import Registration, ReviewBatch, ReviewBatchItem
from chengzhao.records.queries.desk import FIRST, MARKS
from chengzhao.records.queries.scope import under
from chengzhao.records.review_words import BatchOutcome, BatchState


def plain_files(rows: "QuerySet[Registration]", most: int) -> list[int]:
    """The candidates of a filter with nothing to look at, that nobody has open: what may pass in a batch."""
    plain = rows.filter(state__in=[state.value for state in FIRST], **dict.fromkeys(MARKS, False))
    return list(
        plain.filter(candidate__review_lease__isnull=True).values_list("candidate_id", flat=True)[:most]
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchLine:
    """A registration of a batch."""

    public_id: UUID
    candidate_number: str
    name: str
    is_sampled: bool
    opened_at: datetime | None
    outcome: BatchOutcome
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchView:
    """A batch: whose, how far, and what is in it."""

    public_id: UUID
    account_id: int
    made_by: str
    state: BatchState
    made_at: datetime
    passed_at: datetime | None
    lines: tuple[BatchLine, ...]

    @property
    def sample(self) -> tuple[BatchLine, ...]:
        """What is opened one by one."""
        return tuple(line for line in self.lines if line.is_sampled)

    @property
    def unseen(self) -> int:
        """How many of the sample nobody has opened yet."""
        return sum(1 for line in self.sample if line.opened_at is None)

    def number(self, outcome: BatchOutcome) -> int:
        """How many came out so."""
        return sum(1 for line in self.lines if line.outcome is outcome)


def batch_called(season: int, province: str, org_path: str, public_id: UUID) -> BatchView | None:
    """The batch of that number under a path; None where there is none."""
    rows = ReviewBatch.objects.filter(season=season, province=province, public_id=public_id)
    row = (
        rows.filter(under("org_path", org_path))
        .values("pk", "account_id", "account__display_name", "state", "made_at", "passed_at")
        .first()
    )
    if row is None:
        return None
    items = ReviewBatchItem.objects.filter(batch=row["pk"]).order_by("-is_sampled", "pk")
    lines = items.values_list(
        *("candidate__public_id", "candidate__candidate_number", "candidate__name"),
        *("is_sampled", "opened_at", "outcome", "why"),
    )
    return BatchView(
        public_id=public_id,
        account_id=row["account_id"],
        made_by=row["account__display_name"],
        state=BatchState(row["state"]),
        made_at=row["made_at"],
        passed_at=row["passed_at"],
        lines=tuple(
            BatchLine(
                public_id=person,
                candidate_number=number,
                name=name,
                is_sampled=is_sampled,
                opened_at=opened_at,
                outcome=BatchOutcome(outcome),
                why=why,
            )
            for person, number, name, is_sampled, opened_at, outcome, why in lines
        ),
    )
