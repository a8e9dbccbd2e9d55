"""附件1·八（一）, 通知·四.9: violation → article → penalty; how a case is handled; the integrity record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.orders import ORDER_33, ORDER_36, OrderRow, order_row
from chengzhao.law.orders.order33 import (
    DECISION_CONTENTS,
    IDENTICAL_ROOM_SHARE,
    REVIEW_DECISION_DAYS,
    REVIEW_REQUEST_DAYS,
    SIGNERS,
    SUSPENSION_YEARS,
)
from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine


class CaseState(Word):
    """违规案件状态."""

    OPENED = "OPENED", "立案"
    NOTIFIED = "NOTIFIED", "已告知"
    HEARD = "HEARD", "已陈述申辩"
    DECIDED = "DECIDED", "已决定"
    SERVED = "SERVED", "已送达"
    UNDER_REVIEW = "UNDER_REVIEW", "复核中"
    CHANGED = "CHANGED", "已变更"
    FINAL = "FINAL", "已生效"
    CLOSED = "CLOSED", "不予处理"


_S = CaseState

CASE = StateMachine(
    name="违规案件",
    states=CaseState,
    clauses=("N9.1", "A1.8.1"),
    moves={
        _S.OPENED: (_S.NOTIFIED, _S.CLOSED),
        _S.NOTIFIED: (_S.HEARD,),
        _S.HEARD: (_S.DECIDED, _S.CLOSED),
        _S.DECIDED: (_S.SERVED,),
        _S.SERVED: (_S.FINAL, _S.UNDER_REVIEW),
        _S.UNDER_REVIEW: (_S.FINAL, _S.CHANGED),
        _S.CHANGED: (_S.SERVED,),
        _S.FINAL: (),
        _S.CLOSED: (),
    },
    sets={
        "UNDECIDED": frozenset({_S.OPENED, _S.NOTIFIED, _S.HEARD}),
        "MAY_BE_ENTERED": frozenset({_S.FINAL}),
    },
)


class PersonKind(Word):
    """Whose rules a case follows besides the orders (N9.1)."""

    CANDIDATE = "CANDIDATE", "考生"
    EXAM_STAFF = "EXAM_STAFF", "考试工作人员"
    ADMISSION_STAFF = "ADMISSION_STAFF", "招生工作人员"
    UNIT = "UNIT", "单位"
    OTHER = "OTHER", "其他人员"


_ACTORS = {
    PersonKind.CANDIDATE: ("考生", "考生及其他人员", "在校学生、在职教师"),
    PersonKind.EXAM_STAFF: ("考试工作人员", "责任人", "其他人员"),
    PersonKind.ADMISSION_STAFF: ("招生工作人员",),
    PersonKind.UNIT: ("高校", "高级中等学校", "招生考试机构", "主管教育行政部门", "考点/考区"),
    PersonKind.OTHER: ("其他人员", "考生及其他人员", "责任人", "在校学生、在职教师"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Penalty:
    """What follows from an article, who decides it, and whether the words are certain."""

    article: str
    behaviour: str
    consequence: str
    decided_by: str
    is_certain: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFacts:
    """What stands in a case before its decision.

    `evidence` names the pieces; `recorded_by` who signed the record; `told_on` the day on which reasons and
    rights were told, `heard_on` that of statement and defence or the end of the time for them.
    """

    document: str
    article: str
    item: str
    person: PersonKind
    evidence: tuple[str, ...]
    recorded_by: tuple[str, ...]
    told_on: date | None
    heard_on: date | None
    proposed: str
    reason_for_deviation: str = ""
    suspension_years: int = 0
    hearing_was_offered: bool = False


@cites("A1.8.1")
def penalty_of(document: str, article: str, item: str = "") -> Penalty:
    """The penalty that follows from an item of 第33号 or 第36号令. Raises UnknownArticle."""
    row = order_row(document, article, item)
    return Penalty(
        article=row.label,
        behaviour=row.behaviour,
        consequence=row.penalty,
        decided_by=row.decided_by,
        is_certain=row.is_certain,
    )


@cites("A1.8.1", "N9.1")
def decision_findings(case: CaseFacts) -> tuple[Finding, ...]:
    """What keeps a case from being decided: article, evidence, record, hearing, a deviation without a reason."""
    row = order_row(case.document, case.article, case.item)
    return (
        *_article_findings(case, row),
        *_procedure_findings(case),
        *_suspension_findings(case),
    )


@cites("N9.1")
def decision_paper_findings(contents: Mapping[str, str]) -> tuple[Finding, ...]:
    """What a written decision lacks (第33号令第二十六条), by its headings in the words of the law."""
    return tuple(
        finding("N9.1", f"处理决定书缺少“{item}”。", 缺少=item)
        for item in DECISION_CONTENTS.value
        if not contents.get(item, "").strip()
    )


@cites("N9.1")
def review_request_findings(served_on: date, asked_on: date) -> tuple[Finding, ...]:
    """Whether review is asked for within 15 days of service; the day of service does not count."""
    due = last_review_day(served_on)
    if asked_on <= due:
        return ()
    return (finding("N9.1", f"复核申请应在{due}前提出，{asked_on}已逾期。", 送达日=served_on, 期限=due),)


@cites("N9.1")
def last_review_day(served_on: date) -> date:
    """The last day on which review may be asked for (第33号令第二十七条)."""
    return served_on + timedelta(days=REVIEW_REQUEST_DAYS.value)


@cites("N9.1")
def review_decision_day(accepted_on: date) -> date:
    """The last day for the decision on a review (第33号令第二十八条)."""
    return accepted_on + timedelta(days=REVIEW_DECISION_DAYS.value)


@cites("N9.1", "N8.2")
def integrity_entry_findings(state: CaseState, *, served_on: date | None, day: date) -> tuple[Finding, ...]:
    """Whether a case may go into the 《考生考试诚信档案》: in force, its time for review over."""
    if state not in CASE.sets["MAY_BE_ENTERED"]:
        return (finding("N9.1", f"案件{state.label}，生效后才能记入诚信档案。", 案件状态=state.label),)
    if served_on is None:
        return (finding("N9.1", "处理决定没有送达记录，不能记入诚信档案。"),)
    if day <= last_review_day(served_on):
        message = f"复核期限至{last_review_day(served_on)}，期满后才能记入诚信档案。"
        return (finding("N9.1", message, 送达日=served_on),)
    return ()


@cites("N9.1")
def handed_over_to(*, person_is_public_servant: bool, is_suspected_crime: bool) -> tuple[str, ...]:
    """To whom a case goes besides: judicial organs for a crime, the own rules for public servants."""
    wanted = (
        (is_suspected_crime, "移送司法机关"),
        (person_is_public_servant, "移送纪检监察机关依规依纪处理"),
    )
    return tuple(name for is_met, name in wanted if is_met)


@cites("A1.8.1")
def site_loses_its_right(rooms: int, identical_rooms: int) -> bool:
    """Whether a site loses its right for this and the next year: a fifth of a session's rooms with 雷同卷.

    Raises ValueError for counts that cannot be.
    """
    if not 0 <= identical_rooms <= rooms or rooms == 0:
        raise ValueError(f"考场数不对：{identical_rooms}/{rooms}")
    return identical_rooms >= rooms * IDENTICAL_ROOM_SHARE.value


@cites("N9.1", "A1.8.1")
def order_for(*, is_exam_matter: bool) -> str:
    """The order that a violation falls under: 第33号令 for the exam, 第36号令 for admission."""
    return ORDER_33 if is_exam_matter else ORDER_36


@cites("A1.8.1")
def open_articles(person: PersonKind, rows: Collection[OrderRow]) -> tuple[OrderRow, ...]:
    """The rows of an order that can apply to a kind of person, in their order."""
    return tuple(row for row in rows if row.actor in _ACTORS[person])


def _article_findings(case: CaseFacts, row: OrderRow) -> list[Finding]:
    found = []
    if row.actor not in _ACTORS[case.person]:
        found.append(
            finding("A1.8.1", f"{row.label}适用于{row.actor}，不适用于{case.person.label}。", 条款=row.label)
        )
    if case.proposed != row.penalty and not case.reason_for_deviation.strip():
        found.append(
            finding(
                "A1.8.1",
                f"拟作处理与{row.label}不同，须写明理由；该项规定：{row.penalty}。",
                条款=row.label,
                拟作处理=case.proposed,
            )
        )
    if not row.is_certain:
        found.append(
            finding("A1.8.1", f"{row.label}的文字尚未核实，处理前请核对原文。", is_hard=False, 条款=row.label)
        )
    return found


def _procedure_findings(case: CaseFacts) -> list[Finding]:
    found = []
    if not case.evidence:
        found.append(finding("N9.1", "没有证据，不能作出处理决定。"))
    signers = len(set(case.recorded_by))
    if case.document == ORDER_33 and signers < SIGNERS.value:
        found.append(
            finding("N9.1", f"违规记录须{SIGNERS.value}名以上工作人员签字，现有{signers}名。", 签字=signers)
        )
    if case.told_on is None:
        found.append(finding("N9.1", "作出决定前须告知理由和依据。"))
    if case.heard_on is None or (case.told_on is not None and case.heard_on < case.told_on):
        found.append(finding("N9.1", "作出决定前须听取陈述和申辩。"))
    return found


def _suspension_findings(case: CaseFacts) -> list[Finding]:
    if case.suspension_years == 0:
        return []
    least, most = SUSPENSION_YEARS.value
    found = []
    if (case.document, case.article) != (ORDER_33, "9"):
        found.append(finding("A1.8.1", f"停考只适用于{ORDER_33}第九条所列情形。"))
    if not least <= case.suspension_years <= most:
        found.append(finding("A1.8.1", f"停考应为{least}至{most}年：{case.suspension_years}年。"))
    if not case.hearing_was_offered:
        found.append(finding("N9.1", "停考决定作出前须告知考生可以申请听证。"))
    return found
