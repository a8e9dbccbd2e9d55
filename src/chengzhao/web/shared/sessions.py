"""A visitor's session: how it begins, how long it lasts, and who stands half-way in the door.

Nobody is logged in before every factor is shown. Until then the session holds a half-way mark that opens the
next page of the log-in and nothing else.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from chengzhao.actions.own import Place
from chengzhao.records.queries.accounts import account_of, session_limits_of
from chengzhao.records.sessions import BEGAN, DEVICE, NETWORK, SEEN
from chengzhao.rules.accounts import HALF_WAY_LIFE, SessionLimits, has_ended
from chengzhao.web.shared.access import current_acting
from chengzhao.web.shared.actors import address_text, session_mark
from chengzhao.web.shared.browsers import browser_name
from chengzhao.web.shared.visitors import address_of, device_of, network_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
FACTOR_AT, IDLE, ABSOLUTE = "factor_at", "idle", "absolute"
HALF_WAY, BINDING, ENDED = "half_way", "binding", "ended"
TOUCH_EVERY = timedelta(minutes=1)
"""A session is written once a minute at most, not at every page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfWay:
    """Somebody who has shown the first factor, and where they want to go.

    Who binds an authenticator has been given a secret, named by its mark; `bound` is the mark of the one that was
    bound in this session. Who replaces one holds the new secret as a sealed offer.
    """

    account_id: int
    step: str
    wanted: str
    secret: str = ""
    offer: str = ""
    bound: str = ""


def place_of(request: HttpRequest) -> Place:
    """Where the visitor of a request stands."""
    return Place(
        device=device_of(request),
        device_name=browser_name(request.META.get("HTTP_USER_AGENT", "")),
        network=network_of(address_of(request)),
        address=address_text(request),
        session=session_mark(request),
        request_id=request.META.get("REQUEST_ID", ""),
        seat=current_acting(request) if request.user.is_authenticated else None,
    )


def browser_of(request: HttpRequest) -> bytes:
    """What one-time codes are bound to: a secret of this session, as digest."""
    if BINDING not in request.session:
        request.session[BINDING] = secrets.token_urlsafe(32)
    return sha256(request.session[BINDING].encode()).digest()


def begin_session(request: HttpRequest, account_id: int) -> None:
    """Log the account in that has shown every factor, under a new key; nothing of before stays but the binding."""
    account = account_of(account_id)
    request.session.pop(HALF_WAY, None)
    login(request, account, backend=BACKEND)
    mark_session(request, session_limits_of(account))


def mark_session(request: HttpRequest, limits: SessionLimits) -> None:
    """Write down when and where the session began, and how long it may last."""
    now = timezone.now().isoformat()
    request.session[BEGAN] = request.session[SEEN] = request.session[FACTOR_AT] = now
    request.session[IDLE] = int(limits.idle.total_seconds())
    request.session[ABSOLUTE] = int(limits.absolute.total_seconds())
    request.session[DEVICE] = browser_name(request.META.get("HTTP_USER_AGENT", ""))
    request.session[NETWORK] = network_of(address_of(request))
    request.session.set_expiry(limits.absolute)


def prove_presence(request: HttpRequest) -> None:
    """The visitor has just shown a factor again: the session gets a new key and is fresh for ten minutes."""
    request.session.cycle_key()
    request.session[FACTOR_AT] = timezone.now().isoformat()


def factor_shown_at(request: HttpRequest) -> datetime | None:
    """When the visitor last showed a factor."""
    held = request.session.get(FACTOR_AT)
    return datetime.fromisoformat(held) if held else None


def go_half_way(
    request: HttpRequest, account_id: int, step: str, wanted: str, *, secret: str = "", offer: str = ""
) -> None:
    """Let somebody on to the next page of the log-in, and to nothing else."""
    request.session.cycle_key()
    at = timezone.now().isoformat()
    request.session[HALF_WAY] = {
        "account": account_id,
        "step": step,
        "wanted": wanted,
        "secret": secret,
        "offer": offer,
        "bound": "",
        "at": at,
        "secrets": account_of(account_id).get_session_auth_hash(),
    }


def mark_bound(request: HttpRequest, mark: str) -> None:
    """Note which second factor was bound in this half-way session: it alone may enter without showing it."""
    request.session[HALF_WAY] = {**request.session[HALF_WAY], "bound": mark}


def half_way(request: HttpRequest, *steps: str) -> HalfWay | None:
    """Who stands half-way at one of these steps; None for nobody, for one who took too long, and where the password
    was set anew meanwhile: what was shown before no longer counts."""
    held = request.session.get(HALF_WAY)
    if not held or held["step"] not in steps:
        return None
    is_late = timezone.now() - datetime.fromisoformat(held["at"]) > HALF_WAY_LIFE
    if is_late or not _has_same_secrets(held):
        request.session.pop(HALF_WAY)
        return None
    return HalfWay(
        account_id=held["account"],
        step=held["step"],
        wanted=held["wanted"],
        secret=held.get("secret", ""),
        offer=held.get("offer", ""),
        bound=held.get("bound", ""),
    )


def _has_same_secrets(held: dict[str, Any]) -> bool:
    return constant_time_compare(account_of(held["account"]).get_session_auth_hash(), held.get("secrets", ""))


def has_lasted(request: HttpRequest) -> bool:
    """Whether the session of a logged-in visitor has lain idle or lasted too long, or never properly began."""
    held = request.session
    if BEGAN not in held or SEEN not in held or IDLE not in held:
        return True
    limits = SessionLimits(idle=timedelta(seconds=held[IDLE]), absolute=timedelta(seconds=held[ABSOLUTE]))
    began, seen = datetime.fromisoformat(held[BEGAN]), datetime.fromisoformat(held[SEEN])
    return has_ended(limits, began=began, seen=seen, now=timezone.now())


class SessionLimitsMiddleware:
    """Ends sessions that lay idle or lasted too long. Stands inside the scope, before the visitor's door is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            if has_lasted(request):
                logout(request)
                request.session[ENDED] = True
            else:
                self.touch(request)
        return self.get_response(request)

    def touch(self, request: HttpRequest) -> None:
        """Note that the visitor is still here."""
        now = timezone.now()
        if now - datetime.fromisoformat(request.session[SEEN]) >= TOUCH_EVERY:
            request.session[SEEN] = now.isoformat()
