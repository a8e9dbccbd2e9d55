"""消息: what was written to the candidate, also by text message; codes are named but not repeated."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.reading import mark_messages_read
from chengzhao.records.queries.messages import messages_of
from chengzhao.web.candidate.permissions import may_see_own_messages
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page

SHOWN = 100
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@require_http_methods(["GET", "POST"])
@allow(may_see_own_messages)
def messages(request: StaffRequest) -> HttpResponse:
    """The newest messages; a button marks as read what the page showed."""
    acting = request.acting
    if request.method == "POST":
        mark_messages_read(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            candidate_id=acting.candidate_id or 0,
            until=_moment(request.POST.get("until", "")),
        )
        return redirect("candidate:messages")
    found = messages_of(acting.candidate_id or 0, acting.account_id, vault_keys(), limit=SHOWN)
    context = {
        "messages": found,
        "until": found[0].written_at.isoformat() if found else "",
        "is_cut": len(found) == SHOWN,
        "most": SHOWN,
    }
    return page(request, "candidate/messages.html", context)


def _moment(text: str) -> datetime:
    """When the newest message of the page was written; what is no moment marks nothing."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return LONG_AGO
    return found if found.tzinfo else LONG_AGO
