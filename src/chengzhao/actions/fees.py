"""附件1·三（三）: the fee of a registration: its order, the provider's notices, and what is decided about those."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from secrets import token_hex

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Candidate, FeeNotice, FeeOrder, Registration
from chengzhao.records.queries.fees import fee_due, fee_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import (
    PAYABLE,
    Event,
    FeeState,
    NoticeVerdict,
    Owed,
    RegistrationState,
    Told,
    judged,
)

SERVICE = Actor(account=None, role=None, org_path="")
LONGEST_REASON = 200
A_DAY = timedelta(days=1)
MOST_UNSIGNED = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What a provider's page is opened for."""

    number: str
    amount: Decimal
    due_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """A notice as it came. Without `told` its signature or its form is wrong."""

    body: bytes
    order_number: str = ""
    told: Told | None = None


@cites("A1.3.9")
@transaction.atomic
def open_order(*, border: Border, actor: Actor, at: datetime) -> Order:
    """The order of the own registration, made at the first press and the same at every other.

    Raises Refused where the province charges nothing, before the office has passed the registration, after the
    deadline, and where it is paid.
    """
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        fee = fee_of(border.season, border.province)
        if fee is None:
            raise Refused("本省报名不收费，不用缴费。")
        row = (
            Registration.objects.select_for_update()
            .filter(season=border.season, province=border.province, candidate__account=actor.account or 0)
            .select_related("candidate")
            .first()
        )
        if row is None:
            raise Refused("你还没有本年度的报名。")
        held = FeeOrder.objects.filter(candidate=row.candidate_id).first()
        if held is not None and held.state != FeeState.UNPAID:
            raise Refused(f"报名考试费{FeeState(held.state).label}，不用再缴。")
        state = RegistrationState(row.state)
        if state not in PAYABLE:
            raise Refused(f"报名现在是“{state.label}”，审核通过以后才能缴费。")
        due = fee_due(border.season, border.province, row.candidate.org_path)
        if due is None or at > due:
            raise Refused("缴费已经截止，不能再缴。有疑问请联系确认点。")
        if held is None:
            held = _new_order(border, actor, at, row.candidate, fee.amount, fee.basis, due)
        elif held.due_at != due:
            # The window was extended, or closed earlier, by two persons (A2.1).
            FeeOrder.objects.filter(pk=held.pk).update(due_at=due)
        return Order(number=held.number, amount=held.amount, due_at=due)


def _new_order(
    border: Border,
    actor: Actor,
    at: datetime,
    candidate: Candidate,
    amount: Decimal,
    basis: str,
    due: datetime,
) -> FeeOrder:
    number = f"{border.season}{border.province}{token_hex(10)}"
    order = FeeOrder.objects.create(
        season=border.season,
        province=border.province,
        candidate=candidate,
        number=number,
        amount=amount,
        basis=basis[:200],
        state=FeeState.UNPAID.value,
        made_at=at,
        due_at=due,
    )
    touched = Touched(
        object_id=candidate.candidate_number,
        before=digest_of(None),
        after=digest_of({"order": number, "amount": amount}),
    )
    record(border=border, actor=actor, at=at, act="open_order", object_kind="fee_order", touched=[touched])
    return order


def order_called(number: str) -> Order | None:
    """The order of that number while it waits to be paid."""
    row = FeeOrder.objects.filter(number=number, state=FeeState.UNPAID.value).first()
    return Order(number=row.number, amount=row.amount, due_at=row.due_at) if row else None


@cites("A1.3.9")
@transaction.atomic
def take_notice(*, border: Border, at: datetime, incoming: Incoming) -> NoticeVerdict:
    """Keep a notice of the provider, and book it where it is whole, in time, the first and signed.

    Everything else goes to the province's list. The same notice again changes nothing. `border` is where a notice
    stands whose order nobody knows.
    """
    digest = sha256(incoming.body).hexdigest()
    order = None
    if incoming.told is not None:
        order = FeeOrder.objects.select_for_update().filter(number=incoming.order_number).first()
    verdict = NoticeVerdict.BAD_SIGNATURE
    if incoming.told is not None:
        verdict = judged(_owed(order) if order else None, incoming.told)
    if order is not None and verdict is not NoticeVerdict.REPEATED and _is_known(order, incoming.told):
        verdict = NoticeVerdict.REPEATED
    if incoming.told is None and _are_many(border, at):
        # Anybody may knock without a signature; what is listed is for people to read.
        return verdict
    if order is None and FeeNotice.objects.filter(digest=digest, verdict=verdict.value).exists():
        return NoticeVerdict.REPEATED
    home = Border(season=order.season, province=order.province) if order else border
    before = order_digest(order)
    _keep(home, at, order, incoming, verdict, digest)
    if order is not None and incoming.told is not None and verdict is NoticeVerdict.BOOKED:
        _book(order, incoming.told, at)
    number = order.candidate.candidate_number if order else "-"
    touched = Touched(
        object_id=number,
        before=before,
        after=order_digest(order, digest=digest, verdict=verdict.value),
        reason=verdict.label,
    )
    kind = "fee_order" if order else "fee_notice"
    record(border=home, actor=SERVICE, at=at, act="take_notice", object_kind=kind, touched=[touched])
    return verdict


def _are_many(border: Border, at: datetime) -> bool:
    """Whether as much came unsigned within a day as anybody reads."""
    unsigned = FeeNotice.objects.filter(verdict=NoticeVerdict.BAD_SIGNATURE.value, order=None)
    recent = unsigned.filter(season=border.season, province=border.province, received_at__gt=at - A_DAY)
    return recent.count() >= MOST_UNSIGNED


def _is_known(order: FeeOrder, told: Told | None) -> bool:
    """Whether the same payment was told of before with the same event, whatever was made of it then."""
    return (
        told is not None
        and FeeNotice.objects.filter(
            order=order, event=told.event.value, payment=told.payment, amount=told.amount
        ).exists()
    )


def _owed(order: FeeOrder) -> Owed:
    return Owed(
        amount=order.amount,
        due_at=order.due_at,
        state=FeeState(order.state),
        payment=order.payment,
        registration=RegistrationState(order.candidate.registration.state),
    )


def _keep(
    border: Border,
    at: datetime,
    order: FeeOrder | None,
    incoming: Incoming,
    verdict: NoticeVerdict,
    digest: str,
) -> None:
    told = incoming.told
    FeeNotice.objects.create(
        season=border.season,
        province=border.province,
        order=order,
        order_number=incoming.order_number[:32],
        event=told.event.value if told else "",
        amount=told.amount if told else None,
        payment=told.payment if told else "",
        happened_at=told.at if told else None,
        verdict=verdict.value,
        body=incoming.body.decode("utf-8", "replace").replace("\x00", "")[:2000],
        digest=digest,
        received_at=at,
    )


def _book(order: FeeOrder, told: Told, at: datetime) -> None:
    if told.event is Event.PAID:
        order.state, order.paid_at, order.payment = FeeState.PAID.value, told.at, told.payment
    else:
        order.state, order.refunded_at = FeeState.REFUNDED.value, told.at
        order.refunds.filter(payment=told.payment, done_at=None).update(done_at=at, next_try_at=None)
    order.save(update_fields=["state", "paid_at", "payment", "refunded_at"])


def order_digest(order: FeeOrder | None, **more: object) -> str:
    facts: Mapping[str, object] = (
        {"order": order.number, "state": order.state, "payment": order.payment} if order else {}
    )
    return digest_of({**facts, **more})
