"""When the papers are sat (附件3), and that nobody has two papers at once (A1.4.6)."""

from collections.abc import Sequence
from datetime import timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import PaperSlot, ProgrammeLevel
from chengzhao.law.years import ExamSession, YearLaw


@cites("A3.1", "A3.2")
def session_of(level: ProgrammeLevel, slot: PaperSlot, law: YearLaw) -> ExamSession:
    """The session in which a level sits a slot. Raises LookupError for a slot the level does not sit."""
    for session in law.sessions.value:
        if level in session.levels and session.slot is slot:
            return session
    raise LookupError(f"{level.label}不考{slot.label}。")


@cites("A3.1", "A3.2", "A1.4.6")
def sessions_of(levels: Sequence[ProgrammeLevel], law: YearLaw) -> tuple[ExamSession, ...]:
    """The sessions of a candidate, by day and hour; papers common to two levels (兼报) are sat once."""
    sessions = {
        session
        for level in levels
        for session in law.sessions.value
        if level in session.levels and session.slot in law.paper_slots.value[level]
    }
    return tuple(sorted(sessions, key=lambda session: (session.day, session.start, session.slot)))


@cites("A1.4.6")
def clash_findings(sessions: Sequence[ExamSession]) -> tuple[Finding, ...]:
    """Every pair of sessions of one candidate that overlap in time."""
    ordered = sorted(sessions, key=lambda session: (session.day, session.start, session.slot))
    return tuple(
        finding(
            "A1.4.6",
            f"{first.slot.label}与{second.slot.label}的考试时间重叠，同一考生不能兼考。",
            日期=first.day,
        )
        for place, first in enumerate(ordered)
        for second in ordered[place + 1 :]
        if first.day == second.day and second.start < first.end and first.start < second.end
    )


@cites("A1.4.5", "A3.1", "A3.2")
def duration_findings(law: YearLaw) -> tuple[Finding, ...]:
    """Sessions of the timetable that are not as long as the level's papers last."""
    return tuple(
        finding(
            "A1.4.5",
            f"{level.label}{session.slot.label}应考{minutes}分钟，时间表为{_minutes(session)}分钟。",
        )
        for session in law.sessions.value
        for level in session.levels
        if (minutes := law.paper_minutes.value[level]) != _minutes(session)
    )


def _minutes(session: ExamSession) -> int:
    start = timedelta(hours=session.start.hour, minutes=session.start.minute)
    end = timedelta(hours=session.end.hour, minutes=session.end.minute)
    return int((end - start).total_seconds()) // 60
