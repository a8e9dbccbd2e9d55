"""信息公示: the notices of people who enjoy preferences, while they must be up (A1.6.3)."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from chengzhao.records.queries.disclosure import entries_page, public_notice, public_notices, was_public
from chengzhao.records.queries.governance import current_season
from chengzhao.web.shared.errors import error_page
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50


@shows("N3.6", "A1.6.3", called="信息公示")
@login_not_required
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that are up."""
    season = current_season()
    found = public_notices(season.season, season.province, timezone.localdate()) if season else ()
    return page(request, "public/notices.html", {"notices": found})


@shows("N3.6", "A1.6.3", "A1.6.4", called="一份公示")
@login_not_required
def notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One notice with its persons, page by page; never offered as one file."""
    found = public_notice(public_id, timezone.localdate())
    if found is None:
        if was_public(public_id):
            return unseen(error_page(request, 410))
        raise Http404
    entries = entries_page(public_id, after=key_of(request, "after") or 0, limit=PAGE_SIZE + 1)
    shown = entries[:PAGE_SIZE]
    context = {
        "notice": found,
        "entries": shown,
        "following": shown[-1].key if len(entries) > PAGE_SIZE else None,
        "is_first": "after" not in request.GET,
    }
    return unseen(page(request, "public/notice.html", context))


def unseen(response: HttpResponse) -> HttpResponse:
    """An answer that no search engine lists and no cache keeps: when the time is over, nothing is left of it."""
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response
