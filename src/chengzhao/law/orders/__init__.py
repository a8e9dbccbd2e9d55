"""The orders behind the notice: 教育部令第33号 and 第36号, 刑法第二百八十四条之一, and the lists of bans.

Each row carries its confidence. A row below the limit of `is_certain` is shown as uncertain, and an
office that has the original puts it right with `edited`.
"""

from chengzhao.law.orders.bans import (
    EIGHT_REQUIREMENTS,
    ORDERED,
    SIX_BANS,
    TEN_BANS,
    TEN_DISCLOSURES,
    THIRTY_BANS,
    Ban,
    bans,
)
from chengzhao.law.orders.shape import (
    CRIMINAL_LAW,
    ORDER_33,
    ORDER_36,
    NotEditable,
    OrderRow,
    UnknownArticle,
    edited,
    order_row,
    order_rows,
)

__all__ = [
    "CRIMINAL_LAW",
    "EIGHT_REQUIREMENTS",
    "ORDERED",
    "ORDER_33",
    "ORDER_36",
    "SIX_BANS",
    "TEN_BANS",
    "TEN_DISCLOSURES",
    "THIRTY_BANS",
    "Ban",
    "NotEditable",
    "OrderRow",
    "UnknownArticle",
    "bans",
    "edited",
    "order_row",
    "order_rows",
]
