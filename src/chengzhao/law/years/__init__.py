"""The law year by year: a year is a file, and last year's is never edited."""

from datetime import date

from chengzhao.law.citation import cites
from chengzhao.law.words import Stage
from chengzhao.law.years.holders import Grantor, PhysicianClass
from chengzhao.law.years.in_force import NotInForce, is_in_force, require_in_force
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


def known_years() -> tuple[int, ...]:
    """The years whose law is at hand, the earliest first."""
    return tuple(sorted(_YEARS))


@cites("A2.1", "N4.4")
def law_on(day: date) -> YearLaw:
    """The law in force on a day: that of the season whose directory was the last to open by then.

    A season lasts until the next one opens, since entrants are re-checked in the spring. Raises
    UnknownYear for a day before the first season at hand, or after the last one's twelve months.
    """
    begun = [law for law in _YEARS.values() if law.window(Stage.DIRECTORY).opens <= day]
    if begun:
        latest = max(begun, key=lambda law: law.year)
        opens = latest.window(Stage.DIRECTORY).opens
        if day < opens.replace(year=opens.year + 1):
            return latest
    known = "、".join(str(known) for known in sorted(_YEARS))
    raise UnknownYear(f"{day}不在已有招生规定的年度内，现有：{known}。")


__all__ = [
    "AthletePlacing",
    "ExamSession",
    "Grantor",
    "MajorGroup",
    "NotInForce",
    "PhysicianClass",
    "Preference",
    "ResponsiblePost",
    "StageWindow",
    "UnknownYear",
    "YearLaw",
    "is_in_force",
    "known_years",
    "law_on",
    "require_in_force",
    "year_law",
]
