"""Where a payment provider's server knocks: before everything that is made for browsers, for it is none.

It has no cookie, no session and no token of a form; its body is signed, and that is looked at first. So this stands in
front of the application and not among its views, each of which asks for the token.
"""

from collections.abc import Callable, Iterable
from typing import Any

PATH = "/payment/notice/"
MOST_BYTES = 16_000
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


def with_payment_notices(application: Application) -> Application:
    """The application, and in front of it the one address that takes notices by POST."""

    def serve(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH:
            return application(environ, start_response)
        status, said = _answer(environ)
        start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")])
        return [said]

    return serve


def _answer(environ: dict[str, Any]) -> tuple[str, bytes]:
    """What the provider hears: 200 where the notice is kept, whatever became of it, so that it stops sending."""
    from django.conf import settings
    from django.db import close_old_connections
    from django.utils import timezone

    from chengzhao.exchange.payments import chosen_provider, receive

    provider = chosen_provider(settings.PAYMENT_PROVIDER)
    if provider is None:
        return "404 Not Found", b"no provider\n"
    if environ.get("REQUEST_METHOD") != "POST":
        return "405 Method Not Allowed", b"POST only\n"
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit() or int(length) > MOST_BYTES:
        return "413 Content Too Large", b"too large\n"
    body = environ["wsgi.input"].read(int(length))
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    close_old_connections()
    try:
        receive(provider, at=timezone.now(), body=body, headers=headers)
    finally:
        close_old_connections()
    return "200 OK", b"success\n"
