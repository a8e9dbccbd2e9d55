"""通知·三.7: reasonable help for candidates with disabilities, and what it does to seat and time (N7.2)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from itertools import pairwise

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import PaperSlot, Word
from chengzhao.law.years import ExamSession

MINUTES_A_DAY = 24 * 60


class Help(Word):
    """The kinds of help, after 残疾人参加普通高等学校招生全国统一考试管理规定 (general knowledge, 0.85)."""

    ACCESSIBLE_ROOM = "ACCESSIBLE_ROOM", "无障碍考场"
    EXTRA_TIME = "EXTRA_TIME", "延长考试时间"
    LARGE_PRINT = "LARGE_PRINT", "大字号试卷"
    BRAILLE = "BRAILLE", "盲文试卷"
    AIDE = "AIDE", "引导或手语翻译人员"
    AIDS = "AIDS", "自带辅助器具"
    NO_LISTENING = "NO_LISTENING", "免除听力"


EXTRA_SHARE = {Help.EXTRA_TIME: Fraction(3, 10), Help.BRAILLE: Fraction(5, 10)}
"""延长30％, with 盲文 50％: the rule of the 普通高考 (general knowledge, 0.85), taken over as a default."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpRequest:
    """What a candidate asks for, with the evidence; `answered_on` is None until the province answers."""

    asked_for: tuple[Help, ...]
    evidence: tuple[str, ...]
    asked_on: date
    answered_on: date | None
    granted: tuple[Help, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatingEffect:
    """What granted help asks of the seating: a room of its own, on the ground floor, with whom and what."""

    needs_own_room: bool
    needs_accessible_room: bool
    extra_staff: int
    paper_kind: str
    extra_share: Fraction


@cites("N7.2")
def request_findings(request: HelpRequest, *, closes_on: date, tickets_on: date) -> tuple[Finding, ...]:
    """Whether a request is complete and in time, and answered before the tickets are issued."""
    found = []
    if not request.evidence:
        found.append(finding("N7.2", "申请合理便利须附残疾人证或医院证明。"))
    if request.asked_on > closes_on:
        found.append(finding("N7.2", f"申请合理便利须在{closes_on}前提出。", 申请日=request.asked_on))
    if request.answered_on is None or request.answered_on >= tickets_on:
        found.append(finding("N7.2", f"是否同意须在{tickets_on}发放准考证之前答复考生。"))
    surplus = [help_.label for help_ in request.granted if help_ not in request.asked_for]
    if surplus:
        found.append(finding("N7.2", f"批准了没有申请的便利：{'、'.join(surplus)}。"))
    return tuple(found)


@cites("N7.2")
def seating_effect(granted: Collection[Help]) -> SeatingEffect:
    """What granted help does to the seating. More time, another paper or an aide need a room of their own."""
    apart = {Help.EXTRA_TIME, Help.LARGE_PRINT, Help.BRAILLE, Help.AIDE, Help.NO_LISTENING}
    paper = "盲文" if Help.BRAILLE in granted else "大字号" if Help.LARGE_PRINT in granted else "普通"
    return SeatingEffect(
        needs_own_room=bool(apart & set(granted)),
        needs_accessible_room=Help.ACCESSIBLE_ROOM in granted,
        extra_staff=1 if Help.AIDE in granted else 0,
        paper_kind=paper,
        extra_share=max((EXTRA_SHARE[each] for each in granted if each in EXTRA_SHARE), default=Fraction(0)),
    )


@cites("N7.2")
def extended_end(session: ExamSession, extra_share: Fraction) -> time:
    """When a session ends for one with more time, whole minutes. Raises ValueError past midnight."""
    start = session.start.hour * 60 + session.start.minute
    minutes = session.end.hour * 60 + session.end.minute - start
    end = start + minutes + int(minutes * extra_share)
    if end >= MINUTES_A_DAY:
        raise ValueError(f"延长后的考试超过当日：{session.slot.label}")
    return time(end // 60, end % 60)


@cites("N7.2", "A1.4.6")
def overlong_slots(sessions: Collection[ExamSession], extra_share: Fraction) -> tuple[PaperSlot, ...]:
    """The slots whose longer session would run into the candidate's next one of that day."""
    ordered = sorted(sessions, key=lambda session: (session.day, session.start))
    return tuple(
        first.slot
        for first, second in pairwise(ordered)
        if first.day == second.day and extended_end(first, extra_share) > second.start
    )
