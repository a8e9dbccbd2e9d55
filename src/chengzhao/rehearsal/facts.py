"""The rehearsal's own small reference files, each row read into a typed value."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chengzhao.law.words import ProgrammeLevel, Sex


@dataclass(frozen=True, kw_only=True, slots=True)
class Assumption:
    """A share that the rehearsal draws by, with where it comes from."""

    key: str
    value: Fraction
    source: str
    confidence: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenPart:
    """A given name of one character, or the first or second character of a longer one."""

    born_from: int
    sex: Sex
    part: str
    text: str
    weight: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MinorityPart:
    """A part of a minority name: `whole`, or `first` and `second` joined by an interpunct."""

    ethnicity: str
    sex: str
    part: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedMajor:
    """A major of the catalogue, how much it is wanted, and the trade of those who want it."""

    leads_to: str
    major_code: str
    name: str
    field: str
    weight: int
    trade: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("chengzhao.rehearsal").joinpath("reference", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def assumptions() -> Mapping[str, Assumption]:
    """Every assumed or borrowed share, by key."""
    found = {
        row["key"]: Assumption(
            key=row["key"],
            value=Fraction(row["value"]),
            source=row["source"],
            confidence=Decimal(row["confidence"]),
        )
        for row in _rows("assumptions.csv")
    }
    return MappingProxyType(found)


def share(key: str) -> Fraction:
    """The value of an assumption. Raises KeyError for one that is not in the file."""
    return assumptions()[key].value


def shares(prefix: str) -> Mapping[str, Fraction]:
    """The assumptions whose key is `prefix:name`, by name, in the order of the file."""
    start = f"{prefix}:"
    return {
        key.removeprefix(start): held.value for key, held in assumptions().items() if key.startswith(start)
    }


@cache
def surnames() -> tuple[tuple[str, int], ...]:
    """Surnames with their number in ten thousand people."""
    return tuple((row["surname"], int(row["per_myriad"])) for row in _rows("surnames.csv"))


@cache
def given_parts() -> tuple[GivenPart, ...]:
    """Given names by decade of birth and sex."""
    return tuple(
        GivenPart(
            born_from=int(row["born_from"]),
            sex=Sex(row["sex"]),
            part=row["part"],
            text=row["text"],
            weight=int(row["weight"]),
        )
        for row in _rows("given_names.csv")
    )


@cache
def rare_characters() -> tuple[tuple[str, int], ...]:
    """Characters that common input methods and old code tables lack, with their weight."""
    return tuple((row["character"], int(row["weight"])) for row in _rows("rare_characters.csv"))


@cache
def minority_parts() -> tuple[MinorityPart, ...]:
    """Parts of names that are not made of a surname and a given name."""
    return tuple(MinorityPart(**row) for row in _rows("minority_names.csv"))


@cache
def ethnic_shares(province: str) -> tuple[tuple[str, int], ...]:
    """Ethnicity codes of a province with their number in a hundred thousand people; empty if unknown."""
    return tuple(
        (row["ethnicity"], int(row["per_hundred_thousand"]))
        for row in _rows("ethnic_shares.csv")
        if row["province"] == province
    )


@cache
def ages(level: ProgrammeLevel) -> tuple[tuple[int, int], ...]:
    """Ages of the candidates of a level with their weight."""
    return tuple((int(row["age"]), int(row["weight"])) for row in _rows("ages.csv") if row["level"] == level)


@cache
def wanted_majors() -> tuple[WantedMajor, ...]:
    """The majors that colleges offer to adults, with the demand for them."""
    return tuple(
        WantedMajor(
            leads_to=row["leads_to"],
            major_code=row["major_code"],
            name=row["name"],
            field=row["field"],
            weight=int(row["weight"]),
            trade=row["trade"],
        )
        for row in _rows("majors_in_demand.csv")
    )


@cache
def college_profiles() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a college teaches, by a part of its name; the first row that fits counts, the last fits all."""
    return tuple((row["name_has"], tuple(row["fields"].split())) for row in _rows("college_profiles.csv"))
