"""到期删除: the dry run of a day, and the button that puts it before a second person. Counts, and no person."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.retention import plan_of
from chengzhao.records.queries.retention_orders import orders
from chengzhao.rules.privacy.retention import KEPT, KEPT_REASON
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows
from chengzhao.web.system.permissions import may_order_retention
from chengzhao.web.system.upkeep import tidying_line


@require_http_methods(["GET", "POST"])
@shows("A1.6.4", called="到期删除")
@allow(may_order_retention)
@fresh_factor
def retention(request: StaffRequest) -> HttpResponse:
    """What would go today; ordered by two, and deleted by the command."""
    today, refusal = timezone.localdate(), ""
    if request.method == "POST":
        try:
            return _put_forward(request, today)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="retention_order", object_id=today.isoformat())
    acting = request.acting
    context = {
        "plan": plan_of(border_of(request), today),
        "orders": orders(acting.season, acting.province),
        "kept": tuple(KEPT),
        "kept_reason": KEPT_REASON,
        "refusal": refusal,
        "tidying": tidying_line(timezone.now()),
    }
    return page(request, "system/retention.html", context, status=409 if refusal else 200)


def _put_forward(request: StaffRequest, day: date) -> HttpResponse:
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        act="order_retention",
        arguments={"day": day.isoformat()},
    )
    return redirect("desk:approvals")
