"""Sensitive acts ask who is there once more: a factor shown within ten minutes, or the page that asks for one.

    @allow(is_candidate)
    @fresh_factor
    def confirm_choices(request): ...

What was typed is not lost: a form that was sent is sent on to the page that asks (307 keeps it whole), which
carries its fields along and, once the factor is right, sends them back to where they were meant for.
"""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from chengzhao.rules.accounts import is_fresh
from chengzhao.web.shared.access import View
from chengzhao.web.shared.sessions import factor_shown_at

POST = frozenset({"POST"})
EVERY_METHOD = frozenset({"GET", "HEAD", "POST"})


class SentOn(HttpResponseRedirect):
    """To another page with the method and the fields of the request: 307."""

    status_code = 307


def fresh_factor(view: View | None = None, *, methods: frozenset[str] = POST) -> Any:
    """Let requests of these methods through only where the visitor showed a factor within ten minutes."""

    def guard(inner: View) -> View:
        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods or is_fresh(factor_shown_at(request), timezone.now()):
                return inner(request, *args, **kwargs)
            return ask_again(request)

        guarded.asks_for_factor = True  # type: ignore[attr-defined]
        return guarded

    return guard(view) if view is not None else guard


def ask_again(request: HttpRequest) -> HttpResponse:
    """To the page that asks for a factor. Files cannot be carried along: their form is opened anew afterwards."""
    address = f"{reverse('account:confirm')}?{urlencode({'next': request.get_full_path()})}"
    is_carried = request.method == "POST" and not request.FILES
    return SentOn(address) if is_carried else HttpResponseRedirect(address)
