"""Archives that a stranger packed: refused before, or while, anything large comes out of them (trust I-07).

The list of contents is read first, then one entry after the other, each no further than the list says. A list that
lies to another reader of the same archive runs into the limit of memory of the confined process, where this runs.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from chengzhao.exchange.confined import Refused

MEGABYTE = 1_000_000
MOST_ENTRIES = 200
PIECE, OVERLAP = MEGABYTE, 4096
MOST_RATIO = 100
RATIO_COUNTS_FROM = 100_000
"""Small files of one repeated word pack better than any limit, and unpack to nothing that matters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How many bytes may come out of one entry, and out of all of them."""

    entry: int
    total: int


USUAL = Limits(entry=50 * MEGABYTE, total=200 * MEGABYTE)

BREAKS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
BROKEN = "这个文件打不开，可能已损坏。请在表格软件里另存为.xlsx文件后上传。"
BOMB = "这个文件解开后过大，系统不能处理。请删去不需要的内容，另存为新的.xlsx文件后上传。"
STRANGE = "这个文件里有系统不认识的内容（{what}），不能上传。请把表格内容复制到新的文件后上传。"

_INNER_ARCHIVE = (
    b"PK\x03\x04",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\xd0\xcf\x11\xe0",
)
_DRIVE = re.compile(r"^[A-Za-z]:")
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def entries_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and bytes of each entry, one after the other. Raises Refused at the first that is amiss."""
    with _opened(content) as packed:
        _require_list(listed := packed.infolist(), len(content))
        for entry in listed:
            if not entry.is_dir():
                yield entry.filename, _unpacked(packed, entry)


def pieces_of(content: bytes, *, limits: Limits = USUAL) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each entry piece by piece, for what is too large to hold: as `entries_of`.

    A piece begins with the end of the one before, so that nothing short is cut in two.
    """
    with _opened(content) as packed:
        _require_list(listed := packed.infolist(), len(content), limits)
        for entry in listed:
            if not entry.is_dir():
                yield from ((entry.filename, piece) for piece in _pieces(packed, entry))


def _pieces(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    before = b""
    with packed.open(entry) as opened:
        while found := opened.read(PIECE):
            piece = before + found
            if not before and piece.startswith(_INNER_ARCHIVE):
                raise Refused(STRANGE.format(what="文件中的文件"))
            if entry.filename.lower().endswith(_XML) and _declares(piece):
                raise Refused(STRANGE.format(what="文档类型声明"))
            yield piece
            before = found[-OVERLAP:]


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive that is read; whatever it breaks with is said as BROKEN."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield packed
    except BREAKS as error:
        raise Refused(BROKEN) from error


def _require_list(listed: list[zipfile.ZipInfo], packed_size: int, limits: Limits = USUAL) -> None:
    """What the list alone shows."""
    if len(listed) > MOST_ENTRIES:
        raise Refused(STRANGE.format(what=f"{len(listed)}个部件"))
    names = [entry.filename for entry in listed]
    if len({name.casefold() for name in names}) != len(names):
        raise Refused(STRANGE.format(what="重名的部件"))
    for entry in listed:
        _require_entry(entry, limits)
    total = sum(entry.file_size for entry in listed)
    if total > limits.total or (total > MEGABYTE and total > MOST_RATIO * packed_size):
        raise Refused(BOMB)


def _require_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.filename
    if name.startswith("/") or "\\" in name or "\0" in entry.orig_filename or _DRIVE.match(name):
        raise Refused(STRANGE.format(what="绝对路径"))
    if ".." in name.split("/"):
        raise Refused(STRANGE.format(what="上级目录"))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused(STRANGE.format(what="链接"))
    if entry.flag_bits & 0x1:
        raise Refused("这个文件有密码，系统打不开。请去掉密码后上传。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(STRANGE.format(what="少见的压缩方式"))
    if entry.file_size > limits.entry or _is_bomb(entry.file_size, entry.compress_size):
        raise Refused(BOMB)


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_COUNTS_FROM and size > MOST_RATIO * max(1, packed)


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of one entry, no more of them than the list says."""
    content = packed.read(entry)
    if content.startswith(_INNER_ARCHIVE):
        raise Refused(STRANGE.format(what="文件中的文件"))
    if entry.filename.lower().endswith(_XML) and _declares(content):
        raise Refused(STRANGE.format(what="文档类型声明"))
    return content


def _declares(content: bytes) -> bool:
    """Whether an XML text declares a document type or entities, in whichever encoding."""
    return any(_DOCTYPE.search(text) for text in (content, content.replace(b"\0", b"")))
