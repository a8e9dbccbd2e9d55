"""A workbook (.xlsx) of many rows for an import: strict, and row by row; runs in the confined process only.

What a table of 100 rows may have, a table that becomes 100,000 registrations may not: a formula shows what it was
when somebody last opened the file, and merged cells leave rows without their values.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.packed import BROKEN, MEGABYTE, STRANGE, Limits, pieces_of
from chengzhao.exchange.workbooks import MACROS, require_size, texts_of

UNPACKED = Limits(entry=400 * MEGABYTE, total=500 * MEGABYTE)
SHOWN = 10
_PLACE = rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>'
_FORMULA = re.compile(_PLACE + rb"<f[ >/]")
_FAULTY = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z0-9:]+)"')
_MEND = {
    "公式": (_FORMULA, "是公式，系统只收值。请复制这一列，“选择性粘贴—数值”后上传。"),
    "错误": (_FAULTY, "是公式错误，没有值。请改正公式，或填入数值后上传。"),
    "合并": (_MERGED, "是合并的单元格，合并后只有第一格有值。请取消合并，每行填写完整后上传。"),
}


def rows(content: bytes, *, most_rows: int, most_columns: int) -> tuple[dict[str, Any], bytes]:
    """The first sheet that is shown, one line of JSON a row that has anything: its number and its texts.

    As facts the name of the sheet, those of sheets that are hidden, and how many rows there are. Raises Refused.
    """
    found = _looked_through(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        shown = [one.name for one in sheets if one.visible is SheetVisibleEnum.Visible]
        if not shown:
            raise Refused("这个文件里没有可见的工作表。请选对文件后上传。")
        _require_values(found, shown[0])
        sheet = book.get_sheet_by_name(shown[0])
        require_size(sheet.total_height, sheet.width, most_rows, most_columns)
        _, first_column = sheet.start or (0, 0)
        lines = list(_lines(texts_of(sheet.iter_rows(), first_column)))
    except CalamineError as error:
        raise Refused(BROKEN) from error
    hidden = [one.name for one in sheets if one.visible is not SheetVisibleEnum.Visible]
    others = shown[1:]
    return {"sheet": shown[0], "hidden": hidden, "others": others}, b"\n".join(lines)


def _lines(found: Iterable[list[str]]) -> Iterator[bytes]:
    for number, texts in enumerate(found, start=1):
        if any(text.strip() for text in texts):
            yield json.dumps([number, texts], ensure_ascii=False).encode()


def _looked_through(content: bytes) -> dict[str, dict[str, list[str]]]:
    """By the names of the sheets what stands in them that is not taken. Raises Refused for macros and the like."""
    marked: dict[str, dict[str, list[str]]] = {}
    kept = {"xl/workbook.xml": b"", "xl/_rels/workbook.xml.rels": b""}
    names = set()
    for name, piece in pieces_of(content, limits=UNPACKED):
        names.add(name)
        if MACROS.search(f"/{name}"):
            raise Refused(STRANGE.format(what="宏或嵌入的对象"))
        if name in kept:
            kept[name] = kept[name] or piece
        elif name.startswith("xl/worksheets/"):
            _mark(marked.setdefault(name, {}), piece)
    if "[Content_Types].xml" not in names or not all(kept.values()):
        raise Refused("这个文件不是.xlsx表格。请在表格软件里另存为.xlsx文件后上传。")
    return {title: marked.get(part, {}) for title, part in _parts(*kept.values())}


def _mark(marked: dict[str, list[str]], piece: bytes) -> None:
    for kind, (pattern, _) in _MEND.items():
        if len(held := marked.setdefault(kind, [])) <= SHOWN:
            held += (
                place
                for place in dict.fromkeys(one.decode() for one in pattern.findall(piece))
                if place not in held
            )


def _parts(workbook: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """The name of each sheet with that of the part in which it stands."""
    try:
        # packed.pieces_of has refused document types and entities.
        targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(relations)}
        for sheet in ElementTree.fromstring(workbook).iter():
            if sheet.tag.rpartition("}")[2] == "sheet":
                key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
                target = targets.get(key, "").removeprefix("/xl/")
                yield sheet.get("name", ""), f"xl/{target}"
    except ElementTree.ParseError as error:
        raise Refused(BROKEN) from error


def _require_values(found: dict[str, dict[str, list[str]]], sheet: str) -> None:
    for kind, places in found.get(sheet, {}).items():
        if places:
            listed = "、".join(places[:SHOWN]) + ("等" if len(places) > SHOWN else "")
            raise Refused(f"工作表“{sheet}”的{listed}{_MEND[kind][1]}")
