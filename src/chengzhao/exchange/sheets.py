"""Tables that people send, .xlsx or .csv, as rows of text with the numbers that the sender's program shows.

    sheet = read_sheet(content, name=file.name)
    sheet.require_columns("准考证号", "成绩")
    for row in sheet.rows: row["准考证号"]

Everything that is wrong with the file itself is a Refused with the sentence for its sender; what is wrong with
the values is the business of whoever imports them.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.exchange.confined import Limits, Refused, run_confined
from chengzhao.exchange.intake.contents import extension_of

__all__ = ["Refused", "Sheet", "SheetFault", "SheetRow", "read_sheet"]

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE
MOST_ROWS = 200_000
MOST_COLUMNS = 100
LONGEST_CELL = 10_000
WORKBOOK_LIMITS = Limits(memory=512, processor=60, clock=90)
TOO_MUCH = "这个表格太大或太复杂，系统不能处理。请把内容复制到新的文件，分成几个文件上传。"
ENCODINGS = ("utf-8-sig", "gb18030")
ARCHIVE, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetFault:
    """What is wrong in one cell: where, what stands there, what should."""

    row: int
    column: str
    value: str
    expected: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetRow:
    """A row: its number as the sender's program shows it, and its texts by column."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table: the name of its sheet ('' of a CSV), its columns in order, its rows without the empty ones."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    def require_columns(self, *wanted: str) -> None:
        """Raises Refused that names every column of `wanted` that is missing."""
        missing = [column for column in wanted if column not in self.columns]
        if missing:
            raise Refused(f"表头缺少{'、'.join(f'“{one}”' for one in missing)}。请使用系统提供的模板填写。")


def read_sheet(content: bytes, *, name: str) -> Sheet:
    """The table in a file that was sent under `name`. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(f"表格应小于{MOST_BYTES // MEGABYTE}MB。请分成几个文件上传。")
    if not content:
        raise Refused("这个文件是空的，请重新选择。")
    if content.startswith(OLD_OFFICE):
        raise Refused("这是旧格式或有密码的表格，系统不能读取。请去掉密码，另存为.xlsx文件后上传。")
    extension = extension_of(name)
    if content.startswith(ARCHIVE):
        if extension != "xlsx":
            raise Refused(f"文件名以.{extension or '（无）'}结尾，应为.xlsx表格。请另存为.xlsx文件后上传。")
        return _workbook(content)
    if extension != "csv":
        raise Refused("这个文件不是表格。请上传.xlsx或.csv文件。")
    return _table("", _csv_rows(content))


def _workbook(content: bytes) -> Sheet:
    answer = run_confined(
        "workbook",
        content,
        limits=WORKBOOK_LIMITS,
        too_much=TOO_MUCH,
        most_rows=MOST_ROWS,
        most_columns=MOST_COLUMNS,
    )
    return _table(answer.facts["sheet"], json.loads(answer.content))


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise Refused("这个文件不是文本表格。请另存为.csv或.xlsx文件后上传。")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Refused(f"表格超过{MOST_ROWS}行。请分成几个文件上传。")
    except csv.Error:
        raise Refused(f"第{len(rows) + 1}行的引号没有成对，无法分清各列。请改正后上传。") from None
    return rows


def _decoded(content: bytes) -> str:
    """The text; nothing is replaced where it cannot be read."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("这个文件的文字编码认不出来。请另存为“CSV UTF-8”或.xlsx文件后上传。")


def _table(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        raise Refused("这个表格里没有内容。请填写后上传。")
    columns = columns_of(filled[0][1])
    found = []
    for number, row in filled[1:]:
        if any(cell.strip() for cell in row[len(columns) :]):
            raise Refused(f"第{number}行比表头多出{len(row) - len(columns)}列。请与表头对齐后上传。")
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise Refused(f"第{number}行有一格超过{LONGEST_CELL}字。请缩短后上传。")
        padded = [*row, *[""] * (len(columns) - len(row))]
        found.append(SheetRow(number=number, values=dict(zip(columns, padded, strict=False))))
    return Sheet(name=name, columns=columns, rows=tuple(found))


def columns_of(header: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns; empty ones at the end are not there."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Refused(f"表格有{len(names)}列，最多{MOST_COLUMNS}列。请删去多余的列后上传。")
    if "" in names:
        raise Refused(f"表头第{names.index('') + 1}列没有名称。请补上，或删去这一列后上传。")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise Refused(f"表头有重名的列：{'、'.join(f'“{one}”' for one in twice)}。请改为不同的名称后上传。")
    return tuple(names)
