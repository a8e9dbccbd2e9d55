"""在网上补正: a registration that was typed at a counter or read from a file is taken over by its owner."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.taking_over import take_over_registration
from chengzhao.records.queries.registration import registration_of, returned_items_of
from chengzhao.web.candidate.enrolment import received_at
from chengzhao.web.candidate.permissions import may_see_own_registration
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("N3.2", "A1.3.9", called="在网上补正")
@allow(may_see_own_registration)
@require_http_methods(["GET", "POST"])
@fresh_factor
def take_over(request: StaffRequest) -> HttpResponse:
    """What was returned, and what taking over means; pressed, the home shows what is to be mended."""
    mine = registration_of(request.acting.candidate_id or 0)
    if mine is None:
        return redirect("candidate:home")
    refused = ""
    if request.method == "POST":
        try:
            take_over_registration(
                border=border_of(request), actor=actor_of(request), at=received_at(request), keys=vault_keys()
            )
        except Refused as refusal:
            refused = str(refusal)
        else:
            return redirect("candidate:home")
    context = {
        "registration": mine,
        "returned": returned_items_of(mine.candidate_id),
        "refusal": refused,
    }
    return page(request, "candidate/take_over.html", context, status=409 if refused else 200)
