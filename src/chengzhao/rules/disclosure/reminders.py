"""通知·三.7: what is made known in time, and a candidate's own deadlines (N7.1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import EntryRoute, ProgrammeLevel, Stage
from chengzhao.law.years import YearLaw
from chengzhao.rules.exams import sessions_of
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION, RegistrationState

DAYS_AHEAD = (7, 1)
"""When a candidate is reminded, in days before a deadline. Our own default."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """One deadline of a candidate: the day, what is to be done, and the clause behind it."""

    day: date
    task: str
    clause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateSituation:
    """What decides which deadlines a candidate has."""

    registration: RegistrationState
    route: EntryRoute
    levels: tuple[ProgrammeLevel, ...]
    claims: tuple[ClaimState, ...] = ()
    choices_are_confirmed: bool = False


_TASKS = {
    RegistrationState.RETURNED: "补正并重新提交报名",
    RegistrationState.AWAITING: "核对单位代报的报名，补齐材料后提交",
}


@cites("N7.1")
def deadlines(situation: CandidateSituation, law: YearLaw, supplement: Supplement) -> tuple[Deadline, ...]:
    """The deadlines that this candidate still has to meet, by day; none that is somebody else's."""
    found: list[Deadline] = []
    state = situation.registration
    closes = supplement.registration_window.value[1].date()
    if state in REGISTRATION.sets["WITH_CANDIDATE"]:
        task = _TASKS.get(state, "提交报名")
        found.append(Deadline(day=closes, task=task, clause="A1.3.9"))
    if state is RegistrationState.APPROVED:
        review_closes = law.window(Stage.REVIEW).closes
        found.append(Deadline(day=review_closes, task="确认报名", clause="A1.3.9"))
    is_open = state in REGISTRATION.sets["WITH_CANDIDATE"] or state is RegistrationState.APPROVED
    if situation.route is not EntryRoute.UNIFIED and is_open:
        found.append(Deadline(day=law.exempt_deadline.value, task="办完免试、单考报名手续", clause="N3.8"))
    if ClaimState.CLAIMED in situation.claims:
        found.append(Deadline(day=closes, task="交验照顾政策原始证件", clause="A1.5.21"))
    if state is RegistrationState.TICKETED:
        found.extend(_later_deadlines(situation, law, supplement))
    return tuple(sorted(found, key=lambda each: (each.day, each.task)))


@cites("N7.1")
def reminders_on(day: date, own: Collection[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines of which a candidate is reminded on a day: a week ahead and the day before."""
    wanted = {day + timedelta(days=ahead) for ahead in DAYS_AHEAD}
    return tuple(sorted((each for each in own if each.day in wanted), key=lambda each: (each.day, each.task)))


@cites("N7.1")
def announcement_findings(stage: Stage, announced_on: date | None, law: YearLaw) -> tuple[Finding, ...]:
    """Whether a stage was announced before it opened: 及时主动发布."""
    opens = law.window(stage).opens
    if announced_on is not None and announced_on <= opens:
        return ()
    said = f"{announced_on}才发布" if announced_on else "尚未发布"
    return (finding("N7.1", f"“{stage.label}”公告应在{opens}前发布，{said}。", 阶段=stage.label),)


def _later_deadlines(situation: CandidateSituation, law: YearLaw, supplement: Supplement) -> list[Deadline]:
    found: list[Deadline] = []
    if situation.route is EntryRoute.UNIFIED:
        days = sorted({session.day for session in sessions_of(situation.levels, law)})
        found.extend(Deadline(day=day, task="参加考试", clause="A1.4.6") for day in days)
    if supplement.choices_are_confirmed.value and not situation.choices_are_confirmed:
        found.append(Deadline(day=law.window(Stage.CHOICES).closes, task="确认志愿", clause="A2.2"))
    return found
