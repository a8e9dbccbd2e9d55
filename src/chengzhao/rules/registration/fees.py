"""附件1·三（三）: the fee, where a province charges one: what a notice of the provider does, what is given back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word
from chengzhao.rules.registration.states import RegistrationState


class FeeState(Word):
    """缴费状态."""

    UNPAID = "UNPAID", "待缴"
    PAID = "PAID", "已缴"
    REFUNDED = "REFUNDED", "已退"


class Event(Word):
    """What a provider's notice says happened."""

    PAID = "PAID", "付款成功"
    FAILED = "FAILED", "付款失败"
    REFUNDED = "REFUNDED", "退款成功"


class NoticeVerdict(Word):
    """What became of a notice: booked, known already, or for a person to decide on."""

    BOOKED = "BOOKED", "已入账"
    REPEATED = "REPEATED", "重复通知"
    NOTED = "NOTED", "已记录"
    BAD_SIGNATURE = "BAD_SIGNATURE", "签名不符或读不出"
    UNKNOWN_ORDER = "UNKNOWN_ORDER", "没有此订单"
    WRONG_AMOUNT = "WRONG_AMOUNT", "金额不符"
    LATE = "LATE", "逾期付款"
    TWICE = "TWICE", "重复付款"
    OUT_OF_ORDER = "OUT_OF_ORDER", "先后不符"
    NOT_ASKED = "NOT_ASKED", "报名已不在审核通过之列"


TO_DECIDE = frozenset(NoticeVerdict) - {NoticeVerdict.BOOKED, NoticeVerdict.REPEATED, NoticeVerdict.NOTED}
"""What stands on the list of the province until somebody has decided."""


class RefundReason(Word):
    """Why money goes back."""

    WITHDRAWN = "WITHDRAWN", "考生在截止前撤回报名"
    NOT_ELIGIBLE = "NOT_ELIGIBLE", "报名被取消或不符合条件"
    TWICE = "TWICE", "重复付款"
    WRONG = "WRONG", "金额不符或误付"
    LATE = "LATE", "逾期付款"


REASON_OF = {
    NoticeVerdict.WRONG_AMOUNT: RefundReason.WRONG,
    NoticeVerdict.LATE: RefundReason.LATE,
    NoticeVerdict.TWICE: RefundReason.TWICE,
    NoticeVerdict.NOT_ASKED: RefundReason.WITHDRAWN,
}
"""Payments that can be given back straight from the list: their order is known, the money is there."""

TWO_PERSONS_ABOVE = Decimal(200)
"""A refund above so many yuan is agreed on by a second person. Our own default: the notice gives none."""

PAYABLE = frozenset({RegistrationState.APPROVED})
_KEPT = frozenset({RegistrationState.APPROVED, RegistrationState.CONFIRMED, RegistrationState.TICKETED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """An order as a notice finds it."""

    amount: Decimal
    due_at: datetime
    state: FeeState
    payment: str
    registration: RegistrationState


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a notice with a right signature says: `at` is the provider's own time of the payment."""

    event: Event
    amount: Decimal
    payment: str
    at: datetime


@cites("A1.3.9")
def judged(owed: Owed | None, told: Told) -> NoticeVerdict:
    """What a notice does. Only a payment that is whole, in time, the first and asked for is booked.

    It is judged by when the payment was made, not by when the notice came: a notice that was late on its way costs
    nobody the seat.
    """
    if owed is None:
        return NoticeVerdict.UNKNOWN_ORDER
    if told.event is Event.REFUNDED:
        return _refunded(owed, told)
    if told.event is Event.FAILED:
        return NoticeVerdict.NOTED if owed.state is FeeState.UNPAID else NoticeVerdict.OUT_OF_ORDER
    if owed.payment == told.payment:
        return NoticeVerdict.REPEATED
    wrong = (
        (owed.state is not FeeState.UNPAID, NoticeVerdict.TWICE),
        (told.amount != owed.amount, NoticeVerdict.WRONG_AMOUNT),
        (told.at > owed.due_at, NoticeVerdict.LATE),
        (owed.registration not in _KEPT, NoticeVerdict.NOT_ASKED),
    )
    return next((verdict for is_so, verdict in wrong if is_so), NoticeVerdict.BOOKED)


def _refunded(owed: Owed, told: Told) -> NoticeVerdict:
    if owed.payment != told.payment or owed.state is FeeState.UNPAID:
        return NoticeVerdict.OUT_OF_ORDER
    return NoticeVerdict.REPEATED if owed.state is FeeState.REFUNDED else NoticeVerdict.BOOKED


@cites("A1.3.9")
def fee_findings(
    fee: Decimal | None, state: FeeState | None, *, before_confirming: bool
) -> tuple[Finding, ...]:
    """What stands against confirming where the province asks for the fee first; nothing where it charges none."""
    if not fee or not before_confirming or state is FeeState.PAID:
        return ()
    return (finding("A1.3.9", "报名考试费还没有缴纳，不能确认。", mend="请在截止前缴费，到账后再确认。"),)


@cites("A1.3.9")
def refund_reason(state: FeeState, registration: RegistrationState) -> RefundReason | None:
    """Why a fee that was paid goes back; None where it stays: whoever is confirmed has a seat prepared."""
    if state is not FeeState.PAID:
        return None
    if registration is RegistrationState.WITHDRAWN:
        return RefundReason.WITHDRAWN
    is_out = registration in (RegistrationState.REJECTED, RegistrationState.CANCELLED)
    return RefundReason.NOT_ELIGIBLE if is_out else None


def needs_two(amount: Decimal) -> bool:
    """Whether a refund is agreed on by a second person."""
    return amount > TWO_PERSONS_ABOVE
