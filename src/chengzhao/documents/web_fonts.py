"""The fonts of the pages for rare characters of names: pieces of 32 code points, made from the fonts of the papers.

A telephone has what is common and draws a box for the rest. A page asks for the rules of the pieces that it shows, and
a browser fetches these: a name costs some 10 kB once, so that its page stays light, and nobody else pays for it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from chengzhao.documents.fonts import SUFFIXES, font_folders
from chengzhao.rules.registration import is_rare

PIECE = 32
MEDIA_TYPE = "font/woff"
FAMILY = "Rare"
_UNUSED = ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Characters of one font within one run of 32 code points; `slug` is its address, and changes with the file."""

    file: Path
    first: int
    points: frozenset[int]
    slug: str


def runs_of(text: str) -> tuple[str, ...]:
    """The runs whose pieces a text needs, in their order; of a character that no font has, none."""
    found = {ord(sign) // PIECE for sign in text if is_rare(sign) and can_be_shown(sign)}
    return tuple(f"{run:x}" for run in sorted(found))


def names_stylesheet(address_of: Callable[[str], str], runs: Collection[str]) -> str:
    """The rules that tell a browser where the pieces of some runs stand; `address_of` a slug."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-display:swap;src:url("{address_of(piece.slug)}") format("woff");'
        f"unicode-range:U+{piece.first:X}-{piece.first + PIECE - 1:X}}}\n"
        for piece in pieces(font_folders()).values()
        if piece.slug.partition("-")[0] in runs
    )


def piece_of_font(slug: str) -> bytes:
    """A piece as WOFF. Raises KeyError for an address that no piece has."""
    return _subset(pieces(font_folders())[slug])


def can_be_shown(character: str) -> bool:
    """Whether one of the fonts has the character."""
    return ord(character) in _shown(font_folders())


@cache
def pieces(folders: tuple[Path, ...]) -> dict[str, Piece]:
    """Every piece by its slug; a character stands in the first font that has it, those of FONTS_DIR before ours."""
    taken: set[int] = set()
    found = {}
    for file in _files(folders):
        points = {point for point in _font(file).getBestCmap() if is_rare(chr(point))} - taken
        taken |= points
        mark = sha256(f"{file.name} {file.stat().st_size}".encode()).hexdigest()[:8]
        runs = defaultdict(set)
        for point in points:
            runs[point // PIECE].add(point)
        for run, held in sorted(runs.items()):
            slug = f"{run:x}-{mark}"
            found[slug] = Piece(file=file, first=run * PIECE, points=frozenset(held), slug=slug)
    # Of rules for the same run a browser tries the last one first.
    return dict(reversed(found.items()))


@cache
def _shown(folders: tuple[Path, ...]) -> frozenset[int]:
    return frozenset(point for piece in pieces(folders).values() for point in piece.points)


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    """The fonts of a folder, the largest first: few files then have most pieces."""
    for folder in folders:
        files = [file for file in folder.iterdir() if file.suffix in SUFFIXES]
        yield from sorted(files, key=lambda file: (-file.stat().st_size, file.name))


def _font(file: Path) -> TTFont:
    return TTFont(file, fontNumber=0 if file.suffix in (".ttc", ".otc") else -1, lazy=True)


@cache
def _subset(piece: Piece) -> bytes:
    options = Options()
    options.hinting, options.desubroutinize, options.recalc_timestamp = False, True, False
    options.layout_features, options.name_IDs = [], []
    options.drop_tables += _UNUSED
    font = _font(piece.file)
    cutter = Subsetter(options)
    cutter.populate(unicodes=piece.points)
    cutter.subset(font)
    font.flavor = "woff"
    made = BytesIO()
    font.save(made)
    return made.getvalue()
