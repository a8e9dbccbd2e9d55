"""Marks beside claims: what registers said of a candidate, what waits and why, and what a reviewer may do about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chengzhao.records.queries.fees import Fee, OrderView
from chengzhao.records.queries.register_checks import CheckView
from chengzhao.rules.registration import (
    CheckAnswer,
    CheckField,
    CheckSubject,
    CheckWay,
    FeeState,
    RegistrationState,
)
from chengzhao.web.shared.chinese import short_moment

BY_HAND = (CheckSubject.IDENTITY, CheckSubject.STUDENT_STATUS, CheckSubject.HEALTH_LICENCE)
"""What a reviewer settles on papers here; certificates have a form of their own, claims their departments."""
_OPEN = frozenset(
    {
        RegistrationState.SUBMITTED,
        RegistrationState.UNDER_REVIEW,
        RegistrationState.SECOND_REVIEW,
        RegistrationState.APPROVED,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """What was looked at by machine: fine, or to be looked at."""

    is_fine: bool
    text: str
    small: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What one register holds of a candidate, by field, and how it is called."""

    source: str
    fields: Mapping[CheckField, str]
    differences: frozenset[CheckField]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckForms:
    """The subjects that may be asked once more, and those that papers may settle."""

    again: tuple[CheckSubject, ...]
    by_hand: tuple[CheckSubject, ...]


def marks(views: Sequence[CheckView]) -> Iterator[Check]:
    """One mark for each subject that a register is asked about."""
    for one in views:
        if one.answer is None:
            yield _waiting(one)
            continue
        fields = "、".join(name.label for name in one.differences)
        text = f"{one.subject.label}核查{one.answer.label}" + (f"：{fields}" if fields else "")
        is_fine = one.answer is CheckAnswer.MATCHES and one.way is not CheckWay.HAND
        at = short_moment(one.answered_at) if one.answered_at else ""
        how = CheckWay.HAND.label if one.way is CheckWay.HAND else one.source
        yield Check(is_fine=is_fine, text=text, small=f"{how}　{at}")


def _waiting(one: CheckView) -> Check:
    """An outage loses nothing: it says since when, and that the question goes by itself."""
    since = short_moment(one.asked_at)
    if one.down_since is not None:
        return Check(
            is_fine=False,
            text=f"{one.subject.label}核查来源中断",
            small=f"{short_moment(one.down_since)}起没有答复，恢复后自动核查；不影响受理",
        )
    tried = f"，查过{one.tries}次没有答复" if one.tries else ""
    return Check(is_fine=False, text=f"{one.subject.label}核查等待答复", small=f"{since}提出{tried}")


def stated_by(views: Sequence[CheckView]) -> Mapping[CheckSubject, Stated]:
    """What the registers hold, for the column beside what was typed."""
    return {
        one.subject: Stated(source=one.source, fields=one.stated, differences=frozenset(one.differences))
        for one in views
        if one.stated
    }


def forms_for(views: Sequence[CheckView], state: RegistrationState, *, is_mine: bool) -> CheckForms | None:
    """What may be done about checks: by whoever has the file open, and after a pass where one came out against it."""
    if state not in _OPEN:
        return None
    against = tuple(
        one.subject for one in views if one.subject in BY_HAND and one.answer is CheckAnswer.DIFFERS
    )
    if state is RegistrationState.APPROVED:
        return CheckForms(again=against, by_hand=against) if against else None
    if not is_mine:
        return None
    return CheckForms(
        again=tuple(one.subject for one in views if one.answer is not None),
        by_hand=tuple(
            one.subject for one in views if one.subject in BY_HAND and one.answer is not CheckAnswer.MATCHES
        ),
    )


def fee_mark(fee: Fee | None, order: OrderView | None) -> Iterator[Check]:
    """How the fee stands; nothing where the province charges none."""
    if fee is None:
        return
    if order is None or order.state is FeeState.UNPAID:
        yield Check(is_fine=False, text="报名考试费未缴", small="通过后由考生缴纳，到账才能确认")
    elif order.state is FeeState.PAID:
        at = short_moment(order.paid_at) if order.paid_at else ""
        yield Check(is_fine=True, text=f"报名考试费已缴{order.amount}元", small=at)
    else:
        yield Check(is_fine=False, text="报名考试费已退", small="")
