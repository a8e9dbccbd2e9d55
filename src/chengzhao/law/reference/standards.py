"""National code tables: ethnic groups, sex, political status, education, occupation, health."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chengzhao.law.reference.tables import rows

HAN = "01"
"""汉族: everybody else belongs to a minority."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EthnicGroup:
    """A group of GB/T 3304: two-digit code, name, two letters."""

    code: str
    name: str
    letters: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """One code of a national table: the standard it stands in, the code, the name."""

    standard: str
    code: str
    name: str
    confidence: Decimal


@cache
def ethnic_groups() -> tuple[EthnicGroup, ...]:
    """The 56 groups and the two extensions (97 其他, 98 外国血统), by code."""
    return tuple(
        EthnicGroup(code=row["code"], name=row["name"], letters=row["letters"])
        for row in rows("ethnic_groups.csv")
    )


@cache
def codes(table: str) -> tuple[Code, ...]:
    """One national table: sex, political_status, education_level, occupation or health.

    Raises KeyError for another name.
    """
    found = tuple(
        Code(
            standard=row["standard"],
            code=row["code"],
            name=row["name"],
            confidence=Decimal(row["confidence"]),
        )
        for row in rows("codes.csv")
        if row["table"] == table
    )
    if not found:
        raise KeyError(table)
    return found
