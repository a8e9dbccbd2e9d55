"""The orders of deletion of a season: by whom, when, what was to go, and what is gone."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from chengzhao.records.models import RetentionOrder


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderView:
    """An order of deletion: by whom, when, what was to go, and what is gone."""

    key: int
    season: int
    province: str
    day: date
    first: str
    second: str
    ordered_at: datetime
    finished_at: datetime | None
    expected: int
    removed: tuple[tuple[str, int], ...]


def orders(season: int, province: str, *, is_open: bool | None = None) -> tuple[OrderView, ...]:
    """The orders of a season, the newest first; only the open or the finished ones where that is asked."""
    rows = RetentionOrder.objects.filter(season=season, province=province)
    if is_open is not None:
        rows = rows.filter(finished_at__isnull=is_open)
    named = rows.annotate(
        first=F("approval__first__display_name"), second=F("approval__second__display_name")
    )
    return tuple(
        OrderView(
            key=row.pk,
            season=row.season,
            province=row.province,
            day=row.day,
            first=row.first,
            second=row.second,
            ordered_at=row.ordered_at,
            finished_at=row.finished_at,
            expected=sum(line["rows"] for line in row.lines),
            removed=tuple(sorted(row.removed.items())),
        )
        for row in named.order_by("-pk")
    )
