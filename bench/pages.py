"""What a page costs the server at the size of the demo: the median of warm visits, in each role, worst first.

`python -m bench.pages` needs a season that was played (`make demo SERVE=0`) and changes nothing of it but looks on its
trail. Mark: 150 ms a page; what is over it is marked. Time of the process with the database, without the network.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator

from chengzhao.cli.tables import require_current_tables, running_project
from chengzhao.settings import options

ROUNDS = 7
MARK = 150
"""Milliseconds of the server for a page at the size of the demo."""


def main() -> None:
    os.environ.setdefault(options.DJANGO_SETTINGS_MODULE.name, options.DJANGO_SETTINGS_MODULE.default)
    with running_project():
        require_current_tables()
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        from django.contrib.auth.signals import user_logged_in
        from tests.logged_in import mark_forced

        user_logged_in.connect(mark_forced)
        found = sorted(measured(), reverse=True)
    if not found:
        sys.exit("There is no season with personas: make demo SERVE=0")
    for milliseconds, role, address in found:
        print(f"{milliseconds:7.1f} ms {'over ' if milliseconds > MARK else '     '}{role:20} {address}")
    slow = sum(milliseconds > MARK for milliseconds, _, _ in found)
    print(
        f"{len(found)} pages, {slow} over {MARK} ms, median {statistics.median(one for one, _, _ in found):.1f} ms"
    )


def measured() -> Iterator[tuple[float, str, str]]:
    """(milliseconds, role, address) of every page that the navigation of a role names."""
    from django.urls import reverse

    from chengzhao.law.words import Role
    from chengzhao.records.queries.people import personas, seats_of
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door
    from chengzhao.web.shared.navigation import CANDIDATE_NAV, desk_nav

    seats: dict[str, tuple[object, str]] = {}
    with scope(Scope(door=Door.MAINTENANCE)):
        for account in personas():
            for seat in seats_of(account.pk):
                seats.setdefault(seat.role, (account, seat.seat))
    for role, (account, seat_name) in seats.items():
        client = client_of(account, seat_name)
        for item in CANDIDATE_NAV if role == Role.CANDIDATE else desk_nav(Role(role)):
            address = reverse(item.url_name)
            if client.get(address).status_code == 200:
                yield median(client, address), role, address


def client_of(account: object, seat: str) -> object:
    """A client of somebody who has shown every factor and taken this seat."""
    from django.test import Client

    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door

    client = Client()
    with scope(Scope(door=Door.ENTRY, account=account.pk)):  # type: ignore[attr-defined]
        client.force_login(account)
    client.post("/seats/", {"seat": seat})
    return client


def median(client: object, address: str) -> float:
    """Milliseconds of a warm visit."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        client.get(address)  # type: ignore[attr-defined]
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


if __name__ == "__main__":
    main()
