"""The texts of .xlsx and .docx files, place by place, hidden ones too. Runs in the confined process only."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.packed import entries_of

Piece = tuple[str, str]
BROKEN = "这个文件打不开，系统不能检查，因此不能公布。请另存为新的文件后上传。"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_EXPONENT = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d+")
_PLACES = (
    ("docProps/", "文件属性"),
    ("word/document", "正文"),
    ("word/comments", "批注"),
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"),
    ("word/glossary", "构建基块"),
    ("xl/comments", "批注"),
    ("xl/threadedComments", "批注"),
    ("xl/persons", "批注人"),
    ("xl/workbook", "工作簿定义"),
    ("xl/pivotCache", "数据透视表缓存"),
    ("xl/tables", "表格定义"),
    ("xl/drawings", "图形"),
    ("xl/charts", "图表"),
    ("xl/externalLinks", "外部链接缓存"),
    ("customXml", "自定义数据"),
)


def office_pieces(content: bytes, unread: list[str]) -> Iterator[Piece]:
    """Every text of an office file with its place. Raises Refused for an archive of another kind."""
    entries = dict(entries_of(content))
    if "[Content_Types].xml" not in entries:
        raise Refused("这是压缩包，系统不能检查，因此不能公布。请逐个上传里面的文件。")
    parts = {
        name: _parsed(data) for name, data in entries.items() if name.endswith((".xml", ".rels", ".vml"))
    }
    for name in entries.keys() - parts.keys():
        if name.lower().endswith(PICTURES):
            unread.append(f"图片{name.rpartition('/')[2]}")
        else:
            raise Refused(f"文件里有系统不能检查的内容（{name}），因此不能公布。请另存为新的文件后上传。")
    if "xl/workbook.xml" in parts:
        yield from _workbook(parts)
    for name, root in sorted(parts.items()):
        if not _SHEET.fullmatch(name) and name != "xl/sharedStrings.xml":
            place = next((label for start, label in _PLACES if name.startswith(start)), name)
            yield from ((place, text) for text in _texts(root))


def _parsed(data: bytes) -> Element:
    try:
        # packed.entries_of has refused document types and entities.
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise Refused(BROKEN) from error


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if _local(one) == name)


def _joined(element: Element) -> str:
    """The text of an element with its parts run together, as a reader sees it."""
    return "".join(element.itertext())


def _texts(root: Element) -> Iterator[str]:
    """Paragraphs whole, everything else by element, and every attribute: a number hides in any of them."""
    within: set[Element] = set()
    for paragraph in _children(root, "p"):
        yield _joined(paragraph)
        within |= set(paragraph.iter())
    for element in root.iter():
        if element not in within and element.text:
            yield element.text
        yield from (value for value in element.attrib.values() if len(value) > 7)


def _workbook(parts: Mapping[str, Element]) -> Iterator[Piece]:
    shared = parts.get("xl/sharedStrings.xml", Element("none"))
    strings = [_joined(one) for one in _children(shared, "si")]
    used: set[int] = set()
    titles = _titles(parts)
    for name, root in sorted(parts.items()):
        if _SHEET.fullmatch(name):
            yield from _sheet(titles.get(name, name), root, strings, used)
    # Texts that no cell shows any more stay in the file all the same.
    yield from (("已删除的单元格文字", text) for place, text in enumerate(strings) if place not in used)


def _titles(parts: Mapping[str, Element]) -> dict[str, str]:
    """What each sheet is called, and whether it is hidden, by the name of its part."""
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _children(parts.get("xl/_rels/workbook.xml.rels", Element("none")), "Relationship")
    }
    found = {}
    for sheet in _children(parts["xl/workbook.xml"], "sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        hidden = "（隐藏）" if sheet.get("state", "visible") != "visible" else ""
        target = targets.get(key, "").removeprefix("/xl/").removeprefix("/")
        found[f"xl/{target}"] = f"工作表“{sheet.get('name', '')}”{hidden}"
    return found


def _sheet(title: str, root: Element, strings: list[str], used: set[int]) -> Iterator[Piece]:
    hidden = _hidden_columns(root)
    for row in _children(root, "row"):
        for cell in _children(row, "c"):
            address = cell.get("r", "")
            out_of_sight = row.get("hidden") == "1" or _column(address) in hidden
            place = f"{title}{address}{'（隐藏）' if out_of_sight else ''}"
            yield from ((place, text) for text in _cell(cell, strings, used))
    cells = {part for row in _children(root, "row") for part in row.iter()}
    for element in root.iter():
        if element not in cells:
            texts = [element.text or "", *element.attrib.values()]
            yield from ((title, text) for text in texts if len(text) > 7)


def _cell(cell: Element, strings: list[str], used: set[int]) -> Iterator[str]:
    for part in cell:
        text = _joined(part)
        if _local(part) == "v" and cell.get("t") == "s" and text.isdigit() and int(text) < len(strings):
            used.add(int(text))
            yield strings[int(text)]
        elif _local(part) == "v":
            yield _plain_number(text)
        else:
            yield text


def _plain_number(text: str) -> str:
    """1.9912345678E10 as the number that it is."""
    if not _EXPONENT.fullmatch(text):
        return text
    try:
        return f"{Decimal(text):f}"
    except InvalidOperation:
        return text


def _hidden_columns(root: Element) -> frozenset[int]:
    return frozenset(
        number
        for column in _children(root, "col")
        if column.get("hidden") == "1"
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 16384) + 1)
    )


def _column(address: str) -> int:
    """AB12 is in column 28."""
    number = 0
    for sign in address:
        if not sign.isalpha():
            break
        number = number * 26 + ord(sign.upper()) - ord("A") + 1
    return number
