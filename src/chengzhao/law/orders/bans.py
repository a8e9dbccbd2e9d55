"""十严禁, 30个不得, 八项基本要求 and their like (N5.3): the discipline rules that officers sign."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from chengzhao.law.citation import is_certain

TEN_BANS = "十严禁"
THIRTY_BANS = "30个不得"
EIGHT_REQUIREMENTS = "八项基本要求"
SIX_BANS = "六不准"
TEN_DISCLOSURES = "十公开"
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
        return bool(self.text) and self.number is not None and is_certain(self.confidence)

    @property
    def label(self) -> str:
        """How the rule is named: 十严禁第3条."""
        return f"{self.list_name}第{self.number}条" if self.number else f"{self.list_name}（条次待核）"


@cache
def bans(list_name: str) -> tuple[Ban, ...]:
    """The rules of a list in their order. Raises LookupError, naming the lists there are."""
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
