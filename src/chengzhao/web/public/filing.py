"""最低录取控制分数线 of a year, beside those at hand of earlier years."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from chengzhao.law.provinces import PastLine, past_lines
from chengzhao.law.words import ProgrammeKind
from chengzhao.records.queries.filing import LineView, control_lines
from chengzhao.records.queries.governance import current_season, season_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRow:
    """A control line with the newest earlier one of the same level and category, where one is known."""

    line: LineView
    past: PastLine | None


@shows("A1.5.3", "A1.5.4", called="控制分数线")
@login_not_required
def lines(request: HttpRequest, year: int) -> HttpResponse:
    """The control lines in force in a year."""
    current = current_season()
    season = season_of(year, current.province) if current else None
    if season is None:
        if current is not None:
            raise Http404
        return page(request, "public/lines.html", {"year": year})
    found = control_lines(season.season, season.province)
    rows = with_past(found, past_lines(season.province), season.season)
    return page(
        request,
        "public/lines.html",
        {
            "year": year,
            "season": season,
            "rows": rows,
            "published_at": max((line.published_at for line in found), default=None),
            "sources": tuple(dict.fromkeys(row.past.source.split()[0] for row in rows if row.past)),
        },
    )


def with_past(found: Sequence[LineView], earlier: Sequence[PastLine], year: int) -> tuple[LineRow, ...]:
    """Each line beside the newest earlier one; lines of arts and sports are set by kind and stand alone."""
    newest: dict[tuple[str, str], PastLine] = {}
    for past in sorted(earlier, key=lambda one: one.year):
        if past.year < year and past.category is not None:
            newest[past.level, past.category] = past
    return tuple(
        LineRow(
            line=line,
            past=newest.get((line.level, line.category)) if line.kind is ProgrammeKind.GENERAL else None,
        )
        for line in found
    )
