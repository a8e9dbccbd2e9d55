"""Who keeps away from whose file: one's own declarations, or all of an office's candidates."""

from dataclasses import dataclass
from datetime import datetime

from chengzhao.records.models import Recusal
from chengzhao.records.queries.scope import under
from chengzhao.rules.governance import Relation


@dataclass(frozen=True, kw_only=True, slots=True)
class RecusalView:
    """A declaration: by whom, of which candidate, why."""

    key: int
    candidate_number: str
    declared_by: str
    relation: Relation
    declared_at: datetime


def recusals_under(
    season: int, province: str, org_path: str, *, account_id: int | None, behind: int | None, limit: int
) -> tuple[RecusalView, ...]:
    """Declarations about an office's candidates, the newest first; of one account, or of everybody."""
    rows = Recusal.objects.filter(under("candidate__org_path", org_path), season=season, province=province)
    if account_id is not None:
        rows = rows.filter(account=account_id)
    if behind is not None:
        rows = rows.filter(pk__lt=behind)
    columns = ("pk", "candidate__candidate_number", "account__display_name", "relation", "declared_at")
    return tuple(
        RecusalView(
            key=key, candidate_number=number, declared_by=name, relation=Relation(relation), declared_at=at
        )
        for key, number, name, relation, at in rows.order_by("-pk").values_list(*columns)[:limit]
    )
