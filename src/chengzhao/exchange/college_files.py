"""The list of a college's files as a table: the same query as the page, for spreadsheets and for programs."""

from collections.abc import Iterable, Iterator

from chengzhao.exchange.sheet_writing import Row
from chengzhao.law.words import PaperSlot
from chengzhao.records.queries.admission import FileView
from chengzhao.rules.merit import COUNTED_PAPERS


def slots_of(level: str) -> tuple[PaperSlot, ...]:
    """The columns of marks of a level, the order of its papers."""
    return tuple(PaperSlot(slot) for slot in COUNTED_PAPERS.get(level, ()))


def head(level: str) -> Row:
    """The first row of the table of a level."""
    marks = (slot.label for slot in slots_of(level))
    before = ("位次", "报名号", "姓名", "统考总分", "照顾加分", "投档分")
    return [*before, *marks, "志愿", "专业", "免试", "状态"]


def rows(files: Iterable[FileView], level: str) -> Iterator[Row]:
    """A row for each file."""
    slots = slots_of(level)
    for file in files:
        marks = {mark.slot: mark for mark in file.marks}
        yield [
            file.merit_rank,
            file.candidate_number,
            file.name,
            file.total_score,
            file.bonus_points,
            file.filing_score,
            *(marks[slot].points if slot in marks else None for slot in slots),
            file.choice_rank,
            file.programme,
            "是" if file.exempt else "",
            file.state.label,
        ]
