"""Large tables that people send, .xlsx, .csv or .dbf, read row by row: the whole is never held as Python values.

    table = open_table(content, name=file.name)
    for number, texts in table.rows(): ...

What is wrong with the file itself is a Refused with the sentence for its sender. A cell that cannot be read whole
ends in U+FFFD (`dbf.CUT`): the row is named then, and nothing of it is kept.
"""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chengzhao.exchange.confined import Limits, Refused, run_confined
from chengzhao.exchange.dbf import MARKS, open_dbf
from chengzhao.exchange.gb18030 import mended
from chengzhao.exchange.intake.contents import extension_of
from chengzhao.exchange.sheets import (
    ARCHIVE,
    LONGEST_CELL,
    MEGABYTE,
    MOST_COLUMNS,
    MOST_ROWS,
    OLD_OFFICE,
    columns_of,
)

MOST_BYTES = 64 * MEGABYTE
LIMITS = Limits(memory=1024, processor=120, clock=180)
TOO_MUCH = "这个表格太大或太复杂，系统不能处理。请另存为“CSV UTF-8”文件，或分成几个文件上传。"
KINDS = ("xlsx", "csv", "dbf")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK = MEGABYTE

Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table that was opened: its kind, the name of its sheet ('' where there is none), its columns and its rows.

    `rows` begins anew each time: the number of a row as the sender's program shows it, and a text for each column.
    `notes` are sentences about what of the file is left aside.
    """

    kind: str
    sheet: str
    columns: tuple[str, ...]
    total: int
    rows: Callable[[], Rows]
    notes: tuple[str, ...] = ()


def open_table(content: bytes, *, name: str) -> Table:
    """The table in a file that was sent under `name`. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(f"文件应小于{MOST_BYTES // MEGABYTE}MB。请分成几个文件上传。")
    if not content:
        raise Refused("这个文件是空的，请重新选择。")
    if content.startswith(OLD_OFFICE):
        raise Refused("这是旧格式（.xls）或有密码的表格，系统不能读取。请去掉密码，另存为.xlsx文件后上传。")
    kind = "xlsx" if content.startswith(ARCHIVE) else extension_of(name)
    if kind not in KINDS or kind != extension_of(name):
        raise Refused("请上传.xlsx、.csv或.dbf文件；文件名的结尾应与内容一致，不要直接改名。")
    if kind == "dbf":
        return _dbf(content)
    return _workbook(content) if kind == "xlsx" else _csv(content)


def _workbook(content: bytes) -> Table:
    answer = run_confined(
        "large_workbook",
        content,
        limits=LIMITS,
        too_much=TOO_MUCH,
        most_rows=MOST_ROWS + 1,
        most_columns=MOST_COLUMNS,
    )
    made, facts = answer.content, answer.facts

    def rows() -> Rows:
        return ((number, texts) for number, texts in map(json.loads, io.BytesIO(made)))

    left = [*facts["hidden"], *facts["others"]]
    notes = (f"只读取了工作表“{facts['sheet']}”，没有读取：{'、'.join(left)}。",) if left else ()
    return _table("xlsx", facts["sheet"], rows, notes)


def _csv(content: bytes) -> Table:
    encoding = _encoding(content)

    def rows() -> Rows:
        file = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
        lines: Iterator[str] = map(mended, file) if encoding == "gb18030" else file
        reader = csv.reader(lines, strict=True)
        number = 0
        while True:
            try:
                texts = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise Refused(f"第{number + 1}行的引号没有成对，无法分清各列。请改正后上传。") from None
            number += 1
            if any(text.strip() for text in texts):
                yield number, texts

    return _table("csv", "", rows)


def _encoding(content: bytes) -> str:
    """In what the text is written; nothing is replaced where it cannot be read. Raises Refused."""
    if content.startswith(WIDE):
        raise Refused("这个文件是UTF-16编码，系统不能读取。请另存为“CSV UTF-8”或.xlsx文件后上传。")
    if b"\0" in content:
        raise Refused("这个文件不是文本表格。请另存为.csv或.xlsx文件后上传。")
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for place in range(0, len(content), _BLOCK):
                decoder.decode(content[place : place + _BLOCK], place + _BLOCK >= len(content))
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("这个文件的文字编码认不出来。请另存为“CSV UTF-8”或.xlsx文件后上传。")


def _dbf(content: bytes) -> Table:
    if not content.startswith(MARKS):
        raise Refused("这个文件不是DBF表。请在原来的系统里重新导出，或另存为.xlsx文件后上传。")
    opened = open_dbf(content)
    if opened.records > MOST_ROWS:
        raise Refused(f"表格有{opened.records}条记录，一次最多{MOST_ROWS}条。请分成几个文件上传。")
    columns = columns_of([one.name for one in opened.fields])
    total = sum(1 for _ in opened.rows())
    if not total:
        raise Refused("这个表格里没有内容。请填写后上传。")
    gone = opened.records - total
    notes = (f"有{gone}条带删除标记的记录，没有读取。",) if gone else ()
    return Table(kind="dbf", sheet="", columns=columns, total=total, rows=opened.rows, notes=notes)


def _table(kind: str, sheet: str, lines: Callable[[], Rows], notes: tuple[str, ...] = ()) -> Table:
    """The table whose first line is its head, once all of its lines were looked at. Raises Refused."""
    found = lines()
    head = next(found, None)
    if head is None:
        raise Refused("这个表格里没有内容。请填写后上传。")
    columns, total = columns_of(head[1]), 0
    for number, texts in found:
        total += 1
        _require_shape(number, texts, len(columns), total)
    if not total:
        raise Refused("这个表格只有表头，没有内容。请填写后上传。")

    def rows() -> Rows:
        again, width = lines(), len(columns)
        next(again)
        for number, texts in again:
            yield number, texts[:width] + [""] * (width - len(texts))

    return Table(kind=kind, sheet=sheet, columns=columns, total=total, rows=rows, notes=notes)


def _require_shape(number: int, texts: list[str], width: int, total: int) -> None:
    if total > MOST_ROWS:
        raise Refused(f"表格超过{MOST_ROWS}行。请分成几个文件上传。")
    if len(texts) > width and any(text.strip() for text in texts[width:]):
        raise Refused(f"第{number}行比表头多出{len(texts) - width}列。请与表头对齐后上传。")
    if any(len(text) > LONGEST_CELL for text in texts):
        raise Refused(f"第{number}行有一格超过{LONGEST_CELL}字。请缩短后上传。")
