"""The fee of a season and how every order stands; what waits for a decision of the province (附件1 三（三）)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Sum
from django.utils.timezone import get_current_timezone

from chengzhao.law.provinces import supplement_or_none
from chengzhao.law.words import Stage
from chengzhao.records.fee_words import NoticeOutcome
from chengzhao.records.looks import note_person, of_one_person
from chengzhao.records.models import FeeNotice, FeeOrder, FeeRefund, StageWindow
from chengzhao.rules.registration import (
    TO_DECIDE,
    Event,
    FeeState,
    NoticeVerdict,
    RefundReason,
    RegistrationState,
)

_TO_DECIDE = sorted(one.value for one in TO_DECIDE)
_BACK = ("WITHDRAWN", "REJECTED", "CANCELLED")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fee:
    """What a province charges, by which rule, and whether it is paid before confirming."""

    amount: Decimal
    basis: str
    before_confirming: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderView:
    """The order of one candidate as pages show it."""

    number: str
    amount: Decimal
    basis: str
    state: FeeState
    made_at: datetime
    due_at: datetime
    paid_at: datetime | None
    payment: str
    refunded_at: datetime | None
    refund_asked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeToDecide:
    """A notice on the province's list."""

    public_id: UUID
    verdict: NoticeVerdict
    order_number: str
    candidate_number: str
    event: str
    amount: Decimal | None
    owed: Decimal | None
    payment: str
    happened_at: datetime | None
    received_at: datetime
    is_payment: bool
    is_whole: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundView:
    """A refund that is under way or done, or an order that has to go back."""

    public_id: UUID | None
    order_number: str
    candidate_number: str
    amount: Decimal
    reason: str
    needs_two: bool
    asked_by_id: int | None
    asked_by: str
    agreed: bool
    failure: str
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeOfDay:
    """A notice in the file of a day."""

    received_at: datetime
    order_number: str
    payment: str
    event: str
    amount: Decimal | None
    happened_at: datetime | None
    verdict: NoticeVerdict
    candidate_number: str
    outcome: str
    reason: str


def fee_of(season: int, province: str) -> Fee | None:
    """What the province charges; None where it charges nothing, or nothing is known."""
    demo = settings.DEMO_FEE
    if demo:
        basis = "演练用，不是本省的收费标准"
        return Fee(amount=Decimal(demo), basis=basis, before_confirming=settings.FEE_BEFORE_CONFIRMING)
    found = supplement_or_none(province, season)
    if found is None or not found.fee.value:
        return None
    return Fee(
        amount=found.fee.value, basis=found.fee.source, before_confirming=settings.FEE_BEFORE_CONFIRMING
    )


def fee_due(season: int, province: str, org_path: str) -> datetime | None:
    """Until when is paid: the end of the reviews' window that holds for the path; None where there is none."""
    rows = StageWindow.objects.filter(season=season, province=province, stage=Stage.REVIEW.value)
    held = [closes for path, closes in rows.values_list("org_path", "closes_at") if org_path.startswith(path)]
    return max(held, default=None)


@of_one_person
def order_of(candidate_id: int) -> OrderView | None:
    """The order of a candidate; None before the first press."""
    row = FeeOrder.objects.filter(candidate=candidate_id).first()
    if row is None:
        return None
    return OrderView(
        number=row.number,
        amount=row.amount,
        basis=row.basis,
        state=FeeState(row.state),
        made_at=row.made_at,
        due_at=row.due_at,
        paid_at=row.paid_at,
        payment=row.payment,
        refunded_at=row.refunded_at,
        refund_asked=row.refunds.filter(done_at=None).exists(),
    )


def fee_totals(season: int, province: str) -> Mapping[FeeState, tuple[int, Decimal]]:
    """How many orders are in each state, and of how much money."""
    rows = FeeOrder.objects.filter(season=season, province=province).values_list("state")
    counted = {state: (number, money) for state, number, money in rows.annotate(Count("pk"), Sum("amount"))}
    return {one: counted.get(one.value, (0, Decimal(0))) for one in FeeState}


def notices_to_decide(season: int, province: str, *, limit: int) -> tuple[NoticeToDecide, ...]:
    """The province's list, the oldest first."""
    rows = (
        FeeNotice.objects.filter(
            season=season, province=province, verdict__in=_TO_DECIDE, decision__isnull=True
        )
        .select_related("order__candidate")
        .order_by("received_at", "pk")[:limit]
    )
    return tuple(
        NoticeToDecide(
            public_id=row.public_id,
            verdict=NoticeVerdict(row.verdict),
            order_number=row.order_number,
            candidate_number=row.order.candidate.candidate_number if row.order else "",
            event=Event(row.event).label if row.event else "",
            amount=row.amount,
            owed=row.order.amount if row.order else None,
            payment=row.payment,
            happened_at=row.happened_at,
            received_at=row.received_at,
            is_payment=row.order is not None and row.event == Event.PAID,
            is_whole=row.order is not None
            and row.amount == row.order.amount
            and row.order.state == FeeState.UNPAID,
        )
        for row in rows
    )


def refunds_owed(season: int, province: str, *, limit: int) -> tuple[RefundView, ...]:
    """Orders that were paid and have to go back by the rule, and nobody has asked yet."""
    asked = FeeRefund.objects.filter(payment=OuterRef("payment"))
    rows = (
        FeeOrder.objects.filter(
            season=season, province=province, state="PAID", candidate__registration__state__in=_BACK
        )
        .exclude(Exists(asked))
        .select_related("candidate__registration")
        .order_by("paid_at", "pk")[:limit]
    )
    return tuple(
        RefundView(
            public_id=None,
            order_number=row.number,
            candidate_number=row.candidate.candidate_number,
            amount=row.amount,
            reason=f"报名{RegistrationState(row.candidate.registration.state).label}",
            needs_two=False,
            asked_by_id=None,
            asked_by="",
            agreed=False,
            failure="",
            done_at=None,
        )
        for row in rows
    )


def refunds(season: int, province: str, *, limit: int) -> tuple[RefundView, ...]:
    """Refunds that were asked for: those under way first, then the latest."""
    rows = FeeRefund.objects.filter(season=season, province=province).order_by("-done_at", "-pk")
    held = rows.values(
        *("public_id", "amount", "reason", "needs_two", "asked_by_id", "asked_by__display_name"),
        *("agreed_by_id", "failure", "done_at", "order__number", "order__candidate__candidate_number"),
    )
    return tuple(
        RefundView(
            public_id=row["public_id"],
            order_number=row["order__number"],
            candidate_number=row["order__candidate__candidate_number"],
            amount=row["amount"],
            reason=RefundReason(row["reason"]).label,
            needs_two=row["needs_two"],
            asked_by_id=row["asked_by_id"],
            asked_by=row["asked_by__display_name"],
            agreed=row["agreed_by_id"] is not None,
            failure=row["failure"],
            done_at=row["done_at"],
        )
        for row in held[:limit]
    )


def notices_of_day(season: int, province: str, day: date) -> tuple[NoticeOfDay, ...]:
    """Every notice that came on a day, with its order and what was decided, for the daily file."""
    begins = datetime.combine(day, time(), tzinfo=get_current_timezone())
    rows = FeeNotice.objects.filter(
        season=season,
        province=province,
        received_at__gte=begins,
        received_at__lt=begins + timedelta(days=1),
    ).select_related("order__candidate", "decision")
    return tuple(_of_day(row) for row in rows.order_by("received_at", "pk"))


def _of_day(row: FeeNotice) -> NoticeOfDay:
    decision = getattr(row, "decision", None)
    if row.order is not None:
        note_person(row.order.candidate_id)
    return NoticeOfDay(
        received_at=row.received_at,
        order_number=row.order_number,
        payment=row.payment,
        event=Event(row.event).label if row.event else "",
        amount=row.amount,
        happened_at=row.happened_at,
        verdict=NoticeVerdict(row.verdict),
        candidate_number=row.order.candidate.candidate_number if row.order else "",
        outcome=NoticeOutcome(decision.outcome).label if decision else "",
        reason=decision.reason if decision else "",
    )
