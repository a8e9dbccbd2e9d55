"""One table of colours: the class of the tag that each state wears on every page."""

from chengzhao.law.words import Word
from chengzhao.records.job_words import JobState
from chengzhao.records.queries.fates import FateCode
from chengzhao.records.queries.governance import Phase
from chengzhao.records.review_words import BatchState
from chengzhao.rules.admission import FileState, ListState, RunState
from chengzhao.rules.disclosure import ComplaintState, NoticeState, PublicityTag
from chengzhao.rules.exams import MarkState
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import ClaimPublicity, ClaimState
from chengzhao.rules.privacy.requests import RequestState
from chengzhao.rules.registration import CaseState, DraftState, FeeState, RegistrationState
from chengzhao.rules.registration.imports import ImportState

MUTE, PLAIN, BRAND, CYAN, VIOLET, OK, WARN, BAD = "", "plain", "brand", "cyan", "violet", "ok", "warn", "bad"


class TaskState(Word):
    """How far a task of the candidate is."""

    WAITING = "WAITING", "未开始"
    IN_PROGRESS = "IN_PROGRESS", "进行中"
    DONE = "DONE", "已完成"
    LOCKED = "LOCKED", "还不能看"
    PROBLEM = "PROBLEM", "有问题"


_TONES: dict[type, dict[str, str]] = {
    TaskState: {"IN_PROGRESS": BRAND, "DONE": PLAIN, "LOCKED": PLAIN, "PROBLEM": BAD},
    DraftState: {"BEGUN": BRAND, "DONE": PLAIN, "NOT_ASKED": PLAIN, "LOCKED": PLAIN, "TO_MEND": BAD},
    FeeState: {"UNPAID": BRAND, "PAID": OK, "REFUNDED": PLAIN},
    BatchState: {"OPEN": BRAND, "PASSED": OK},
    CaseState: {"OPEN": BRAND, "CHECKING": WARN, "KEPT": OK, "MERGED": VIOLET},
    JobState: {
        "RUNNING": BRAND,
        "DONE": OK,
        "PARTLY": WARN,
        "FAILED": BAD,
    },
    RegistrationState: {
        "DRAFT": BRAND,
        "AWAITING": WARN,
        "SUBMITTED": BRAND,
        "UNDER_REVIEW": CYAN,
        "RETURNED": WARN,
        "SECOND_REVIEW": VIOLET,
        "APPROVED": OK,
        "REJECTED": BAD,
        "CONFIRMED": OK,
        "TICKETED": OK,
    },
    ClaimState: {
        "CLAIMED": BRAND,
        "OFFICE_APPROVED": CYAN,
        "DEPARTMENT_AGREED": CYAN,
        "NOTIFIED": WARN,
        "OBJECTED": BAD,
        "EFFECTIVE": OK,
        "REFUSED": BAD,
    },
    NoticeState: {"SIGNED": BRAND, "UP": WARN, "COMPLETED": OK},
    ClaimPublicity: {"RUNNING": WARN, "DONE": OK, "DISPUTED": BAD},
    PublicityTag: {"RUNNING": WARN, "UNDISPUTED": OK, "DISPUTED": BAD},
    ComplaintState: {
        "RECEIVED": BRAND,
        "ACCEPTED": CYAN,
        "INVESTIGATED": CYAN,
        "TRANSFERRED": VIOLET,
        "ANSWERED": OK,
        "CLOSED": OK,
        "DECLINED": WARN,
    },
    PlanState: {
        "SUBMITTED": BRAND,
        "DEPARTMENT_AGREED": CYAN,
        "TOTALLED": VIOLET,
        "DISTRIBUTED": OK,
        "PUBLISHED": OK,
        "RETURNED": BAD,
    },
    MarkState: {"IMPORTED": BRAND, "RECONCILED": CYAN, "FROZEN": VIOLET, "RELEASED": OK, "CORRECTED": WARN},
    FileState: {
        "FILED": BRAND,
        "UNDER_REVIEW": CYAN,
        "PROPOSED": VIOLET,
        "RETURN_PROPOSED": WARN,
        "PENDING_CHECK": WARN,
        "QUERIED": WARN,
        "ADMITTED": OK,
        "REVOKED": BAD,
    },
    ListState: {
        "OPEN": BRAND,
        "SUBMITTED": CYAN,
        "CHECKED": VIOLET,
        "QUERIED": WARN,
        "APPROVED": OK,
        "SENT": OK,
    },
    RequestState: {"RECEIVED": BRAND, "GRANTED": OK, "REFUSED": BAD},
    RunState: {
        "PREPARED": BRAND,
        "DRY": CYAN,
        "LOCKED": BRAND,
        "RUN": VIOLET,
        "PROVED": OK,
        "FAILED": BAD,
        "SIGNED": OK,
        "RELEASED": OK,
    },
    ApprovalState: {"OPEN": VIOLET, "DONE": OK, "REFUSED": BAD, "LAPSED": WARN},
    FateCode: {
        "ADMITTED": OK,
        "ADMITTED_EXEMPT": OK,
        "WITH_COLLEGE": BRAND,
        "RETURNED_BY_COLLEGE": WARN,
        "RETURNED_NO_PLACE": WARN,
        "REVOKED": BAD,
    },
    ImportState: {"RECEIVED": BRAND, "CHECKED": CYAN, "IMPORTING": BRAND, "IMPORTED": OK},
}

PHASES = {
    Phase.BEFORE: ("未开始", PLAIN),
    Phase.OPEN: ("进行中", BRAND),
    Phase.AFTER: ("已结束", PLAIN),
}


def tone_of(state: Word) -> str:
    """The tone of a state; mute where the table names none. Raises KeyError for an unknown kind of state."""
    return _TONES[type(state)].get(state.value, MUTE)


def kinds() -> tuple[type, ...]:
    """Every kind of state that has tones."""
    return tuple(_TONES)
