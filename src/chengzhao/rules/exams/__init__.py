"""附件1·四: which papers, when, where they are sat, and what a mark may be."""

from chengzhao.rules.exams.marks import (
    counted_mark,
    extra_test_findings,
    full_total,
    mark_findings,
    requires_extra_test,
)
from chengzhao.rules.exams.papers import (
    NoSuchPaper,
    PaperOfCandidate,
    counted_slots,
    exam_category,
    language_findings,
    papers_of,
    programme_kind,
    specialised_paper,
)
from chengzhao.rules.exams.rooms import invigilator_findings, room_sizes, seat_place
from chengzhao.rules.exams.states import ATTENDANCE, MARKING, MarkState, PaperState
from chengzhao.rules.exams.timetable import clash_findings, duration_findings, session_of, sessions_of

__all__ = [
    "ATTENDANCE",
    "MARKING",
    "MarkState",
    "NoSuchPaper",
    "PaperOfCandidate",
    "PaperState",
    "clash_findings",
    "counted_mark",
    "counted_slots",
    "duration_findings",
    "exam_category",
    "extra_test_findings",
    "full_total",
    "invigilator_findings",
    "language_findings",
    "mark_findings",
    "papers_of",
    "programme_kind",
    "requires_extra_test",
    "room_sizes",
    "seat_place",
    "session_of",
    "sessions_of",
    "specialised_paper",
]
