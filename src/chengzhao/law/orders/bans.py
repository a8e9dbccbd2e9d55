"""十严禁, 30个不得, 八项基本要求 and their like (N5.3): the discipline rules that officers sign."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from chengzhao.law.citation import is_certain
from chengzhao.law.orders.corrected import Correction, CorrectionsRefused, corrections_of

TEN_BANS = "十严禁"
THIRTY_BANS = "30个不得"
EIGHT_REQUIREMENTS = "八项基本要求"
SIX_BANS = "六不准"
TEN_DISCLOSURES = "十公开"
SIZES = {TEN_BANS: 10, THIRTY_BANS: 30, EIGHT_REQUIREMENTS: 8, SIX_BANS: 6, TEN_DISCLOSURES: 10}
"""How many rules each list has, by its own name."""
ORDERED = (TEN_BANS, THIRTY_BANS, EIGHT_REQUIREMENTS)
"""The three lists that the notice names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ban:
    """One rule of a list; `number` is None and `text` empty where they were not found."""

    list_name: str
    number: int | None
    actor: str
    text: str
    source: str
    confidence: Decimal

    @property
    def is_certain(self) -> bool:
        """Whether words and number may be shown without a warning."""
        return self.number is not None and self.has_certain_text

    @property
    def has_certain_text(self) -> bool:
        """Whether the words may be shown without a warning, whatever its number is."""
        return bool(self.text) and is_certain(self.confidence)

    @property
    def label(self) -> str:
        """How the rule is named: 十严禁第3条."""
        return f"{self.list_name}第{self.number}条" if self.number else f"{self.list_name}（条次待核）"


@cache
def bans(list_name: str) -> tuple[Ban, ...]:
    """The rules of a list as offices have put them right, in their order. Raises LookupError, CorrectionsRefused."""
    return bans_with_corrections(list_name, corrections_of(list_name))


def bans_with_corrections(list_name: str, corrections: Sequence[Correction]) -> tuple[Ban, ...]:
    """The rules of a list with corrections put in. Raises LookupError, CorrectionsRefused with all that is refused."""
    rules: dict[str, Ban] = {str(place): ban for place, ban in enumerate(_collected(list_name), start=1)}
    refusals = [refusal for each in corrections for refusal in _refusals(list_name, each, rules)]
    places = [each.item for each in corrections if each.item]
    repeated = sorted({place for place in places if places.count(place) > 1})
    refusals += [f"{list_name}第{place}行改了两次。" for place in repeated]
    if refusals:
        raise CorrectionsRefused(tuple(refusals))
    for place, each in enumerate(corrections):
        rules[each.item or f"new {place}"] = _corrected(list_name, each, rules.get(each.item))
    found = sorted(rules.values(), key=lambda ban: (ban.number is None, ban.number or 0))
    numbers = [ban.number for ban in found if ban.number is not None]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise CorrectionsRefused(tuple(f"{list_name}有两个第{number}条。" for number in twice))
    # The place holder of a list that was not found goes when rules come.
    told = tuple(ban for ban in found if ban.text)
    return told or tuple(found)


def _refusals(list_name: str, each: Correction, rules: Mapping[str, Ban]) -> Iterator[str]:
    old = rules.get(each.item)
    number = each.article
    if each.item and old is None:
        yield f"{list_name}没有第{each.item}行，共{len(rules)}行。"
    elif old is not None and old.is_certain:
        yield f"{old.label}已经核实，不能改写。"
    elif old is not None and each.confidence < old.confidence:
        yield f"{list_name}第{each.item}行原来的可靠程度是{old.confidence}，不能降低。"
    elif not each.item and all(rule.is_certain for rule in rules.values()):
        yield f"{list_name}各条都已经核实，不能增加。"
    if number and not (number.isascii() and number.isdigit() and 1 <= int(number) <= SIZES[list_name]):
        yield f"{list_name}共{SIZES[list_name]}条，没有第{number}条。"
    if not each.behaviour.strip() and (old is None or not old.text):
        yield f"{list_name}的条文不能空着。"


def _corrected(list_name: str, each: Correction, old: Ban | None) -> Ban:
    number = int(each.article) if each.article else (old.number if old else None)
    return Ban(
        list_name=list_name,
        number=number,
        actor=each.actor or (old.actor if old else ""),
        text=each.behaviour or (old.text if old else ""),
        source=each.source,
        confidence=each.confidence,
    )


@cache
def _collected(list_name: str) -> tuple[Ban, ...]:
    """The rules of a list as they were collected. Raises LookupError, naming the lists there are."""
    text = (files("chengzhao.law.orders") / "bans.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(row for row in text.splitlines() if not row.startswith("#")))
    found = tuple(
        Ban(
            list_name=row["set"],
            number=int(row["number"]) if row["number"] else None,
            actor=row["actor"],
            text=row["text"],
            source=row["source"],
            confidence=Decimal(row["confidence"]),
        )
        for row in rows
        if row["set"] == list_name
    )
    if not found:
        known = "、".join(dict.fromkeys(row["set"] for row in rows))
        raise LookupError(f"没有“{list_name}”，现有：{known}。")
    return found
