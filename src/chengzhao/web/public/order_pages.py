"""The orders and the lists of bans as pages: which there are, their rows, and how each row is addressed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import groupby

from chengzhao.law.orders import (
    CRIMINAL_LAW,
    EIGHT_REQUIREMENTS,
    ORDER_33,
    ORDER_36,
    SIX_BANS,
    TEN_BANS,
    TEN_DISCLOSURES,
    THIRTY_BANS,
    Ban,
    OrderRow,
    bans,
    order_rows,
)
from chengzhao.web.shared.templatetags.law import row_anchor

ORDERS = {
    "order-33": (ORDER_33, "国家教育考试违规处理办法", "A1.8.1"),
    "order-36": (ORDER_36, "普通高等学校招生违规行为处理暂行办法", "A1.8.1"),
    "criminal-law": (CRIMINAL_LAW, "考试作弊入刑", "N7.3"),
}
LISTS = {
    "ten-bans": (TEN_BANS, "N5.3"),
    "thirty-bans": (THIRTY_BANS, "N5.3"),
    "eight-requirements": (EIGHT_REQUIREMENTS, "N5.3"),
    "six-bans": (SIX_BANS, "N5.3"),
    "ten-disclosures": (TEN_DISCLOSURES, "A1.6.2"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderItem:
    """One row of an order or a list: its page and place there, its label and words, how sure they are."""

    slug: str
    anchor: str
    label: str
    text: str
    confidence: Decimal
    is_certain: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """An article with its items, those together that share whom they concern, what follows and who decides."""

    label: str
    kind: str
    groups: tuple[tuple[OrderRow, ...], ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its rows were read, each once."""
        return tuple(dict.fromkeys(row.source for group in self.groups for row in group))


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderSummary:
    """An order or list on the page of all: how many rows of it were found, and how many are not certain."""

    slug: str
    name: str
    title: str
    rows: int
    uncertain: int


def summaries() -> tuple[OrderSummary, ...]:
    """Every order and list, in the order of the pages."""
    titles = {slug: title for slug, (_, title, _) in ORDERS.items()}
    names = {slug: name for slug, (name, *_) in (ORDERS | LISTS).items()}
    return tuple(
        OrderSummary(
            slug=slug,
            name=name,
            title=titles.get(slug, "招生纪律"),
            rows=len(found),
            uncertain=sum(not item.is_certain for item in found),
        )
        for slug, name in names.items()
        for found in [[item for item in order_items() if item.slug == slug]]
    )


def order_names(clause: str) -> dict[str, str]:
    """The orders and lists that belong to a clause by their names, by their place in an address."""
    rows = [(slug, name, of) for slug, (name, _, of) in ORDERS.items()]
    rows += [(slug, name, of) for slug, (name, of) in LISTS.items()]
    return {slug: name for slug, name, of in rows if of == clause}


def articles(document: str) -> tuple[Article, ...]:
    """The articles of an order, in their order."""
    return tuple(
        _article(tuple(rows)) for _, rows in groupby(order_rows(document), key=lambda row: row.article)
    )


@cache
def order_items() -> tuple[OrderItem, ...]:
    """Every row of every order and list, as a search finds it."""
    documents = [
        OrderItem(
            slug=slug,
            anchor=row_anchor(row),
            label=row.label,
            text=f"{row.behaviour}：{row.penalty}" if row.penalty else row.behaviour,
            confidence=row.confidence,
            is_certain=row.is_certain,
        )
        for slug, (name, _, _) in ORDERS.items()
        for row in order_rows(name)
    ]
    return (*documents, *_ban_items())


def ban_anchors(found: Sequence[Ban]) -> tuple[tuple[str, Ban], ...]:
    """The rules of a list with the id of each on its page."""
    return tuple((f"b{place}", ban) for place, ban in enumerate(found, start=1))


def _ban_items() -> list[OrderItem]:
    return [
        OrderItem(
            slug=slug,
            anchor=anchor,
            label=ban.label,
            text=f"{ban.actor}：{ban.text}",
            confidence=ban.confidence,
            is_certain=ban.is_certain,
        )
        for slug, (name, _) in LISTS.items()
        for anchor, ban in ban_anchors(bans(name))
        if ban.text
    ]


def _article(rows: tuple[OrderRow, ...]) -> Article:
    groups: dict[tuple[str, ...], list[OrderRow]] = {}
    for row in rows:
        groups.setdefault((row.actor, row.penalty, row.decided_by), []).append(row)
    label = replace(rows[0], item="").label.removeprefix(rows[0].document)
    return Article(label=label, kind=rows[0].kind, groups=tuple(map(tuple, groups.values())))
