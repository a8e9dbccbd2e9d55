"""Asking for background work from a page: the same form sent twice asks once, and leads to the page of the job."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from chengzhao.actions.audit import Refused
from chengzhao.actions.queued_jobs import Argument, Wanted, queue_job
from chengzhao.ledger.digest import digest_of
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted


def ask_for(
    request: StaffRequest,
    *,
    kind: str,
    title: str,
    arguments: Mapping[str, Argument],
    back: str,
    token: str = "",
) -> HttpResponse:
    """Put the work into the queue and lead to its page, or say why not, with the way `back`.

    `token` names what is asked for once for all; without it the number of the form that was sent.
    """
    number = request.POST.get("form", "")
    wanted = Wanted(
        kind=kind,
        title=title,
        arguments=arguments,
        seat=request.acting.seat,
        # Two buttons of one form ask for two things: a press is the same only where it asks for the same.
        token=token or (digest_of([number, kind, dict(arguments)]) if number else ""),
    )
    try:
        public_id = queue_job(
            border=border_of(request), actor=actor_of(request), at=timezone.now(), wanted=wanted
        )
    except Refused as refusal:
        said = noted(request, refusal, object_kind="job", object_id=kind)
        told = {"title": title, "refusal": said, "back": back}
        return page(request, "desk/not_queued.html", told, status=409)
    return redirect("desk:job", public_id=public_id)
