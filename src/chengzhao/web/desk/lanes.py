"""免试和单考: the two lanes with their day, for the province and each point of confirmation; and as a table."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from chengzhao.exchange.sheet_writing import XLSX_TYPE, Row, xlsx
from chengzhao.law.words import EntryRoute
from chengzhao.records.looks import note_person
from chengzhao.records.queries.lanes import LANES, LaneLine, lane_deadline, lane_lines, lane_tallies
from chengzhao.web.desk.permissions import may_see_lanes
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import moment_of_record
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tables import download

PAGE_SIZE = 50
MOST = 20_000
HEAD = (
    "报名号",
    "姓名",
    "类别",
    "层次",
    "确认点",
    "报名状态",
    "提交时间",
    "晚于截止日",
    "照顾项目",
    "照顾状态",
)


@require_GET
@shows("N3.8", "A1.3.9", "A1.5.12", "A1.5.13", "A1.5.14", "A1.5.15", called="免试和单考")
@allow(may_see_lanes)
def lanes(request: StaffRequest) -> HttpResponse:
    """How many have finished in each lane, and the registrations of one."""
    acting, route = request.acting, _route(word_of(request, "lane"))
    border = (acting.season, acting.province, acting.org_path)
    after = key_of(request, "after") or 0
    found = lane_lines(*border, route, after=after, limit=PAGE_SIZE + 1)
    deadline = lane_deadline(acting.season)
    context = {
        "tallies": lane_tallies(*border),
        "route": route,
        "lines": found[:PAGE_SIZE],
        "following": found[PAGE_SIZE - 1].key if len(found) > PAGE_SIZE else None,
        "is_first": not after,
        "deadline": deadline,
        "days_left": (deadline - timezone.localdate()).days,
    }
    return page(request, "desk/lanes.html", context)


@allow(may_see_lanes)
@require_POST
@fresh_factor
@shows_person("免试和单考名单")
def table(request: StaffRequest) -> HttpResponse:
    """A lane as a table to take away; names are masked in it as on the page."""
    acting, route = request.acting, _route(request.POST.get("lane", ""))
    found = lane_lines(acting.season, acting.province, acting.org_path, route, after=0, limit=MOST)
    for one in found:
        note_person(one.candidate_id)
    title = f"{route.label}考生"
    return download(xlsx(_rows(found), title=title), XLSX_TYPE, f"{route.value.lower()}.xlsx")


def _route(said: str) -> EntryRoute:
    return next((one for one in LANES if one.value == said), LANES[0])


def _rows(lines: Iterable[LaneLine]) -> Iterator[Row]:
    yield HEAD
    for one in lines:
        yield tuple(_cells(one))


def _cells(one: LaneLine) -> Iterator[Any]:
    yield from (one.candidate_number, one.name, one.route.label, one.level.label, one.point, one.state.label)
    yield moment_of_record(one.submitted_at) if one.submitted_at else ""
    yield "是" if one.is_late else ""
    yield one.claim.label if one.claim else ""
    yield one.claim_state.label if one.claim_state else ""
