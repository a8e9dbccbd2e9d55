"""招生计划查询: the published plans, narrowed by level, category, college and words, page by page."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from chengzhao.records.queries.governance import current_season
from chengzhao.records.queries.plans import (
    PlanFilter,
    colleges_with_plans,
    plan_page,
    plan_total,
    published_plans,
)
from chengzhao.web.public.forms import PlanSearchForm
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50


@shows("A1.1.2", "A1.1.3", "A1.2.1", "A1.2.2", "A1.2.13", "A1.4.2", called="招生计划")
@login_not_required
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that answer the search; pages follow one another by the programme's code."""
    season = current_season()
    if season is None:
        return page(request, "public/plans.html")
    border = (season.season, season.province)
    form = PlanSearchForm(request.GET, colleges=colleges_with_plans(*border))
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    rows = published_plans(*border, PlanFilter(**asked))
    found = plan_page(rows, after=word_of(request, "after"), limit=PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    following = urlencode(asked | {"after": shown[-1].code}) if len(found) > PAGE_SIZE else ""
    return page(
        request,
        "public/plans.html",
        {
            "form": form,
            "plans": shown,
            "total": plan_total(rows),
            "following": following,
            "is_first": "after" not in request.GET,
            "first": urlencode(asked),
            "is_narrowed": bool(asked),
        },
    )
