"""Each request goes through one door of the database: that of the role its visitor acts in."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from chengzhao.records.scope import Scope, identify, narrow, scope
from chengzhao.records.seats import scope_of
from chengzhao.records.walls.doors import Door
from chengzhao.web.shared.access import current_acting

AnyView = TypeVar("AnyView", bound=Callable[..., Any])


def at_the_entry(view: AnyView) -> AnyView:
    """Marks a view that logs people in or lets them choose who they are: it stays at the entry's door."""
    view.door = Door.ENTRY  # type: ignore[attr-defined]
    return view


class ScopeMiddleware:
    """Opens the request's transaction at the entry, and narrows it to the visitor's door before the view.

    Stands behind the session and authentication, before whatever asks who the visitor is. An answer of 500
    takes back what the view wrote.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with scope(Scope(door=Door.ENTRY)):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        """Find out who asks, then leave the entry."""
        account, acting = None, None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            account = request.user.pk
            identify(account)
            acting = current_acting(request)
        if getattr(view, "door", None) is not Door.ENTRY:
            narrow(scope_of(acting, account))


def _identify(user: Any, **_: Any) -> None:
    identify(user.pk)


user_logged_in.connect(_identify)
