"""Nothing personal before the notice: a candidate who has not read the version in force is shown it first."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from chengzhao.law.privacy.consents import ConsentKind, current_text
from chengzhao.law.words import Role
from chengzhao.records.queries.consents import has_agreed
from chengzhao.web.shared.access import current_acting

BEFORE_NOTICE = frozenset({"candidate:notice", "candidate:privacy", "candidate:export"})
"""The pages of candidates that are open before the notice is read: itself, and what is one's right to see."""

TOLD = "told_version"


class NoticeMiddleware:
    """Leads to the notice from every other page of a candidate; a new version leads there again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look once the page is known."""
        match = request.resolver_match
        if match is None or match.app_name != "candidate" or match.view_name in BEFORE_NOTICE:
            return None
        acting = current_acting(request)
        if acting is None or acting.role is not Role.CANDIDATE:
            return None
        today = timezone.localdate()
        version = current_text(ConsentKind.NOTICE, today).version
        if request.session.get(TOLD) == version or has_agreed(acting.account_id, ConsentKind.NOTICE, today):
            return None
        return redirect(f"{reverse('candidate:notice')}?{urlencode({'next': request.path})}")
