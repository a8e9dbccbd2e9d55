"""The fonts of printed documents, and which characters they lack.

The typesetter draws a box for a character without a glyph and says nothing, so that texts are
checked here before a document is issued.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import noto_cjk_sans_otc
import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTCollection, TTFont

from chengzhao.settings import options

SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")


def font_folders() -> tuple[Path, ...]:
    """The folders that hold fonts: FONTS_DIR first, then the two font packages."""
    supplied = (Path(pylopdf_fonts_zh_cn.__file__).parent, Path(noto_cjk_sans_otc.__file__).parent)
    named = options.FONTS_DIR.text()
    return (Path(named), *supplied) if named else supplied


def missing_glyphs(texts: Iterable[str]) -> str:
    """The characters of `texts` that no font has, each once, in order; empty where all can be printed."""
    known = _code_points(font_folders())
    seen = dict.fromkeys(character for text in texts for character in text)
    return "".join(one for one in seen if ord(one) not in known and not one.isspace())


@cache
def _code_points(folders: tuple[Path, ...]) -> frozenset[int]:
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in SUFFIXES]
    return frozenset(point for file in files for font in _fonts(file) for point in font.getBestCmap())


def _fonts(file: Path) -> list[TTFont]:
    if file.suffix in (".ttc", ".otc"):
        # The faces of one collection differ by weight and region; the first has every character.
        return [TTCollection(file, lazy=True).fonts[0]]
    return [TTFont(file, lazy=True)]
