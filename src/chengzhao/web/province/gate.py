"""公示放行: notices in which numbers of persons were found, and the form that asks two persons to let one through."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.publishing_gate import OVERRIDE, HeldUp, held_up
from chengzhao.web.province.permissions import may_ask_to_publish
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

NEWEST = 50


@require_http_methods(["GET", "POST"])
@shows("A1.6.3", called="公示放行")
@allow(may_ask_to_publish)
@fresh_factor
def gate(request: StaffRequest) -> HttpResponse:
    """What was found in which notice, masked; the security administrator sees the same before confirming."""
    notices = held_up(border_of(request), limit=NEWEST)
    refusal = ""
    if request.method == "POST":
        try:
            return _put_forward(request, notices)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="public_notice", object_id="")
    context = {
        "notices": notices,
        "refusal": refusal,
        "chosen": request.POST.get("notice", ""),
        "reason": request.POST.get("reason", ""),
    }
    return page(request, "province/gate.html", context, status=409 if refusal else 200)


def _put_forward(request: StaffRequest, notices: list[HeldUp]) -> HttpResponse:
    wanted = request.POST.get("notice", "")
    found = next((one for one in notices if one.public_id == wanted), None)
    if found is None:
        raise Refused("没有这份待放行的公示，可能已经改好或公布。")
    if found.is_let_through:
        raise Refused("这份公示已经放行，内容没有变动，不必再次提请。")
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        act=OVERRIDE,
        arguments={"notice_id": found.key, "reason": request.POST.get("reason", "").strip()},
    )
    return redirect("desk:approvals")
