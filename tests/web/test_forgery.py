"""Nothing is done on behalf of a visitor that another site asked for, and nothing at all by a GET (S-05)."""

import re

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.test_access import Visit
from tests.web.walking import body_of, everybody
from tests.web.world import LogIn, World

from chengzhao.records.models import Season

UNSAFE_AND_UNKNOWN = ("put", "patch", "delete", "options", "trace")

# What a GET may write all the same, by the name of the URL: the tables, and why.
SEATS = "account:seats"
_TRAIL = {"records_auditrow"}
WRITES_ON_GET = {
    **dict.fromkeys(
        (
            *("county:person", "county:evidence", "college:person", "college:evidence"),
            *("province:person", "province:evidence", "province:request"),
        ),
        ({"records_auditrow"}, "who looked at a person's file is written down (L-05)"),
    ),
    "province:complaint": (_TRAIL, "who looked at a person's file is written down (L-05)"),
    "province:publicity-notice": (_TRAIL, "who looked at those in a notice is written down (L-05)"),
    "county:confirmation": (_TRAIL, "who looked at a person's file is written down (L-05)"),
    "county:file": (_TRAIL, "who looked at a person's file is written down (L-05)"),
    "college:file": (_TRAIL, "who looked at a person's file is written down (L-05)"),
    "college:files": (_TRAIL, "it shows the first file of the list"),
    "province:fees-csv": (_TRAIL, "who took a list away is written down (L-01)"),
    "province:figures-csv": (_TRAIL, "who took a list away is written down (L-01)"),
    "province:run-pack": (_TRAIL, "who took a run's input away is written down (L-01)"),
    "oversight:trail-csv": (_TRAIL, "who took a list away is written down (L-01)"),
    "oversight:run-pack": (_TRAIL, "who took a run's input away is written down (L-01)"),
    SEATS: (
        {"records_loginsession"},
        "notes in the visitor's own session the only role that there is to choose",
    ),
}
WRITE = re.compile(
    r'^\s*(?:\d+ times: )?(?:INSERT INTO|UPDATE|DELETE FROM|COPY|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE
)


def test_post_without_the_token_of_its_form_is_refused_everywhere(world: World, log_in: LogIn) -> None:
    for client, visit in everybody(world, log_in):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        response = strict.post(visit.href, {"anything": "1"})
        assert (visit.name, response.status_code) == (visit.name, 403)
        page = body_of(response)
        assert "<h1>这一页放得太久了</h1>" in page
        assert "没有保存任何内容" in page
        assert response.headers["X-Request-ID"] in page


@pytest.mark.parametrize("method", UNSAFE_AND_UNKNOWN)
def test_other_methods_are_refused_everywhere(world: World, log_in: LogIn, method: str) -> None:
    for client, visit in everybody(world, log_in):
        response = getattr(client, method)(visit.href)
        assert (visit.name, response.status_code) == (visit.name, 405)
        assert response.headers["Allow"] == "GET, HEAD, POST"


def test_no_view_is_exempt_from_the_token() -> None:
    def exempt(patterns: list[URLPattern | URLResolver]) -> list[str]:
        found = []
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found += exempt(pattern.url_patterns)
            elif getattr(pattern.callback, "csrf_exempt", False):
                found.append(str(pattern.name))
        return found

    assert exempt(get_resolver().url_patterns) == []


def test_every_url_is_read_in_a_transaction_that_cannot_write(world: World, log_in: LogIn) -> None:
    for client, visit in everybody(world, log_in):
        if visit.name in WRITES_ON_GET:
            continue
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            response = client.get(visit.href)
            assert (visit.name, response.status_code < 500) == (visit.name, True)
            body_of(response)
            # The savepoint ends the read-only part with it.
            transaction.set_rollback(True)


def test_what_may_write_on_a_get_writes_no_more_than_it_says(world: World, log_in: LogIn) -> None:
    written: dict[str, set[str]] = {name: set() for name in WRITES_ON_GET}
    for client, visit in everybody(world, log_in):
        if visit.name in WRITES_ON_GET:
            if visit.name == SEATS:
                stand_up(client)
            written[visit.name] |= tables_written(client, visit)
    assert written == {name: tables for name, (tables, _) in WRITES_ON_GET.items()}


def stand_up(client: Client) -> None:
    """Give up the role that was taken, so that there is one to choose again."""
    session = client.session
    if session.pop("seat", None):
        session.save()


def tables_written(client: Client, visit: Visit) -> set[str]:
    """The tables that a GET changes."""
    with CaptureQueriesContext(connection) as captured:
        body_of(client.get(visit.href))
    return {found[1] for query in captured if (found := WRITE.match(query["sql"]))}


def test_the_read_only_transaction_would_notice_a_write(world: World) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        with pytest.raises(InternalError):
            Season.objects.update(name="written")
        transaction.set_rollback(True)
