"""各地进度: how far each city, and within it each county, has come; what waits there, and for how long."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengzhao.exchange.sheet_writing import Row
from chengzhao.records.queries.governance import places_below
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.progress import STEPS, progress
from chengzhao.records.queries.service import Service, service_under
from chengzhao.web.province.board import HeatRow, heat_rows
from chengzhao.web.province.permissions import may_see_figures
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import duration, place_of
from chengzhao.web.shared.figures import STEP_LABELS, funnel
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

_PART = re.compile(r"[0-9A-Za-z]{1,16}")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRow:
    """A city or a county: its steps, backlog and service; `part` leads to what lies below it ('' for nothing)."""

    name: str
    part: str
    progress: HeatRow
    service: Service
    waited: str
    median: str
    ninety: str


@require_GET
@shows("A1.3.9", "A2.1", called="各地进度")
@allow(may_see_figures)
def places(request: StaffRequest) -> HttpResponse:
    """The cities of the province, or the counties of one."""
    acting, now = request.acting, timezone.now()
    path = path_of(acting, request.GET.get("at", ""))
    reached = progress(acting.season, acting.province, path)
    below = places_below(path)
    served = service_under(acting.season, acting.province, path)
    found = heat_rows(reached, {child: name for child, (name, _) in below.items()})
    is_whole = path == acting.org_path
    context = {
        "rows": [
            _row(child, name, bool(number), row, served.get(child, Service(path=child)), now)
            for (child, (name, number)), row in zip(below.items(), found, strict=True)
        ],
        "whole": _row(path, "合计", False, None, served[path], now),
        "total": reached.total(org_path=path),
        "funnel": funnel(reached.total(org_path=path)),
        "is_whole": is_whole,
        "part": "" if is_whole else path.removeprefix(acting.org_path).strip("/"),
        "place": "" if is_whole else name_of(path),
    }
    return page(request, "province/places.html", context)


def path_of(acting: Acting, part: str) -> str:
    """The path of a city below the visitor's own organisation, by the last part of it. Raises Http404."""
    if not part:
        return acting.org_path
    path = f"{acting.org_path}{part}/"
    if not _PART.fullmatch(part) or path not in places_below(acting.org_path):
        raise Http404
    return path


def name_of(path: str) -> str:
    """The place that stands at a path."""
    parent = f"{path.rstrip('/').rpartition('/')[0]}/"
    return place_of(places_below(parent)[path][0])


def _row(
    path: str, name: str, has_more: bool, steps: HeatRow | None, service: Service, now: datetime
) -> PlaceRow:
    return PlaceRow(
        name=place_of(name),
        part=path.rstrip("/").rpartition("/")[2] if has_more else "",
        progress=steps or HeatRow(name=name, submitted="", cells=()),
        service=service,
        waited=duration(now - service.oldest) if service.oldest and service.oldest < now else "—",
        median=duration(service.median) if service.median is not None else "—",
        ninety=duration(service.ninety) if service.ninety is not None else "—",
    )


def places_rows(acting: Acting, query: Mapping[str, str]) -> Iterator[Row]:
    """The funnel of each place as a file: heads, not shares."""
    path = path_of(acting, query.get("at", ""))
    yield ["单位", *STEP_LABELS.values()]
    reached = progress(acting.season, acting.province, path)
    for child, (name, _) in places_below(path).items():
        tally = reached.total(org_path=child)
        yield [name, *(getattr(tally, step) for step in STEPS)]


def service_rows(acting: Acting, query: Mapping[str, str]) -> Iterator[Row]:
    """Backlog and service of each place as a file; waits in minutes."""
    path = path_of(acting, query.get("at", ""))
    served = service_under(acting.season, acting.province, path)
    yield ["单位", "待审", "最早提交", "已答复", "中位用时（分钟）", "九成在多少分钟内"]
    for child, (name, _) in places_below(path).items():
        one = served.get(child, Service(path=child))
        yield [name, one.waiting, one.oldest, one.answered, _minutes(one.median), _minutes(one.ninety)]


def _minutes(length: object) -> int | None:
    seconds = getattr(length, "total_seconds", None)
    return round(seconds() / 60) if seconds is not None else None
