"""A supplement as a file: TOML in, a checked `Supplement` or every error of the file out (A1.8.2).

docs/how-to/add-a-supplement.md tells an office how to write one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from chengzhao.law.citation import Citation, Provision, cites
from chengzhao.law.provinces import readings
from chengzhao.law.provinces.numbers import NUMBER_FORMATS
from chengzhao.law.provinces.shape import Supplement
from chengzhao.law.words import (
    AssignmentRule,
    ChoiceMoment,
    ClaimKind,
    FilingMechanism,
    FilingUnit,
    LineRounding,
    MeritScore,
    ProgrammeLevel,
    TieRule,
)
from chengzhao.law.years import UnknownYear, year_law


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One value of a supplement: the clause that leaves it to the province, and how it is read.

    A field that is not required keeps the national text, or our layout of numbers, where it is left out.
    """

    clause: str
    read: readings.Reading[Any]
    is_required: bool = True


FIELDS: Mapping[str, Field] = {
    "choice_forms": Field(clause="A2.2", read=readings.by_level(readings.choice_form)),
    "side_levels": Field(
        clause="A1.5.7",
        read=readings.by_some_levels(readings.list_of(readings.word(ProgrammeLevel))),
    ),
    "choice_moment": Field(clause="A2.2", read=readings.word(ChoiceMoment)),
    "choices_are_confirmed": Field(clause="A2.2", read=readings.yes_no),
    "tiers": Field(clause="A1.5.7", read=readings.list_of(readings.list_of(readings.word(ProgrammeLevel)))),
    "rounds": Field(clause="A1.5.11", read=readings.list_of(readings.round_rule)),
    "mechanism": Field(clause="A1.5.7", read=readings.by_level(readings.word(FilingMechanism))),
    "unit": Field(clause="A1.5.7", read=readings.word(FilingUnit)),
    "ratio": Field(clause="A1.5.7", read=readings.fraction),
    "ties": Field(clause="A1.5.8", read=readings.word(TieRule)),
    "tie_keys": Field(clause="A1.5.8", read=readings.tie_keys),
    "assignment": Field(clause="A1.5.2", read=readings.word(AssignmentRule)),
    "gaps": Field(clause="A1.5.2", read=readings.list_of(readings.whole)),
    "merit": Field(clause="A1.5.16", read=readings.word(MeritScore)),
    "refills": Field(clause="A1.5.11", read=readings.yes_no),
    "exempt_are_placed_first": Field(clause="A1.5.12", read=readings.yes_no),
    "categories": Field(clause="A1.5.3", read=readings.by_level(readings.list_of(readings.category_in_use))),
    "line_floor_ratio": Field(clause="A1.5.4", read=readings.fraction),
    "line_rounding": Field(clause="A1.5.4", read=readings.word(LineRounding)),
    "low_fill_rate": Field(clause="A1.2.5", read=readings.fraction),
    "full_time_share": Field(clause="A1.2.8", read=readings.fraction),
    "registration_window": Field(clause="A2.1", read=readings.window),
    "out_of_place_proofs": Field(clause="N3.3", read=readings.list_of(readings.text)),
    "fee": Field(clause="A1.3.9", read=readings.money),
    "number_formats": Field(clause="A1.3.10", read=readings.number_formats, is_required=False),
    "bonus_points": Field(clause="A1.5.21", read=readings.table_of(readings.word(ClaimKind), readings.whole)),
    "age_reference_day": Field(clause="A1.5.19", read=readings.day),
    "age_is_publicised": Field(clause="N3.6", read=readings.yes_no),
    "publicity_days": Field(clause="N3.6", read=readings.whole),
    "room_plan": Field(clause="N2.4", read=readings.room_plan),
    "non_english_upgrade": Field(clause="A1.4.2", read=readings.yes_no),
    "minimum_years": Field(clause="A1.1.3", read=readings.minimum_years, is_required=False),
    "notice_months": Field(clause="A1.6.3", read=readings.whole, is_required=False),
    "subject_overrides": Field(clause="A1.4.2", read=readings.subject_overrides, is_required=False),
}
HEAD = ("province_code", "province_name", "year")


class SupplementFileErrors(ValueError):
    """A file that is no supplement: every error as `file:key: value: what was expected`."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


@cites("A1.8.2")
def read_supplement(content: str, name: str) -> Supplement:
    """The supplement that a file's text says; `name` is the file's name for its errors.

    Raises SupplementFileErrors with all errors of the file. What it says is not yet compared with the
    year: `accepted` does that.
    """
    try:
        given = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SupplementFileErrors((f"{name}:TOML: {error}: 合乎TOML写法的文件",)) from None
    errors: list[str] = [
        f"{name}:{key}: {_shown(given[key])}: {'、'.join((*HEAD, *FIELDS))}之一"
        for key in given
        if key not in HEAD and key not in FIELDS
    ]
    head = _read_head(given, name, errors)
    values = {
        key: provision
        for key, field in FIELDS.items()
        if (provision := _read_field(given, key, field, name, errors)) is not None
    }
    if errors:
        raise SupplementFileErrors(tuple(errors))
    whole: dict[str, Any] = {"number_formats": NUMBER_FORMATS, **head, **values}
    return Supplement(**whole)


def _read_head(given: Mapping[str, Any], name: str, errors: list[str]) -> dict[str, Any]:
    code, province, year = (given.get(key, "") for key in HEAD)
    if not (isinstance(code, str) and code.isascii() and code.isdigit() and len(code) == 2):
        errors.append(f'{name}:province_code: {_shown(code)}: 两位省份代码，如"14"')
    if not (isinstance(province, str) and province.strip()):
        errors.append(f"{name}:province_name: {_shown(province)}: 省份名称")
    try:
        year_law(readings.whole(year))
    except UnknownYear as error:
        errors.append(f"{name}:year: {_shown(year)}: {error}")
    except ValueError:
        errors.append(f"{name}:year: {_shown(year)}: 整数，不加引号，如2025")
    return {"province_code": code, "province_name": province, "year": year}


def _read_field(
    given: Mapping[str, Any], key: str, field: Field, name: str, errors: list[str]
) -> Provision[Any] | None:
    """One field as a provision; None, with its errors noted, where it cannot be read or is left out."""
    entry = given.get(key)
    if entry is None:
        if field.is_required:
            errors.append(f"{name}:{key}: （空）: [{key}]一节，写value、source、confidence")
        return None
    if not isinstance(entry, dict) or set(entry) - {"value", "source", "confidence"} or "value" not in entry:
        errors.append(f"{name}:{key}: {_shown(entry)}: 一节，只写value、source、confidence")
        return None
    before = len(errors)
    source, confidence, value = entry.get("source", ""), Decimal(0), None
    if not isinstance(source, str) or not source.strip():
        errors.append(f"{name}:{key}.source: {_shown(source)}: 出处")
    try:
        confidence = Decimal(readings.text(entry.get("confidence", "1")))
    except (InvalidOperation, ValueError):
        confidence = Decimal(-1)
    if not confidence.is_finite() or not 0 <= confidence <= 1:
        errors.append(f'{name}:{key}.confidence: {_shown(entry["confidence"])}: "0"至"1"，如"0.9"')
    try:
        value = field.read(entry["value"])
    except ValueError as error:
        label = Citation(field.clause).label
        errors.append(f"{name}:{key}.value: {_shown(entry['value'])}: {error}（{label}）")
    if len(errors) > before:
        return None
    return Provision(value, Citation(field.clause), source, confidence)


def _shown(value: object) -> str:
    """A value as the file's reader wrote it, shortened; a text without its quotes."""
    shown = (value or "（空）") if isinstance(value, str) else _toml(value)
    return shown if len(shown) <= 80 else f"{shown[:80]}…"


def _toml(value: object) -> str:
    """A value in the notation of TOML."""
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {_toml(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    return f'"{value}"' if isinstance(value, str) else str(value)
