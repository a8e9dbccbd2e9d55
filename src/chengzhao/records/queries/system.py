"""What those who run the system see: accounts, organisations and roles, and nothing of the business."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from chengzhao.records.job_words import JobState
from chengzhao.records.models import Account, Job, Organisation, StaffRole
from chengzhao.records.models.people import AccountKind


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemFigures:
    """How many accounts of staff, organisations, and roles of a season there are."""

    accounts: int
    disabled: int
    organisations: int
    roles: int
    expired: int


def failed_jobs(season: int, province: str) -> int:
    """How many jobs of a season failed."""
    return Job.objects.filter(season=season, province=province, state=JobState.FAILED.value).count()


def expiring_roles(season: int, province: str, now: datetime, within: timedelta) -> int:
    """How many roles of a season hold now and end soon."""
    rows = StaffRole.objects.filter(season=season, province=province, valid_from__lte=now)
    return rows.filter(valid_until__gt=now, valid_until__lte=now + within).count()


def system_figures(season: int, province: str, now: datetime | None = None) -> SystemFigures:
    """The figures of the administrators' desk, in three statements."""
    moment = now or timezone.now()
    staff = Account.objects.filter(kind=AccountKind.STAFF.value)
    accounts = staff.aggregate(all=Count("pk"), disabled=Count("pk", filter=Q(is_active=False)))
    roles = StaffRole.objects.filter(season=season, province=province).aggregate(
        live=Count("pk", filter=Q(valid_from__lte=moment, valid_until__gt=moment)),
        expired=Count("pk", filter=Q(valid_until__lte=moment)),
    )
    return SystemFigures(
        accounts=accounts["all"],
        disabled=accounts["disabled"],
        organisations=Organisation.objects.count(),
        roles=roles["live"],
        expired=roles["expired"],
    )
