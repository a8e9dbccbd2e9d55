"""What a person asks about their own data, and by when it is answered (个人信息保护法第五十条)."""

from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, finding
from chengzhao.law.privacy import ANSWER_WORKING_DAYS, working_day_after
from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine


class Right(Word):
    """What may be asked (第四十四至四十八条); seeing and copying needs no request."""

    CORRECT = "CORRECT", "更正、补充"
    DELETE = "DELETE", "删除"
    WITHDRAW = "WITHDRAW", "撤回同意"
    EXPLAIN = "EXPLAIN", "说明处理规则或结果"


class RequestState(Word):
    """个人信息请求状态."""

    RECEIVED = "RECEIVED", "已收到"
    GRANTED = "GRANTED", "已办理"
    REFUSED = "REFUSED", "不予办理"
    TAKEN_BACK = "TAKEN_BACK", "本人已撤回"


_S = RequestState

RIGHTS_REQUEST = StateMachine(
    name="个人信息请求",
    states=RequestState,
    clauses=("A1.6.4",),
    moves={
        _S.RECEIVED: (_S.GRANTED, _S.REFUSED, _S.TAKEN_BACK),
        _S.GRANTED: (),
        _S.REFUSED: (),
        _S.TAKEN_BACK: (),
    },
    sets={"OPEN": frozenset({_S.RECEIVED}), "ANSWERED": frozenset({_S.GRANTED, _S.REFUSED})},
)

WARNED_DAYS = 3
"""So many working days before the last one an open request is shown as urgent. Our own default."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestFacts:
    """When a request came and was answered; `answered_on` is None while it is open."""

    right: Right
    received_on: date
    answered_on: date | None = None


def due_day(received_on: date) -> date:
    """The last working day on which a request is answered."""
    return working_day_after(received_on, ANSWER_WORKING_DAYS.value)


def is_urgent(received_on: date, day: date) -> bool:
    """Whether the last day is near, or past."""
    return working_day_after(day, WARNED_DAYS) >= due_day(received_on)


def overdue_findings(request: RequestFacts, day: date) -> tuple[Finding, ...]:
    """Whether a request was answered too late, or is open after its last day."""
    due = due_day(request.received_on)
    if (request.answered_on or day) <= due:
        return ()
    return (finding("A1.6.4", f"“{request.right.label}”请求应在{due}前答复，已逾期。", 期限=due),)
