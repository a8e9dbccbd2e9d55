"""通知·一.2: who may come in: ticket, document, face, security gate (N2.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word

LATEST_AFTER_START = timedelta(minutes=15)
"""迟到15分钟不得入场: 国家教育考试考生守则, general knowledge (0.9); the notice leaves it to the exam rules."""


class FaceAnswer(Word):
    """What the comparison of faces said, where there is one."""

    NONE = "NONE", "未比对"
    SAME = "SAME", "一致"
    DIFFERENT = "DIFFERENT", "不一致"


class EntryDecision(Word):
    """What happens at the entrance."""

    LET_IN = "LET_IN", "入场"
    BY_HAND = "BY_HAND", "人工核验"
    REFUSED = "REFUSED", "不得入场"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """What is seen of a person at the entrance of a site."""

    has_ticket: bool
    has_document: bool
    document_matches: bool
    face: FaceAnswer
    gate_alarmed: bool
    carries_forbidden: bool
    arrived_at: datetime
    starts_at: datetime


@cites("N2.3")
def entry_findings(arrival: Arrival) -> tuple[Finding, ...]:
    """Why a person is not let in at once; a hard finding refuses, the others are settled by hand.

    A document of another person, or another face, is suspicion of 替考 and opens a violation case.
    """
    late = arrival.arrived_at > arrival.starts_at + LATEST_AFTER_START
    minutes = int(LATEST_AFTER_START.total_seconds()) // 60
    reasons = (
        (late, True, f"开考{minutes}分钟后不得入场。"),
        (not arrival.has_ticket, False, "没有准考证，核对身份后补办。"),
        (not arrival.has_document, True, "没有有效身份证件，不得入场。"),
        (
            arrival.has_document and not arrival.document_matches,
            True,
            "身份证件与准考证不是同一人，涉嫌替考，立案处理。",
        ),
        (
            arrival.face is FaceAnswer.DIFFERENT,
            False,
            "人脸比对不一致，由两名工作人员人工核验；确认不是本人的，按替考立案。",
        ),
        (arrival.gate_alarmed and not arrival.carries_forbidden, False, "安检门报警，须复检。"),
        (arrival.carries_forbidden, False, "携带规定以外的物品，交存后方可入场。"),
    )
    return tuple(finding("N2.3", message, is_hard=is_hard) for is_met, is_hard, message in reasons if is_met)


@cites("N2.3")
def entry_decision(arrival: Arrival) -> EntryDecision:
    """Let in, settle by hand, or refuse."""
    found = entry_findings(arrival)
    if not found:
        return EntryDecision.LET_IN
    return EntryDecision.REFUSED if any(each.is_hard for each in found) else EntryDecision.BY_HAND


@cites("N2.3")
def is_suspected_replacement(arrival: Arrival) -> bool:
    """Whether what is seen opens a violation case for 替考."""
    is_other = arrival.has_document and not arrival.document_matches
    return is_other or arrival.face is FaceAnswer.DIFFERENT
