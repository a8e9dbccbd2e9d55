"""填报错误: which fields of the registration go wrong most often; numbers alone, no person and nothing typed."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.exchange.sheet_writing import Row
from chengzhao.records.queries.mistakes import sent_back, typed_wrong
from chengzhao.records.queries.people import Acting
from chengzhao.web.province.permissions import may_see_figures
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

SHOWN, TAKEN = 30, 500


@require_GET
@shows("A1.3.9", called="填报错误")
@allow(may_see_figures)
def mistakes(request: StaffRequest) -> HttpResponse:
    """What the form did not take, and what reviewers sent back, the most frequent first."""
    acting = request.acting
    typed = typed_wrong(acting.season, acting.province, limit=SHOWN)
    returned = sent_back(acting.season, acting.province, acting.org_path)
    context = {
        "typed": typed,
        "most_typed": max((one.times for one in typed), default=0),
        "returned": returned,
        "most_returned": max((one.times for one in returned), default=0),
    }
    return page(request, "province/mistakes.html", context)


def mistakes_rows(acting: Acting) -> Iterator[Row]:
    """Both tables as one file."""
    yield ["来源", "任务", "项目", "次数"]
    for one in typed_wrong(acting.season, acting.province, limit=TAKEN):
        yield ["填写时没有通过", one.task, one.label, one.times]
    for one in sent_back(acting.season, acting.province, acting.org_path):
        yield ["审核时退回", "", one.label, one.times]
