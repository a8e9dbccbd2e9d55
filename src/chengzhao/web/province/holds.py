"""依法保全: the files that are kept from every deletion, and the forms that place and lift a hold."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.legal_holds import lift_hold, place_hold
from chengzhao.records.queries.legal_holds import hold_under, holds_under
from chengzhao.web.province.permissions import may_hold_files
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted

SHOWN = 200


@require_http_methods(["GET", "POST"])
@allow(may_hold_files)
@fresh_factor
def holds(request: StaffRequest) -> HttpResponse:
    """The holds in force, the newest first."""
    refusal = ""
    if request.method == "POST":
        try:
            _change(request)
            return redirect("province:holds")
        except Refused as refused:
            # Whom the number would have named is not known: the order of deletion is what was to be held up.
            refusal = noted(request, refused, object_kind="retention_order", object_id="")
    acting, lifting = request.acting, request.POST.get("hold", "")
    context = {
        "holds": holds_under(acting.season, acting.province, acting.org_path, limit=SHOWN),
        "refusal": refusal,
        "number": request.POST.get("number", ""),
        "reason": "" if lifting else request.POST.get("reason", ""),
        "lifting": lifting,
    }
    return page(request, "province/holds.html", context, status=409 if refusal else 200)


def _change(request: StaffRequest) -> None:
    who = {"border": border_of(request), "actor": actor_of(request), "at": timezone.now()}
    reason, wanted = request.POST.get("reason", ""), request.POST.get("hold", "")
    if not wanted:
        number = request.POST.get("number", "")
        place_hold(**who, candidate_number=number, reason=reason)  # type: ignore[arg-type]
        return
    acting = request.acting
    found = hold_under(acting.season, acting.province, acting.org_path, wanted)
    if found is None:
        raise Refused("没有这项保全，或者已经解除。")
    lift_hold(**who, hold_id=found, reason=reason)  # type: ignore[arg-type]
