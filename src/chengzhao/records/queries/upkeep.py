"""When each work of upkeep was last done, read from what it leaves behind: seals, verifications, rows of the trail."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max, QuerySet

from chengzhao.records.models import AuditCheck, AuditRow, AuditSeal, Message
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

TIDIED = "tidy_expired"


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
        return {
            "seal": AuditSeal.objects.aggregate(at=Max("at"))["at"],
            "verify": AuditCheck.objects.aggregate(at=Max("at"))["at"],
            "tidy": _tidyings(season, province).aggregate(at=Max("at"))["at"],
            "deliver": Message.objects.aggregate(at=Max("sent_at"))["at"],
        }


def _tidyings(season: int, province: str) -> "QuerySet[AuditRow]":
    kind = "retention_order"
    return AuditRow.objects.filter(season=season, province=province, object_kind=kind, act=TIDIED)
