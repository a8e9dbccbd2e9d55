"""统计图表: registrations by day and the filling of plans by college, each as a picture, a table and a file."""

from collections.abc import Callable, Iterator, Mapping

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.exchange.sheet_writing import Row
from chengzhao.law.words import OrganisationKind, ProgrammeLevel
from chengzhao.records.queries.governance import organisation_names
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.progress import STEPS, progress
from chengzhao.records.queries.trends import days_of_registration, filled_by_college
from chengzhao.web.province.deadlines import deadline_rows
from chengzhao.web.province.mistakes import mistakes_rows
from chengzhao.web.province.permissions import may_see_figures
from chengzhao.web.province.places import places_rows, service_rows
from chengzhao.web.province.trend import trend
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.figures import STEP_LABELS
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tables import csv_answer

DAYS, PLANS, CITIES, FUNNEL = "days", "plans", "cities", "funnel"
PLACES, SERVICE, MISTAKES, DEADLINES = "places", "service", "mistakes", "deadlines"
"""The files: two stand under the pictures of this page, two under those of the command board, the rest on own pages."""


@require_GET
@shows("A1.2.13", "A1.3.9", "A1.5.23", called="统计图表")
@allow(may_see_figures)
def figures(request: StaffRequest) -> HttpResponse:
    """The visitor's own province and season."""
    acting = request.acting
    days = days_of_registration(acting.season, acting.province, acting.org_path)
    plans = filled_by_college(acting.season, acting.province)
    context = {
        "days": days,
        "trend": trend(days) if days else None,
        "plans": plans,
        "places": sum(one.places for one in plans),
        "admitted": sum(one.admitted for one in plans),
    }
    return page(request, "province/figures.html", context)


@require_GET
@allow(may_see_figures)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("统计图表")
def figures_csv(request: StaffRequest, kind: str) -> HttpResponse:
    """The table under a picture, as a file."""
    if kind not in FILES:
        raise Http404
    rows = FILES[kind](request.acting, request.GET.dict())
    return csv_answer(rows, name=f"figures-{kind}-{request.acting.season}-{request.acting.province}")


def _days(acting: Acting) -> Iterator[Row]:
    yield ["日期", "提交报名", "审核通过"]
    for one in days_of_registration(acting.season, acting.province, acting.org_path):
        yield [one.day, one.submitted, one.approved]


def _plans(acting: Acting) -> Iterator[Row]:
    yield ["院校代码", "院校", "计划", "已录取", "剩余"]
    for one in filled_by_college(acting.season, acting.province):
        yield [one.code, one.name, one.places, one.admitted, one.left]


def _cities(acting: Acting) -> Iterator[Row]:
    yield ["市", *STEP_LABELS.values()]
    reached = progress(acting.season, acting.province)
    for path, name in organisation_names(OrganisationKind.PREFECTURE, acting.org_path).items():
        tally = reached.total(org_path=path)
        yield [name, *(getattr(tally, step) for step in STEPS)]


def _funnel(acting: Acting) -> Iterator[Row]:
    yield ["层次", *STEP_LABELS.values()]
    reached = progress(acting.season, acting.province)
    for name, tally in (
        ("合计", reached.total()),
        *((level.label, reached.total(level=level)) for level in ProgrammeLevel),
    ):
        yield [name, *(getattr(tally, step) for step in STEPS)]


def _whole(rows: Callable[[Acting], Iterator[Row]]) -> Callable[[Acting, Mapping[str, str]], Iterator[Row]]:
    """A file that is of the whole province, whatever the address says."""
    return lambda acting, _: rows(acting)


FILES: Mapping[str, Callable[[Acting, Mapping[str, str]], Iterator[Row]]] = {
    DAYS: _whole(_days),
    PLANS: _whole(_plans),
    CITIES: _whole(_cities),
    FUNNEL: _whole(_funnel),
    PLACES: places_rows,
    SERVICE: service_rows,
    MISTAKES: _whole(mistakes_rows),
    DEADLINES: _whole(deadline_rows),
}
