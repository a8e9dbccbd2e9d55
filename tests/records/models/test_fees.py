"""What the database promises of fees."""

import pytest
from django.db import DatabaseError, transaction
from tests import factories
from tests.factories import REGISTRATION_DAY
from tests.records.models.breaking import again, breaks, change, drop

from chengzhao.records.models import FeeOrder
from chengzhao.rules.registration import NoticeVerdict

pytestmark = pytest.mark.django_db


def test_order_words_money_and_times() -> None:
    waiting, paid = factories.a_fee_order(), factories.a_fee_order(paid=True)
    with breaks("fee_order_costs_something"):
        change(waiting, amount=0)
    for row, facts in (
        (waiting, {"paid_at": REGISTRATION_DAY}),
        (waiting, {"state": "PAID", "paid_at": REGISTRATION_DAY}),
        (paid, {"payment": ""}),
        (paid, {"state": "REFUNDED"}),
        (paid, {"refunded_at": REGISTRATION_DAY}),
    ):
        with breaks("fee_order_state_has_its_time"):
            change(row, **facts)
    drop(FeeOrder, "fee_order_state_has_its_time")
    with breaks("fee_order_state_known"):
        change(waiting, state="OWING")


def test_one_order_a_registration_and_one_booking_a_payment() -> None:
    row = factories.a_fee_order(paid=True)
    with breaks("records_feeorder_candidate_id_key"):
        again(row, number="another")
    with breaks("records_feeorder_number_key"):
        again(row, candidate_id=factories.a_candidate().pk)
    with breaks("fee_order_payment_once"):
        factories.a_fee_order(paid=True, payment=row.payment)


def test_notice_words_and_bookings() -> None:
    row = factories.a_fee_notice(verdict=NoticeVerdict.BOOKED)
    with breaks("fee_notice_verdict_known"):
        again(row, verdict="PERHAPS")
    with breaks("fee_notice_booked_has_order"):
        again(row, order_id=None)
    with breaks("fee_notice_booked_once"):
        again(row)
    again(row, event="REFUNDED")
    unsigned = factories.a_fee_notice(verdict=NoticeVerdict.BAD_SIGNATURE)
    with breaks("fee_notice_unknown_once"):
        again(unsigned)


def test_notices_and_decisions_are_never_changed() -> None:
    notice, decision = factories.a_fee_notice(), factories.a_fee_decision()
    for step in (
        lambda: change(notice, body="x"),
        notice.delete,
        lambda: change(decision, reason="x"),
        decision.delete,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            step()


def test_decision_is_one_known_and_with_a_reason() -> None:
    row = factories.a_fee_decision()
    with breaks("records_feedecision_notice_id_key"):
        again(row)
    other = factories.a_fee_notice()
    with breaks("fee_decision_outcome_known"):
        again(row, notice_id=other.pk, outcome="LOSE")
    with breaks("fee_decision_has_reason"):
        again(row, notice_id=other.pk, reason="")


def test_refund_is_one_a_payment_and_two_persons_where_it_is_much() -> None:
    row = factories.a_fee_refund(needs_two=True, next_try_at=None)
    with breaks("records_feerefund_payment_key"):
        again(row)
    with breaks("fee_refund_reason_known"):
        change(row, reason="BORED")
    with breaks("fee_refund_gives_something"):
        change(row, amount=0)
    with breaks("fee_refund_two_persons"):
        change(row, agreed_by_id=row.asked_by_id, agreed_at=REGISTRATION_DAY)
    with breaks("fee_refund_two_persons"):
        change(row, agreed_at=REGISTRATION_DAY)
    for facts in ({"next_try_at": REGISTRATION_DAY}, {"done_at": REGISTRATION_DAY}):
        with breaks("fee_refund_goes_only_agreed"):
            change(row, **facts)
    change(
        row,
        agreed_by_id=factories.an_account().pk,
        agreed_at=REGISTRATION_DAY,
        next_try_at=REGISTRATION_DAY,
    )
