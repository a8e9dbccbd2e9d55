"""The catalogues: undergraduate majors of 2025 and vocational college majors of 2021."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from chengzhao.law.reference.tables import rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Major:
    """A major: its code in digits, its suffix (T, K, TK), and the class and category it stands in.

    `is_undergraduate` tells the catalogues apart; a controlled major (K) needs the state's approval.
    """

    code: str
    suffix: str
    name: str
    is_undergraduate: bool
    class_code: str
    class_name: str
    category_code: str
    category_name: str
    is_controlled: bool
    confidence: Decimal


@cache
def _by_code() -> Mapping[str, Major]:
    entries = (
        Major(
            code=row["code"],
            suffix=row["suffix"],
            name=row["name"],
            is_undergraduate=row["catalogue"] == "undergraduate",
            class_code=row["class_code"],
            class_name=row["class_name"],
            category_code=row["category_code"],
            category_name=row["category_name"],
            is_controlled=row["is_controlled"] == "1",
            confidence=Decimal(row["confidence"]),
        )
        for row in rows("majors.csv")
    )
    return MappingProxyType({entry.code: entry for entry in entries})


def majors(*, is_undergraduate: bool | None = None) -> tuple[Major, ...]:
    """Every major, or those of one catalogue, in the order of the catalogues."""
    return tuple(m for m in _by_code().values() if is_undergraduate in (None, m.is_undergraduate))


def search_majors(words: str, *, is_undergraduate: bool | None = None) -> tuple[Major, ...]:
    """The majors whose code begins with the words or whose name has them in it; a name that is the words first.

    Full-width letters and digits count as plain ones. Empty words find nothing.
    """
    wanted, code = _normalised(words)
    if not wanted:
        return ()
    found = [
        each
        for each in majors(is_undergraduate=is_undergraduate)
        if each.code.startswith(code) or wanted in each.name.upper()
    ]
    return tuple(sorted(found, key=lambda each: (each.code != code, each.name.upper() != wanted)))


def majors_meant(words: str, *, is_undergraduate: bool | None = None) -> tuple[Major, ...]:
    """The majors whose code (with or without its suffix) or whose whole name the words are."""
    wanted, code = _normalised(words)
    found = search_majors(words, is_undergraduate=is_undergraduate)
    return tuple(each for each in found if code == each.code or wanted == each.name.upper())


def _normalised(words: str) -> tuple[str, str]:
    """The words in plain capitals, and the code that they may be: without its suffix T, K or TK."""
    wanted = unicodedata.normalize("NFKC", words).strip().upper()
    return wanted, wanted.rstrip("TK") if wanted[:1].isdecimal() else wanted


def major(code: str) -> Major | None:
    """The major of that code, with or without its suffix (030101K is 030101), or None."""
    return _by_code().get(code.rstrip("TK"))
