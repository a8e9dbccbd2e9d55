"""附件1·六（三）, 通知·二.6: reports and complaints, clues about training agencies, and their deadlines."""

from dataclasses import dataclass
from datetime import date, timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.orders.petitions import ACCEPTANCE_DAYS, ANSWER_DAYS, EXTENSION_DAYS, TRANSFER_DAYS
from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine


class ComplaintState(Word):
    """信访举报状态."""

    RECEIVED = "RECEIVED", "已收到"
    ACCEPTED = "ACCEPTED", "已受理"
    DECLINED = "DECLINED", "不予受理"
    INVESTIGATED = "INVESTIGATED", "调查中"
    TRANSFERRED = "TRANSFERRED", "已转办"
    ANSWERED = "ANSWERED", "已答复"
    CLOSED = "CLOSED", "已办结"


class ComplaintChannel(Word):
    """How a report came in (A1.6.4)."""

    WEB = "WEB", "网上"
    LETTER = "LETTER", "来信"
    CALL = "CALL", "来电"
    VISIT = "VISIT", "来访"


_S = ComplaintState

COMPLAINT = StateMachine(
    name="信访举报",
    states=ComplaintState,
    clauses=("A1.6.4",),
    moves={
        _S.RECEIVED: (_S.ACCEPTED, _S.DECLINED),
        _S.ACCEPTED: (_S.INVESTIGATED, _S.TRANSFERRED),
        _S.DECLINED: (),
        _S.INVESTIGATED: (_S.ANSWERED, _S.TRANSFERRED),
        _S.TRANSFERRED: (_S.INVESTIGATED, _S.ANSWERED),
        _S.ANSWERED: (_S.CLOSED,),
        _S.CLOSED: (),
    },
    sets={
        "OPEN": frozenset({_S.RECEIVED, _S.ACCEPTED, _S.INVESTIGATED, _S.TRANSFERRED}),
        "REPORTER_IS_TOLD": frozenset({_S.ACCEPTED, _S.DECLINED, _S.ANSWERED}),
    },
)


class ClueKind(Word):
    """What a training agency is said to have done (N6.1)."""

    FALSE_PUBLICITY = "FALSE_PUBLICITY", "虚假宣传"
    PRICE_FRAUD = "PRICE_FRAUD", "价格欺诈"
    ORGANISED_CHEATING = "ORGANISED_CHEATING", "组织或参与考试作弊"
    DISTURBANCE = "DISTURBANCE", "干扰破坏考试招生秩序"
    ONLINE = "ONLINE", "网上发布违规信息"


HANDLED_BY = {
    ClueKind.FALSE_PUBLICITY: "市场监管",
    ClueKind.PRICE_FRAUD: "市场监管",
    ClueKind.ORGANISED_CHEATING: "公安",
    ClueKind.DISTURBANCE: "公安",
    ClueKind.ONLINE: "网信",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintFacts:
    """When a report came, was taken up, passed on and answered; `is_extended` by a recorded decision."""

    received_on: date
    accepted_on: date | None = None
    transferred_on: date | None = None
    answered_on: date | None = None
    is_extended: bool = False


@cites("A1.6.4")
def acceptance_day(received_on: date) -> date:
    """The last day on which the reporter is told whether the report is taken up."""
    return received_on + timedelta(days=ACCEPTANCE_DAYS.value)


@cites("A1.6.4")
def answer_day(accepted_on: date, *, is_extended: bool) -> date:
    """The last day for the answer, counted from acceptance."""
    days = ANSWER_DAYS.value + (EXTENSION_DAYS.value if is_extended else 0)
    return accepted_on + timedelta(days=days)


@cites("A1.6.4")
def complaint_findings(complaint: ComplaintFacts, day: date) -> tuple[Finding, ...]:
    """The deadlines of a report that have passed by a day."""
    if complaint.accepted_on is None:
        due = acceptance_day(complaint.received_on)
        return () if day <= due else (finding("A1.6.4", f"举报应在{due}前告知是否受理，已逾期。", 期限=due),)
    due = answer_day(complaint.accepted_on, is_extended=complaint.is_extended)
    if (complaint.answered_on or day) <= due:
        return ()
    return (finding("A1.6.4", f"举报应在{due}前办结答复，已逾期。", 期限=due),)


@cites("A1.6.4")
def handler_findings(
    handler: str, reported: str, *, sees_name: bool, may_see_name: bool
) -> tuple[Finding, ...]:
    """Whether a report is in the right hands: not those of the unit reported, the reporter's name kept."""
    found = []
    if handler == reported:
        found.append(finding("A1.6.4", "不得将举报材料转给被举报的单位或个人办理。", 单位=handler))
    if sees_name and not may_see_name:
        found.append(finding("A1.6.4", "举报人信息须保密，承办人不能查看。"))
    return tuple(found)


@cites("N6.1")
def clue_authority(kind: ClueKind) -> str:
    """The department to which a clue about a training agency goes: 网信、公安 or 市场监管."""
    return HANDLED_BY[kind]


@cites("N6.1")
def clue_findings(kind: ClueKind, clue: ComplaintFacts, day: date) -> tuple[Finding, ...]:
    """Whether a clue was passed on in time, and answered in time after that."""
    due = clue.received_on + timedelta(days=TRANSFER_DAYS.value)
    if clue.transferred_on is None:
        if day <= due:
            return ()
        message = f"“{kind.label}”线索应在{due}前移交{clue_authority(kind)}部门，已逾期。"
        return (finding("N6.1", message, 期限=due),)
    answer_due = answer_day(clue.transferred_on, is_extended=clue.is_extended)
    if (clue.answered_on or day) <= answer_due:
        return ()
    return (finding("N6.1", f"{clue_authority(kind)}部门应在{answer_due}前反馈，已逾期。", 期限=answer_due),)
