"""What the database promises of reports about notices, and of withdrawn lines."""

import pytest
from tests.factories import a_claim, a_complaint, a_notice
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import NoticeEntry
from chengzhao.rules.disclosure import ComplaintState, NoticeState

pytestmark = pytest.mark.django_db

S = ComplaintState


def test_complaint_state_known() -> None:
    with breaks("complaint_state_known"):
        change(a_complaint(notice=a_notice(), state=S.ACCEPTED), state="OTHER")


def test_complaint_came_by_known() -> None:
    with breaks("complaint_came_by_known"):
        change(a_complaint(notice=a_notice()), came_by="OTHER")


def test_complaint_number_once() -> None:
    row = a_complaint(notice=a_notice())
    with breaks("complaint_number_once"):
        again(row)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.INVESTIGATED, S.TRANSFERRED, S.ANSWERED, S.CLOSED])
def test_complaint_accepted_has_time(state: S) -> None:
    row = a_complaint(notice=a_notice(), state=state)
    with breaks("complaint_accepted_has_time"):
        change(row, accepted_at=None)


@pytest.mark.parametrize("state", [S.DECLINED, S.ANSWERED, S.CLOSED])
def test_complaint_answer_has_text_person_and_time(state: S) -> None:
    row = a_complaint(notice=a_notice(), state=state)
    for missing in ({"answer": ""}, {"decided_by": None}, {"answered_at": None}):
        with breaks("complaint_answer_has_text_person_and_time"):
            change(row, **missing)


@pytest.mark.parametrize("state", [S.ANSWERED, S.CLOSED])
def test_complaint_answer_has_outcome(state: S) -> None:
    row = a_complaint(notice=a_notice(), state=state)
    with breaks("complaint_answer_has_outcome"):
        change(row, is_sustained=None)


def test_notice_entry_withdrawn_has_reason() -> None:
    notice = a_notice(claims=[a_claim()])
    row = NoticeEntry.objects.get()
    change(row, withdrawn_at=notice.up_at, withdrawn_reason="写错")
    with breaks("notice_entry_withdrawn_has_reason"):
        change(row, withdrawn_reason="")


def test_a_notice_that_is_discarded_needs_no_signers_and_was_never_up() -> None:
    row = a_notice(state=NoticeState.DISCARDED)
    assert (row.first_signer, row.up_at) == (None, None)
