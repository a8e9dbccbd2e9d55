"""The fee of a registration: its one order, the provider's notices, decisions on these, refunds (附件1 三（三）)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from chengzhao.records.fee_words import NoticeOutcome
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.registration import Event, FeeState, NoticeVerdict, RefundReason


def _money(label: str, **options: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=8, decimal_places=2, **options)


class FeeOrder(SeasonRow):
    """What one registration owes: one order each, paid by the provider's notice alone."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, verbose_name="考生", related_name="fee_order")
    number = models.CharField("订单号", max_length=32, unique=True)
    amount = _money("金额（元）")
    basis = models.CharField("收费依据", max_length=200)
    state = word_field("缴费状态", FeeState)
    made_at = models.DateTimeField("下单时间")
    due_at = models.DateTimeField("缴费截止")
    paid_at = models.DateTimeField("付款时间", null=True)
    payment = models.CharField("支付流水号", max_length=64, blank=True)
    refunded_at = models.DateTimeField("退款时间", null=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("fee_order_state_known", "state", FeeState),
            models.CheckConstraint(
                name="fee_order_costs_something",
                condition=Q(amount__gt=0),
                violation_error_message="缴费金额必须大于0",
            ),
            models.CheckConstraint(
                name="fee_order_state_has_its_time",
                condition=Q(state="UNPAID", paid_at__isnull=True, payment="", refunded_at__isnull=True)
                | Q(state="PAID", paid_at__isnull=False, refunded_at__isnull=True) & ~Q(payment="")
                | Q(state="REFUNDED", paid_at__isnull=False, refunded_at__isnull=False) & ~Q(payment=""),
                violation_error_message="缴费状态与时间、流水号不一致",
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=~Q(payment=""),
                name="fee_order_payment_once",
                violation_error_message="这笔付款已经入账",
            ),
        ]
        indexes = [models.Index(fields=["season", "province", "state", "paid_at"], name="fee_order_by_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class FeeNotice(SeasonRow):
    """One notice of the provider as it came, and what it did; only ever added."""

    order = models.ForeignKey(
        FeeOrder, models.PROTECT, null=True, verbose_name="订单", related_name="notices"
    )
    order_number = models.CharField("通知中的订单号", max_length=32, blank=True)
    event = word_field("事件", Event, blank=True)
    amount = _money("金额（元）", null=True)
    payment = models.CharField("支付流水号", max_length=64, blank=True)
    happened_at = models.DateTimeField("支付方时间", null=True)
    verdict = word_field("处理", NoticeVerdict)
    body = models.CharField("原文", max_length=2000)
    digest = models.CharField("原文摘要", max_length=64)
    received_at = models.DateTimeField("收到时间")
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("fee_notice_verdict_known", "verdict", NoticeVerdict),
            models.CheckConstraint(
                name="fee_notice_booked_has_order",
                condition=~Q(verdict="BOOKED") | Q(order__isnull=False, happened_at__isnull=False),
                violation_error_message="入账的通知必须有订单和时间",
            ),
            models.UniqueConstraint(
                fields=["order", "event"], condition=Q(verdict="BOOKED"), name="fee_notice_booked_once"
            ),
            # What was not signed may be anybody's: the same once.
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(verdict__in=["BAD_SIGNATURE", "UNKNOWN_ORDER"]),
                name="fee_notice_unknown_once",
            ),
        ]
        indexes = [
            models.Index(fields=["season", "province", "received_at"], name="fee_notice_by_day"),
            models.Index(fields=["season", "province", "verdict", "id"], name="fee_notice_by_verdict"),
        ]

    def __str__(self) -> str:
        return f"{self.order_number} {self.verdict}"


class FeeDecision(SeasonRow):
    """What somebody decided about a notice that was not booked; only ever added."""

    notice = models.OneToOneField(FeeNotice, models.PROTECT, verbose_name="通知", related_name="decision")
    outcome = word_field("决定", NoticeOutcome)
    reason = models.CharField("理由", max_length=200)
    decided_by = models.ForeignKey(Account, models.PROTECT, verbose_name="办理人", related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            one_of("fee_decision_outcome_known", "outcome", NoticeOutcome),
            models.CheckConstraint(
                name="fee_decision_has_reason",
                condition=~Q(reason=""),
                violation_error_message="决定必须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.outcome}"


class FeeRefund(SeasonRow):
    """Money that goes back of one payment: asked for, where it is much agreed on by another, sent, done."""

    order = models.ForeignKey(FeeOrder, models.PROTECT, verbose_name="订单", related_name="refunds")
    payment = models.CharField("支付流水号", max_length=64, unique=True)
    amount = _money("金额（元）")
    reason = word_field("退款原因", RefundReason)
    note = models.CharField("说明", max_length=200)
    needs_two = models.BooleanField("须两人办理")
    asked_by = models.ForeignKey(Account, models.PROTECT, verbose_name="提请人", related_name="+")
    asked_at = models.DateTimeField("提请时间")
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="同意人", related_name="+")
    agreed_at = models.DateTimeField("同意时间", null=True)
    next_try_at = models.DateTimeField("下次发送时间", null=True)
    tries = models.PositiveIntegerField("发送次数", db_default=0)
    failure = models.CharField("没有发出的原因", max_length=200, blank=True)
    done_at = models.DateTimeField("退款时间", null=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("fee_refund_reason_known", "reason", RefundReason),
            models.CheckConstraint(
                name="fee_refund_gives_something",
                condition=Q(amount__gt=0),
                violation_error_message="退款金额必须大于0",
            ),
            models.CheckConstraint(
                name="fee_refund_two_persons",
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("asked_by")),
                violation_error_message="退款须由另一人同意",
            ),
            models.CheckConstraint(
                name="fee_refund_goes_only_agreed",
                condition=Q(needs_two=False)
                | Q(agreed_by__isnull=False)
                | Q(next_try_at__isnull=True, done_at__isnull=True),
                violation_error_message="没有另一人同意，不能退款",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(done_at=None), name="fee_refund_due"),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.amount}"
