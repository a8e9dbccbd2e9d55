"""附件1·六: what must be public, by whom, for how long; reports and complaints."""

from chengzhao.rules.disclosure.complaints import (
    COMPLAINT,
    ClueKind,
    ComplaintFacts,
    ComplaintState,
    acceptance_day,
    answer_day,
    clue_authority,
    clue_findings,
    complaint_findings,
    handler_findings,
)
from chengzhao.rules.disclosure.duties import (
    DUTIES,
    DueItem,
    accuracy_findings,
    checklist,
    overdue_findings,
)
from chengzhao.rules.disclosure.notices import (
    PUBLIC_NOTICE,
    NoticeState,
    channel_findings,
    entry_findings,
    missing_items,
    notice_day_findings,
    take_down_day,
)
from chengzhao.rules.disclosure.reminders import (
    CandidateSituation,
    Deadline,
    announcement_findings,
    deadlines,
    reminders_on,
)

__all__ = [
    "COMPLAINT",
    "DUTIES",
    "PUBLIC_NOTICE",
    "CandidateSituation",
    "ClueKind",
    "ComplaintFacts",
    "ComplaintState",
    "Deadline",
    "DueItem",
    "NoticeState",
    "acceptance_day",
    "accuracy_findings",
    "announcement_findings",
    "answer_day",
    "channel_findings",
    "checklist",
    "clue_authority",
    "clue_findings",
    "complaint_findings",
    "deadlines",
    "entry_findings",
    "handler_findings",
    "missing_items",
    "notice_day_findings",
    "overdue_findings",
    "reminders_on",
    "take_down_day",
]
