"""What the database promises of the desk of a confirmation point."""

import pytest
from django.db import DatabaseError, transaction
from tests import factories
from tests.factories import REGISTRATION_DAY
from tests.records.models.breaking import again, breaks, change, drop

from chengzhao.records.models import ReviewBatch
from chengzhao.records.review_words import BatchState

pytestmark = pytest.mark.django_db


def test_returned_item_known_and_with_a_reason() -> None:
    row = factories.a_returned_item()
    with breaks("returned_item_known"):
        again(row, item="HEIGHT")
    with breaks("returned_item_has_reason"):
        again(row, item="SCHOOL", reason="")


def test_returned_item_once() -> None:
    row = factories.a_returned_item()
    with breaks("returned_item_once"):
        again(row)
    again(row, item="SCHOOL")


def test_returned_item_is_never_changed() -> None:
    row = factories.a_returned_item()
    for step in (lambda: change(row, reason="x"), row.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            step()


def test_review_lease_ends_after_it_begins_and_is_one_a_candidate() -> None:
    row = factories.a_lease()
    with breaks("review_lease_ends_after_it_begins"):
        change(row, until=row.taken_at)
    with breaks("records_reviewlease_candidate_id_key"):
        again(row, account_id=factories.an_account().pk)


def test_review_note_once() -> None:
    row = factories.a_note()
    with breaks("review_note_once"):
        again(row)
    again(row, account_id=factories.an_account().pk)


def test_review_batch_state_known_and_with_its_time() -> None:
    row = factories.a_batch()
    for state in (BatchState.PASSED, BatchState.UNDONE):
        with breaks("review_batch_state_has_its_time"):
            change(row, state=state)
    with breaks("review_batch_state_has_its_time"):
        change(row, passed_at=REGISTRATION_DAY)
    drop(ReviewBatch, "review_batch_state_has_its_time")
    with breaks("review_batch_state_known"):
        change(row, state="HALF")


def test_review_batch_item_once_and_outcome_known() -> None:
    row = factories.a_batch_item()
    with breaks("review_batch_item_once"):
        again(row)
    with breaks("review_batch_item_outcome_known"):
        change(row, outcome="LOST")
