"""What the pages of the way in have in common: where somebody wants to go, what a wait says, which door a page has."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from chengzhao.actions.log_in import LogIn, LogInStep
from chengzhao.actions.second_factors import replace_second_factor, secret_mark, start_second_factor
from chengzhao.web.shared.access import take_only_seat
from chengzhao.web.shared.addresses import own_page
from chengzhao.web.shared.errors import said
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.sessions import begin_session, go_half_way, place_of

CANDIDATE, STAFF = "candidate", "staff"
_OPEN_TO_ALL = (
    "/login/",
    "/logout/",
    "/register/",
    "/recover/",
    "/invitation/",
    "/seats/",
    "/account/confirm/",
)
_DESKS = (
    *(
        "/county/",
        "/site/",
        "/college/",
        "/department/",
        "/province/",
        "/ministry/",
        "/oversight/",
        "/system/",
    ),
)
_PAGES = {
    LogInStep.SECOND_FACTOR: "account:second-factor",
    LogInStep.NEW_PASSWORD: "account:old-password",
}


def wanted_page(request: HttpRequest) -> str:
    """The page that somebody asked for before they were sent here, if it is one of ours; empty otherwise."""
    return own_page(request, request.POST.get("next", request.GET.get("next", "")))


def door_of(request: HttpRequest) -> str:
    """Which door is asked for: by name, else by the page behind it, else that of candidates."""
    asked = request.POST.get("door", request.GET.get("door", ""))
    if asked in (CANDIDATE, STAFF):
        return asked
    return STAFF if wanted_page(request).startswith(_DESKS) else CANDIDATE


def go_on(request: HttpRequest, came: LogIn, wanted: str) -> HttpResponseRedirect:
    """Where a log-in goes on: in, or to the page of the next factor."""
    assert came.account_id is not None
    if came.step is LogInStep.ENROL:
        return to_enrolment(request, came.account_id, wanted)
    if came.step is not LogInStep.DONE:
        go_half_way(request, came.account_id, came.step.value, wanted)
        return redirect(_PAGES[came.step])
    return come_in(request, came.account_id, wanted)


def to_enrolment(request: HttpRequest, account_id: int, wanted: str) -> HttpResponseRedirect:
    """Give the account a secret to bind, and let its owner on to the page that shows it."""
    secret = start_second_factor(
        account_id=account_id, at=timezone.now(), keys=vault_keys(), place=place_of(request)
    )
    go_half_way(request, account_id, LogInStep.ENROL.value, wanted, secret=secret_mark(secret))
    return redirect("account:enrol")


def to_replacement(request: HttpRequest, account_id: int, wanted: str) -> HttpResponseRedirect:
    """Offer the account another secret, and let its owner on to the page that shows it, out of the session."""
    secret, offer = replace_second_factor(
        account_id=account_id, at=timezone.now(), keys=vault_keys(), place=place_of(request)
    )
    request.session.flush()
    go_half_way(request, account_id, LogInStep.ENROL.value, wanted, secret=secret_mark(secret), offer=offer)
    return redirect("account:enrol")


def come_in(request: HttpRequest, account_id: int, wanted: str) -> HttpResponseRedirect:
    """Begin the session; then the page that was asked for if the seat is clear, else the home or the choice."""
    begin_session(request, account_id)
    if not take_only_seat(request):
        return redirect("account:seats")
    is_page = wanted and not wanted.startswith(_OPEN_TO_ALL)
    return HttpResponseRedirect(wanted if is_page else reverse("account:seats"))


def with_next(name: str, wanted: str, **more: str) -> str:
    """The address of a page of the way in that remembers where somebody wants to go."""
    query = {**more, **({"next": wanted} if wanted else {})}
    return reverse(name) + (f"?{urlencode(query)}" if query else "")


def wait_text(wait: timedelta) -> str:
    """What somebody reads who has to wait: until when, and what works meanwhile."""
    until = timezone.localtime(timezone.now() + wait)
    return f"尝试次数过多，请在{until:%H:%M:%S}以后再试，还要等{said(wait)}"
