"""How a season goes from day to day, and how far each college's plan is filled: sums, and nobody in particular."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate

from chengzhao.records.models import Registration
from chengzhao.records.queries.plans import PlanFilter, published_plans
from chengzhao.records.queries.scope import under


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCount:
    """How many handed in a registration, and how many registrations passed the review, on one day in Beijing."""

    day: date
    submitted: int
    approved: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """The published places of one college, and how many of them are given."""

    code: str
    name: str
    places: int
    admitted: int

    @property
    def left(self) -> int:
        """How many places are still free; negative where more were given than there are."""
        return self.places - self.admitted


def days_of_registration(season: int, province: str, org_path: str) -> tuple[DayCount, ...]:
    """Every day from the first registration handed in to the last one that passed, in two statements."""
    submitted = _by_day(season, province, org_path, "submitted_at")
    approved = _by_day(season, province, org_path, "approved_at")
    held = [*submitted, *approved]
    if not held:
        return ()
    first, last = min(held), max(held)
    days = (first + timedelta(days=past) for past in range((last - first).days + 1))
    return tuple(DayCount(day=day, submitted=submitted[day], approved=approved[day]) for day in days)


def filled_by_college(season: int, province: str) -> tuple[Filled, ...]:
    """The colleges with published plans, the largest plan first, in one statement."""
    rows = (
        published_plans(season, province, PlanFilter())
        .values(code=F("programme__college__national_code"), name=F("programme__college__name"))
        .annotate(planned=Sum("places"), given=Sum("admitted"))
        .order_by("-planned", "code")
    )
    return tuple(
        Filled(code=row["code"], name=row["name"], places=row["planned"], admitted=row["given"])
        for row in rows
    )


def _by_day(season: int, province: str, org_path: str, moment: str) -> Counter[date]:
    rows = (
        Registration.objects.filter(under("candidate__org_path", org_path), season=season, province=province)
        .filter(**{f"{moment}__isnull": False})
        .annotate(day=TruncDate(moment))
        .values_list("day")
        .annotate(heads=Count("pk"))
        .order_by()
    )
    return Counter(dict(rows.values_list("day", "heads")))
