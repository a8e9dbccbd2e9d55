"""待我复核: what others have put forward, exactly what it would do, and the answer to it (通知 二.5)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.approvals import (
    Changed,
    Settled,
    confirm_approval,
    refuse_approval,
    withdraw_approval,
)
from chengzhao.actions.audit import Refused
from chengzhao.actions.invitations import Invited
from chengzhao.actions.signatures import Difference
from chengzhao.records.queries.approvals import (
    ApprovalView,
    answered_by,
    approval_by_id,
    may_see,
    opened_by,
    waiting_for,
)
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.timelines import timeline
from chengzhao.rules.governance import TWO_PERSON_ACTS, ApprovalState, reaches
from chengzhao.web.desk.permissions import may_sign
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

SHOWN = 50
CONFIRM, REFUSE, WITHDRAW = "confirm", "refuse", "withdraw"


@require_GET
@shows("N5.1", called="待我复核")
@allow(may_sign)
def queue(request: StaffRequest) -> HttpResponse:
    """What waits for the visitor, and what the visitor has put forward and answered."""
    acting, now = request.acting, timezone.now()
    border = (acting.season, acting.province)
    return page(
        request,
        "desk/approvals.html",
        {
            "waiting": waiting_for(*border, acting.account_id, acting.role, acting.org_path, now),
            "opened": opened_by(*border, acting.account_id, now, limit=SHOWN),
            "answered": answered_by(*border, acting.account_id, now, limit=SHOWN),
        },
    )


@require_http_methods(["GET", "POST"])
@allow(may_sign)
@fresh_factor
def approval(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One act of two: its facts and digest, and the buttons of whoever may answer or withdraw it."""
    found = _seen(request.acting, public_id, timezone.now())
    if request.method != "POST":
        return _page(request, found)
    try:
        outcome = _answer(request, found)
    except Changed as refusal:
        return _page(request, found, refusal=_noted(request, found, refusal), changed=refusal.differences)
    except Settled:
        # Pressed twice, or answered by somebody else in the meantime: the page says which.
        return redirect("desk:approval", public_id=public_id)
    except Refused as refusal:
        return _page(request, found, refusal=_noted(request, found, refusal))
    if isinstance(outcome, Invited):
        return _word_page(request, found, outcome)
    return redirect("desk:approval", public_id=public_id)


def _noted(request: StaffRequest, found: ApprovalView, refusal: Refused) -> str:
    return noted(request, refusal, object_kind=found.object_kind, object_id=found.object_id)


def _word_page(request: StaffRequest, found: ApprovalView, made: Invited) -> HttpResponse:
    """The word to the link that the first person has, told this once: it is kept nowhere."""
    context = {"approval": found, "word": made.secret, "expires_at": made.expires_at}
    return page(request, "desk/word.html", context)


def _seen(acting: Acting, public_id: UUID, now: datetime) -> ApprovalView:
    found = approval_by_id(acting.season, acting.province, public_id, now)
    if found is None or not may_see(found, acting.account_id, acting.role, acting.org_path):
        raise Http404
    return found


def _answer(request: StaffRequest, found: ApprovalView) -> object:
    """Confirm, refuse or withdraw as the pressed button says; returns what a confirmed act returns."""
    border, actor, at = border_of(request), actor_of(request), timezone.now()
    step = request.POST.get("step", "")
    if step == CONFIRM:
        digest = request.POST.get("digest", "")
        return confirm_approval(border=border, actor=actor, at=at, approval_id=found.key, digest=digest)
    if step == REFUSE:
        reason = request.POST.get("reason", "")
        refuse_approval(border=border, actor=actor, at=at, approval_id=found.key, reason=reason)
    elif step == WITHDRAW:
        withdraw_approval(border=border, actor=actor, at=at, approval_id=found.key)
    else:
        raise Refused("请按页面上的按钮办理。")
    return None


def _page(
    request: StaffRequest, found: ApprovalView, *, refusal: str = "", changed: Sequence[Difference] = ()
) -> HttpResponse:
    acting = request.acting
    is_open = found.state is ApprovalState.OPEN
    is_first = found.first.account_id == acting.account_id
    may_answer = acting.role in TWO_PERSON_ACTS[found.act].seconds and reaches(
        acting.role, acting.org_path, found.org_path
    )
    context = {
        "approval": found,
        "timeline": timeline(acting.season, acting.province, found.object_kind, found.object_id),
        "may_answer": is_open and may_answer and not is_first,
        "may_withdraw": is_open and is_first,
        "refusal": refusal,
        "changed": changed,
        "reason": request.POST.get("reason", ""),
        "clauses": TWO_PERSON_ACTS[found.act].clauses,
        "seconds": [role.label for role in TWO_PERSON_ACTS[found.act].seconds],
    }
    return page(request, "desk/approval.html", context, status=409 if refusal else 200)
