"""Who may see a page: one-line predicates on the role that a visitor acts in, closed by default."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from chengzhao.law.words import Role
from chengzhao.records.queries.people import Acting, acting_as, seats_of

SEAT = "seat"
HAS_OTHER_SEATS = "has_other_seats"


class StaffRequest(HttpRequest):
    """A request whose visitor is known to act in a role."""

    acting: Acting


class View(Protocol):
    """A function view."""

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate on the acting role; `&` and `|` make sentences of it."""

    holds: Callable[[Acting], bool]

    def __call__(self, acting: Acting) -> bool:
        return self.holds(acting)

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(lambda acting: self(acting) and other(acting))

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(lambda acting: self(acting) or other(acting))


def in_role(*roles: Role) -> Rule:
    """The visitor acts in one of `roles`."""
    return Rule(lambda acting: acting.role in roles)


def current_acting(request: HttpRequest) -> Acting | None:
    """The role of the session; None for a visitor without one. Read once a request."""
    if not hasattr(request, "acting_cache"):
        request.acting_cache = _read_acting(request)  # type: ignore[attr-defined]
    found: Acting | None = request.acting_cache  # type: ignore[attr-defined]
    return found


def _read_acting(request: HttpRequest) -> Acting | None:
    account_id = getattr(request.user, "pk", None)
    seat = request.session.get(SEAT)
    if account_id is None or seat is None:
        return None
    return acting_as(account_id, seat, with_habits=True)


def take_only_seat(request: HttpRequest) -> bool:
    """Take the visitor's seat where there is exactly one; says whether a seat is taken."""
    seats = seats_of(request.user.pk or 0)
    request.session[HAS_OTHER_SEATS] = len(seats) > 1
    if len(seats) == 1:
        request.session[SEAT] = seats[0].seat
        return True
    return False


def allow(rule: Rule) -> Callable[[View], View]:
    """Let a view be entered only by those for whom `rule` holds; others get 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            acting = current_acting(request)
            if acting is None:
                return _without_seat(request)
            if not rule(acting):
                raise PermissionDenied
            request.acting = acting
            return view(request, *args, **kwargs)

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded

    return guard


def _without_seat(request: HttpRequest) -> HttpResponse:
    request.session.pop(SEAT, None)
    return redirect("account:seats")


def somebody(role: Role) -> Acting:
    """Somebody in a role, with what the role brings along, for the predicates of pages."""
    is_college = role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
    return Acting(
        seat="",
        role=role,
        account_id=0,
        display_name="",
        organisation_id=0,
        organisation="",
        organisation_code="",
        org_path="/",
        season=0,
        province="",
        candidate_id=0 if role is Role.CANDIDATE else None,
        college_id=0 if is_college else None,
    )


def roles_that_enter(view: Any) -> tuple[Role, ...] | None:
    """The roles that a view lets in, as its predicate says; None where it asks for no role."""
    rule: Rule | None = getattr(view, "rule", None)
    return None if rule is None else tuple(role for role in Role if rule(somebody(role)))
