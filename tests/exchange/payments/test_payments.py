"""附件1·三（三）: payments come in signed or not at all, once, in time, whole; refunds go until they are done."""

from datetime import datetime, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection
from pytest_django import Settings
from tests import factories
from tests.actions.refusing import refused
from tests.actions.test_review import AT, a_registered, confirm, state_of
from tests.factories import BORDER, an_account
from tests.factories.fees import DUE, FEE

from chengzhao.actions.audit import Actor
from chengzhao.actions.fee_decisions import decide_notice
from chengzhao.actions.fee_refunds import agree_refund, ask_refund
from chengzhao.actions.fees import MOST_UNSIGNED, open_order
from chengzhao.exchange.payments import (
    LocalProvider,
    PaymentUnavailable,
    chosen_provider,
    order_for_page,
    receive,
    send_refunds,
)
from chengzhao.law.words import Role
from chengzhao.records.fee_words import NoticeOutcome
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    FeeDecision,
    FeeNotice,
    FeeOrder,
    FeeRefund,
    Registration,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.fees import fee_of, notices_to_decide, refunds_owed
from chengzhao.rules.registration import Event, NoticeVerdict, RegistrationState, Told
from chengzhao.settings.options import OptionError

pytestmark = pytest.mark.django_db

V = NoticeVerdict
LOCAL = LocalProvider()


@pytest.fixture(autouse=True)
def _a_fee_is_charged(settings: Settings) -> None:
    settings.DEMO_FEE = "120.00"
    factories.a_season()


def officer() -> Actor:
    return Actor(account=an_account().pk, role=Role.PROVINCE_OFFICER, org_path="/14/")


def tell(
    order: FeeOrder,
    *,
    event: Event = Event.PAID,
    amount: Decimal = FEE,
    payment: str = "P-1",
    at: datetime = AT,
    number: str = "",
) -> NoticeVerdict:
    told = Told(event=event, amount=amount, payment=payment, at=at)
    body, headers = LOCAL.notice(number or order.number, told)
    return receive(LOCAL, at=AT, body=body, headers=headers)


def state(order: FeeOrder) -> tuple[str, str]:
    return FeeOrder.objects.values_list("state", "payment").get(pk=order.pk)


def pay(candidate: Candidate, *, at: datetime = AT) -> FeeOrder:
    actor = Actor(account=candidate.account_id, role=Role.CANDIDATE, org_path=candidate.org_path)
    return FeeOrder.objects.get(number=open_order(border=BORDER, actor=actor, at=at).number)


def a_payer(where: RegistrationState = RegistrationState.APPROVED) -> Candidate:
    return a_registered(where, account=an_account(kind=AccountKind.CANDIDATE))


def test_one_order_is_made_however_often_it_is_asked_for() -> None:
    person = a_payer()
    first, second = pay(person), pay(person)
    assert (first.pk, first.amount, first.basis) == (second.pk, FEE, "演练用，不是本省的收费标准")
    assert AuditRow.objects.filter(act="open_order").count() == 1


def test_order_is_made_only_while_it_may_be_paid(settings: Settings) -> None:
    person = a_payer(RegistrationState.SUBMITTED)
    with refused("报名现在是“待审核”，审核通过以后才能缴费。"):
        pay(person)
    Registration.objects.filter(candidate=person).update(state="APPROVED", approved_at=AT)
    order = pay(person)
    with refused("缴费已经截止，不能再缴。有疑问请联系确认点。"):
        pay(person, at=order.due_at + timedelta(seconds=1))
    tell(order)
    with refused("报名考试费已缴，不用再缴。"):
        pay(person)
    settings.DEMO_FEE = ""
    assert fee_of(BORDER.season, BORDER.province) is None
    with refused("本省报名不收费，不用缴费。"):
        pay(person)


def test_paid_by_the_signed_notice_and_only_then_confirmed() -> None:
    person = a_payer()
    unpaid = "报名考试费还没有缴纳，不能确认。请在截止前缴费，到账后再确认（附件1·三（三））"
    order = pay(person)
    from chengzhao.actions.refusals import RowsRefused

    with pytest.raises(RowsRefused) as caught:
        confirm(person)
    assert caught.value.faults[0].expected.startswith(unpaid[:15])
    assert tell(order) is V.BOOKED
    assert state(order) == ("PAID", "P-1")
    confirm(person)
    assert state_of(person) == RegistrationState.CONFIRMED
    row = AuditRow.objects.get(act="take_notice")
    assert (row.object_id, row.reason, row.candidate_id) == (person.candidate_number, "已入账", person.pk)


def test_the_same_notice_again_changes_nothing() -> None:
    order = factories.a_fee_order()
    assert [tell(order) for _ in range(3)] == [V.BOOKED, V.REPEATED, V.REPEATED]
    assert state(order) == ("PAID", "P-1")
    assert notices_to_decide(BORDER.season, BORDER.province, limit=9) == ()


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"at": DUE + timedelta(seconds=1)}, V.LATE),
        ({"amount": FEE - 1}, V.WRONG_AMOUNT),
        ({"number": "nobodys"}, V.UNKNOWN_ORDER),
        ({"event": Event.REFUNDED}, V.OUT_OF_ORDER),
    ],
)
def test_what_cannot_be_booked_stands_on_the_list_once(told: dict[str, object], verdict: V) -> None:
    order = factories.a_fee_order()
    assert tell(order, **told) is verdict  # type: ignore[arg-type]
    tell(order, **told)  # type: ignore[arg-type]
    assert state(order) == ("UNPAID", "")
    assert [one.verdict for one in notices_to_decide(BORDER.season, BORDER.province, limit=9)] == [verdict]


def test_what_is_not_signed_is_kept_and_books_nothing() -> None:
    order = factories.a_fee_order()
    body, headers = LOCAL.notice(order.number, Told(event=Event.PAID, amount=FEE, payment="P", at=AT))
    changed = body.replace(b"120.00", b"000.01")
    for sent, signed in ((changed, headers), (body, {}), (b"\xff\x00no json", headers)):
        assert receive(LOCAL, at=AT, body=sent, headers=signed) is V.BAD_SIGNATURE
    # Signed, and still not to be read.
    noise = b'{"order": 1}'
    said = receive(LOCAL, at=AT, body=noise, headers={"x-payment-signature": LOCAL.sign(noise)})
    assert said is V.BAD_SIGNATURE
    assert state(order) == ("UNPAID", "")
    assert FeeNotice.objects.filter(verdict="BAD_SIGNATURE").count() == 4
    assert receive(LOCAL, at=AT, body=body, headers={}) is V.REPEATED


def test_unsigned_knocking_fills_no_table() -> None:
    for number in range(MOST_UNSIGNED + 5):
        receive(LOCAL, at=AT, body=f"{number}".encode(), headers={})
    assert FeeNotice.objects.count() == MOST_UNSIGNED


def decide(outcome: NoticeOutcome, *, actor: Actor | None = None, reason: str = "已核对银行流水") -> None:
    decide_notice(
        border=BORDER,
        actor=actor or officer(),
        at=AT,
        public_id=FeeNotice.objects.latest("pk").public_id,
        outcome=outcome,
        reason=reason,
    )


def test_late_payment_is_booked_after_all_or_given_back_by_a_decision() -> None:
    order = factories.a_fee_order()
    tell(order, at=DUE + timedelta(hours=1))
    with refused("请写明理由，最多200字。"):
        decide(NoticeOutcome.BOOK, reason=" ")
    actor = officer()
    for _ in range(2):
        decide(NoticeOutcome.BOOK, actor=actor)
    assert state(order) == ("PAID", "P-1")
    assert FeeDecision.objects.count() == 1
    with refused("这条通知已经由他人决定“认作已缴”，没有再办。"):
        decide(NoticeOutcome.REFUND)


def test_wrong_amount_is_never_booked_and_goes_back() -> None:
    order = factories.a_fee_order()
    tell(order, amount=FEE - 1)
    with refused("金额与应缴的不符，不能入账，请选“退款”。"):
        decide(NoticeOutcome.BOOK)
    decide(NoticeOutcome.REFUND)
    refund = FeeRefund.objects.get()
    assert (refund.amount, refund.payment, refund.reason) == (FEE - 1, "P-1", "WRONG")
    assert send_refunds(LOCAL, clock=lambda: AT) == 1
    assert state(order) == ("UNPAID", "")
    assert FeeRefund.objects.get().done_at == AT


def test_second_payment_goes_back_and_the_first_stays() -> None:
    order = factories.a_fee_order()
    tell(order)
    assert tell(order, payment="P-2") is V.TWICE
    decide(NoticeOutcome.REFUND)
    send_refunds(LOCAL, clock=lambda: AT)
    assert state(order) == ("PAID", "P-1")


def test_unknown_order_can_only_be_left_with_a_reason() -> None:
    tell(factories.a_fee_order(), number="nobodys")
    with refused("这条通知不是一笔认得出的付款，只能选“不处理”，写明查到的情况。"):
        decide(NoticeOutcome.REFUND)
    decide(NoticeOutcome.DROP)
    assert notices_to_decide(BORDER.season, BORDER.province, limit=9) == ()


def ask(order: FeeOrder, actor: Actor, note: str = "撤回申请") -> None:
    ask_refund(border=BORDER, actor=actor, at=AT, order_number=order.number, note=note)


def withdrawn(**facts: object) -> FeeOrder:
    person = a_registered(RegistrationState.WITHDRAWN)
    return factories.a_fee_order(person, paid=True, **facts)


def test_refund_by_rule_is_asked_once_sent_and_done() -> None:
    order, actor = withdrawn(), officer()
    assert [one.order_number for one in refunds_owed(BORDER.season, BORDER.province, limit=9)] == [
        order.number
    ]
    for _ in range(2):
        ask(order, actor)
    assert refunds_owed(BORDER.season, BORDER.province, limit=9) == ()
    assert (send_refunds(LOCAL, clock=lambda: AT), send_refunds(LOCAL, clock=lambda: AT)) == (1, 0)
    order.refresh_from_db()
    assert (order.state, order.refunded_at) == ("REFUNDED", AT)
    # The provider tells of it, too, later.
    assert tell(order, event=Event.REFUNDED, payment=order.payment) is V.REPEATED


def test_fee_of_whoever_has_a_seat_stays() -> None:
    order = factories.a_fee_order(a_registered(RegistrationState.CONFIRMED), paid=True)
    with refused("报名现在是“已确认”，缴费已缴，按规定不退。"):
        ask(order, officer())


def test_large_refund_waits_for_a_second_person() -> None:
    order, first, second = withdrawn(amount=Decimal("200.01")), officer(), officer()
    ask(order, first)
    row = FeeRefund.objects.get()
    assert (row.needs_two, row.next_try_at) == (True, None)
    assert send_refunds(LOCAL, clock=lambda: AT) == 0
    with refused("退款由你提请，须由另一人同意。"):
        agree_refund(border=BORDER, actor=first, at=AT, public_id=row.public_id)
    for _ in range(2):
        agree_refund(border=BORDER, actor=second, at=AT, public_id=row.public_id)
    assert send_refunds(LOCAL, clock=lambda: AT) == 1


class Away(LocalProvider):
    def refund(self, wanted: object) -> None:
        raise PaymentUnavailable("连接超时")


def test_refund_that_is_not_taken_is_sent_again_under_the_same_key() -> None:
    order = withdrawn()
    ask(order, officer())
    assert send_refunds(Away(), clock=lambda: AT) == 0
    row = FeeRefund.objects.get()
    assert (row.tries, row.failure, row.next_try_at) == (1, "连接超时", AT + timedelta(minutes=1))
    assert send_refunds(LOCAL, clock=lambda: AT + timedelta(minutes=1)) == 1


def test_page_of_the_local_provider_is_for_one_order_and_amount() -> None:
    order = factories.a_fee_order()
    held = order_for_page(order.number)
    assert held is not None
    signature = LOCAL.page(held).partition("sign=")[2]
    assert LOCAL.is_page(held, signature)
    assert not LOCAL.is_page(held, signature[:-1] + ("0" if signature[-1] != "0" else "1"))
    assert order_for_page("nobodys") is None


def test_provider_is_chosen_by_name() -> None:
    assert chosen_provider("none") is None
    assert isinstance(chosen_provider("local"), LocalProvider)
    with pytest.raises(OptionError, match=r"PAYMENT_PROVIDER is 'office\.nowhere:Bank'"):
        chosen_provider("office.nowhere:Bank")


@pytest.mark.django_db(transaction=True)
def test_two_notices_at_once_book_one_payment() -> None:
    order = factories.a_fee_order()
    found: list[NoticeVerdict] = []

    def knock(payment: str) -> None:
        try:
            found.append(tell(order, payment=payment))
        finally:
            connection.close()

    threads = [Thread(target=knock, args=(payment,)) for payment in ("P-1", "P-1", "P-2", "P-2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(found) == sorted([V.BOOKED, V.REPEATED, V.TWICE, V.REPEATED])
    assert FeeNotice.objects.filter(verdict="BOOKED").count() == 1
