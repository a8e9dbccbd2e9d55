"""DBF, the format of the systems before this one: read row by row and written, in GB 18030.

A field of text is as wide as its header says, in bytes, so that a long name may have been cut in the middle of a
character: such a cell is read with U+FFFD at its end, which nothing of ours keeps.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.gb18030 import decoded, encoded

DBF_TYPE = "application/octet-stream"
MARKS = (b"\x03", b"\x30", b"\x83", b"\x8b", b"\xf5")
"""First bytes of the kinds that there are: dBase III, FoxPro, and those with notes in another file."""

WIDEST = 254
LONGEST_NAME = 10
CUT = "\ufffd"
_HEAD = struct.Struct("<4BIHH17xBxx")
_FIELD = struct.Struct("<11sc4xBB14x")
_GBK, _BIG5 = 0x7A, (0x4F, 0x78)
_READ = (b"C", b"N", b"F", b"D", b"L")
_LIVE, _END, _FILLING = b" ", b"\x1a", b"\x1a\0\r\n"
_AGAIN = "请在原来的系统里重新导出，或另存为.xlsx文件后上传。"


@dataclass(frozen=True, kw_only=True, slots=True)
class DbfField:
    """A column: its name, where it begins in a record behind the mark of deletion, and how many bytes it has."""

    name: str
    start: int
    width: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Dbf:
    """A table that was opened: its columns, and how many records it has, deleted ones among them."""

    fields: tuple[DbfField, ...]
    records: int
    _content: memoryview
    _length: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and texts of each record that is not deleted; blanks at the end of a text are filling."""
        for place in range(self.records):
            record = bytes(self._content[place * self._length : (place + 1) * self._length])
            if record[:1] == _LIVE:
                yield place + 1, [_text(record[one.start : one.start + one.width]) for one in self.fields]


def open_dbf(content: bytes) -> Dbf:
    """The table in the bytes of a DBF. Raises Refused where the header and the file do not go together."""
    if len(content) < _HEAD.size:
        raise Refused(f"这个DBF文件不完整，可能没有传完。{_AGAIN}")
    kind, _, _, _, records, head, length, page = _HEAD.unpack_from(content)
    if bytes([kind]) not in MARKS:
        raise Refused(f"这个文件不是DBF表。{_AGAIN}")
    if page in _BIG5:
        raise Refused(f"这个DBF文件是繁体编码（Big5），系统不能读取。{_AGAIN}")
    fields = tuple(_fields(content, head))
    width = 1 + sum(one.width for one in fields)
    if length != width:
        raise Refused(f"这个DBF文件的表头写每条记录{length}字节，各列合计{width}字节，不一致。{_AGAIN}")
    body = memoryview(content)[head:]
    found = len(body) // length
    if found != records or bytes(body[found * length :]).strip(_FILLING):
        raise Refused(f"这个DBF文件的表头写{records}条记录，实际有{found}条，文件不完整。{_AGAIN}")
    return Dbf(fields=fields, records=records, _content=body, _length=length)


def _fields(content: bytes, head: int) -> Iterator[DbfField]:
    """The columns that the header lists. Raises Refused."""
    place, start = _HEAD.size, 1
    while content[place : place + 1] != b"\r":
        if place + _FIELD.size > min(head, len(content)):
            raise Refused(f"这个DBF文件的表头损坏，读不出各列。{_AGAIN}")
        raw, kind, width, _ = _FIELD.unpack_from(content, place)
        name = decoded(raw.split(b"\0")[0], errors="replace").strip()
        if kind not in _READ:
            raise Refused(f"这个DBF文件的“{name}”是备注或图片列，内容在另一个文件里，系统不能读取。{_AGAIN}")
        yield DbfField(name=name, start=start, width=width)
        place, start = place + _FIELD.size, start + width


def _text(raw: bytes) -> str:
    """A cell's text; one whose last character was cut in the middle ends in U+FFFD."""
    return decoded(raw.rstrip(b" \0"), errors="replace")


def dbf(columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], *, on: date) -> bytes:
    """A table of texts; each column has a name and at least so many bytes, more where a text needs them.

    Raises Refused where a text needs more than a column can have: nothing is cut.
    """
    cells = [[encoded(cell) for cell in row] for row in rows]
    widths = []
    for place, (name, least) in enumerate(columns):
        longest = max((len(row[place]) for row in cells), default=0)
        if longest > WIDEST:
            row = next(number for number, one in enumerate(cells, start=1) if len(one[place]) > WIDEST)
            raise Refused(
                f"DBF的一格最多{WIDEST}字节，第{row}行的“{name}”有{longest}字节，放不下。请改用.xlsx导出。"
            )
        widths.append(max(least, longest))
    made = [_head(columns, widths, len(cells), on)]
    for row in cells:
        made.append(_LIVE)
        made += [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
    return b"".join((*made, _END))


def _head(columns: Sequence[tuple[str, int]], widths: Sequence[int], records: int, on: date) -> bytes:
    size = _HEAD.size + _FIELD.size * len(widths) + 1
    head = _HEAD.pack(0x03, on.year % 100, on.month, on.day, records, size, 1 + sum(widths), _GBK)
    named = zip(columns, widths, strict=True)
    fields = (_FIELD.pack(name.encode("ascii")[:LONGEST_NAME], b"C", width, 0) for (name, _), width in named)
    return head + b"".join(fields) + b"\r"
