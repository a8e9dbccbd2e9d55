"""When each work of upkeep was last done, read from what it leaves behind: seals, verifications, rows of the trail."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from chengzhao.records.models import (
    AuditCheck,
    AuditRow,
    AuditSeal,
    FeeRefund,
    Message,
    RegisterExchange,
    RiskScan,
)
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

TIDIED = "tidy_expired"
REMINDED = "remind_of_deadlines"
_KINDS = ("retention_order", "approval")


def tidied_on(season: int, province: str, day: date) -> bool:
    """Whether the service has tidied short-lived rows on a day, as the trail of the newest season tells.

    Call it where that trail is seen.
    """
    return _tidyings(season, province).filter(object_id=day.isoformat(), account__isnull=True).exists()


def last_done(season: int, province: str) -> Mapping[str, datetime | None]:
    """Moments, and no row of the trail: for administrators, whose door sees none of these tables.

    Season and province are the newest, in whose trail the tidying stands.
    """
    with scope(Scope(door=Door.MAINTENANCE)):
        told = AuditRow.objects.filter(
            season=season, province=province, object_kind__in=_KINDS, act__in=(TIDIED, REMINDED)
        )
        of_trail = told.aggregate(
            tidy=Max("at", filter=Q(act=TIDIED)), remind=Max("at", filter=Q(act=REMINDED))
        )
        return {
            "seal": AuditSeal.objects.aggregate(at=Max("at"))["at"],
            "verify": AuditCheck.objects.aggregate(at=Max("at"))["at"],
            **of_trail,
            "registers": RegisterExchange.objects.filter(way="ONLINE").aggregate(at=Max("at"))["at"],
            "refund": FeeRefund.objects.aggregate(at=Max("done_at"))["at"],
            "risks": RiskScan.objects.filter(season=season).aggregate(at=Max("at"))["at"],
            "deliver": Message.objects.aggregate(at=Max("sent_at"))["at"],
        }


def last_tidied(season: int, province: str) -> datetime | None:
    """When short-lived rows were last tidied, alone: for the page that shows these rows."""
    with scope(Scope(door=Door.MAINTENANCE)):
        found: datetime | None = _tidyings(season, province).aggregate(at=Max("at"))["at"]
    return found


def _tidyings(season: int, province: str) -> "QuerySet[AuditRow]":
    rows = AuditRow.objects.filter(season=season, province=province, act=TIDIED)
    return rows.filter(object_kind=_KINDS[0])
