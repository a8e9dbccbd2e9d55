"""The list of a college's files as a table: the same query as the page, for spreadsheets and for programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from chengzhao.exchange.sheet_writing import Cell, Row
from chengzhao.law.words import PaperSlot
from chengzhao.records.queries.admission import FileView
from chengzhao.rules.merit import COUNTED_PAPERS

MARKS = "marks"
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "rank": "位次",
        "number": "报名号",
        "name": "姓名",
        "total": "统考总分",
        "bonus": "照顾加分",
        "filing": "投档分",
        MARKS: "各科成绩",
        "choice": "志愿",
        "programme": "专业",
        "exempt": "免试",
        "state": "状态",
    }
)
"""The columns that may be chosen, in their order; the marks are a column for each paper."""

_CELLS: Mapping[str, Callable[[FileView], Cell]] = MappingProxyType(
    {
        "rank": lambda file: file.merit_rank,
        "number": lambda file: file.candidate_number,
        "name": lambda file: file.name,
        "total": lambda file: file.total_score,
        "bonus": lambda file: file.bonus_points,
        "filing": lambda file: file.filing_score,
        "choice": lambda file: file.choice_rank,
        "programme": lambda file: file.programme,
        "exempt": lambda file: "是" if file.exempt else "",
        "state": lambda file: file.state.label,
    }
)


def slots_of(level: str) -> tuple[PaperSlot, ...]:
    """The columns of marks of a level, the order of its papers."""
    return tuple(PaperSlot(slot) for slot in COUNTED_PAPERS.get(level, ()))


def head(level: str, columns: Sequence[str] = tuple(COLUMNS)) -> Row:
    """The first row of the table of a level, of the columns that were chosen."""
    found: list[Cell] = []
    for column in columns:
        found += [slot.label for slot in slots_of(level)] if column == MARKS else [COLUMNS[column]]
    return found


def rows(files: Iterable[FileView], level: str, columns: Sequence[str] = tuple(COLUMNS)) -> Iterator[Row]:
    """A row for each file, of the columns that were chosen."""
    slots = slots_of(level)
    for file in files:
        found: list[Cell] = []
        for column in columns:
            found += _marks(file, slots) if column == MARKS else [_CELLS[column](file)]
        yield found


def _marks(file: FileView, slots: Iterable[PaperSlot]) -> list[Cell]:
    marks = {mark.slot: mark for mark in file.marks}
    return [marks[slot].points if slot in marks else None for slot in slots]
