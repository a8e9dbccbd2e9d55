"""Orders of fees, notices of a provider, decisions, refunds."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.factories.border import REGISTRATION_DAY, a_new_number
from tests.factories.people import an_account
from tests.factories.registration import a_candidate

from chengzhao.records.fee_words import NoticeOutcome
from chengzhao.records.models import Candidate, FeeDecision, FeeNotice, FeeOrder, FeeRefund
from chengzhao.rules.registration import Event, FeeState, NoticeVerdict, RefundReason

FEE = Decimal("120.00")
DUE = REGISTRATION_DAY + timedelta(days=30)


def a_fee_order(candidate: Candidate | None = None, *, paid: bool = False, **facts: Any) -> FeeOrder:
    """An order that waits, or was paid."""
    person = candidate or a_candidate(approved=True)
    given: dict[str, Any] = {
        "number": f"F{a_new_number():010d}",
        "amount": FEE,
        "basis": "演练收费文件",
        "state": FeeState.PAID if paid else FeeState.UNPAID,
        "made_at": REGISTRATION_DAY,
        "due_at": DUE,
    }
    if paid:
        given |= {"paid_at": REGISTRATION_DAY, "payment": f"P{a_new_number()}"}
    row = FeeOrder.objects.create(
        season=person.season, province=person.province, candidate=person, **(given | facts)
    )
    row.refresh_from_db()
    return row


def a_fee_notice(order: FeeOrder | None = None, **facts: Any) -> FeeNotice:
    """A notice that was late."""
    held = order or a_fee_order()
    given: dict[str, Any] = {
        "order": held,
        "order_number": held.number,
        "event": Event.PAID,
        "amount": held.amount,
        "payment": f"P{a_new_number()}",
        "happened_at": REGISTRATION_DAY,
        "verdict": NoticeVerdict.LATE,
        "body": "{}",
        "digest": f"{a_new_number():064d}",
        "received_at": REGISTRATION_DAY,
    }
    row = FeeNotice.objects.create(season=held.season, province=held.province, **(given | facts))
    row.refresh_from_db()
    return row


def a_fee_decision(notice: FeeNotice | None = None, **facts: Any) -> FeeDecision:
    """A decision about a notice."""
    held = notice or a_fee_notice()
    given: dict[str, Any] = {"outcome": NoticeOutcome.DROP, "reason": "已查", "at": REGISTRATION_DAY}
    return FeeDecision.objects.create(
        season=held.season,
        province=held.province,
        notice=held,
        decided_by=facts.pop("decided_by", None) or an_account(),
        **(given | facts),
    )


def a_fee_refund(order: FeeOrder | None = None, **facts: Any) -> FeeRefund:
    """A refund that somebody asked for."""
    held = order or a_fee_order(paid=True)
    given: dict[str, Any] = {
        "payment": held.payment or f"P{a_new_number()}",
        "amount": held.amount,
        "reason": RefundReason.WITHDRAWN,
        "note": "本人申请",
        "needs_two": False,
        "asked_at": REGISTRATION_DAY,
        "next_try_at": REGISTRATION_DAY,
    }
    row = FeeRefund.objects.create(
        season=held.season,
        province=held.province,
        order=held,
        asked_by=facts.pop("asked_by", None) or an_account(),
        **(given | facts),
    )
    row.refresh_from_db()
    return row
