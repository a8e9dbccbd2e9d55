"""Provincial supplements (附件1·八（二）): dated, sourced, and checked against the year when read."""

import re
from functools import cache
from importlib.resources import files

from chengzhao.law.provinces.checks import check
from chengzhao.law.provinces.contradictions import Contradiction, SupplementRefused
from chengzhao.law.provinces.jiangsu import JIANGSU_2025
from chengzhao.law.provinces.past_lines import past_lines
from chengzhao.law.provinces.reader import SupplementFileErrors, read_supplement
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
    SubjectOverride,
    Supplement,
)
from chengzhao.law.years import year_law

_WRITTEN = {(item.province_code, item.year): item for item in (SHANXI_2024, JIANGSU_2025)}
# A file beside this one, such as 41_2025.toml, is a supplement too.
_FILE_NAME = re.compile(r"([0-9]{2})_([0-9]{4})\.toml")


# What keeps a province's own file from being used; it says so in a sentence, and stops no other province.
UNUSABLE = (SupplementFileErrors, SupplementRefused)


class UnknownSupplement(LookupError):
    """A province and year without a supplement."""


@cache
def supplement(province_code: str, year: int) -> Supplement:
    """The supplement of a province ("14") for a year.

    Raises UnknownSupplement, naming those there are, SupplementFileErrors for a file that cannot be read,
    and SupplementRefused for one that contradicts the year's law.
    """
    found = _found(province_code, year)
    if found is None:
        known = "、".join(f"{each.province_name}{each.year}年" for each in usable_supplements())
        raise UnknownSupplement(f"没有省份{province_code}在{year}年的补充规定，现有：{known}。")
    return accepted(found)


def supplement_or_none(province_code: str, year: int) -> Supplement | None:
    """The supplement where there is one that can be used: for readers, who go on by the notice without it."""
    try:
        return supplement(province_code, year)
    except (UnknownSupplement, *UNUSABLE):
        return None


def known_supplements() -> tuple[tuple[str, int], ...]:
    """Province and year of every supplement there is, those written in code and those added as files."""
    return tuple(sorted({*_WRITTEN, *_file_names()}))


def usable_supplements() -> tuple[Supplement, ...]:
    """Every supplement that can be read and contradicts nothing, by province and year."""
    unusable = unusable_supplements()
    return tuple(supplement(*key) for key in known_supplements() if key not in unusable)


def unusable_supplements() -> dict[tuple[str, int], str]:
    """Province and year of every supplement that cannot be used, with what is wrong with it."""
    found = {}
    for key in known_supplements():
        try:
            supplement(*key)
        except UNUSABLE as error:
            found[key] = str(error)
    return found


def accepted(found: Supplement) -> Supplement:
    """The supplement itself. Raises SupplementRefused where it contradicts what is sure of its year's law (A1.8.2)."""
    contradictions = tuple(each for each in check(found, year_law(found.year)) if each.is_hard)
    if contradictions:
        raise SupplementRefused(contradictions)
    return found


def _file_names() -> dict[tuple[str, int], str]:
    names = sorted(item.name for item in files("chengzhao.law.provinces").iterdir())
    matches = (_FILE_NAME.fullmatch(name) for name in names)
    return {(match[1], int(match[2])): match[0] for match in matches if match}


def _found(province_code: str, year: int) -> Supplement | None:
    key = (province_code, year)
    name = _file_names().get(key)
    if key in _WRITTEN or name is None:
        return _WRITTEN.get(key)
    try:
        content = (files("chengzhao.law.provinces") / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SupplementFileErrors((f"{name}: {error}: 可以打开的UTF-8文件",)) from None
    found = read_supplement(content, name)
    if (found.province_code, found.year) != key:
        said = f"{found.province_code}_{found.year}.toml"
        raise SupplementFileErrors((f"{name}:province_code: {found.province_code}: 文件名{said}",))
    return found


__all__ = [
    "UNUSABLE",
    "CategoryInUse",
    "ChoiceForm",
    "Contradiction",
    "NumberFormat",
    "NumberFormats",
    "NumberPart",
    "PastLine",
    "RoomPlan",
    "RoundRule",
    "SubjectOverride",
    "Supplement",
    "SupplementFileErrors",
    "SupplementRefused",
    "UnknownSupplement",
    "accepted",
    "check",
    "known_supplements",
    "past_lines",
    "read_supplement",
    "supplement",
    "supplement_or_none",
    "unusable_supplements",
    "usable_supplements",
]
