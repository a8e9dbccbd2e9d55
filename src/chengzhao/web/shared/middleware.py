"""What every answer carries: the content policy, a number to ask about it, and no copy of private pages."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from chengzhao.settings.request_numbers import REQUEST_NUMBER
from chengzhao.web.shared.errors import TEXTS, error_page

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

# HSTS, nosniff, the referrer policy and the opener policy are Django's SecurityMiddleware's to set.
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
FORGET = '"cache", "storage"'
"""Not cookies: the session's is taken away beside it, and the one of 关怀版 is to stay."""


SAME_FOR_ALL = "is_same_for_all"


def for_everybody(response: HttpResponse, keeping: str) -> HttpResponse:
    """An answer that says nothing of anybody: it may be kept, also in the browser of somebody logged in."""
    response.headers["Cache-Control"] = f"public, {keeping}"
    setattr(response, SAME_FOR_ALL, True)
    return response


class ContentPolicyMiddleware:
    """Allows nothing inline and nothing from elsewhere; keeps pages of logged-in people out of every cache.

    Stands first, so that every answer carries the headers: those of static files, redirects and errors, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        request.META["REQUEST_ID"] = request_id
        earlier = REQUEST_NUMBER.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_NUMBER.reset(earlier)
        response.headers["X-Request-ID"] = request_id
        for name, value in HEADERS.items():
            response.headers[name] = value
        if _belongs_to_someone(request) and not getattr(response, SAME_FOR_ALL, False):
            response.headers["Cache-Control"] = "no-store"
        if _ends_a_session(response):
            response.headers["Clear-Site-Data"] = FORGET
        return response


class ErrorPageMiddleware:
    """Gives an answer of error without a body, such as Django's own for a wrong method, the page of its kind.

    Stands behind the session and the visitor, whom the page's shell greets.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in TEXTS or response.streaming or response.content:
            return response
        response.content = error_page(request, response.status_code).content
        return response


def _belongs_to_someone(request: HttpRequest) -> bool:
    """Whether the page was made for a logged-in person; a page that never looked at the session was not."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return False
    return request.user.is_authenticated


def _ends_a_session(response: HttpResponse) -> bool:
    """Whether the answer takes the session's cookie away: after a log-out, or when the session is over."""
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0
