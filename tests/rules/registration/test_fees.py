"""附件1·三（三）: what a notice of the provider does to an order, and what is given back."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from chengzhao.rules.registration import (
    TWO_PERSONS_ABOVE,
    Event,
    FeeState,
    NoticeVerdict,
    Owed,
    RefundReason,
    RegistrationState,
    Told,
    fee_findings,
    judged,
    needs_two,
    refund_reason,
)

DUE = datetime(2024, 9, 12, 18, tzinfo=timezone(timedelta(hours=8)))
OWED = Owed(
    amount=Decimal("120.00"),
    due_at=DUE,
    state=FeeState.UNPAID,
    payment="",
    registration=RegistrationState.APPROVED,
)
PAID = Told(event=Event.PAID, amount=Decimal(120), payment="P1", at=DUE)
V = NoticeVerdict
HELD = replace(OWED, state=FeeState.PAID, payment="P1")


@pytest.mark.parametrize(
    ("owed", "told", "verdict"),
    [
        (OWED, PAID, V.BOOKED),
        (None, PAID, V.UNKNOWN_ORDER),
        (OWED, replace(PAID, at=DUE + timedelta(microseconds=1)), V.LATE),
        (OWED, replace(PAID, amount=Decimal("119.99")), V.WRONG_AMOUNT),
        (OWED, replace(PAID, amount=Decimal("120.01")), V.WRONG_AMOUNT),
        (replace(OWED, registration=RegistrationState.WITHDRAWN), PAID, V.NOT_ASKED),
        (replace(OWED, registration=RegistrationState.CONFIRMED), PAID, V.BOOKED),
        (HELD, PAID, V.REPEATED),
        (HELD, replace(PAID, payment="P2"), V.TWICE),
        (OWED, replace(PAID, event=Event.FAILED), V.NOTED),
        (HELD, replace(PAID, event=Event.FAILED), V.OUT_OF_ORDER),
        (OWED, replace(PAID, event=Event.REFUNDED), V.OUT_OF_ORDER),
        (HELD, replace(PAID, event=Event.REFUNDED), V.BOOKED),
        (HELD, replace(PAID, event=Event.REFUNDED, payment="P2"), V.OUT_OF_ORDER),
        (replace(HELD, state=FeeState.REFUNDED), replace(PAID, event=Event.REFUNDED), V.REPEATED),
        (replace(HELD, state=FeeState.REFUNDED), replace(PAID, payment="P2"), V.TWICE),
    ],
)
def test_what_a_notice_does(owed: Owed | None, told: Told, verdict: NoticeVerdict) -> None:
    assert judged(owed, told) is verdict


def test_fee_stands_against_confirming_only_where_it_is_asked_first() -> None:
    fee = Decimal(120)
    for state in (None, FeeState.UNPAID, FeeState.REFUNDED):
        [found] = fee_findings(fee, state, before_confirming=True)
        assert found.message == "报名考试费还没有缴纳，不能确认。"
    assert fee_findings(fee, FeeState.PAID, before_confirming=True) == ()
    assert fee_findings(fee, None, before_confirming=False) == ()
    assert fee_findings(None, None, before_confirming=True) == ()


def test_what_goes_back_and_why() -> None:
    paid, state = FeeState.PAID, RegistrationState
    assert refund_reason(paid, state.WITHDRAWN) is RefundReason.WITHDRAWN
    assert refund_reason(paid, state.REJECTED) is RefundReason.NOT_ELIGIBLE
    assert refund_reason(paid, state.CANCELLED) is RefundReason.NOT_ELIGIBLE
    assert refund_reason(paid, state.CONFIRMED) is None
    assert refund_reason(FeeState.REFUNDED, state.WITHDRAWN) is None
    assert (needs_two(TWO_PERSONS_ABOVE), needs_two(TWO_PERSONS_ABOVE + Decimal("0.01"))) == (False, True)
