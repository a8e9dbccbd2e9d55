"""附件1·三（三）: what somebody decides about a payment that could not be booked by itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.duties import PROVINCE
from chengzhao.actions.fee_refunds import ask_refund_of
from chengzhao.actions.fees import order_digest
from chengzhao.actions.grounds import require_role
from chengzhao.law.citation import cites
from chengzhao.records.fee_words import NoticeOutcome
from chengzhao.records.models import FeeDecision, FeeNotice, FeeOrder
from chengzhao.rules.registration import REASON_OF, TO_DECIDE, Event, FeeState, NoticeVerdict

LONGEST_REASON = 200


@cites("A1.3.9")
@transaction.atomic
def decide_notice(
    *, border: Border, actor: Actor, at: datetime, public_id: UUID, outcome: NoticeOutcome, reason: str
) -> None:
    """Decide about a notice on the province's list: book it after all, give the money back, or leave it with a reason.

    Only a payment of a known order with the right amount is booked. The same decision again changes nothing.
    Raises Refused.
    """
    require_role(actor, *PROVINCE)
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise Refused(f"请写明理由，最多{LONGEST_REASON}字。")
    notice = _waiting(border, public_id)
    held = FeeDecision.objects.filter(notice=notice).first()
    if held is not None:
        if held.outcome == outcome.value and held.decided_by_id == actor.account:
            return
        raise Refused(f"这条通知已经由他人决定“{NoticeOutcome(held.outcome).label}”，没有再办。")
    order = FeeOrder.objects.select_for_update().filter(pk=notice.order_id or 0).first()
    before = order_digest(order, verdict=notice.verdict)
    if outcome is not NoticeOutcome.DROP:
        _carry_out(border, actor, at, order, notice, outcome, said)
    FeeDecision.objects.create(
        season=border.season,
        province=border.province,
        notice=notice,
        outcome=outcome.value,
        reason=said,
        decided_by_id=actor.account or 0,
        at=at,
    )
    touched = Touched(
        object_id=order.candidate.candidate_number if order else str(notice.public_id),
        before=before,
        after=order_digest(order, verdict=notice.verdict, outcome=outcome.value),
        reason=f"{outcome.label}：{said}",
    )
    kind = "fee_order" if order else "fee_notice"
    record(border=border, actor=actor, at=at, act="decide_notice", object_kind=kind, touched=[touched])


def _waiting(border: Border, public_id: UUID) -> FeeNotice:
    """A notice of the list, locked. Raises Refused where there is none."""
    rows = FeeNotice.objects.select_for_update(of=("self",))
    notice = rows.filter(season=border.season, province=border.province, public_id=public_id).first()
    if notice is None or NoticeVerdict(notice.verdict) not in TO_DECIDE:
        raise Refused("没有这条待处理的通知。")
    return notice


def _carry_out(
    border: Border,
    actor: Actor,
    at: datetime,
    order: FeeOrder | None,
    notice: FeeNotice,
    outcome: NoticeOutcome,
    said: str,
) -> None:
    if order is None or notice.event != Event.PAID or notice.amount is None:
        raise Refused("这条通知不是一笔认得出的付款，只能选“不处理”，写明查到的情况。")
    if outcome is NoticeOutcome.BOOK:
        _book_after_all(order, notice)
    else:
        _give_back(border, actor, at, order, notice, said)


def _book_after_all(order: FeeOrder, notice: FeeNotice) -> None:
    if order.state != FeeState.UNPAID:
        raise Refused(f"这张订单{FeeState(order.state).label}，不能再入账，请选“退款”。")
    if notice.amount != order.amount:
        raise Refused("金额与应缴的不符，不能入账，请选“退款”。")
    order.state, order.paid_at, order.payment = FeeState.PAID.value, notice.happened_at, notice.payment
    order.save(update_fields=["state", "paid_at", "payment"])


def _give_back(
    border: Border, actor: Actor, at: datetime, order: FeeOrder, notice: FeeNotice, note: str
) -> None:
    reason = REASON_OF.get(NoticeVerdict(notice.verdict))
    if reason is None or notice.amount is None:
        raise Refused("这条通知里的付款已经入账，退款请在“应退”中提请。")
    ask_refund_of(
        border, actor, at, order, payment=notice.payment, amount=notice.amount, reason=reason, note=note
    )
