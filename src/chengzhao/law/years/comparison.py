"""What changed from one year to another, value by value, each with its clause and its certainty."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, time

from chengzhao.law.citation import Provision
from chengzhao.law.words import Word
from chengzhao.law.years.shape import YearLaw


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One value that differs: its name, its clause in the later year, both values, how sure the later one is."""

    name: str
    clause: str
    before: str
    after: str
    is_certain: bool


def year_changes(before: YearLaw, after: YearLaw) -> tuple[Change, ...]:
    """Every value that differs between two years, in the order in which a year's file states them."""
    found = []
    for name, old, new in ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(after)):
        if isinstance(new, Provision) and (old.value, old.citation) != (new.value, new.citation):
            found.append(
                Change(
                    name=name,
                    clause=new.citation.clause,
                    before=value_text(old.value),
                    after=value_text(new.value),
                    is_certain=new.is_certain,
                )
            )
    return tuple(found)


def value_text(value: object) -> str:
    """A value of the law as a reader sees it: words by their labels, shares exact, lists with 、."""
    if isinstance(value, Word):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{value_text(key)}：{value_text(item)}" for key, item in value.items()) or "无"
    if isinstance(value, tuple | list):
        return "、".join(value_text(item) for item in value) or "无"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if is_dataclass(value):
        return " ".join(value_text(getattr(value, field.name)) for field in fields(value))
    return "无" if value is None else str(value)
