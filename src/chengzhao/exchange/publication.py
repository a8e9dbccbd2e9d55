"""What a file says, place by place: the task of the gate before publication, in the confined process only."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.office_texts import office_pieces
from chengzhao.rules.privacy.publishing import leaks_in

MOST_LEAKS = 500
ENCODINGS = ("utf-8-sig", "gb18030")
STRANGE = "系统不能检查这种文件，因此不能公布。请使用.xlsx、.docx、PDF、图片或文本文件。"
BROKEN = "这个文件打不开，系统不能检查，因此不能公布。请另存为新的文件后上传。"
LOCKED = "这个PDF文件有密码，系统不能检查，因此不能公布。请去掉密码后上传。"
ARCHIVE, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")

Piece = tuple[str, str]


def scan(content: bytes, *, name: str) -> tuple[dict[str, Any], bytes]:
    """The leaks of a file and the parts that could not be read, as plain values. Raises Refused."""
    unread: list[str] = []
    pieces = [("文件名", name), *_pieces(content, unread)]
    found = leaks_in(pieces)[:MOST_LEAKS]
    leaks = [{"where": one.where, "pattern": one.pattern.value, "shown": one.shown} for one in found]
    return {"leaks": leaks, "unread": unread}, b""


def _pieces(content: bytes, unread: list[str]) -> Iterator[Piece]:
    if content.startswith(ARCHIVE):
        yield from office_pieces(content, unread)
    elif content.startswith(PDF):
        yield from _pdf_pieces(content, unread)
    elif content.startswith(PICTURES):
        unread.append("图片")
        # What a camera or a program wrote beside the picture is text.
        yield "图片的附加信息", content.decode("latin-1")
    elif content.startswith(OLD_OFFICE) or b"\0" in content[:4096]:
        raise Refused(STRANGE)
    else:
        yield from _text_pieces(content)


def _text_pieces(content: bytes) -> Iterator[Piece]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from ((f"第{number}行", line) for number, line in enumerate(text.splitlines(), start=1))
        return
    raise Refused(STRANGE)


def _pdf_pieces(content: bytes, unread: list[str]) -> Iterator[Piece]:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused(LOCKED)
        yield from (("文件属性", str(value)) for value in (reader.metadata or {}).values())
        if reader.xmp_metadata is not None:
            yield "文件属性", reader.xmp_metadata.stream.get_data().decode("utf-8", errors="replace")
        for number, page in enumerate(reader.pages, start=1):
            yield f"第{number}页", page.extract_text()
            yield from ((f"第{number}页批注", text) for text in _annotations(page))
            if len(page.images):
                unread.append(f"第{number}页的图片")
        fields = reader.get_fields() or {}
        yield from ((f"表单“{key}”", str(field.get("/V", ""))) for key, field in fields.items())
        if reader.attachments:
            raise Refused("这个PDF文件里有附件，系统不能检查，因此不能公布。请去掉附件后上传。")
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError) as error:
        raise Refused(BROKEN) from error


def _annotations(page: Any) -> Iterator[str]:
    for reference in page.get("/Annots", ()):
        found = reference.get_object()
        yield from (str(found[key]) for key in ("/Contents", "/T", "/V", "/RC") if key in found)
