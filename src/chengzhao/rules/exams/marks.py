"""What a mark may be (附件1·四（一）5), and what the extra test asks for (四（一）3)."""

from datetime import date
from decimal import Decimal

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import ProgrammeKind, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rules.exams.states import ATTENDANCE, MARKING, MarkState, PaperState


@cites("A1.4.5")
def mark_findings(mark: Decimal | None, state: PaperState, law: YearLaw) -> tuple[Finding, ...]:
    """Whether a mark is right for what happened: 0 to the full mark, none for an absence, 0 if cancelled."""
    full = law.full_mark.value
    if state is PaperState.ABSENT and mark is not None:
        return (finding("A1.4.5", f"缺考科目不能有成绩：{mark}分。", 成绩=mark),)
    if state is PaperState.CANCELLED and mark != 0:
        return (finding("A1.4.5", "取消的成绩应记0分。", 成绩=mark),)
    if state is PaperState.SAT and mark is None:
        return (finding("A1.4.5", "实考科目没有成绩。"),)
    if mark is not None and not 0 <= mark <= full:
        return (finding("A1.4.5", f"单科成绩应为0至{full}分：{mark}分。", 成绩=mark),)
    return ()


@cites("A1.4.5")
def counted_mark(mark: Decimal | None, state: PaperState) -> Decimal:
    """The points a paper gives: nothing for an absence, a cancellation or a paper not taken."""
    if mark is None or state in ATTENDANCE.sets["COUNTS_AS_ZERO"]:
        return Decimal(0)
    return mark


@cites("A1.4.3")
def requires_extra_test(kind: ProgrammeKind, *, is_announced: bool, law: YearLaw) -> bool:
    """Whether a programme has an extra test: arts and sports must, others where the college says so."""
    return kind in law.extra_test_kinds.value or is_announced


@cites("A1.4.3")
def extra_test_findings(
    kind: ProgrammeKind, *, is_announced: bool, list_filed_on: date | None, law: YearLaw
) -> tuple[Finding, ...]:
    """Whether an extra test is announced in the prospectus and its list filed before the national exam.

    `list_filed_on` is None until the qualified list has been filed with the province.
    """
    if not requires_extra_test(kind, is_announced=is_announced, law=law):
        return ()
    if not is_announced:
        return (finding("A1.4.3", f"{kind.label}专业必须加试，须在招生简章中公布时间和办法。"),)
    first_day = min(session.day for session in law.sessions.value)
    if list_filed_on is not None and list_filed_on >= first_day:
        return (
            finding(
                "A1.4.3",
                f"加试合格名单须在{first_day}成人高考前备案，{list_filed_on}报送的不予接收。",
                报送日=list_filed_on,
            ),
        )
    return ()


@cites("A1.4.5", "A1.5.3")
def full_total(level: ProgrammeLevel, papers: int, law: YearLaw) -> int:
    """The highest total of so many counted papers. Raises ValueError for more papers than the level has."""
    if not 0 < papers <= len(law.paper_slots.value[level]):
        raise ValueError(f"{level.label}没有{papers}门计分科目。")
    return papers * law.full_mark.value


@cites("A1.4.7")
def score_reader_findings(reader: str, candidate: str, state: MarkState) -> tuple[Finding, ...]:
    """Whether a person may be told a score: released, and their own; scores are never published.

    Both are given by the persons' ids.
    """
    if reader != candidate:
        return (finding("A1.4.7", "考生成绩只通知本人，不公布。"),)
    if state not in MARKING.sets["VISIBLE_TO_CANDIDATE"]:
        return (finding("A1.4.7", f"成绩{state.label}，发布后才能查询。", 成绩状态=state.label),)
    return ()


@cites("A1.4.7")
def paper_access_findings() -> tuple[Finding, ...]:
    """What is answered to everybody who asks to see a marked paper: nobody does."""
    return (finding("A1.4.7", "不对考生查卷。"),)
