"""Files for registers that take files only: questions as a table, answers back, every error in one report."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from chengzhao.actions.register_answers import Answered
from chengzhao.exchange.sheet_writing import Row
from chengzhao.exchange.sheets import Sheet, SheetRow
from chengzhao.records.queries.register_questions import Question
from chengzhao.rules.registration import ASKED, CheckAnswer, CheckField, CheckSubject, CheckWay

KEY, ANSWER, DIFFERENCES = "核查编号", "答复", "不一致的项目"
ANSWERS = {one.label: one for one in CheckAnswer if one is not CheckAnswer.NO_ANSWER}
Questions = Mapping[UUID, Question]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetFault:
    """What is wrong in one cell: where, what stands there, what should."""

    row: int
    column: str
    value: str
    expected: str


def rows(subject: CheckSubject, questions: Iterable[Question]) -> Iterator[Row]:
    """The table of questions: a number of its own for each, what is compared, and two columns to be filled in."""
    asked = ASKED[subject]
    yield (KEY, *(one.label for one in asked), ANSWER, DIFFERENCES)
    for question in questions:
        yield (str(question.key), *(question.fields.get(one, "") for one in asked), "", "")


def read_answers(
    sheet: Sheet, subject: CheckSubject, source: str, waiting: Callable[[set[UUID]], Questions]
) -> tuple[list[Answered], list[SheetFault]]:
    """The answers of a table that came back, and everything that is wrong in it; rows without an answer are left alone.

    `waiting` gives the questions of some numbers that still wait. Raises Refused of the sheets for a table without its
    columns.
    """
    sheet.require_columns(KEY, ANSWER, DIFFERENCES)
    filled = [_read(row) for row in sheet.rows if row[ANSWER].strip() or row[DIFFERENCES].strip()]
    held = waiting({row.key for row in filled if row.key is not None})
    fields = {one.label: one for one in ASKED[subject]} | {CheckField.ENROLLED.label: CheckField.ENROLLED}
    found: list[Answered] = []
    faults: list[SheetFault] = []
    seen: set[UUID] = set()
    for row in filled:
        question = held.get(row.key) if row.key is not None else None
        wrong = list(_faults(row, fields, is_known=question is not None, is_again=row.key in seen))
        faults += wrong
        if row.key is not None:
            seen.add(row.key)
        if question is not None and row.answer is not None and not wrong:
            names = tuple(fields[name] for name in row.names)
            found.append(
                Answered(
                    question=question, answer=row.answer, way=CheckWay.FILE, source=source, differences=names
                )
            )
    return found, faults


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A row that was filled in, as it stands."""

    number: int
    written: str
    key: UUID | None
    said: str
    answer: CheckAnswer | None
    listed: str
    names: tuple[str, ...]


def _read(row: SheetRow) -> _Row:
    written, said, listed = (row[name].strip() for name in (KEY, ANSWER, DIFFERENCES))
    names = listed.replace(",", "、").replace("，", "、").split("、")
    return _Row(
        number=row.number,
        written=written,
        key=_key(written),
        said=said,
        answer=ANSWERS.get(said),
        listed=listed,
        names=tuple(name.strip() for name in names if name.strip()),
    )


def _faults(
    row: _Row, fields: Mapping[str, CheckField], *, is_known: bool, is_again: bool
) -> Iterator[SheetFault]:
    unknown = "、".join(name for name in row.names if name not in fields)
    says_more = bool(row.names) and row.answer not in (None, CheckAnswer.DIFFERS)
    wrong = (
        (KEY, row.written, "导出的表中的编号", row.key is None),
        (KEY, row.written, "还在等答复的核查；已有答复的不能再改", row.key is not None and not is_known),
        (KEY, row.written, "每个编号只写一行", is_again),
        (ANSWER, row.said, "、".join(ANSWERS), row.answer is None),
        (DIFFERENCES, unknown, "、".join(fields), bool(unknown)),
        (DIFFERENCES, row.listed, "只有答复“不一致”时填写", says_more),
    )
    for column, value, expected, is_wrong in wrong:
        if is_wrong:
            yield SheetFault(row=row.number, column=column, value=value, expected=expected)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
