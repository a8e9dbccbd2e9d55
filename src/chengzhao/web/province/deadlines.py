"""期限: every deadline with its moment in 北京时间, what is left, what happens then, and who is behind."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengzhao.exchange.sheet_writing import Row
from chengzhao.records.queries.deadlines import Deadline, deadlines
from chengzhao.records.queries.people import Acting
from chengzhao.web.province.permissions import is_inspector, may_see_figures
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import time_left
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@require_GET
@shows("A2.1", called="期限")
@allow(may_see_figures)
def board(request: StaffRequest) -> HttpResponse:
    """What is over and still behind comes first, then what is to come."""
    acting, now = request.acting, timezone.now()
    found = _seen_by(acting, now)
    return page(
        request,
        "province/deadlines.html",
        {
            "rows": [(one, time_left(now, one.at), one.at <= now) for one in found],
            "late": sum(one.at <= now for one in found),
        },
    )


def _seen_by(acting: Acting, now: datetime) -> tuple[Deadline, ...]:
    return deadlines(acting.season, acting.province, now, of_the_office=not is_inspector(acting))


def deadline_rows(acting: Acting) -> Iterator[Row]:
    """The board as a file."""
    now = timezone.now()
    yield ["事项", "范围", "时间（北京时间）", "还剩", "到时", "未办", "谁没有办"]
    for one in _seen_by(acting, now):
        yield [one.title, one.place, one.at, time_left(now, one.at), one.then, one.behind, one.who]
