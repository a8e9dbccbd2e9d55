"""The orders behind the notice: 教育部令第33号 and 第36号, 刑法第二百八十四条之一, and the lists of bans.

Each row carries its confidence. A row below the limit of `is_certain`, or never compared with a text of the
order, is shown as uncertain; an office that has the original puts right any row that is not settled.
"""

from collections.abc import Sequence

from chengzhao.law.orders.bans import (
    EIGHT_REQUIREMENTS,
    ORDERED,
    SIX_BANS,
    SIZES,
    TEN_BANS,
    TEN_DISCLOSURES,
    THIRTY_BANS,
    Ban,
    bans,
    bans_with_corrections,
)
from chengzhao.law.orders.corrected import (
    Correction,
    CorrectionFileErrors,
    CorrectionsRefused,
    read_corrections,
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
    with_corrections,
)


def check_corrections(corrections: Sequence[Correction]) -> int:
    """How many corrections may come into force. Raises CorrectionsRefused with everything that is refused."""
    refusals: list[str] = []
    for document in dict.fromkeys(each.document for each in corrections):
        own = [each for each in corrections if each.document == document]
        try:
            bans_with_corrections(document, own) if document in SIZES else with_corrections(document, own)
        except CorrectionsRefused as refused:
            refusals.extend(refused.refusals)
        except UnknownArticle as unknown:
            refusals.append(f"{unknown}")
    if refusals:
        raise CorrectionsRefused(tuple(refusals))
    return len(corrections)


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
    "Correction",
    "CorrectionFileErrors",
    "CorrectionsRefused",
    "NotEditable",
    "OrderRow",
    "UnknownArticle",
    "bans",
    "check_corrections",
    "edited",
    "order_row",
    "order_rows",
    "read_corrections",
]
