"""教育部令第36号, 普通高等学校招生违规行为处理暂行办法: colleges, offices, staff and candidates (A1.8.1)."""

from chengzhao.law.orders.shape import CRIMINAL_LAW, ORDER_36, OrderRow, order_row, order_rows


def behaviours() -> tuple[OrderRow, ...]:
    """Every behaviour with its penalty, articles 6 to 11."""
    return order_rows(ORDER_36)


def behaviour(article: str, item: str = "") -> OrderRow:
    """One behaviour. Raises UnknownArticle."""
    return order_row(ORDER_36, article, item)


def crimes() -> tuple[OrderRow, ...]:
    """考试作弊入刑: what article 284-1 of the Criminal Law punishes (N7.1, N7.3)."""
    return order_rows(CRIMINAL_LAW)
