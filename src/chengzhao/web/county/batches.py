"""批量通过: a preview with counts, the sample opened one by one, the result, and undoing within minutes."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.review_batches import MOST, open_batch, pass_batch, undo_batch
from chengzhao.actions.review_undoing import UNDONE_WITHIN
from chengzhao.records.queries.desk import waiting, waiting_counts
from chengzhao.records.queries.desk_batches import BatchView, batch_called, plain_files
from chengzhao.records.review_words import BatchOutcome, BatchState
from chengzhao.web.county.filters import address_of
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows


@require_http_methods(["GET", "POST"])
@shows("N3.1", "A1.3.9", called="批量通过")
@allow(may_see_confirmation_point)
def batches(request: StaffRequest) -> HttpResponse:
    """How many of the filter may pass together, and on POST the batch of these with its sample."""
    acting = request.acting
    address = address_of(request, acting)
    rows = waiting(acting.season, acting.province, acting.org_path, address.wanted)
    found, refusal = plain_files(rows, MOST), ""
    if request.method == "POST":
        try:
            made = open_batch(
                border=border_of(request), actor=actor_of(request), at=timezone.now(), candidate_ids=found
            )
            return redirect("county:batch", public_id=made)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="review_batch", object_id="")
    context = {
        "address": address,
        "total": waiting_counts(rows)["total"],
        "number": len(found),
        "most": MOST,
        "refusal": refusal,
    }
    return page(request, "county/batches.html", context, status=409 if refusal else 200)


@require_http_methods(["GET", "POST"])
@shows("N3.1", "A1.3.9", called="一批报名")
@allow(may_see_confirmation_point)
def batch(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The batch: what of its sample is still to be opened, what became of it; passed and undone from here."""
    refusal = ""
    held = _held(request, public_id)
    if request.method == "POST":
        act = {"pass": pass_batch, "undo": undo_batch}.get(request.POST.get("step", ""))
        try:
            if act is None:
                raise Refused("请按页面上的按钮办理。")
            act(border=border_of(request), actor=actor_of(request), at=timezone.now(), public_id=public_id)
            return redirect("county:batch", public_id=public_id)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="review_batch", object_id=str(public_id))
            held = _held(request, public_id)
    is_mine = held.account_id == request.acting.account_id
    in_time = held.passed_at is not None and timezone.now() - held.passed_at <= UNDONE_WITHIN
    context = {
        "batch": held,
        "refusal": refusal,
        "may_pass": is_mine and held.state is BatchState.OPEN,
        "may_undo": is_mine and held.state is BatchState.PASSED and in_time,
        "waiting": held.number(BatchOutcome.WAITING),
        "passed": held.number(BatchOutcome.PASSED),
        "undone": held.number(BatchOutcome.UNDONE),
        "left_out": [line for line in held.lines if line.outcome is BatchOutcome.LEFT_OUT],
    }
    return page(request, "county/batch.html", context, status=409 if refusal else 200)


def _held(request: StaffRequest, public_id: UUID) -> BatchView:
    acting = request.acting
    found = batch_called(acting.season, acting.province, acting.org_path, public_id)
    if found is None:
        raise Http404
    return found
