"""What a page costs the server at the size of the demo: every page that can be opened × every role, worst first.

`python -m bench.pages` needs a season that was played (`make demo SERVE=0`). It opens every address that needs no
argument, as each role, and follows the links of the pages until no page of another kind comes up; of each kind one
address without a query and one with it are measured, warm. It changes nothing but the looks on the trail and the
leases of files that it opened. Mark: 150 ms a page of the processor, of this process and of its backend together: on
a machine with other work the clock says more. What is over it is marked. Without the network. Files (CSV, PDF,
pictures) are pages here too; of one that is sent while it is read, the beginning.

`python -m bench.pages risks retention` measures only addresses of which one of the words is a part.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from chengzhao.cli.tables import require_current_tables, running_project
from chengzhao.settings import options

ROUNDS = 5
MARK = 150
"""Milliseconds of the server for a page at the size of the demo."""
NOT_FOLLOWED = ("account:logout", "public:care")
"""Addresses that change what the visitor is."""
OF_A_PERSON = ("county:person", "province:person", "county:file", "county:confirmation")


@dataclass(frozen=True, kw_only=True, order=True)
class Measured:
    """One page of one role: the processor's time of a warm visit, the median of the clock, and the statements."""

    processor: float
    milliseconds: float
    statements: int
    role: str
    name: str
    address: str


def main() -> None:
    words = sys.argv[1:]
    os.environ.setdefault(options.DJANGO_SETTINGS_MODULE.name, options.DJANGO_SETTINGS_MODULE.default)
    with running_project():
        require_current_tables()
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        from django.contrib.auth.signals import user_logged_in
        from tests.logged_in import mark_forced

        user_logged_in.connect(mark_forced)
        # Most addresses are refused to most roles: no news here.
        logging.getLogger("django.request").setLevel(logging.ERROR)
        found = sorted(measured(words), reverse=True)
        missed = sorted(url_names() - {one.name for one in found})
    if not found:
        sys.exit("There is no season with personas: make demo SERVE=0")
    for one in found:
        over = "over" if one.processor > MARK else ""
        print(
            f"{one.processor:6.0f} ms {over:4} {one.milliseconds:6.0f} ms on the clock "
            f"{one.statements:3} statements  {one.role:20} {one.address}"
        )
    slow = sum(one.processor > MARK for one in found)
    kinds = len({one.name for one in found})
    print(
        f"{len(found)} pages of {kinds} kinds, {slow} over {MARK} ms, "
        f"median {statistics.median(one.processor for one in found):.0f} ms, "
        f"on the clock {statistics.median(one.milliseconds for one in found):.0f} ms"
    )
    if not words:
        print("Not opened by a link of this season: " + ", ".join(missed))


def url_names() -> set[str]:
    """Every name of the URL configuration."""
    from django.urls import get_resolver
    from tests.web.test_access import url_names as names_of

    return set(names_of(get_resolver().url_patterns))


def measured(words: list[str]) -> Iterator[Measured]:
    """Every page that somebody can come to by links, as each role."""
    from django.test import Client

    from chengzhao.records.queries.people import personas, seats_of
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door

    yield from pages_of("anonymous", Client(), "/", words)
    seats: dict[str, tuple[Any, str]] = {}
    with scope(Scope(door=Door.MAINTENANCE)):
        for account in personas():
            for seat in seats_of(account.pk):
                seats.setdefault(seat.role, (account, seat.seat))
    for role, (account, seat_name) in seats.items():
        client, home = client_of(account, seat_name)
        yield from pages_of(role, client, home, words)


def client_of(account: Any, seat: str) -> tuple[Any, str]:
    """A client of somebody who has shown every factor and taken this seat, and the home it is led to."""
    from django.test import Client

    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door

    client = Client()
    with scope(Scope(door=Door.ENTRY, account=account.pk)):
        client.force_login(account)
    return client, client.post("/seats/", {"seat": seat}).headers["Location"]


def pages_of(role: str, client: Any, home: str, words: list[str]) -> Iterator[Measured]:
    """The pages behind the links of `home` and of what they lead to, each kind once plain and once with a query."""
    waiting, seen = [home, *starts(role)], set()
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        kind = (name, bool(urlsplit(address).query))
        if kind in seen or name in ("", *NOT_FOLLOWED):
            continue
        response = client.get(address)
        if response.status_code != 200:
            continue
        seen.add(kind)
        if "text/html" in response.headers["Content-Type"]:
            waiting += links_of(address, response.content.decode())
        if not words or any(word in address for word in words):
            yield visit(role, client, name, address)


def starts(role: str) -> list[str]:
    """Addresses that hang on no link: all that need no argument, and the pages of one person, whom people look up."""
    from django.urls import NoReverseMatch, reverse

    from chengzhao.records.models import Candidate
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door

    found = []
    for name in sorted(url_names()):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    with scope(Scope(door=Door.MAINTENANCE)):
        somebody = Candidate.objects.order_by("pk").first()
    if role != "anonymous" and somebody is not None:
        found += [reverse(name, args=[somebody.public_id]) for name in OF_A_PERSON]
    return found


def name_of(address: str) -> str:
    """The name of the page at an address; '' where it is none of ours."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def links_of(address: str, text: str) -> list[str]:
    """Where a page leads to, in the order of the page."""
    from tests.web.walking import Links

    return [
        urlsplit(urljoin(address, found))._replace(scheme="", netloc="", fragment="").geturl()
        for found in Links(text).found
        if not found.startswith("#")
    ]


def visit(role: str, client: Any, name: str, address: str) -> Measured:
    """A warm visit, its statements counted once."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        whole(client.get(address))
    # The log is emptied when the next request begins.
    statements = len(caught)
    taken, worked = [], worked_by_now()
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        whole(client.get(address))
        taken.append(1000 * (time.perf_counter() - begun))
    return Measured(
        processor=1000 * (worked_by_now() - worked) / ROUNDS,
        milliseconds=statistics.median(taken),
        statements=statements,
        role=role,
        name=name,
        address=address,
    )


def whole(response: Any) -> None:
    """Take the first piece of an answer that is sent while it is read; what follows is a file."""
    if response.streaming:
        next(iter(response.streaming_content), None)
        response.close()


def worked_by_now() -> float:
    """Seconds of the processor that this process and its backend of an embedded server have worked so far."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
