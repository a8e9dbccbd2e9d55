"""Requests of before are sealed by the migration, and come back in clear when it is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django.fixtures import Settings
from tests import factories
from tests.factories import KEYS, answer_in, asked_in

from chengzhao.records.models import RightsRequest
from chengzhao.records.sealed import REQUEST_ANSWER, REQUEST_TEXT
from chengzhao.records.sealed_tables import SEALED_TABLES, reseal_rows_of, stale_rows
from chengzhao.rules.privacy.requests import RequestState, Right
from chengzhao.vault.key_files import FileKeys
from chengzhao.vault.sealing import Keys
from chengzhao.vault.suites import suite_called

pytestmark = pytest.mark.django_db
SEALED = [("records", "0023_requests_of_rights_sealed")]
BEFORE = [("records", "0022_jobs_that_wait_and_leave_files")]


def go(to: list[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        # The checks of the rows of this test would otherwise wait for its end, and hold the tables.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate(to)


@contextmanager
def taken_back() -> Iterator[None]:
    """The tables as they were before the migration; then as they are now."""
    go(BEFORE)
    yield
    go(MigrationExecutor(connection).loader.graph.leaf_nodes("records"))


def in_clear() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, answer FROM records_rightsrequest ORDER BY id")
        return [(str(text), str(answer)) for text, answer in cursor.fetchall()]


def test_texts_go_there_and_back() -> None:
    person = factories.a_candidate()
    phone = factories.a_phone()
    answered = factories.a_rights_request(
        candidate=person, state=RequestState.GRANTED, text=phone, answer="好"
    )
    waiting = factories.a_rights_request(candidate=person)
    said = asked_in(waiting)
    with taken_back():
        assert in_clear() == [(phone, "好"), (said, "")]
    first, second = RightsRequest.objects.order_by("pk")
    assert (first.pk, asked_in(first), answer_in(first)) == (answered.pk, phone, "好")
    assert (second.pk, asked_in(second), bytes(second.answer_sealed)) == (waiting.pk, said, b"")
    assert phone.encode() not in bytes(first.text_sealed)


def test_erased_texts_come_back_as_nothing_personal() -> None:
    person = factories.a_candidate()
    factories.a_rights_request(candidate=person, state=RequestState.REFUSED)
    factories.a_rights_request(candidate=person, right=Right.DELETE, state=RequestState.TAKEN_BACK)
    RightsRequest.objects.update(text_sealed=b"", answer_sealed=b"")
    with taken_back():
        assert in_clear() == [("（内容已删除）", "（内容已删除）"), ("（内容已删除）", "")]


def test_without_keys_rows_are_not_touched_and_none_need_none(settings: Settings, tmp_path: Path) -> None:
    held = settings.VAULT
    settings.VAULT = FileKeys(tmp_path / "nowhere.keys")
    with taken_back():
        assert in_clear() == []
    settings.VAULT = held
    factories.a_rights_request(candidate=factories.a_candidate(), text="单位写错了")
    with taken_back():
        settings.VAULT = FileKeys(tmp_path / "nowhere.keys")
        with pytest.raises(CommandError, match="keys are not at hand"):
            go(SEALED)
        settings.VAULT = held
        assert in_clear() == [("单位写错了", "")]


def test_texts_are_brought_under_new_keys(tmp_path: Path) -> None:
    request = factories.a_rights_request(
        candidate=factories.a_candidate(), state=RequestState.GRANTED, text="旧", answer="新"
    )
    [table] = [one for one in SEALED_TABLES if one.model is RightsRequest]
    ring = KEYS.ring
    made = FileKeys(tmp_path / "other.keys").make(suite_called("intl"), datetime(2025, 1, 1, tzinfo=UTC))
    both = Keys(ring=replace(ring, sets=(*ring.sets, *made.sets)))
    moved = reseal_rows_of(table, 0, both)
    assert moved is not None
    assert moved.count == 1
    request.refresh_from_db()
    alone = Keys(ring=made)
    assert REQUEST_TEXT.text(alone, request.pk, request.text_sealed) == "旧"
    assert REQUEST_ANSWER.text(alone, request.pk, request.answer_sealed) == "新"
    assert not stale_rows(table, both).exists()
