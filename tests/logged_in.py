"""What a test means by somebody who is logged in: every factor shown, the session begun a moment ago."""

from typing import Any

from django.http import HttpRequest

from chengzhao.records.queries.accounts import session_limits_of
from chengzhao.web.shared.sessions import mark_session


def mark_forced(request: HttpRequest, user: Any, **_: Any) -> None:
    """Begin the session of a `force_login` as the doors begin it; a request of a page is left to the doors."""
    if not request.path:
        mark_session(request, session_limits_of(user))
