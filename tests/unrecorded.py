"""The watch over the trail: of the whole test run, a POST that does something and leaves no audit row fails its test.

Behind Django's handler, so that the test client and the live server are both watched. Three rules:

1. What a request writes for good, it writes in a transaction that has an audit row; but `OWN_TABLES`.
2. What the door refuses (no right, no token, no fresh factor, not logged in) writes nothing; but `OWN_TABLES`.
3. An answer without a row, of a request that the door let in, has a reason in `NO_ROW`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

TRAIL = "records_auditrow"

OWN_TABLES = {
    "records_loginsession": "what a browser's session remembers, kept by the session middleware at every request",
    "records_fieldmistake": "how often a field went wrong on a day: no person, and nothing typed",
    "records_requestcount": "counters of requests, which even a refused one goes into",
}
"""Tables whose rows no act changes, and why a write to them alone needs no row."""

_SHOWN_AGAIN = "the form is shown again with what is wrong: nothing was done"
_WAITS = "or one has to wait: the wrong tries before are on the trail, and a flood is not to fill it"
_HALF_WAY = "half the way in is in the session alone: the whole way leaves a row, and so does a wrong factor"
_LOST = "the step before was never made or lies too far back: to its beginning"
_READ = "it reads, and shows nobody's file"

NO_ROW: dict[tuple[str, int], str] = {
    ("candidate:fee", 302): "to the provider's page of an order that was made, and recorded, before",
    ("account:login", 200): f"{_SHOWN_AGAIN}; {_WAITS}",
    ("account:login", 302): _HALF_WAY,
    ("account:login-code", 200): f"{_SHOWN_AGAIN}; {_WAITS}",
    ("account:login-code-enter", 200): _SHOWN_AGAIN,
    ("account:login-code-enter", 302): _LOST,
    ("account:second-factor", 200): f"{_SHOWN_AGAIN}; {_WAITS}",
    ("account:second-factor", 302): _LOST,
    ("account:old-password", 200): _SHOWN_AGAIN,
    ("account:old-password", 302): _LOST,
    ("account:enrol", 200): "a wrong code opens nothing yet: whoever binds a factor has it on the screen",
    ("account:enrol", 302): _LOST,
    ("account:invitation", 200): _SHOWN_AGAIN,
    ("account:recover", 200): f"{_SHOWN_AGAIN}; {_WAITS}",
    ("account:recover-code", 200): _SHOWN_AGAIN,
    ("account:recover-code", 302): _LOST,
    ("account:recover-password", 200): _SHOWN_AGAIN,
    ("account:recover-password", 302): _LOST,
    ("account:register", 200): f"{_SHOWN_AGAIN}; {_WAITS}",
    ("account:register-code", 200): _SHOWN_AGAIN,
    ("account:register-code", 302): _LOST,
    ("account:register-identity", 200): _SHOWN_AGAIN,
    ("account:register-identity", 302): _LOST,
    ("account:password", 200): _SHOWN_AGAIN,
    ("account:phone", 200): f"{_SHOWN_AGAIN}; {_WAITS}",
    ("account:phone", 302): _LOST,
    ("account:phone-code", 200): _SHOWN_AGAIN,
    ("account:phone-code", 302): _LOST,
    ("account:confirm", 200): f"{_SHOWN_AGAIN}; {_WAITS}; or a form was sent here to be kept meanwhile",
    ("account:confirm-code", 302): _WAITS,
    ("account:revoke-session", 302): "no such session is the visitor's own: nothing was ended",
    ("account:seats", 200): _SHOWN_AGAIN,
    ("account:seats", 302): "the role taken is in the session alone: every act in it says the role",
    ("candidate:messages", 302): "nothing was new, or what the page showed was marked before",
    ("province:message", 200): "a preview, or what is wrong with the form: nothing was put forward",
    ("province:send-messages", 302): "pressed again: the job was asked for by the first press",
    ("candidate:ask", 200): _SHOWN_AGAIN,
    ("candidate:export", 409): "nothing was filled in: there is nothing to take",
    ("candidate:question", 200): _SHOWN_AGAIN,
    ("candidate:question", 302): "the same was saved before: nothing is changed, or the office has it",
    ("candidate:question", 409): "it was saved elsewhere meanwhile, or cannot be: the form is shown again",
    ("candidate:claim-file", 200): _SHOWN_AGAIN,
    ("candidate:claim-file", 302): "the same file was sent before, or the office has the registration",
    ("candidate:drop-file", 409): "the office has the registration: nothing was taken back",
    ("candidate:check", 302): "it was handed in by the first press",
    ("candidate:check", 409): "it cannot be handed in: why is shown, and what was filled in stays",
    ("candidate:withdraw", 302): "nothing was handed in that could be withdrawn",
    ("candidate:withdraw", 409): _SHOWN_AGAIN,
    ("candidate:take-over", 302): "it was taken over before, or nothing was handed in",
    ("candidate:take-over", 409): _SHOWN_AGAIN,
    ("candidate:confirm", 302): "nothing was handed in that could be confirmed",
    ("candidate:confirm", 409): _SHOWN_AGAIN,
    ("candidate:fee", 409): _SHOWN_AGAIN,
    ("province:fees", 409): "the province charges nothing, which the page says: there is nothing to decide",
    ("province:fees", 302): "pressed once more: what was decided, and recorded, stands",
    ("candidate:consent", 200): _SHOWN_AGAIN,
    ("candidate:notice", 200): _SHOWN_AGAIN,
    ("candidate:take-back", 302): "it was answered already: nothing was taken back",
    ("candidate:evidence", 200): _SHOWN_AGAIN,
    ("county:evidence", 200): _SHOWN_AGAIN,
    ("county:queue", 302): "nothing of the filter is left to take: back to the list, which says so",
    (
        "county:file",
        302,
    ): "given back by whoever did not have it, or the same press again: its first is on the trail",
    **{
        (f"{office}:risk", status): reason
        for office in ("county", "province")
        for status, reason in (
            (302, "put forward already by the same person: its first press is on the trail"),
        )
    },
    ("county:batch", 302): "pressed again: the first press is on the trail",
    ("department:evidence", 200): _SHOWN_AGAIN,
    ("county:find", 200): _SHOWN_AGAIN,
    ("county:in-person", 200): _SHOWN_AGAIN,
    ("county:in-person-case", 200): _SHOWN_AGAIN,
    ("county:in-person-case", 302): f"{_LOST}; or put forward already by the same person",
    ("college:evidence", 200): _SHOWN_AGAIN,
    ("province:evidence", 200): _SHOWN_AGAIN,
    ("desk:approval", 302): "pressed twice, or settled by another: what the first press did is on the trail",
    ("college:export", 302): "the same form was sent before: its first press is on the trail",
    ("college:export", 409): "as many jobs wait as one may have: nothing was asked for",
    (
        "college:papers",
        302,
    ): "the same button of the same form was pressed before: its first press is on the trail",
    ("college:papers", 409): "as many jobs wait as one may have: nothing was asked for",
    ("desk:imports", 409): "a file that cannot be read, or was handed in before: nothing was kept",
    ("desk:import", 302): "pressed again: the first press is on the trail",
    ("desk:import", 409): "nothing was done, and the page says why",
    ("department:claims-table", 302): "the same form was sent before: its first press is on the trail",
    ("desk:inbox", 302): "nothing was new, or what the page showed was marked before",
    ("desk:search", 200): "nobody was found by a word that is no number, or colleges and offices alone",
    ("desk:columns", 302): "it is set so already",
    ("desk:settings", 302): "it is set so already",
    ("desk:invite", 409): _SHOWN_AGAIN,
    ("desk:member", 409): _SHOWN_AGAIN,
    ("desk:members", 409): _SHOWN_AGAIN,
    ("desk:member", 302): "put forward already by the same person: its first press is on the trail",
    ("desk:why", 200): _READ,
    ("oversight:person", 200): "nobody has this number: nothing about a person was shown",
    ("province:request", 200): _SHOWN_AGAIN,
    ("province:stages", 409): _SHOWN_AGAIN,
    ("province:stages", 302): "put forward already by the same person: its first press is on the trail",
    ("province:responsible", 409): _SHOWN_AGAIN,
    ("province:holds", 409): _SHOWN_AGAIN,
    ("system:retention", 409): _SHOWN_AGAIN,
    ("public:objection", 200): f"{_SHOWN_AGAIN}; who reports is written down nowhere",
    ("public:objection", 302): "the same form was sent before: its first press is on the trail",
    ("province:publicity-notice", 302): "put forward or sent already: its first press is on the trail",
    ("province:gate", 302): "put forward already by the same person: its first press is on the trail",
    ("province:run", 302): "put forward already by the same person: its first press is on the trail",
    ("public:care", 302): "the larger letters are a cookie of the browser",
    (
        "public:results",
        200,
    ): "two numbers that only the person has; who searches is counted, decoys raise an alarm",
    ("system:invite", 409): _SHOWN_AGAIN,
    ("system:sessions", 409): _SHOWN_AGAIN,
    ("system:grant", 409): _SHOWN_AGAIN,
    ("system:grant", 302): "put forward already by the same person: its first press is on the trail",
    ("system:user", 302): "put forward already by the same person: its first press is on the trail",
}
"""Answers that may come without an audit row, by the name of the URL and the status, and why."""

ANSWERED = frozenset({200, 204, 302, 303, 409, 422})
"""What the door lets in is answered with one of these; whatever else is a refusal or a fault."""

_WRITE = re.compile(
    r'^\s*(?:\d+ times: )?(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE
)
_BEGIN, _END, _UNDO = ("SAVEPOINT", "BEGIN"), ("RELEASE", "COMMIT"), "ROLLBACK TO"


@dataclass
class Written:
    """What a request wrote for good: the tables of each of its transactions."""

    transactions: list[set[str]] = field(default_factory=list)

    @property
    def has_row(self) -> bool:
        """Whether an audit row is left."""
        return any(TRAIL in tables for tables in self.transactions)

    @property
    def unrecorded(self) -> set[str]:
        """The tables written in transactions that left no audit row."""
        found = {name for tables in self.transactions if TRAIL not in tables for name in tables}
        return {name for name in found - set(OWN_TABLES) if not name.startswith("staging_")}


def written_by(statements: Iterable[str]) -> Written:
    """Read the statements of a request: an outermost savepoint of a test is a transaction of the product."""
    found, held = Written(), []
    for sql in statements:
        if sql.startswith(_BEGIN):
            held.append(set[str]())
        elif sql.startswith(_UNDO):
            held[-1].clear()
        elif sql.startswith(_END) and held:
            ended = held.pop()
            (held[-1].update if held else found.transactions.append)(ended)
        elif sql.startswith("ROLLBACK") and held:
            held.pop()
        elif match := _WRITE.match(sql):
            if held:
                held[-1].add(match[1])
            else:
                found.transactions.append({match[1]})
    return found


def fault_of(name: str, status: int, location: str, written: Written) -> str:
    """What is wrong with the trail of a POST; '' where nothing is."""
    if written.unrecorded:
        return f"POST {name} wrote {sorted(written.unrecorded)} without an audit row in the same transaction"
    is_let_in = status in ANSWERED and not location.startswith(("/login/", "/account/confirm/"))
    if not is_let_in or written.has_row or (name, status) in NO_ROW:
        return ""
    return (
        f"POST {name} was answered with {status} and left no audit row, and tests/unrecorded.py has no reason"
    )


class Unrecorded(AssertionError):
    """A POST of the test that runs left no audit row."""


def _watched(plain: Any, handler: Any, request: Any) -> Any:
    from django.db import connection

    before, connection.force_debug_cursor = connection.force_debug_cursor, True
    log = connection.queries_log
    start = len(log)
    try:
        response = plain(handler, request)
    finally:
        connection.force_debug_cursor = before
    assert len(log) < (log.maxlen or 0), "the log of statements is full: the watch cannot see"
    written = written_by([entry["sql"] for entry in list(log)[start:]])
    match = request.resolver_match
    name = match.view_name if match else request.path
    if fault := fault_of(name, response.status_code, response.headers.get("Location", ""), written):
        raise Unrecorded(fault)
    return response


def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin to watch; under another project's settings there is nothing to watch."""
    from django.conf import settings

    if session.config.option.collectonly or not settings.configured:
        return
    from django.core.handlers.base import BaseHandler

    plain = BaseHandler.get_response

    def watched(self: Any, request: Any) -> Any:
        return _watched(plain, self, request) if request.method == "POST" else plain(self, request)

    BaseHandler.get_response = watched  # type: ignore[method-assign]
