"""What every answer carries: the content policy, a number to ask about it, and no copy of private pages."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=()"


class ContentPolicyMiddleware:
    """Allows nothing inline and nothing from elsewhere; keeps pages of logged-in people out of every cache.

    Stands before the session's middleware, so that its answers (and those of static files) carry the headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        request.META["REQUEST_ID"] = request_id
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        response.headers["Content-Security-Policy"] = CONTENT_POLICY
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if _belongs_to_someone(request):
            response.headers["Cache-Control"] = "no-store"
        return response


def _belongs_to_someone(request: HttpRequest) -> bool:
    """Whether the page was made for a logged-in person; a page that never looked at the session was not."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return False
    return request.user.is_authenticated
