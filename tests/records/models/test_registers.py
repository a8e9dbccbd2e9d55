"""What the database promises of checks with registers."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests import factories
from tests.factories import REGISTRATION_DAY
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import RegisterExchange
from chengzhao.rules.registration import CheckAnswer, CheckSubject

pytestmark = pytest.mark.django_db


def test_check_words_are_known() -> None:
    row = factories.a_check()
    with breaks("register_check_subject_known"):
        change(row, subject="HEIGHT")
    with breaks("register_check_cause_known"):
        change(row, cause="BORED")


def test_check_waits_or_is_answered() -> None:
    waiting, answered = factories.a_check(), factories.a_check(answer=CheckAnswer.DIFFERS)
    for row, facts in (
        (waiting, {"next_try_at": None}),
        (waiting, {"answer": "MATCHES", "way": "ONLINE", "source": "学信网"}),
        (waiting, {"answered_at": REGISTRATION_DAY}),
        (answered, {"source": ""}),
        (answered, {"way": ""}),
        (answered, {"next_try_at": REGISTRATION_DAY}),
        (answered, {"answer": "NO_ANSWER"}),
    ):
        with breaks("register_check_waits_or_is_answered"):
            change(row, **facts)


def test_check_by_hand_has_a_person() -> None:
    row = factories.a_check(answer=CheckAnswer.DIFFERS)
    with breaks("register_check_by_hand_has_a_person"):
        change(row, way="HAND")
    change(row, way="HAND", asked_by_id=factories.an_account().pk)


def test_one_question_of_a_subject_waits_at_a_time() -> None:
    row = factories.a_check()
    with breaks("register_check_one_open"):
        again(row)
    again(row, subject=CheckSubject.IDENTITY.value)
    factories.a_check(row.candidate, answer=CheckAnswer.MATCHES)


def test_exchange_words_are_known_and_a_failure_says_why() -> None:
    row = factories.an_exchange()
    with breaks("register_exchange_answer_known"):
        again(row, answer="PERHAPS")
    with breaks("register_exchange_way_known"):
        again(row, way="PIGEON")
    for facts in ({"answer": "NO_ANSWER"}, {"failure": "timeout"}):
        with breaks("register_exchange_without_answer_says_why"):
            again(row, **facts)


def test_exchange_is_never_changed_but_for_what_is_sealed() -> None:
    row = factories.an_exchange()
    for step in (lambda: change(row, answer="DIFFERS"), lambda: change(row, source="x"), row.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            step()
    change(row, asked_sealed=b"", said_sealed=b"anew")
    assert bytes(RegisterExchange.objects.get().said_sealed) == b"anew"


def test_line_once_known_and_down_only_after_failures() -> None:
    row = factories.a_register_line()
    with breaks("register_line_once"):
        again(row)
    with breaks("register_line_subject_known"):
        change(row, subject="HEIGHT")
    with breaks("register_line_down_has_failures"):
        change(row, down_since=REGISTRATION_DAY, failed_at=REGISTRATION_DAY)
    with breaks("register_line_down_has_failures"):
        change(
            row, failures=5, down_since=REGISTRATION_DAY, failed_at=REGISTRATION_DAY - timedelta(seconds=1)
        )
    change(row, failures=5, down_since=REGISTRATION_DAY, failed_at=REGISTRATION_DAY)
