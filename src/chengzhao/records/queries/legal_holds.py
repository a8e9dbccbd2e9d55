"""Files that are held: which, by whom and why; persons by their number and a masked name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet

from chengzhao.records.models import LegalHold
from chengzhao.records.queries.scope import under
from chengzhao.rules.privacy.masks import masked_name


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldView:
    """A hold in force."""

    public_id: UUID
    person_id: UUID
    candidate_number: str
    name: str
    reason: str
    placed_by: str
    placed_at: datetime


def holds_under(season: int, province: str, org_path: str, *, limit: int) -> tuple[HoldView, ...]:
    """The holds in force of an office's candidates, the newest first."""
    rows = _in_force(season, province, org_path).annotate(placer=F("placed_by__display_name"))
    return tuple(
        HoldView(
            public_id=row.public_id,
            person_id=row.candidate.public_id,
            candidate_number=row.candidate.candidate_number,
            name=masked_name(row.candidate.name),
            reason=row.reason,
            placed_by=row.placer,
            placed_at=row.placed_at,
        )
        for row in rows.select_related("candidate").order_by("-pk")[:limit]
    )


def hold_under(season: int, province: str, org_path: str, public_id: str) -> int | None:
    """The key of a hold in force by its public number; None for any other, and for what is no number."""
    try:
        found = _in_force(season, province, org_path).filter(public_id=public_id)
        return found.values_list("pk", flat=True).first()
    except ValidationError:
        return None


def _in_force(season: int, province: str, org_path: str) -> "QuerySet[LegalHold]":
    return LegalHold.objects.filter(season=season, province=province, lifted_at__isnull=True).filter(
        under("candidate__org_path", org_path)
    )
