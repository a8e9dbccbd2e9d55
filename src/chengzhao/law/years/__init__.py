"""The law year by year: a year is a file, and last year's is never edited."""

from chengzhao.law.years.shape import (
    AthletePlacing,
    ExamSession,
    MajorGroup,
    Preference,
    ResponsiblePost,
    StageWindow,
    YearLaw,
)
from chengzhao.law.years.y2024 import Y2024
from chengzhao.law.years.y2025 import Y2025

_YEARS = {law.year: law for law in (Y2024, Y2025)}


class UnknownYear(LookupError):
    """A year whose law is not at hand."""


def year_law(year: int) -> YearLaw:
    """The law of a season's year. Raises UnknownYear, naming the years there are."""
    try:
        return _YEARS[year]
    except KeyError:
        known = "、".join(str(known) for known in sorted(_YEARS))
        raise UnknownYear(f"没有{year}年的招生规定，现有：{known}。") from None


__all__ = [
    "AthletePlacing",
    "ExamSession",
    "MajorGroup",
    "Preference",
    "ResponsiblePost",
    "StageWindow",
    "UnknownYear",
    "YearLaw",
    "year_law",
]
