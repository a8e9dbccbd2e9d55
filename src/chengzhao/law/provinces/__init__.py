"""Provincial supplements (附件1·八（二）): dated, sourced, and checked against the year when read."""

from functools import cache

from chengzhao.law.provinces.checks import Contradiction, SupplementRefused, check
from chengzhao.law.provinces.jiangsu import JIANGSU_2025
from chengzhao.law.provinces.past_lines import past_lines
from chengzhao.law.provinces.shanxi import SHANXI_2024
from chengzhao.law.provinces.shape import (
    CategoryInUse,
    ChoiceForm,
    NumberFormat,
    NumberFormats,
    NumberPart,
    PastLine,
    RoomPlan,
    RoundRule,
    Supplement,
)
from chengzhao.law.years import year_law

_SUPPLEMENTS = {(item.province_code, item.year): item for item in (SHANXI_2024, JIANGSU_2025)}


class UnknownSupplement(LookupError):
    """A province and year without a supplement."""


@cache
def supplement(province_code: str, year: int) -> Supplement:
    """The supplement of a province ("14") for a year.

    Raises UnknownSupplement, naming those there are, and SupplementRefused for one that contradicts the
    year's law.
    """
    try:
        found = _SUPPLEMENTS[province_code, year]
    except KeyError:
        known = "、".join(f"{s.province_name}{s.year}年" for s in _SUPPLEMENTS.values())
        raise UnknownSupplement(f"没有省份{province_code}在{year}年的补充规定，现有：{known}。") from None
    return accepted(found)


def accepted(found: Supplement) -> Supplement:
    """The supplement itself. Raises SupplementRefused where it contradicts its year's law (A1.8.2)."""
    contradictions = check(found, year_law(found.year))
    if contradictions:
        raise SupplementRefused(contradictions)
    return found


__all__ = [
    "CategoryInUse",
    "ChoiceForm",
    "Contradiction",
    "NumberFormat",
    "NumberFormats",
    "NumberPart",
    "PastLine",
    "RoomPlan",
    "RoundRule",
    "Supplement",
    "SupplementRefused",
    "UnknownSupplement",
    "accepted",
    "check",
    "past_lines",
    "supplement",
]
