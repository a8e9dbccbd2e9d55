"""What a row of an order says, and how its table is read."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

from chengzhao.law.citation import is_certain
from chengzhao.law.numerals import numeral
from chengzhao.law.orders.corrected import Correction, CorrectionsRefused, corrections_of

ORDER_33 = "教育部令第33号"
ORDER_36 = "教育部令第36号"
CRIMINAL_LAW = "刑法"
_FILES = {ORDER_33: "order33.csv", ORDER_36: "order36.csv", CRIMINAL_LAW: "criminal_law.csv"}
NOT_COMPARED = "没有核对原文"
"""What the source of a row says that was collected and never compared."""
EDITABLE = ("actor", "behaviour", "penalty", "decided_by")


class UnknownArticle(LookupError):
    """An article or item that the table of an order does not have."""


class NotEditable(ValueError):
    """A row that is settled, or a field that is not text of the order, was to be edited."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRow:
    """One item of an article (A1.8.1): who does what, what follows, who decides.

    `item` is empty where the article has none. The words are a paraphrase; `confidence` says how far the
    original stands behind them.
    """

    document: str
    article: str
    item: str
    actor: str
    kind: str
    behaviour: str
    penalty: str
    decided_by: str
    source: str
    confidence: Decimal

    @property
    def label(self) -> str:
        """How the item is cited: 教育部令第33号第六条第五项."""
        article = "第二百八十四条之一" if self.article == "284-1" else f"第{numeral(int(self.article))}条"
        item = f"第{numeral(int(self.item))}项" if self.item else ""
        return f"{self.document}{article}{item}"

    @property
    def is_certain(self) -> bool:
        """Whether an office may rely on the row as it stands: sure enough, and compared with some text of the order."""
        return is_certain(self.confidence) and NOT_COMPARED not in self.source

    @property
    def is_settled(self) -> bool:
        """Whether an office has the original behind the row, which then cannot be put right any more."""
        return self.confidence == 1

    @property
    def is_procedure(self) -> bool:
        """Whether the row tells how a case is handled, not what is forbidden."""
        return self.kind == "程序"


@cache
def order_rows(document: str) -> tuple[OrderRow, ...]:
    """Every row of an order as offices have put it right, in its order. Raises UnknownArticle, CorrectionsRefused."""
    return with_corrections(document, corrections_of(document))


def with_corrections(document: str, corrections: Sequence[Correction]) -> tuple[OrderRow, ...]:
    """The rows of an order with corrections put in. Raises UnknownArticle, CorrectionsRefused with each refusal."""
    rows = {(row.article, row.item): row for row in _collected(document)}
    refusals = []
    for each in corrections:
        row = rows.get((each.article, each.item))
        if row is None:
            refusals.append(f"{document}没有第{each.article}条第{each.item or '（空）'}项。")
        elif row.is_settled:
            refusals.append(f"{row.label}已经核实，不能改写。")
        elif each.confidence < row.confidence:
            refusals.append(f"{row.label}原来的可靠程度是{row.confidence}，不能降低。")
        else:
            words = {name: getattr(each, name) for name in EDITABLE if getattr(each, name).strip()}
            rows[each.article, each.item] = replace(
                edited(row, words, source=each.source), confidence=each.confidence
            )
    if refusals:
        raise CorrectionsRefused(tuple(refusals))
    return tuple(rows.values())


@cache
def _collected(document: str) -> tuple[OrderRow, ...]:
    """Every row of an order as it was collected. Raises UnknownArticle for a document that is not at hand."""
    if document not in _FILES:
        raise UnknownArticle(f"没有“{document}”，现有：{'、'.join(_FILES)}。")
    text = (files("chengzhao.law.orders") / _FILES[document]).read_text(encoding="utf-8")
    rows = csv.DictReader(row for row in text.splitlines() if not row.startswith("#"))
    return tuple(
        OrderRow(
            document=document,
            article=row["article"],
            item=row["item"],
            actor=row["actor"],
            kind=row["kind"],
            behaviour=row["behaviour"],
            penalty=row["penalty"],
            decided_by=row["decided_by"],
            source=row["source"],
            confidence=Decimal(row["confidence"]),
        )
        for row in rows
    )


def order_row(document: str, article: str, item: str = "") -> OrderRow:
    """One item of an order. Raises UnknownArticle, naming the items that the article has."""
    rows = order_rows(document)
    found = next((row for row in rows if (row.article, row.item) == (article, item)), None)
    if found is None:
        items = [row.item for row in rows if row.article == article]
        known = f"该条各项：{'、'.join(items)}" if items else "没有这一条"
        raise UnknownArticle(f"{document}没有第{article}条第{item or '（空）'}项，{known}。")
    return found


def edited(row: OrderRow, changes: Mapping[str, str], *, source: str) -> OrderRow:
    """The row as an office has put it right from the original, now certain.

    Raises NotEditable for a row that is settled already, for a field that is no text of the order, and
    where no source is named.
    """
    if row.is_settled:
        raise NotEditable(f"{row.label}已经核实，不能改写。")
    strange = [name for name in changes if name not in EDITABLE]
    if strange:
        raise NotEditable(f"不能改写：{'、'.join(strange)}；可以改写：{'、'.join(EDITABLE)}。")
    if not source.strip():
        raise NotEditable("改写须写明依据的原文出处。")
    return replace(
        row,
        actor=changes.get("actor", row.actor),
        behaviour=changes.get("behaviour", row.behaviour),
        penalty=changes.get("penalty", row.penalty),
        decided_by=changes.get("decided_by", row.decided_by),
        source=source,
        confidence=Decimal(1),
    )
