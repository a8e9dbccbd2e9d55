"""Typesets a document from its template and its data; the same data give the same bytes."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import segno
import typst

from chengzhao.documents.fonts import font_folders, missing_glyphs

TEMPLATES = Path(__file__).parent / "templates"
Format = Literal["pdf", "png"]


class CannotPrint(Exception):
    """A document that is not printed; the message is a Chinese sentence that names the characters."""


def typeset(
    template: str, items: Sequence[object], *, at: datetime, as_format: Format = "pdf"
) -> list[bytes]:
    """One PDF, or one PNG a page, of `template` filled with `items` (JSON values).

    `at` is the time written into the file. Raises CannotPrint where a character has no glyph in any
    font, and ValueError where there is nothing to print.
    """
    if not items:
        raise ValueError("there is nothing to print")
    lacking = missing_glyphs(_texts(items))
    if lacking:
        named = "、".join(f"{one}（U+{ord(one):04X}）" for one in lacking)
        raise CannotPrint(
            f"现有字库没有这些字：{named}。请把含有这些字的字体放入 FONTS_DIR 指定的目录后再打印。"
        )
    made = _compiler(template, font_folders()).compile(
        format=as_format,
        sys_inputs={"items": json.dumps(items, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
        pdf_tags=False,
    )
    return made if isinstance(made, list) else [made or b""]


def qr_code(text: str) -> str:
    """A QR code of `text` as SVG source, error correction M."""
    buffer = BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", border=0, xmldecl=False)
    return buffer.getvalue().decode()


@cache
def _compiler(template: str, folders: tuple[Path, ...]) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
