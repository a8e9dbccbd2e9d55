"""Online checks with other departments (N3.7): each kept with its answer; an outage loses no application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word


class CheckSubject(Word):
    """What is checked online."""

    IDENTITY = "IDENTITY", "身份"
    EDUCATION = "EDUCATION", "学历"
    VETERAN = "VETERAN", "退役军人身份"
    ATHLETE = "ATHLETE", "运动员等级"
    HEALTH_LICENCE = "HEALTH_LICENCE", "卫生执业资格"


class CheckAnswer(Word):
    """What the other department answered."""

    MATCHES = "MATCHES", "一致"
    DIFFERS = "DIFFERS", "不一致"
    NOT_FOUND = "NOT_FOUND", "查无记录"
    NO_ANSWER = "NO_ANSWER", "未答复"


class CheckOutcome(Word):
    """Where an application goes after its checks."""

    PROVED = "PROVED", "核验通过"
    BY_HAND = "BY_HAND", "转人工核验"
    DOUBTED = "DOUBTED", "核验不一致"


@dataclass(frozen=True, kw_only=True, slots=True)
class OnlineCheck:
    """One check as it is kept: what was asked and when, the answer, and who answered."""

    subject: CheckSubject
    request: str
    answer: CheckAnswer
    answered_at: datetime | None
    source: str


@cites("N3.7")
def check_outcome(checks: Sequence[OnlineCheck], subject: CheckSubject) -> CheckOutcome:
    """Where the checks of one subject lead: the last one that was answered counts.

    Without an answer, or where no record was found, a person looks at the papers; nothing is lost or
    refused by that.
    """
    answered = [
        (check.answered_at, check.request, check.answer)
        for check in checks
        if check.subject is subject
        and check.answered_at is not None
        and check.answer is not CheckAnswer.NO_ANSWER
    ]
    if not answered:
        return CheckOutcome.BY_HAND
    _, _, last = max(answered)
    if last is CheckAnswer.MATCHES:
        return CheckOutcome.PROVED
    return CheckOutcome.DOUBTED if last is CheckAnswer.DIFFERS else CheckOutcome.BY_HAND


@cites("N3.7", "N3.1")
def kept_check_findings(check: OnlineCheck) -> tuple[Finding, ...]:
    """What the record of a check lacks: request, answer, time and source are all kept."""
    needs_time = check.answer is not CheckAnswer.NO_ANSWER
    lacking = [
        name
        for name, is_there in (
            ("请求内容", bool(check.request.strip())),
            ("数据来源", bool(check.source.strip())),
            ("答复时间", check.answered_at is not None or not needs_time),
        )
        if not is_there
    ]
    return tuple(finding("N3.7", f"{check.subject.label}核查记录缺少{name}。", 缺少=name) for name in lacking)
