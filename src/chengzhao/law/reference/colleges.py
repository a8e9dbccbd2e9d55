"""Regular and adult colleges of the ministry's lists of 2024-06-20."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from chengzhao.law.reference.tables import rows
from chengzhao.law.words import CollegeKind


@dataclass(frozen=True, kw_only=True, slots=True)
class CollegeEntry:
    """A row of the list: five-digit national code, ten-digit identifier, name, and who runs it where.

    `is_adult` tells the list of adult colleges from that of the regular ones; `leads_to` is 本科 or
    专科 for a regular college, empty for an adult one; `kind` is read from the name.
    """

    national_code: str
    identifier: str
    name: str
    kind: CollegeKind
    is_adult: bool
    province: str
    authority: str
    city: str
    leads_to: str
    note: str


class AmbiguousCode(LookupError):
    """A national code that two colleges of the list carry (14839 and 14840 do): use the identifier."""


@cache
def _by_identifier() -> Mapping[str, CollegeEntry]:
    entries = (
        CollegeEntry(
            national_code=row["national_code"],
            identifier=row["identifier"],
            name=row["name"],
            kind=CollegeKind(row["kind"]),
            is_adult=row["list"] == "adult",
            province=row["province"],
            authority=row["authority"],
            city=row["city"],
            leads_to=row["leads_to"],
            note=row["note"],
        )
        for row in rows("colleges_2024.csv")
    )
    return MappingProxyType({entry.identifier: entry for entry in entries})


@cache
def _by_national_code() -> Mapping[str, tuple[CollegeEntry, ...]]:
    found: dict[str, tuple[CollegeEntry, ...]] = {}
    for entry in _by_identifier().values():
        found[entry.national_code] = (*found.get(entry.national_code, ()), entry)
    return MappingProxyType(found)


def colleges(province: str | None = None) -> tuple[CollegeEntry, ...]:
    """Every college of the lists, or those of a province ("14"), in the order of the lists."""
    return tuple(entry for entry in _by_identifier().values() if province in (None, entry.province))


def college(code: str) -> CollegeEntry | None:
    """The college of a ten-digit identifier or five-digit national code, or None.

    Raises AmbiguousCode for a national code that two colleges carry.
    """
    if len(code) == 10:
        return _by_identifier().get(code)
    found = _by_national_code().get(code, ())
    if len(found) > 1:
        names = "、".join(f"{entry.name}（{entry.identifier}）" for entry in found)
        raise AmbiguousCode(f"国标代码{code}对应多所院校：{names}。")
    return found[0] if found else None
