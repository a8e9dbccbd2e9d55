"""Acts of two that open an account: whoever puts one forward gets the link, whoever confirms it the word to it."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.invitation_links import half_link
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page


def put_forward_with_link(
    request: StaffRequest, act: str, arguments: Callable[[str], Mapping[str, object]]
) -> HttpResponse:
    """Put the act before a second person and show the link, told this once; `arguments` takes its digest.

    Raises Refused.
    """
    half = half_link()
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        act=act,
        arguments=arguments(half.digest),
    )
    link = request.build_absolute_uri(reverse("account:invitation", args=[half.link]))
    return page(request, "handed_link.html", {"title": TWO_PERSON_ACTS[act].title, "link": link})
