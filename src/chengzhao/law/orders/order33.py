"""教育部令第33号, 国家教育考试违规处理办法: what candidates, staff and sites may not do (A1.8.1).

The numbers of its procedure stand here as provisions. Its paragraphs are not part of the notice, which
names the order in N9.1 and 附件1·八（一）; the article stands in `source`.
"""

from decimal import Decimal
from fractions import Fraction

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.orders.shape import ORDER_33, OrderRow, order_row, order_rows

_READ = Decimal("0.9")


def _article(number: str) -> str:
    return f"{ORDER_33}第{number}条，据转载"


SIGNERS = Provision(2, Citation("N9.1"), _article("十八、十九"), _READ)
REVIEW_REQUEST_DAYS = Provision(15, Citation("N9.1"), _article("二十七"), _READ)
REVIEW_DECISION_DAYS = Provision(30, Citation("N9.1"), _article("二十八"), _READ)
SUSPENSION_YEARS = Provision((1, 3), Citation("N9.1"), _article("九"), _READ)
IDENTICAL_ROOM_SHARE = Provision(Fraction(1, 5), Citation("N9.1"), _article("十五"), _READ)
DECISION_CONTENTS = Provision(
    ("姓名或单位", "事实依据", "决定内容", "救济途径", "决定机构", "决定时间"),
    Citation("N9.1"),
    _article("二十六"),
    _READ,
)


def behaviours() -> tuple[OrderRow, ...]:
    """Every behaviour with its penalty, articles 5 to 17."""
    return tuple(row for row in order_rows(ORDER_33) if not row.is_procedure)


def procedure() -> tuple[OrderRow, ...]:
    """How a case is recorded, decided, told, reviewed and entered: articles 18 to 31, as far as at hand."""
    return tuple(row for row in order_rows(ORDER_33) if row.is_procedure)


def behaviour(article: str, item: str = "") -> OrderRow:
    """One behaviour. Raises UnknownArticle."""
    return order_row(ORDER_33, article, item)
