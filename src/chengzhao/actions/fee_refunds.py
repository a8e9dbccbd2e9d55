"""附件1·三（三）: money that goes back: asked for by rule, much of it agreed on by another, sent until done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.duties import PROVINCE
from chengzhao.actions.grounds import kept, require_role
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import FeeOrder, FeeRefund
from chengzhao.rules.registration import (
    FeeState,
    RefundReason,
    RegistrationState,
    needs_two,
    next_try,
    refund_reason,
)

SERVICE = Actor(account=None, role=None, org_path="")
AGAIN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundToSend:
    """A refund on its way; `key` is the same however often it goes, so that a provider gives back once."""

    refund_id: int
    key: str
    order_number: str
    payment: str
    amount: Decimal
    tries: int


@cites("A1.3.9")
@transaction.atomic
def ask_refund(*, border: Border, actor: Actor, at: datetime, order_number: str, note: str) -> None:
    """Ask that a fee that was paid goes back, where the rule gives a reason. Asked again it changes nothing.

    Raises Refused where the fee stays, and without a note.
    """
    require_role(actor, *PROVINCE)
    if not note.strip():
        raise Refused("请写明退款的依据。")
    order = (
        FeeOrder.objects.select_for_update(of=("self",))
        .filter(season=border.season, province=border.province, number=order_number)
        .first()
    )
    if order is None:
        raise Refused("没有这张订单。")
    if order.refunds.filter(payment=order.payment).exists():
        return
    registration = RegistrationState(order.candidate.registration.state)
    reason = refund_reason(FeeState(order.state), registration)
    if reason is None:
        raise Refused(f"报名现在是“{registration.label}”，缴费{FeeState(order.state).label}，按规定不退。")
    before = _digest(order)
    ask_refund_of(
        border, actor, at, order, payment=order.payment, amount=order.amount, reason=reason, note=note.strip()
    )
    _trail(border, actor, at, "ask_refund", order, before, f"{reason.label}：{note.strip()}")


def ask_refund_of(
    border: Border,
    actor: Actor,
    at: datetime,
    order: FeeOrder,
    *,
    payment: str,
    amount: Decimal,
    reason: RefundReason,
    note: str,
) -> None:
    """Put a refund of one payment; where it is not much it goes at once. One payment goes back once, whoever asks."""
    is_much = needs_two(amount)
    with kept(FeeRefund):
        FeeRefund.objects.create(
            season=border.season,
            province=border.province,
            order=order,
            payment=payment,
            amount=amount,
            reason=reason.value,
            note=note[:200],
            needs_two=is_much,
            asked_by_id=actor.account or 0,
            asked_at=at,
            next_try_at=None if is_much else at,
        )


@cites("A1.3.9")
@transaction.atomic
def agree_refund(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> None:
    """Agree on a large refund that somebody else asked for; then it goes. Raises Refused for whoever asked."""
    require_role(actor, *PROVINCE)
    row = (
        FeeRefund.objects.select_for_update(of=("self",))
        .filter(season=border.season, province=border.province, public_id=public_id)
        .first()
    )
    if row is None or not row.needs_two:
        raise Refused("没有这笔要第二人同意的退款。")
    if row.asked_by_id == actor.account:
        raise Refused("退款由你提请，须由另一人同意。")
    if row.agreed_by_id is not None:
        return
    before = _digest(row.order)
    row.agreed_by_id, row.agreed_at, row.next_try_at = actor.account, at, at
    row.save(update_fields=["agreed_by", "agreed_at", "next_try_at"])
    _trail(border, actor, at, "agree_refund", row.order, before, f"同意退款{row.amount}元")


@transaction.atomic
def claim_refunds(*, at: datetime, most: int) -> list[RefundToSend]:
    """Take up refunds that are due, so that no other process takes them at the same time."""
    rows = list(
        FeeRefund.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(next_try_at__lte=at, done_at=None)
        .select_related("order")
        .order_by("next_try_at", "pk")[:most]
    )
    for row in rows:
        FeeRefund.objects.filter(pk=row.pk).update(next_try_at=at + AGAIN_AFTER)
    return [
        RefundToSend(
            refund_id=row.pk,
            key=str(row.public_id),
            order_number=row.order.number,
            payment=row.payment,
            amount=row.amount,
            tries=row.tries,
        )
        for row in rows
    ]


@cites("A1.3.9")
@transaction.atomic
def settle_refund(*, at: datetime, refund_id: int, failure: str = "") -> None:
    """Say what became of a refund that went: done, or to be sent again. Done twice it changes nothing."""
    row = FeeRefund.objects.select_for_update(of=("self",)).select_related("order").get(pk=refund_id)
    if row.done_at is not None:
        return
    border = Border(season=row.season, province=row.province)
    if failure:
        row.tries, row.failure = row.tries + 1, failure[:200]
        row.next_try_at = next_try(row.tries, at)
        row.save(update_fields=["tries", "failure", "next_try_at"])
        return
    before = _digest(row.order)
    row.done_at, row.next_try_at, row.failure = at, None, ""
    row.save(update_fields=["done_at", "next_try_at", "failure"])
    if row.order.payment == row.payment:
        FeeOrder.objects.filter(pk=row.order_id, state=FeeState.PAID.value).update(
            state=FeeState.REFUNDED.value, refunded_at=at
        )
    _trail(border, SERVICE, at, "settle_refund", row.order, before, f"已退{row.amount}元")


def _digest(order: FeeOrder) -> str:
    """How an order and its refunds stand now."""
    order.refresh_from_db(fields=["state"])
    refunds = order.refunds.order_by("pk").values_list("payment", "agreed_by_id", "done_at")
    return digest_of({"order": order.number, "state": order.state, "refunds": [list(one) for one in refunds]})


def _trail(
    border: Border, actor: Actor, at: datetime, act: str, order: FeeOrder, before: str, reason: str
) -> None:
    number = order.candidate.candidate_number
    touched = Touched(object_id=number, before=before, after=_digest(order), reason=reason)
    record(border=border, actor=actor, at=at, act=act, object_kind="fee_order", touched=[touched])
