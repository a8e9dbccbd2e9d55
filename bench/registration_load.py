"""Registration under load: 60 mixed requests a second of many candidates at once, against the pages as they are served.

`python -m bench.registration_load [SECONDS [PER_SECOND]]` fills a database with candidates who are filling in,
starts the server of `chengzhao serve` in a process of its own, and asks by the clock, whether or not an answer is
still awaited: half of it the task list, a quarter a question, a quarter the saving of an answer. Times are those that a
browser waits, from the moment at which the request was due. Mark: saving, p95 at most 800 ms.
"""

import itertools
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from queue import SimpleQueue
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from chengzhao.records.embedded import temporary_server
from chengzhao.records.embedded_processes import any_port

PEOPLE = 200
ASKERS = 48
WARMING = 3
"""Seconds whose answers are not counted."""
MARK = 800
HOME, QUESTION = "/candidate/", "/candidate/register/employer/"
MIX = ("list", "save", "list", "question")
SERVE = (
    "from chengzhao.cli.serving import Address, serve_until_stopped;"
    "serve_until_stopped(Address(host='127.0.0.1', port={port}), has_worker=False)"
)


@dataclass(kw_only=True, slots=True)
class Person:
    """A candidate with a browser: its session, the token of its forms, and how often an answer was saved."""

    cookie: str
    token: str = ""
    saved: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def fill() -> list[Person]:
    """Candidates with a whole draft, each logged in."""
    from datetime import date, timedelta

    from django.contrib.auth.signals import user_logged_in
    from django.test import Client
    from django.utils import timezone
    from tests import factories
    from tests.logged_in import mark_forced

    from chengzhao.records.models import StageWindow
    from chengzhao.records.queries.people import seats_of

    user_logged_in.connect(mark_forced)
    factories.a_season()
    factories.a_tree()
    factories.every_stage_open()
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    programme = factories.a_programme(college=factories.a_college())
    people = []
    for place in range(PEOPLE):
        born = date(1985, 1, 1) + timedelta(days=place)
        account = factories.an_applicant(identity_number=factories.an_identity_number(birth=born))
        factories.a_whole_draft(account=account, point="/14/1401/140105/", codes=[programme.code])
        client = Client()
        client.force_login(account)
        [seat] = seats_of(account.pk)
        client.post("/seats/", {"seat": seat.seat})
        people.append(Person(cookie="; ".join(f"{k}={v.value}" for k, v in client.cookies.items())))
    return people


@contextmanager
def served(port: int) -> Iterator[None]:
    """The pages, as `chengzhao serve` serves them."""
    process = subprocess.Popen([sys.executable, "-c", SERVE.format(port=port)], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                asked(HTTPConnection("127.0.0.1", port, timeout=5), "GET", "/", "")
                break
            except OSError:
                time.sleep(0.3)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def asked(
    connection: HTTPConnection, method: str, address: str, cookie: str, body: str = ""
) -> tuple[int, str]:
    """Status and text of an answer."""
    headers = {"Cookie": cookie, "Host": "127.0.0.1"}
    if method == "POST":
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
    connection.request(method, address, body or None, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def tell_token(person: Person, port: int) -> None:
    """The token of the forms, as a browser finds it on the page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", QUESTION, None, {"Cookie": person.cookie, "Host": "127.0.0.1"})
    answer = connection.getresponse()
    shown = answer.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie" and value.startswith("csrftoken="):
            person.cookie += f"; {value.partition(';')[0]}"
    if found is None:
        raise SystemExit(f"The question is not shown: {answer.status} {answer.getheader('Location')}")
    person.token = found.group(1)


def one_request(connection: HTTPConnection, person: Person, what: str) -> int:
    if what == "list":
        return asked(connection, "GET", HOME, person.cookie)[0]
    if what == "question":
        return asked(connection, "GET", QUESTION, person.cookie)[0]
    with person.lock:
        person.saved += 1
        answers = {"employer": f"太原第{person.saved}机床厂", "seen": str(person.saved + 1)}
        body = urlencode({**answers, "csrfmiddlewaretoken": person.token})
        return asked(connection, "POST", QUESTION, person.cookie, body)[0]


def load(people: list[Person], port: int, seconds: int, per_second: int) -> dict[str, list[float]]:
    """Ask by the clock; the seconds that each kind of request took, and the answers that were none."""
    due: SimpleQueue[tuple[float, Person, str] | None] = SimpleQueue()
    taken: dict[str, list[float]] = defaultdict(list)
    begun = time.perf_counter() + 0.5

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while (found := due.get()) is not None:
            moment, person, what = found
            time.sleep(max(0.0, moment - time.perf_counter()))
            try:
                status = one_request(connection, person, what)
            except OSError:
                connection.close()
                status = 0
            kind = what if status == (302 if what == "save" else 200) else f"{what} answered {status}"
            if moment - begun >= WARMING:
                taken[kind].append(time.perf_counter() - moment)

    askers = [threading.Thread(target=ask) for _ in range(ASKERS)]
    for one in askers:
        one.start()
    whose = itertools.cycle(people)
    for place in range(seconds * per_second):
        due.put((begun + place / per_second, next(whose), MIX[place % len(MIX)]))
    for _ in askers:
        due.put(None)
    for one in askers:
        one.join()
    return taken


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    per_second = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with temporary_server(is_durable=True) as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        people = fill()
        port = any_port()
        with served(port):
            for person in people:
                tell_token(person, port)
            found = load(people, port, seconds, per_second)
    print(f"{per_second} requests a second for {seconds} s, {PEOPLE} candidates; ms of a browser's wait")
    for what, times in sorted(found.items()):
        ordered = sorted(1000 * one for one in times)
        last = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        over = "  over the mark" if what == "save" and last > MARK else ""
        print(f"{what:24} {len(times):6}  median {statistics.median(ordered):7.0f}  p95 {last:7.0f}{over}")


if __name__ == "__main__":
    main()
