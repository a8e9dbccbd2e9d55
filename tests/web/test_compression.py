"""What is compressed: files and pages of nobody in particular; no page behind which a session stands."""

from gzip import decompress

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.factories.accounts import a_second_factor
from tests.web.walking import everybody
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Account

ZIPPED = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}
PASSWORD = "a password that nobody else has"


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def encoding(response: HttpResponse) -> str:
    return str(response.headers.get("Content-Encoding", ""))


def test_page_of_nobody_in_particular_is_compressed_where_the_browser_can_read_it(
    client: Client, db: None
) -> None:
    plain, zipped = client.get("/clauses/"), client.get("/clauses/", **ZIPPED)  # type: ignore[arg-type]
    assert (encoding(plain), encoding(zipped)) == ("", "gzip")
    assert decompress(zipped.content) == plain.content
    assert len(zipped.content) < len(plain.content) / 3
    for answer in (plain, zipped):
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_no_page_with_a_session_behind_it_is_compressed(world: World, log_in: LogIn) -> None:
    compressed = set()
    for client, visit in everybody(world, log_in):
        has_session = settings.SESSION_COOKIE_NAME in client.cookies
        is_compressed = encoding(client.get(visit.href, **ZIPPED)) == "gzip"  # type: ignore[arg-type]
        assert (visit.name, is_compressed and has_session) == (visit.name, False)
        compressed |= {visit.name} if is_compressed else set()
    assert {"public:home", "public:clauses", "account:login"} <= compressed
    assert {name.partition(":")[0] for name in compressed} == {"public", "account"}


def test_whoever_is_on_the_way_in_gets_nothing_compressed(world: World) -> None:
    """The page of the second factor may show a secret before anybody has logged in."""
    account = world.accounts[Role.PROVINCE_OFFICER]
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    a_second_factor(account)
    client = Client()
    door = client.post("/login/?door=staff", {"username": account.username, "password": PASSWORD})
    assert door.status_code == 302
    response = client.get(door.headers["Location"], **ZIPPED)  # type: ignore[arg-type]
    assert (response.status_code, encoding(response)) == (200, "")
    assert "_auth_user_id" not in client.session


def test_answer_to_what_was_typed_is_not_compressed(client: Client, db: None) -> None:
    response = client.post("/results/", {"number": "1" * 14, "birthday": "1990-01-01"}, **ZIPPED)  # type: ignore[arg-type]
    assert encoding(response) == ""


def test_list_that_is_taken_away_is_not_compressed(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.OVERSIGHT])
    response = client.get("/oversight/trail.csv", **ZIPPED)  # type: ignore[arg-type]
    assert encoding(response) == ""


@pytest.mark.parametrize("name", ["system.css", "icons.svg", "unfold.js", "job-poll.js", "hotkeys.js"])
def test_files_are_compressed_and_known_again(client: Client, db: None, name: str) -> None:
    plain, zipped = client.get(f"/static/{name}"), client.get(f"/static/{name}", **ZIPPED)  # type: ignore[arg-type]
    assert (encoding(plain), encoding(zipped)) == ("", "gzip")
    assert decompress(body(zipped)) == body(plain)
    again = client.get(f"/static/{name}", HTTP_IF_NONE_MATCH=zipped.headers["ETag"], **ZIPPED)  # type: ignore[arg-type]
    assert (zipped.headers["ETag"][:2], again.status_code) == ("W/", 304)


def test_part_of_a_file_stays_as_it_is(client: Client, db: None) -> None:
    part = client.get("/static/system.css", HTTP_RANGE="bytes=0-99", **ZIPPED)  # type: ignore[arg-type]
    assert (part.status_code, encoding(part), len(body(part))) == (206, "", 100)


def test_account_has_no_page_of_its_own_compressed(world: World, log_in: LogIn) -> None:
    account: Account = world.accounts[Role.CANDIDATE]
    for href in ("/", "/clauses/", "/account/", "/candidate/result/"):
        assert (href, encoding(log_in(account).get(href, **ZIPPED))) == (href, "")  # type: ignore[arg-type]
