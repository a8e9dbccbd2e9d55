"""一分一段: the scores of a level and category as a table, a curve and a file, and where a score stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.law.words import ProgrammeKind
from chengzhao.records.queries.distribution import score_counts
from chengzhao.records.queries.filing import LineView, control_lines
from chengzhao.records.queries.governance import SeasonView, current_season, season_of
from chengzhao.rules.privacy.score_bands import ScoreBand, people_down_to, score_bands
from chengzhao.web.public.curve import curve
from chengzhao.web.public.forms import ScoreForm
from chengzhao.web.shared.middleware import for_everybody
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tables import csv_answer

KEPT_SECONDS = 600
"""Marks do not change any more; the few that are corrected show ten minutes later."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a score stands: the band that holds it, if any, and how many have it or more."""

    score: int
    band: ScoreBand | None
    people: int


@require_GET
@shows("A1.4.7", "A1.5.3", called="一分一段")
@login_not_required
def distribution(request: HttpRequest, year: int, level: str, category: str) -> HttpResponse:
    """The page; `score` asks where a score stands."""
    season, line = _season_and_line(year, level, category)
    bands = _bands(season, line)
    form = ScoreForm(request.GET if "score" in request.GET else None)
    place = _place(bands, form.cleaned_data["score"]) if form.is_bound and form.is_valid() else None
    context = {
        "season": season,
        "line": line,
        "bands": bands,
        "total": bands[-1].down_to_here if bands else 0,
        "curve": curve(bands, line.score, place.score if place else None) if bands else None,
        "form": form,
        "place": place,
    }
    return page(request, "public/distribution.html", context)


@require_GET
@login_not_required
def distribution_csv(request: HttpRequest, year: int, level: str, category: str) -> HttpResponse:
    """The same table as a file."""
    season, line = _season_and_line(year, level, category)
    head = ["最高分", "最低分", "人数", "累计人数"]
    rows = [[band.top, band.bottom, band.people, band.down_to_here] for band in _bands(season, line)]
    answer = csv_answer([head, *rows], name=f"distribution-{year}-{level}-{category}".lower())
    return for_everybody(answer, f"max-age={KEPT_SECONDS}")


def _season_and_line(year: int, level: str, category: str) -> tuple[SeasonView, LineView]:
    """The season, and the published line of the level and category: before it there is no table. Raises Http404."""
    current = current_season()
    season = season_of(year, current.province) if current else None
    if season is None:
        raise Http404
    for line in control_lines(season.season, season.province):
        if (line.level, line.category, line.kind) == (level, category, ProgrammeKind.GENERAL):
            return season, line
    raise Http404


def _bands(season: SeasonView, line: LineView) -> Sequence[ScoreBand]:
    key = f"bands/{season.season}/{season.province}/{line.level.value}/{line.category.value}/{line.version}"
    return cache.get_or_set(  # type: ignore[return-value]
        key,
        lambda: score_bands(score_counts(season.season, season.province, line.level, line.category)),
        KEPT_SECONDS,
    )


def _place(bands: Sequence[ScoreBand], score: int) -> Place:
    band = next((one for one in bands if one.bottom <= score <= one.top), None)
    return Place(score=score, band=band, people=people_down_to(bands, score))
