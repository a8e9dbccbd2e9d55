"""The audit trail as a list, newest first, by keys."""

from dataclasses import dataclass
from datetime import datetime

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow
from chengzhao.records.queries.trail import offices_of
from chengzhao.records.walls.hidden import secrets_of


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditView:
    """One act: who did what to which object, when and for which organisation."""

    key: int
    at: datetime
    actor: str
    role: str
    organisation: str
    act: str
    object_kind: str
    object_id: str
    is_of_nobody: bool
    after_digest: str
    reason: str


def audit_page(
    season: int, province: str, *, before: int | None, limit: int, act: str = ""
) -> tuple[AuditView, ...]:
    """The audit rows in front of the key `before`, the newest first; `act` narrows to one kind of act."""
    rows = (
        AuditRow.objects.filter(season=season, province=province)
        .select_related("account")
        .defer(*secrets_of("account"))
        .order_by("-pk")
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if act:
        rows = rows.filter(act=act)
    page = list(rows[:limit])
    office = offices_of(page)
    return tuple(
        AuditView(
            key=row.pk,
            at=row.at,
            actor=row.account.display_name if row.account else "",
            role=Role(row.role).label if row.role else "",
            organisation=office(row),
            act=row.act,
            object_kind=row.object_kind,
            object_id=row.object_id,
            is_of_nobody=row.candidate_id is None,
            after_digest=row.after_digest,
            reason=row.reason,
        )
        for row in page
    )


def audit_total(season: int, province: str) -> int:
    """How many acts the season has recorded."""
    return AuditRow.objects.filter(season=season, province=province).count()
