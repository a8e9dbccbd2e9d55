"""Each look at a person's file leaves a row on the trail, and so does each file that is taken away (trust L-05).

The named reads note whose file they read (`records/looks.py`). When the page has been made, and before it is sent,
the middleware writes a row for each person, in a transaction of its own: this is the one thing that a GET writes.
If the row cannot be written, the page is not sent. An answer that the browser keeps as a file is written down, too.
"""

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from chengzhao.actions.access_log import take_list, view_file
from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import Role
from chengzhao.records.looks import noting
from chengzhao.records.queries.people import Acting
from chengzhao.records.scope import scope
from chengzhao.records.seats import scope_of
from chengzhao.web.shared.access import View
from chengzhao.web.shared.actors import actor_in
from chengzhao.web.shared.middleware import SAME_FOR_ALL

AnyView = TypeVar("AnyView", bound=View)
UNSAID = "查看"
KEPT_AS_FILE = "Content-Disposition"
PLAIN_CODE = re.compile(r"[A-Za-z_]{0,32}|[0-9]{1,5}")
HELD_BACK = "…"
LONGEST_FILTERS = 200
SHOWN = frozenset({200, 409, 422})
"""Answers that show a page: also the same page again, with what is wrong."""


def shows_person(why: str) -> Callable[[AnyView], AnyView]:
    """Says why a view shows a person's file or hands a file out; without it the trail says only that it did."""

    def mark(view: AnyView) -> AnyView:
        view.why = why  # type: ignore[attr-defined]
        return view

    return mark


class LookMiddleware:
    """Writes the looks of a request. Stands around the request's own transaction, which has ended by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with noting() as noted:
            response = self.get_response(request)
        acting: Acting | None = getattr(request, "acting_cache", None)
        is_staff = acting is not None and acting.role is not Role.CANDIDATE
        is_taken = response.has_header(KEPT_AS_FILE) and not getattr(response, SAME_FOR_ALL, False)
        if acting and is_staff and response.status_code in SHOWN and (noted or is_taken):
            _write(request, acting, list(noted), response if is_taken else None)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: object) -> None:
        """Keep why the view shows what it shows."""
        request.why = getattr(view, "why", UNSAID)  # type: ignore[attr-defined]


def _write(request: HttpRequest, acting: Acting, candidates: list[int], taken: HttpResponse | None) -> None:
    border, actor = Border(season=acting.season, province=acting.province), actor_in(request, acting)
    at = timezone.now()
    why: str = request.why  # type: ignore[attr-defined]
    with scope(scope_of(acting, acting.account_id)):
        if candidates:
            view_file(border=border, actor=actor, at=at, candidate_ids=candidates, reason=why)
        if taken is not None:
            _write_taken(border, actor, at, f"{why}　{request.path}{_filters(request)}", taken)


def _filters(request: HttpRequest) -> str:
    """By what the list was narrowed, as codes; what somebody typed in words or numbers is left out of the trail."""
    said = [
        f"{name}={value if PLAIN_CODE.fullmatch(value) else HELD_BACK}" for name, value in request.GET.items()
    ]
    return f"?{'&'.join(said)}"[:LONGEST_FILTERS] if said else ""


def _write_taken(border: Border, actor: Actor, at: datetime, reason: str, taken: HttpResponse) -> None:
    """The row of a file that was taken away: its name, and the digest of its bytes where they are known by now."""
    name = taken.headers[KEPT_AS_FILE].partition("filename=")[2].split(";")[0].strip('" ')
    digest = "" if taken.streaming else sha256(taken.content).hexdigest()
    take_list(border=border, actor=actor, at=at, name=name, digest=digest, reason=reason)
