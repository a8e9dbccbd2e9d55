"""消息: what was written to the candidate, also by text message; codes are named but not repeated."""

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
from chengzhao.web.shared.paging import moment_of

SHOWN = 100


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
            until=moment_of(request.POST.get("until", "")),
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
