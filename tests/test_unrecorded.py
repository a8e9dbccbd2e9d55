"""The watch over the trail is awake: what is written without a row is seen, what is taken back is not."""

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.unrecorded import NO_ROW, OWN_TABLES, Unrecorded, Written, fault_of, written_by
from tests.web.test_access import TABLE

from chengzhao.actions import own
from chengzhao.actions.audit import record

ROW = 'INSERT INTO "records_auditrow" ("season") VALUES (2024)'
WRITE = 'UPDATE "records_claim" SET "state" = 1'
COUNT = "INSERT INTO records_requestcount AS held (key) VALUES (1)"


IN, IN_AGAIN = 'SAVEPOINT "a"', 'SAVEPOINT "b"'
OUT, OUT_AGAIN, BACK = 'RELEASE SAVEPOINT "a"', 'RELEASE SAVEPOINT "b"', 'ROLLBACK TO SAVEPOINT "b"'


@pytest.mark.parametrize(
    ("statements", "has_row", "unrecorded"),
    [
        ([ROW, "SELECT 1"], True, set()),
        (["BEGIN", WRITE, ROW, "COMMIT"], True, set()),
        (["BEGIN", WRITE, "COMMIT"], False, {"records_claim"}),
        (["BEGIN", WRITE, "ROLLBACK"], False, set()),
        (["BEGIN", WRITE, "COMMIT", "BEGIN", ROW, "COMMIT"], True, {"records_claim"}),
        ([IN, WRITE, IN_AGAIN, ROW, OUT_AGAIN, OUT], True, set()),
        ([IN, WRITE, IN_AGAIN, ROW, BACK, OUT_AGAIN, OUT], False, {"records_claim"}),
        (["3 times: " + WRITE], False, {"records_claim"}),
        ([COUNT], False, set()),
    ],
)
def test_statements_say_what_was_written_for_good(
    statements: list[str], has_row: bool, unrecorded: set[str]
) -> None:
    written = written_by(statements)
    assert (written.has_row, written.unrecorded) == (has_row, unrecorded)


def test_an_answer_without_a_row_needs_a_reason() -> None:
    nothing = Written()
    assert fault_of("county:decide", 302, "/county/", nothing).endswith("has no reason")
    assert fault_of("county:decide", 409, "", nothing).endswith("has no reason")
    assert fault_of("county:decide", 302, "/county/", Written([{"records_auditrow"}])) == ""
    assert fault_of("account:enrol", 200, "", nothing) == ""
    for status, location in (
        (403, ""),
        (404, ""),
        (429, ""),
        (307, "/account/confirm/"),
        (302, "/login/?next=/"),
    ):
        assert fault_of("county:decide", status, location, nothing) == ""


def test_what_the_door_refuses_writes_nothing() -> None:
    assert "records_claim" in fault_of("county:decide", 403, "", Written([{"records_claim"}]))


@pytest.mark.django_db
def test_a_post_that_leaves_no_row_fails_its_test(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = {"username": "nobody", "password": "wrong-pass-1"}
    assert client.post("/login/", typed).status_code == 200
    monkeypatch.setattr(own.audit, "record", lambda **facts: 0)
    with pytest.raises(Unrecorded, match="records_failedlogin"):
        client.post("/login/", typed)
    monkeypatch.setattr(own.audit, "record", record)
    assert client.post("/login/", typed).status_code == 200


def test_exemptions_are_of_urls_and_tables_that_there_are(root: Path) -> None:
    from django.apps import apps

    assert {name for name, _ in NO_ROW} <= set(TABLE)
    tables = {model._meta.db_table for model in apps.get_models()}
    assert set(OWN_TABLES) <= tables
    assert all(re.search(r"\w{3} \w", reason) for reason in NO_ROW.values())
