"""Control lines published in earlier years: for comparison and for calibrating a rehearsal, never law."""

import csv
from decimal import Decimal
from functools import cache
from importlib.resources import files

from chengzhao.law.provinces.shape import PastLine
from chengzhao.law.words import ExamCategory, ProgrammeLevel


@cache
def past_lines(province_code: str) -> tuple[PastLine, ...]:
    """The lines at hand of earlier years of a province ("14"), in the order of past_lines.csv."""
    text = (files("chengzhao.law.provinces") / "past_lines.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(row for row in text.splitlines() if not row.startswith("#"))
    return tuple(_past_line(row) for row in rows if row["province"] == province_code)


def _past_line(row: dict[str, str]) -> PastLine:
    return PastLine(
        year=int(row["year"]),
        level=ProgrammeLevel(row["level"]),
        name=row["name"],
        category=ExamCategory(row["category"]) if row["category"] else None,
        full_mark=int(row["full_mark"]),
        score=int(row["score"]),
        source=row["source"],
        confidence=Decimal(row["confidence"]),
    )
