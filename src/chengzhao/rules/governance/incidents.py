"""通知·一.1: emergency plans and incidents; a major one is reported to the province and the ministry (N1.2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import OrganisationKind, Word
from chengzhao.rules.states import StateMachine


class IncidentLevel(Word):
    """How grave an incident is; 重大 and above go to the province's party committee, government and ministry."""

    ORDINARY = "ORDINARY", "一般"
    SERIOUS = "SERIOUS", "较大"
    MAJOR = "MAJOR", "重大"
    GRAVE = "GRAVE", "特别重大"


class IncidentState(Word):
    """突发事件状态."""

    REPORTED = "REPORTED", "已上报"
    HANDLED = "HANDLED", "处置中"
    CLOSED = "CLOSED", "已结束"


_S = IncidentState
_O = OrganisationKind

INCIDENT = StateMachine(
    name="突发事件",
    states=IncidentState,
    clauses=("N1.2",),
    moves={_S.REPORTED: (_S.HANDLED,), _S.HANDLED: (_S.CLOSED,), _S.CLOSED: ()},
    sets={"OPEN": frozenset({_S.REPORTED, _S.HANDLED})},
)
MAJOR_LEVELS = frozenset({IncidentLevel.MAJOR, IncidentLevel.GRAVE})
CHAIN = (_O.SITE, _O.COUNTY, _O.PREFECTURE, _O.PROVINCE, _O.MINISTRY)
"""The way up, from where it happened."""
PLAN_MUST_COVER = ("试卷安全", "自然灾害", "停电断网", "公共卫生", "群体性事件", "舆情")
"""各类涉考涉招突发事件: the notice says 各类 and names none; these kinds are our own reading."""
FIRST_REPORT_WITHIN = timedelta(minutes=30)
"""Our own default for a major incident; the notice gives no time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyPlan:
    """应急处置预案 of one organisation and year: its version, the kinds it covers, its last drill."""

    organisation: str
    year: int
    version: str
    covers: tuple[str, ...]
    drilled_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentReport:
    """One step up the chain: to whom, when."""

    reported_to: OrganisationKind
    at: datetime


@cites("N1.2")
def plan_findings(plan: EmergencyPlan | None, year: int, exam_day: date) -> tuple[Finding, ...]:
    """What an organisation's emergency plan lacks before the exam: itself, kinds of incident, a drill."""
    if plan is None or plan.year != year:
        return (finding("N1.2", f"没有{year}年的应急处置预案。", 年度=year),)
    missing = [kind for kind in PLAN_MUST_COVER if kind not in plan.covers]
    found = [finding("N1.2", f"应急处置预案没有包括“{kind}”。", 缺少=kind) for kind in missing]
    if plan.drilled_on is None or plan.drilled_on >= exam_day:
        found.append(finding("N1.2", "应急处置预案须在考前演练。", 单位=plan.organisation))
    return tuple(found)


@cites("N1.2")
def reporting_chain(begins_at: OrganisationKind) -> tuple[OrganisationKind, ...]:
    """To whom an incident goes, in order, from where it happened. Raises ValueError outside the chain."""
    if begins_at not in CHAIN:
        raise ValueError(f"{begins_at.label}不在突发事件上报的层级之中。")
    return CHAIN[CHAIN.index(begins_at) + 1 :]


@cites("N1.2")
def closing_findings(
    level: IncidentLevel, reports: Sequence[IncidentReport], handling: Collection[str]
) -> tuple[Finding, ...]:
    """What keeps an incident from being closed: no handling on record; for a major one, a report not made."""
    found = []
    if not handling:
        found.append(finding("N1.2", "没有处置记录，不能结束。"))
    told = {report.reported_to for report in reports}
    if level in MAJOR_LEVELS:
        found.extend(
            finding("N1.2", f"{level.label}事件须先报告{name}，再结束。", 事件级别=level.label)
            for kind, name in ((_O.PROVINCE, "省级党委和政府"), (_O.MINISTRY, "教育部"))
            if kind not in told
        )
    return tuple(found)


@cites("N1.2")
def late_report_findings(
    level: IncidentLevel, happened_at: datetime, reports: Sequence[IncidentReport], now: datetime
) -> tuple[Finding, ...]:
    """Whether the province was told of a major incident in time; not hard, since what is late is still told."""
    if level not in MAJOR_LEVELS:
        return ()
    told = min((report.at for report in reports if report.reported_to is _O.PROVINCE), default=now)
    if told - happened_at <= FIRST_REPORT_WITHIN:
        return ()
    minutes = int(FIRST_REPORT_WITHIN.total_seconds()) // 60
    return (
        finding("N1.2", f"{level.label}事件须在{minutes}分钟内报告省级。", is_hard=False, 发生=happened_at),
    )
