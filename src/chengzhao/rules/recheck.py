"""附件1·七: entrants are compared item by item with roster and archive; who does not match is looked into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import EducationKind, EntryRoute, ProgrammeLevel, Word
from chengzhao.law.years import YearLaw
from chengzhao.rules.registration import CheckOutcome
from chengzhao.rules.states import StateMachine


class EntrantState(Word):
    """新生状态."""

    EXPECTED = "EXPECTED", "待报到"
    ARRIVED = "ARRIVED", "已报到"
    CLEARED = "CLEARED", "复查合格"
    IN_QUESTION = "IN_QUESTION", "存疑"
    CANCELLED = "CANCELLED", "取消入学资格"
    NOT_ARRIVED = "NOT_ARRIVED", "未报到"


_S = EntrantState

ENTRANT = StateMachine(
    name="新生复查",
    states=EntrantState,
    clauses=("N8.1", "N8.2"),
    moves={
        _S.EXPECTED: (_S.ARRIVED, _S.NOT_ARRIVED),
        _S.ARRIVED: (_S.CLEARED, _S.IN_QUESTION),
        _S.CLEARED: (_S.IN_QUESTION,),
        _S.IN_QUESTION: (_S.CLEARED, _S.CANCELLED),
        _S.CANCELLED: (),
        _S.NOT_ARRIVED: (),
    },
    sets={"HOLDS_PLACE": frozenset({_S.ARRIVED, _S.CLEARED, _S.IN_QUESTION})},
)


class RecheckItem(Word):
    """What an entrant brings and what it is compared with (N8.1)."""

    LETTER = "LETTER", "录取通知书"
    IDENTITY = "IDENTITY", "身份证"
    BONUS_PROOF = "BONUS_PROOF", "加分照顾资格证明"
    EXEMPTION_PROOF = "EXEMPTION_PROOF", "免试入学资格证明"
    ROSTER = "ROSTER", "录取新生名册"
    ARCHIVE = "ARCHIVE", "电子档案"


class FaceMatch(Word):
    """人证识别 (A1.7.1)."""

    SAME = "SAME", "一致"
    DIFFERENT = "DIFFERENT", "不一致"
    NOT_AVAILABLE = "NOT_AVAILABLE", "无法识别"


@dataclass(frozen=True, kw_only=True, slots=True)
class EntrantFacts:
    """Who the entrant is by roster and archive, and what decides which proofs are shown."""

    level: ProgrammeLevel
    route: EntryRoute
    used_bonus: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FaceCheck:
    """The comparison of face and document; by hand it needs two persons and a note."""

    answer: FaceMatch
    checked_by_hand_by: tuple[str, ...] = ()
    hand_agrees: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BackTrace:
    """What the province of origin is told and looks into (倒查): stages, and by when the college reports."""

    province: str
    stages: tuple[str, ...]
    reported_on: date


@cites("N8.1")
def items_to_compare(entrant: EntrantFacts) -> tuple[RecheckItem, ...]:
    """The items for one entrant: proofs of bonus and exemption only where they were used."""
    left_out = set()
    if not entrant.used_bonus:
        left_out.add(RecheckItem.BONUS_PROOF)
    if entrant.route is not EntryRoute.EXEMPT:
        left_out.add(RecheckItem.EXEMPTION_PROOF)
    return tuple(item for item in RecheckItem if item not in left_out)


@cites("N8.1")
def comparison_findings(
    entrant: EntrantFacts, compared: Mapping[RecheckItem, Sequence[tuple[str, str, str]]]
) -> tuple[Finding, ...]:
    """Items not yet compared, and facts that differ, item by item (逐一比对).

    `compared` maps each item to its facts as (name, on the item, in the admitted record).
    """
    found = []
    for item in items_to_compare(entrant):
        if item not in compared:
            found.append(finding("N8.1", f"“{item.label}”尚未比对。", 项目=item.label))
        found.extend(
            finding(
                "N8.1",
                f"“{item.label}”的{name}为“{shown}”，录取记录为“{recorded}”，不一致。",
                项目=item.label,
                内容=name,
            )
            for name, shown, recorded in compared.get(item, ())
            if shown != recorded
        )
    return tuple(found)


@cites("A1.7.1")
def face_findings(check: FaceCheck, *, fewest_persons: int) -> tuple[Finding, ...]:
    """Whether a person is who the document says: by comparison of faces, else by hand with a record.

    Where the machine cannot say, or says no, persons do, at least `fewest_persons`, and leave a note.
    """
    if check.answer is FaceMatch.SAME:
        return ()
    if not check.checked_by_hand_by:
        return (finding("A1.7.1", f"人证识别{check.answer.label}，须人工核验并记录。"),)
    found = []
    persons = len(set(check.checked_by_hand_by))
    if persons < fewest_persons:
        found.append(finding("A1.7.1", f"人工核验须{fewest_persons}人，现有{persons}人。", 核验人数=persons))
    if not check.note.strip():
        found.append(finding("A1.7.1", "人工核验须留下记录。"))
    if not check.hand_agrees:
        found.append(finding("A1.7.1", "人工核验认定不是本人，涉嫌冒名顶替。"))
    return tuple(found)


@cites("A1.7.2")
def prior_education_findings(
    level: ProgrammeLevel,
    *,
    enrolled_electronically: bool,
    education: EducationKind | None,
    outcome: CheckOutcome,
    law: YearLaw,
) -> tuple[Finding, ...]:
    """Whether a 专升本 entrant whose electronic enrolment failed has a recognised previous qualification.

    `education` and `outcome` are what the renewed check of the last qualification brought. A hard finding
    means cancellation by the college and a report to the province.
    """
    if level is not ProgrammeLevel.ZHUANSHENGBEN or enrolled_electronically:
        return ()
    if outcome is CheckOutcome.BY_HAND:
        message = "不能通过学籍电子注册，须对报名时的最后学历进行复核，复核尚未完成。"
        return (finding("A1.7.2", message, is_hard=False),)
    if education in law.prior_education.value[level] and outcome is CheckOutcome.PROVED:
        return ()
    return (
        finding(
            "A1.7.2",
            "不能提供专科毕业证书、本科结业证书或以上证书，由招生学校取消其入学资格，"
            "并报有关省级招生考试机构备案。",
            学历=education.label if education else "无",
            复核=outcome.label,
        ),
    )


@cites("N8.1", "N8.2")
def next_state(state: EntrantState, findings: Sequence[Finding], *, is_decided: bool) -> EntrantState:
    """Where an entrant goes after a comparison: cleared, in question, or by a decision cancelled.

    Nobody is cancelled by a comparison alone: first in question, then a decision. Raises IllegalMove for an
    entrant who has not arrived.
    """
    hard = any(found.is_hard for found in findings)
    if not hard:
        after = EntrantState.CLEARED
    elif state is EntrantState.IN_QUESTION and is_decided:
        after = EntrantState.CANCELLED
    else:
        after = EntrantState.IN_QUESTION
    if after is not state:
        ENTRANT.check(state, after)
    return after


@cites("N8.2")
def consequence_findings(
    *,
    is_cancelled: bool,
    is_in_integrity_record: bool,
    origin_is_told: bool,
    back_trace: BackTrace | None,
) -> tuple[Finding, ...]:
    """What still has to follow a cancellation: integrity record, report to the province of origin, back-trace."""
    if not is_cancelled:
        return ()
    steps = (
        (is_in_integrity_record, "取消入学资格后须记入《考生考试诚信档案》。"),
        (origin_is_told, "取消入学资格后须通报考生所在地省级招生考试机构。"),
        (back_trace is not None, "考生所在地省级招生考试机构须立案倒查。"),
    )
    return tuple(finding("N8.2", message) for is_done, message in steps if not is_done)


@cites("N8.2")
def back_trace_findings(trace: BackTrace, answered: Mapping[str, str]) -> tuple[Finding, ...]:
    """The stages of a back-trace on which it is not yet said who approved, and on what evidence.

    `answered` maps each stage to that.
    """
    return tuple(
        finding("N8.2", f"倒查“{stage}”环节尚未说明经办人和依据。", 环节=stage, 省份=trace.province)
        for stage in trace.stages
        if not answered.get(stage, "").strip()
    )


@cites("N8.1")
def roster_findings(expected: Sequence[str], states: Mapping[str, EntrantState]) -> tuple[Finding, ...]:
    """Entrants of the roster not yet dealt with, and strangers among those who arrived; by number."""
    waiting = [who for who in sorted(set(expected)) if states.get(who, _S.EXPECTED) is _S.EXPECTED]
    unfinished = [who for who in sorted(set(expected)) if states.get(who) in (_S.ARRIVED, _S.IN_QUESTION)]
    strangers = sorted(set(states) - set(expected))
    return (
        *(finding("N8.1", f"{who}不在录取新生名册内。", 考生号=who) for who in strangers),
        *(finding("N8.1", f"{who}报到情况未登记。", is_hard=False, 考生号=who) for who in waiting),
        *(finding("N8.1", f"{who}复查未完成。", is_hard=False, 考生号=who) for who in unfinished),
    )
