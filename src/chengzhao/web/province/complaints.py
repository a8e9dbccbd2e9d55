"""异议和举报: what was reported about notices, by the days of the petition rules, and the decision on each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.complaint_decisions import accept_complaint, decide_complaint, decline_complaint
from chengzhao.records.queries.complaints import ComplaintView, complaint_called, complaints_of
from chengzhao.rules.disclosure import ComplaintState
from chengzhao.web.province.permissions import may_publicise
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
ANSWERS: Mapping[str, str] = {
    "accept": "受理",
    "decline": "不予受理",
    "sustain": "成立",
    "dismiss": "不成立",
}


@require_GET
@shows("A1.6.4", called="异议和举报")
@allow(may_publicise)
def complaints(request: StaffRequest) -> HttpResponse:
    """Those that wait, the most urgent first; or those that are over."""
    acting = request.acting
    is_open = word_of(request, "show") != "answered"
    behind = key_of(request, "after")
    found = complaints_of(acting.season, acting.province, is_open=is_open, behind=behind, limit=PAGE_SIZE + 1)
    today = timezone.localdate()
    context = {
        "rows": [(one, one.is_overdue(today)) for one in found[:PAGE_SIZE]],
        "is_open": is_open,
        "is_answered": not is_open,
        "following": found[PAGE_SIZE - 1].key if len(found) > PAGE_SIZE else None,
        "is_first": behind is None,
    }
    return page(request, "province/complaints.html", context)


@require_http_methods(["GET", "POST"])
@shows("N3.6", "A1.6.4", called="一件异议或举报")
@allow(may_publicise)
@shows_person("办理异议")
@fresh_factor
def complaint(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """What was reported, and the decision that is due."""
    acting = request.acting
    found = complaint_called(acting.season, acting.province, public_id, vault_keys())
    if found is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            _decide(request, found)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="complaint", object_id=found.number)
        else:
            return redirect("province:complaint", public_id=public_id)
    context = {
        "one": found,
        "is_overdue": found.is_overdue(timezone.localdate()),
        "is_new": found.state is ComplaintState.RECEIVED,
        "answer": request.POST.get("answer", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
    }
    return page(request, "province/complaint.html", context, status=409 if refusal else 200)


def _decide(request: StaffRequest, found: ComplaintView) -> None:
    answer, reason = request.POST.get("answer", ""), request.POST.get("reason", "")
    if answer not in ANSWERS:
        raise Refused("请先选择怎样办理。")
    who: dict[str, Any] = {"border": border_of(request), "actor": actor_of(request), "at": timezone.now()}
    if answer == "accept":
        accept_complaint(**who, complaint_id=found.key)
    elif answer == "decline":
        decline_complaint(**who, complaint_id=found.key, reason=reason)
    else:
        decide_complaint(**who, complaint_id=found.key, is_sustained=answer == "sustain", reason=reason)
