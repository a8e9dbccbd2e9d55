"""Reading the tables of an offline filing: bytes to rows, with every error kept and none raised.

A table is UTF-8 CSV (a BOM is accepted, and so are CRLF line ends), a header with exactly the columns asked
for in any order, then rows. Row numbers count records, the header being row 1.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class InputError(NamedTuple):
    """One error, sorted by file name and row: `file:row:column: value: what was expected`."""

    file: str
    row: int
    column_index: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        shown = "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in self.value)
        return f"{self.file}:{self.row}:{self.column}: {shown}: {self.expected}"


@dataclass(kw_only=True, slots=True)
class ErrorList:
    """The errors found so far, in all files."""

    errors: list[InputError] = field(default_factory=list)

    def add(self, file: str, row: int, column: str, value: str, expected: str, column_index: int = 0) -> None:
        """Put down an error."""
        self.errors.append(InputError(file, row, column_index, column, value, expected))

    def ordered(self) -> tuple[InputError, ...]:
        """Return the errors by file name, row and column, each once."""
        return tuple(sorted(set(self.errors)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table: its number, and its values by column."""

    table: "Table"
    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def refuse(self, column: str, expected: str, value: str | None = None) -> None:
        """Put down an error of this row; `value` is the whole field unless a part of it is named."""
        self.table.errors.add(
            self.table.file,
            self.number,
            column,
            self[column] if value is None else value,
            expected,
            self.table.columns.index(column) + 1,
        )


@dataclass(kw_only=True, slots=True)
class Table:
    """A table as read; where `is_whole` is False rows are missing, and references to it cannot be checked."""

    file: str
    columns: tuple[str, ...]
    errors: ErrorList
    rows: list[Row] = field(default_factory=list)
    is_whole: bool = True

    def fail(self, row: int, column: str, value: str, expected: str) -> None:
        """Put down an error that costs the table a row, or all of them."""
        self.is_whole = False
        self.errors.add(self.file, row, column, value, expected)


def decoded(directory: Path, file: str, errors: ErrorList) -> str | None:
    """Return a file's text without its BOM, or None where it is missing or not UTF-8."""
    try:
        content = (directory / file).read_bytes()
    except OSError as problem:
        reason = "没有这个文件" if isinstance(problem, FileNotFoundError) else problem.strerror or "读不出"
        errors.add(file, 1, "", reason, "应有此文件")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        row = content.count(b"\n", 0, problem.start) + 1
        broken = content[problem.start : problem.end].hex(" ")
        errors.add(file, row, "", broken, "应为UTF-8编码")
        return None


def read_table(directory: Path, file: str, columns: Sequence[str], errors: ErrorList) -> Table:
    """Read a table of these columns; what cannot be read is put down in `errors` and left out."""
    table = Table(file=file, columns=tuple(columns), errors=errors)
    text = decoded(directory, file, errors)
    if text is None:
        table.is_whole = False
        return table
    records = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        if has_right_header(table, next(records, [])):
            for number, record in enumerate(records, start=2):
                enter_record(table, number, record)
    except csv.Error as problem:
        table.fail(number + 1, "", str(problem), "应为合规的CSV")
    return table


def has_right_header(table: Table, header: list[str]) -> bool:
    """Refuse unknown, repeated and missing columns; otherwise take the columns in the order of the file."""
    for index, column in enumerate(header):
        if column not in table.columns:
            table.fail(1, column, column, "不应有此列")
        elif column in header[:index]:
            table.fail(1, column, column, "列不应重复")
    for column in table.columns:
        if column not in header:
            table.fail(1, column, "", "缺少此列")
    if table.is_whole:
        table.columns = tuple(header)
    return table.is_whole


def enter_record(table: Table, number: int, record: list[str]) -> None:
    """Add a record to the rows of its table; one with too few or too many fields is an error."""
    if len(record) != len(table.columns):
        table.fail(number, "", f"{len(record)}个字段", f"应为{len(table.columns)}个字段")
        return
    table.rows.append(Row(table=table, number=number, values=dict(zip(table.columns, record, strict=True))))
