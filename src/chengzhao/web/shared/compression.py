"""What goes out compressed: files of our own folder, and pages with no session behind them. Nothing of a person.

Who sees the lengths of compressed answers and makes a browser ask again and again guesses, letter by letter, what
stands in a page beside what was asked (BREACH). So a page is compressed only where nobody's session stands behind it:
it holds nothing that the guesser could not read by asking themselves. The form's token is masked anew each time, and
Django adds a random length on top. Pages of whoever has logged in, or is on the way there, go out as they are.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

WEAK = "W/"
MATCHES = "HTTP_IF_NONE_MATCH"
PLAIN = ("text/", "application/javascript", "application/json", "image/svg+xml")
"""Kinds of content that shrink."""


class CompressionMiddleware:
    """Compresses with gzip what may be compressed; stands around the files and around the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.gzip = GZipMiddleware(get_response)  # type: ignore[arg-type]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL):
            # The tag of a compressed file is a weak one, and a weak comparison is asked for (RFC 9110, 13.1.2).
            request.META[MATCHES] = request.META.get(MATCHES, "").removeprefix(WEAK)
        response = self.get_response(request)
        if may_be_compressed(request, response):
            self.gzip.process_response(request, response)
        return response


def may_be_compressed(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer holds no secret and shrinks; a part of a file stays as it is, or its place would be wrong."""
    if request.method not in ("GET", "HEAD") or response.status_code != HttpResponse.status_code:
        return False
    session = getattr(request, "session", None)
    is_nobodys = session is None or session.is_empty()
    return is_nobodys and response.headers.get("Content-Type", "").startswith(PLAIN)
