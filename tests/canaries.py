"""The canary test over the whole run: what the factories make up of persons must never come out again.

Every made-up identity number, telephone, name and 报名号 is remembered as it is made. Then the run is watched:
log records, what tests write to stderr, every answer of the site with its addresses and titles, and at the
end the logs that were left on the disk. A sighting fails the run, also under xdist, and names the test.
"""

import html
import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from chengzhao.settings.scrubbing import ScrubbingFilter


class Kind(Enum):
    """What a canary is."""

    IDENTITY = "identity number"
    PHONE = "telephone"
    NAME = "name"
    NUMBER = "candidate number"


NUMBERS = frozenset({Kind.IDENTITY, Kind.PHONE})
"""What stands in no page, list or log at all."""

FULL_NUMBER_VIEWS = frozenset(
    {
        *("county:person", "province:person", "college:person", "province:unmasked-csv"),
        # What the reviewer has just typed for whoever stands there comes back in the form, to be put right.
        "county:in-person-case",
        # What an office has drafted it reads before it goes out, with what the gate will hold up.
        "province:publicity-notice",
        # What people fill in of themselves they read again before and after they hand it in.
        *("candidate:question", "candidate:check", "candidate:receipts"),
    }
)
"""The views that may show a telephone or an identity number in full, each under a rule of its own."""

CASES = Path(__file__).resolve().parent.parent / "src" / "chengzhao" / "rules" / "officer_cases.csv"

PLANTED: dict[Kind, set[str]] = defaultdict(set)
LEAKS: list[str] = []

_DIGITS = re.compile(r"\d{11,18}[Xx]?")
_ADDRESSES = re.compile(r"""(?:href|action|src|formaction)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_LOGS = re.compile(r"(\.log|\.err|\.jsonl|stderr|stdout)$")
_KEPT_OUT = {"pg_wal", "base", "global"}


@cache
def published() -> frozenset[str]:
    """The numbers in the officers' cases, which the public pages of the law print."""
    return frozenset(_DIGITS.findall(CASES.read_text(encoding="utf-8").upper()))


def plant(kind: Kind, value: str) -> str:
    """Remember a made-up value; gives it back.

    Raises:
        ValueError: the number stands in the officers' cases: whether it is a leak would depend on the tests before.
    """
    if kind in NUMBERS and value.upper() in published():
        raise ValueError(
            f"{value} is printed by the pages of the law: give a person of a test another number"
        )
    PLANTED[kind].add(value)
    return value


def seen_in(text: str, kinds: Iterable[Kind] = tuple(Kind)) -> Iterator[tuple[Kind, str]]:
    """The planted values that stand in a text."""
    runs = {run.upper() for run in _DIGITS.findall(text)}
    runs |= {run[:-1] for run in runs if run.endswith("X")}
    for kind in kinds:
        if kind is Kind.NAME:
            yield from ((kind, name) for name in PLANTED[kind] if name in text)
        else:
            yield from ((kind, value) for value in PLANTED[kind] & runs)


def seen_in_page(page: str, kinds: Iterable[Kind]) -> Iterator[tuple[str, Kind, str]]:
    """(where, kind, value) of what a page gives away: addresses and title any kind, the rest `kinds`."""
    for address in set(_ADDRESSES.findall(page)):
        for kind, value in seen_in(unquote(html.unescape(address))):
            yield "an address", kind, value
    for title in _TITLE.findall(page):
        for kind, value in seen_in(html.unescape(title)):
            yield "the title", kind, value
    for kind, value in seen_in(page, kinds):
        yield "the page", kind, value


def tell(place: str, kind: Kind, value: str) -> None:
    """Note a leak with the test in which it happened."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "after the tests").split(" (")[0]
    leak = f"{test}: the {kind.value} {value} in {place}"
    if leak not in LEAKS:
        LEAKS.append(leak)


class Trap(logging.Handler):
    """Looks at every record after the filter that stands before each real handler."""

    def emit(self, record: logging.LogRecord) -> None:
        """Note what the written text gives away."""
        try:
            text = self.format(record)
        except (TypeError, ValueError):
            return
        for kind, value in seen_in(text):
            tell(f"a log record of {record.name}", kind, value)


def watch_answer(request: Any, response: Any) -> None:
    """Note what an answer of the site gives away in its address, where it leads, its title and its text."""
    for address in (request.get_full_path(), response.headers.get("Location", "")):
        for kind, value in seen_in(unquote(address)):
            tell(f"the address {address}", kind, value)
    if response.streaming or "text/html" not in response.headers.get("Content-Type", ""):
        return
    match = request.resolver_match
    kinds = () if match and match.view_name in FULL_NUMBER_VIEWS else NUMBERS
    for where, kind, value in seen_in_page(response.content.decode(errors="replace"), kinds):
        tell(f"{where} of {request.path}", kind, value)


def watch_site() -> None:
    """Stand behind Django's handler, so that the test client and the live server are both watched."""
    from django.core.handlers.base import BaseHandler

    plain = BaseHandler.get_response

    def watched(self: Any, request: Any) -> Any:
        response = plain(self, request)
        watch_answer(request, response)
        return response

    BaseHandler.get_response = watched  # type: ignore[method-assign]


def watch_files(folder: Path) -> None:
    """Note what the logs below a folder give away; the database's own files are not logs."""
    for path in sorted(folder.rglob("*")):
        parts = set(path.relative_to(folder).parts)
        if path.is_file() and _LOGS.search(path.name) and not parts & _KEPT_OUT:
            for kind, value in seen_in(path.read_text(encoding="utf-8", errors="replace")):
                tell(f"the file {path.name}", kind, value)


TRAP = Trap()
TRAP.addFilter(ScrubbingFilter())


def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin to watch."""
    if session.config.option.collectonly:
        return
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        watch_site()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stand at the root of the loggers, also where a test has configured logging anew."""
    root = logging.getLogger()
    if TRAP not in root.handlers:
        root.addHandler(TRAP)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Look at what the test wrote to stderr."""
    outcome: Any = yield
    for title, text in outcome.get_result().sections:
        if "stderr" in title:
            for kind, value in seen_in(text):
                tell(title.lower(), kind, value)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Look at the files; a worker hands over what it found, the leading process fails the run."""
    config = session.config
    factory = getattr(config, "_tmp_path_factory", None)
    if factory is not None and factory._basetemp is not None:
        watch_files(factory.getbasetemp())
    watch_server(config)
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output["leaks"] = list(LEAKS)
        output["planted"] = [[kind.name, sorted(values)] for kind, values in PLANTED.items()]
        return
    if LEAKS:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object | None) -> None:
    """Take over what a worker of xdist found, and its canaries for the files that all share."""
    given = getattr(node, "workeroutput", {})
    LEAKS.extend(leak for leak in given.get("leaks", ()) if leak not in LEAKS)
    for name, values in given.get("planted", ()):
        PLANTED[Kind[name]].update(values)


def watch_server(config: pytest.Config) -> None:
    """Note what the log of the run's PostgreSQL gives away."""
    log = getattr(config, "server_log", None)
    if log is not None and log.exists():
        for kind, value in seen_in(log.read_text(encoding="utf-8", errors="replace")):
            tell("the log of the database server", kind, value)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what came out, last, where it is read."""
    if LEAKS:
        terminalreporter.section("PERSONAL DATA CAME OUT", sep="=", red=True, bold=True)
        for leak in LEAKS:
            terminalreporter.line(leak)
