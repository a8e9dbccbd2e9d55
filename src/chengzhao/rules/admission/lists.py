"""附件1·五（二）（六）（七）: files, runs and lists; college decisions and the province's check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import ReturnReason, Stage, Word
from chengzhao.law.years import YearLaw
from chengzhao.rules.states import StateMachine


class FileState(Word):
    """电子档案状态."""

    FREE = "FREE", "自由可投"
    FILED = "FILED", "已投档"
    UNDER_REVIEW = "UNDER_REVIEW", "院校在阅"
    PROPOSED = "PROPOSED", "预录取"
    RETURN_PROPOSED = "RETURN_PROPOSED", "预退档"
    PENDING_CHECK = "PENDING_CHECK", "录检中"
    QUERIED = "QUERIED", "录检质询"
    ADMITTED = "ADMITTED", "已录取"
    RETURNED = "RETURNED", "已退档"
    REVOKED = "REVOKED", "已取消"


class ListState(Word):
    """录取名单状态."""

    OPEN = "OPEN", "处理中"
    SUBMITTED = "SUBMITTED", "已提交"
    CHECKED = "CHECKED", "已审核"
    QUERIED = "QUERIED", "质询"
    APPROVED = "APPROVED", "已批准"
    SENT = "SENT", "已发通知书"


class RunState(Word):
    """投档运行状态."""

    PREPARED = "PREPARED", "已检查"
    DRY = "DRY", "试运行"
    LOCKED = "LOCKED", "已锁定"
    RUN = "RUN", "已运行"
    PROVED = "PROVED", "已核验"
    FAILED = "FAILED", "未通过"
    SIGNED = "SIGNED", "双人签字"
    RELEASED = "RELEASED", "已放行"
    SUPERSEDED = "SUPERSEDED", "已替代"


_F = FileState
_L = ListState
_R = RunState

CANDIDATE_FILE = StateMachine(
    name="电子档案",
    states=FileState,
    clauses=("A1.5.1", "A1.5.2"),
    moves={
        _F.FREE: (_F.FILED,),
        _F.FILED: (_F.UNDER_REVIEW,),
        _F.UNDER_REVIEW: (_F.PROPOSED, _F.RETURN_PROPOSED),
        _F.PROPOSED: (_F.RETURN_PROPOSED, _F.PENDING_CHECK),
        _F.RETURN_PROPOSED: (_F.PROPOSED, _F.PENDING_CHECK),
        _F.PENDING_CHECK: (_F.ADMITTED, _F.RETURNED, _F.QUERIED),
        _F.QUERIED: (_F.PENDING_CHECK,),
        _F.ADMITTED: (_F.REVOKED,),
        _F.RETURNED: (_F.FREE,),
        _F.REVOKED: (),
    },
    sets={
        "WITH_COLLEGE": frozenset({_F.FILED, _F.UNDER_REVIEW, _F.PROPOSED, _F.RETURN_PROPOSED}),
        "WITH_PROVINCE": frozenset({_F.PENDING_CHECK, _F.QUERIED}),
        "HOLDS_PLACE": frozenset({_F.ADMITTED}),
        "VISIBLE_TO_CANDIDATE": frozenset({_F.FREE, _F.FILED, _F.ADMITTED, _F.RETURNED, _F.REVOKED}),
    },
)

ADMISSION_LIST = StateMachine(
    name="录取名单",
    states=ListState,
    clauses=("A1.5.2", "A1.5.23"),
    moves={
        _L.OPEN: (_L.SUBMITTED,),
        _L.SUBMITTED: (_L.CHECKED, _L.QUERIED),
        _L.CHECKED: (_L.APPROVED,),
        _L.QUERIED: (_L.SUBMITTED,),
        _L.APPROVED: (_L.SENT,),
        _L.SENT: (),
    },
    sets={
        "WITH_COLLEGE": frozenset({_L.OPEN, _L.QUERIED}),
        "LETTERS_MAY_GO": frozenset({_L.APPROVED, _L.SENT}),
    },
)

FILING_RUN = StateMachine(
    name="投档运行",
    states=RunState,
    clauses=("A1.5.7", "A1.5.8"),
    moves={
        _R.PREPARED: (_R.DRY,),
        _R.DRY: (_R.DRY, _R.LOCKED),
        _R.LOCKED: (_R.RUN,),
        _R.RUN: (_R.PROVED, _R.FAILED),
        _R.PROVED: (_R.SIGNED,),
        _R.FAILED: (),
        _R.SIGNED: (_R.RELEASED,),
        _R.RELEASED: (_R.SUPERSEDED,),
        _R.SUPERSEDED: (),
    },
    sets={
        "HAS_RESULTS": frozenset({_R.RUN, _R.PROVED, _R.FAILED, _R.SIGNED, _R.RELEASED, _R.SUPERSEDED}),
        "MAY_BE_RELEASED": frozenset({_R.SIGNED}),
    },
)

# Reasons that say: others were better. They are true only where the order of merit bears them out.
ORDER_REASONS = (
    ReturnReason.PROGRAMME_FULL,
    ReturnReason.REFUSES_REASSIGNMENT,
    ReturnReason.EXTRA_TEST_LOWER,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ListEntry:
    """One file of a college's list as the province checks it.

    `programme` is empty for a return. `line` is the control line of that programme, `relaxed_by` the
    points by which the round lowers it. `merit_rank` is the place in the order inside the unit, 1 the
    best. `decided_by` names the officer, whose college is `officer_college`.
    """

    candidate: str
    college: str
    programme: str
    listed_programmes: tuple[str, ...]
    return_reason: ReturnReason | None
    filing_score: Decimal
    line: int
    relaxed_by: int
    is_relaxable: bool
    merit_rank: int
    bonus_points: int
    bonus_is_effective: bool
    lacks_extra_test: bool
    lacks_credential: bool
    decided_by: str
    officer_college: str

    @property
    def is_admitted(self) -> bool:
        """Whether the college proposes to admit."""
        return bool(self.programme)


@cites("A1.5.2")
def list_findings(
    entries: Sequence[ListEntry], places: Mapping[str, int], law: YearLaw
) -> tuple[Finding, ...]:
    """Everything the province finds in a college's list: entry by entry, then places, then order.

    `places` maps each programme to its open places. Findings on the order are not hard: 专业优先 and
    专业级差 can place a lower one first, so the college gives its reason.
    """
    return (
        *(item for entry in entries for item in entry_findings(entry, law)),
        *places_findings(entries, places),
        *order_findings(entries, places),
    )


def entry_findings(entry: ListEntry, law: YearLaw) -> tuple[Finding, ...]:
    """Everything found on one entry alone."""
    found = list(decision_findings(entry))
    if entry.is_admitted:
        found.extend(_admitted_findings(entry, law))
    elif entry.return_reason is None:
        found.append(finding("A1.5.2", "退档须从原因目录中选定原因。", 考生=entry.candidate))
    return tuple(found)


@cites("N5.1")
def decision_findings(entry: ListEntry) -> tuple[Finding, ...]:
    """Whether a named officer of the college itself decided: the power to admit is not handed on."""
    if entry.decided_by and entry.officer_college == entry.college:
        return ()
    return (
        finding("N5.1", "录取或退档须由招生学校本校人员决定并署名，不得转移或委托。", 考生=entry.candidate),
    )


@cites("A1.2.3", "A1.5.2")
def places_findings(entries: Sequence[ListEntry], places: Mapping[str, int]) -> tuple[Finding, ...]:
    """Programmes that the list fills beyond their open places."""
    admitted = _admitted_by_programme(entries)
    return tuple(
        finding(
            "A1.5.2",
            f"专业{programme}拟录{len(files)}人，超过剩余计划{places.get(programme, 0)}人。",
            专业=programme,
        )
        for programme, files in sorted(admitted.items())
        if len(files) > places.get(programme, 0)
    )


@cites("A1.5.2", "A1.5.9")
def order_findings(entries: Sequence[ListEntry], places: Mapping[str, int]) -> tuple[Finding, ...]:
    """Returns for want of places where a listed programme is open, or took somebody lower in order."""
    admitted = _admitted_by_programme(entries)
    found = []
    for entry in entries:
        if entry.is_admitted or entry.return_reason not in ORDER_REASONS:
            continue
        for programme in entry.listed_programmes:
            taken = admitted.get(programme, ())
            if len(taken) < places.get(programme, 0):
                message = f"退档原因为“已录满”，但专业{programme}尚有余额。"
                found.append(finding("A1.5.2", message, 考生=entry.candidate, 专业=programme))
            elif any(other.merit_rank > entry.merit_rank for other in taken):
                message = f"专业{programme}录取了位次更低的考生，退档须书面说明理由。"
                found.append(finding("A1.5.2", message, is_hard=False, 考生=entry.candidate, 专业=programme))
    return tuple(found)


@cites("A1.5.1")
def admission_day_findings(day: date, law: YearLaw) -> tuple[Finding, ...]:
    """Whether admission happens in its window."""
    window = law.window(Stage.ADMISSION)
    if window.opens <= day <= window.closes:
        return ()
    said = f"录取应在{window.opens}至{window.closes}进行，{day}不能办理。"
    return (finding("A1.5.1", said, is_hard=law.may_refuse(day), 日期=day),)


@cites("A1.5.22")
def adjustment_findings(
    *, places: int, used: int, moved: int, total_after: int, ceiling: int, province_agrees: bool
) -> tuple[Finding, ...]:
    """Whether places may move from one programme or province to another during admission.

    `places` and `used` are those of the giving programme; `total_after` is the college's plan afterwards.
    """
    found = []
    if moved < 1:
        found.append(finding("A1.5.22", "调整的计划数至少为1人。", 调整人数=moved))
    if places - moved < used:
        found.append(finding("A1.5.22", f"调出专业计划{places}人、已用{used}人，不能调出{moved}人。"))
    if total_after > ceiling:
        found.append(finding("A1.5.22", f"调整后计划{total_after}人，超过核定上限{ceiling}人。"))
    if not province_agrees:
        found.append(finding("A1.5.22", "计划调整须经省级招生考试机构同意。"))
    return tuple(found)


@cites("A1.5.23")
def letter_findings(list_state: ListState, file_state: FileState) -> tuple[Finding, ...]:
    """Whether a letter of admission may go out: only by a list that the province has approved."""
    if list_state not in ADMISSION_LIST.sets["LETTERS_MAY_GO"]:
        return (finding("A1.5.23", f"录取名单“{list_state.label}”，审核批准后才能发放录取通知书。"),)
    if file_state is not FileState.ADMITTED:
        return (finding("A1.5.23", f"该考生“{file_state.label}”，不在审核后的录取名单内。"),)
    return ()


@cites("N3.6", "A1.3.4", "A1.5.2", "A1.5.7", "A1.5.10")
def _admitted_findings(entry: ListEntry, law: YearLaw) -> list[Finding]:
    found = []
    person = entry.candidate
    ceiling = law.relaxation_ceiling.value
    if entry.relaxed_by > (ceiling if entry.is_relaxable else 0):
        message = f"该专业降{entry.relaxed_by}分录取，不符合降分范围或超过{ceiling}分。"
        found.append(finding("A1.5.10", message, 考生=person))
    least = entry.line - entry.relaxed_by
    if entry.filing_score < least:
        message = f"投档分{entry.filing_score}分，低于最低控制分数线{least}分，不能录取。"
        found.append(finding("A1.5.2", message, 考生=person))
    if entry.bonus_points and not entry.bonus_is_effective:
        message = f"照顾加分{entry.bonus_points}分未经公示或公示不通过，不能使用。"
        found.append(finding("N3.6", message, 考生=person))
    if entry.lacks_extra_test:
        found.append(finding("A1.5.7", "不在该校专业加试合格名单内，不能录取。", 考生=person))
    if entry.lacks_credential:
        found.append(finding("A1.3.4", "不具备所报医学专业要求的资格，不能录取。", 考生=person))
    return found


def _admitted_by_programme(entries: Sequence[ListEntry]) -> dict[str, list[ListEntry]]:
    admitted: dict[str, list[ListEntry]] = {}
    for entry in entries:
        if entry.is_admitted:
            admitted.setdefault(entry.programme, []).append(entry)
    return admitted
