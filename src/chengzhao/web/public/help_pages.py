"""本页说明: what a page is for, who may open it, on what clauses, until when, and where people go wrong on it."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengzhao.law.citation import Citation
from chengzhao.records.queries.governance import windows
from chengzhao.web.shared.access import roles_that_enter
from chengzhao.web.shared.page import page, shell_of
from chengzhao.web.shared.screens import screen_by_slug


@login_not_required
@require_GET
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """One page explained; who may open it and its clauses are those of its view."""
    found = screen_by_slug(slug)
    if found is None:
        raise Http404
    view = views()[found.url_name]
    season = shell_of(request).season
    held = windows(season.season, season.province) if season and found.stages else ()
    context = {
        "screen": found,
        "roles": roles_that_enter(view),
        "clauses": _of_different_paragraphs(getattr(view, "shown_clauses", ())),
        "windows": [one for one in held if one.stage in found.stages],
        "href": _address(found.url_name),
        "now": timezone.now(),
    }
    return page(request, "public/screen.html", context)


def views() -> dict[str, object]:
    """Every view of the site by the name of its URL."""
    return dict(_views(get_resolver().url_patterns, ""))


def _views(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, object]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns, f"{one.namespace}:")
        else:
            yield f"{namespace}{one.name}", one.callback


def _address(url_name: str) -> str:
    """Where the page stands; empty where its address names one thing."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _of_different_paragraphs(clauses: Iterable[str]) -> list[str]:
    """Several clauses may stand in one paragraph, which is named once."""
    first: dict[str, str] = {}
    for clause in clauses:
        first.setdefault(Citation(clause).label, clause)
    return list(first.values())
