"""A workbook (.xlsx) as rows of text; runs in the confined process only.

Numbers of more than 15 digits have lost their end before we see them, so they are refused and not guessed at.
"""

import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.packed import BROKEN, STRANGE, entries_of

EXACT = 10**15
SHOWN = 10
MACROS = re.compile(r"vbaproject|/activex/|/embeddings/|/ctrlprops/", re.IGNORECASE)
_FAULTY_CELL = re.compile(rb'<c\b[^>]*\bt="e"[^>]*>')
_PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')


def rows(content: bytes, *, most_rows: int, most_columns: int) -> tuple[dict[str, Any], bytes]:
    """The first sheet that is shown: its name as a fact, its rows as JSON. Raises Refused."""
    _require_plain(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            one.name
            for one in book.sheets_metadata
            if one.typ is SheetTypeEnum.WorkSheet and one.visible is SheetVisibleEnum.Visible
        ]
        if not shown:
            raise Refused("这个文件里没有可见的工作表。请选对文件后上传。")
        sheet = book.get_sheet_by_name(shown[0])
        require_size(sheet.total_height, sheet.width, most_rows, most_columns)
        # Rows come from the first of the sheet on, columns from the first that has anything in it.
        _, first_column = sheet.start or (0, 0)
        found = list(texts_of(sheet.iter_rows(), first_column))
    except CalamineError as error:
        raise Refused(BROKEN) from error
    return {"sheet": shown[0]}, json.dumps(found, ensure_ascii=False).encode()


def _require_plain(content: bytes) -> None:
    """No macros, no files inside, no cell whose value is an error."""
    names = set()
    faulty: list[str] = []
    for name, body in entries_of(content):
        names.add(name)
        if MACROS.search(f"/{name}"):
            raise Refused(STRANGE.format(what="宏或嵌入的对象"))
        if name.startswith("xl/worksheets/"):
            faulty += [
                place[1].decode() for cell in _FAULTY_CELL.findall(body) if (place := _PLACE.search(cell))
            ]
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused("这个文件不是.xlsx表格。请在表格软件里另存为.xlsx文件后上传。")
    if faulty:
        listed = "、".join(faulty[:SHOWN]) + ("等" if len(faulty) > SHOWN else "")
        raise Refused(f"单元格{listed}是公式错误，没有值。请改正公式，或填入数值后上传。")


def require_size(height: int, width: int, most_rows: int, most_columns: int) -> None:
    if height > most_rows:
        raise Refused(f"表格有{height}行，一次最多{most_rows}行。请分成几个文件上传。")
    if width > most_columns:
        raise Refused(f"表格有{width}列，最多{most_columns}列。请删去多余的列后上传。")


def texts_of(cells: Iterator[Sequence[Any]], first_column: int) -> Iterator[list[str]]:
    inexact: list[str] = []
    for row, values in enumerate(cells, start=1):
        texts = []
        for column, value in enumerate(values, start=first_column):
            if isinstance(value, float) and abs(value) >= EXACT:
                inexact.append(f"{_letters(column)}{row}")
                texts.append("")
            else:
                texts.append(_text(value))
        yield texts
    if inexact:
        listed = "、".join(inexact[:SHOWN]) + (f"等{len(inexact)}格" if len(inexact) > SHOWN else "")
        raise Refused(
            f"{listed}是数字格式，超过15位的末尾已经变成0。请把这一列设为文本格式，重新填写后再上传。"
        )


def _text(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)


def _letters(column: int) -> str:
    """A, B, … Z, AA: the name of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
