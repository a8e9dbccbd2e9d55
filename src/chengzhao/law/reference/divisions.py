"""Administrative divisions (GB/T 2260): those of the exam day of 2024, and every code there ever was."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from chengzhao.law.reference.tables import rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Division:
    """A province, prefecture or county: six-digit code, name, level and the code above it."""

    code: str
    name: str
    level: str
    parent: str


@cache
def _by_code() -> Mapping[str, Division]:
    return MappingProxyType({row["code"]: Division(**row) for row in rows("divisions_2024.csv")})


@cache
def _spans() -> Mapping[str, tuple[tuple[int | None, int | None], ...]]:
    spans: dict[str, tuple[tuple[int | None, int | None], ...]] = {}
    for row in rows("division_history.csv"):
        span = (
            int(row["start_year"]) if row["start_year"] else None,
            int(row["end_year"]) if row["end_year"] else None,
        )
        spans[row["code"]] = (*spans.get(row["code"], ()), span)
    return MappingProxyType(spans)


def divisions(parent: str | None = None) -> tuple[Division, ...]:
    """Every division of 2024-10, or those directly under a code ("" for the provinces)."""
    return tuple(d for d in _by_code().values() if parent is None or d.parent == parent)


def division(code: str) -> Division | None:
    """The division of that six-digit code in 2024-10, or None."""
    return _by_code().get(code)


def full_name(code: str) -> str:
    """山西省太原市小店区; '' for a code that is none of 2024-10."""
    found = division(code)
    return f"{full_name(found.parent)}{found.name}" if found else ""


def division_existed(code: str, birth_year: int) -> bool:
    """Whether a person born in that year can carry the code in an identity number.

    A number keeps the code of its first issue for life, so an abolished code is right unless it ended
    before the birth.
    """
    if code in _by_code():
        return True
    return any(end is None or end >= birth_year for _, end in _spans().get(code, ()))
