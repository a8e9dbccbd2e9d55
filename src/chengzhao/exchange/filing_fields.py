"""Fields of the tables of an offline filing: a text to a value, or to an error and a stand-in.

The stand-in is never used: an input with any error stops before anything is computed.
"""

import re
from collections.abc import Sequence

from chengzhao.exchange.filing_tables import Row, Table
from chengzhao.law.words import ProgrammeKind, ProgrammeLevel
from chengzhao.law.years.y2024 import Y2024
from chengzhao.rules.dossier import POINT
from chengzhao.rules.merit import COUNTED_PAPERS, counted_papers

LEVELS = tuple(level.value for level in ProgrammeLevel)
KINDS = tuple(kind.value for kind in ProgrammeKind)
STATUSES = ("OK", "VOID", "ADMITTED", "SUSPENDED")
BONUSES = tuple(
    str(points) for points in sorted({0, *(one.value.points for one in Y2024.preferences.values())})
)
FULL_MARK = Y2024.full_mark.value
WHOLE = re.compile("[0-9]{1,15}")
POINTS = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,2}))?")


def full_total(level: str, category: str) -> int | None:
    """Return the full mark of the papers that count, the bound of a line; None where the level is unknown."""
    return FULL_MARK * len(counted_papers(level, category)) if level in COUNTED_PAPERS else None


def text(row: Row, column: str) -> str:
    """Return a name or number that may not be blank."""
    if not row[column]:
        row.refuse(column, "不应为空")
    return row[column]


def word(row: Row, column: str, allowed: Sequence[str]) -> str:
    """Return one of a list of words."""
    if row[column] not in allowed:
        row.refuse(column, f"应为{'、'.join(allowed)}之一")
    return row[column]


def flag(row: Row, column: str) -> bool:
    """Return the answer to a question written 0 or 1."""
    return word(row, column, ("0", "1")) == "1"


def whole(row: Row, column: str, least: int = 0, most: int | None = None) -> int:
    """Return a whole number within limits."""
    value = int(row[column]) if WHOLE.fullmatch(row[column]) else -1
    if value < least or (most is not None and value > most):
        row.refuse(column, f"应为不小于{least}的整数" if most is None else f"应为{least}至{most}的整数")
    return value


def hundredths(written: str) -> int | None:
    """Return points written as a decimal of at most two places, in hundredths; None where they are not."""
    found = POINTS.fullmatch(written)
    return int(found[1]) * POINT + int((found[2] or "0").ljust(2, "0")) if found else None


def points(row: Row, column: str) -> int:
    """Return points in hundredths."""
    value = hundredths(row[column])
    if value is None:
        row.refuse(column, "应为非负数，至多两位小数")
    return value or 0


def mark(row: Row, column: str) -> int:
    """Return a paper mark in hundredths, 0 where the paper was not taken."""
    value = hundredths(row[column] or "0")
    if value is None or value > FULL_MARK * POINT:
        row.refuse(column, f"应为0至{FULL_MARK}，至多两位小数，未考留空")
    return value or 0


def refuse_repeated(table: Table, columns: Sequence[str]) -> None:
    """Refuse a row whose key stands in an earlier row; whole numbers are compared as numbers."""
    first: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = tuple(row[column].lstrip("0") if column == "rank" else row[column] for column in columns)
        if first.setdefault(key, row.number) != row.number:
            shown = " ".join(row[column] for column in columns)
            row.refuse(columns[0], f"{'、'.join(columns)}不应重复，已见第{first[key]}行", shown)
