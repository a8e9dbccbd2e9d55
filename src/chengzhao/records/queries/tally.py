"""What each reviewer of a part of the tree decided on one day, by verdict."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils.timezone import make_aware

from chengzhao.records.models import ReviewDecision
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.scope import under

VERDICTS = tuple(one for one in Verdict if one is not Verdict.VOID)
"""What a reviewer decides alone; what two void stands among the acts of two."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TallyRow:
    """One reviewer's day: numbers in the order of the verdicts."""

    reviewer: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """Everything that was decided."""
        return sum(self.numbers)


def tally_of(season: int, province: str, org_path: str, day: date) -> tuple[TallyRow, ...]:
    """The decisions of a day in 北京时间 on candidates under a path, one row a reviewer, the busiest first."""
    begins = make_aware(datetime.combine(day, time()))
    counted = {one.value: Count("pk", filter=Q(verdict=one.value)) for one in VERDICTS}
    rows = (
        ReviewDecision.objects.filter(season=season, province=province)
        .filter(at__gte=begins, at__lt=begins + timedelta(days=1))
        .filter(under("candidate__org_path", org_path))
        .values("reviewer_id", "reviewer__display_name")
        .annotate(**counted)
    )
    found = [
        TallyRow(reviewer=row["reviewer__display_name"], numbers=tuple(row[one.value] for one in VERDICTS))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: (-row.total, row.reviewer)))
