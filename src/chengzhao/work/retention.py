"""到期删除, carried out: one batch a transaction, resumable anywhere, while the service works.

What is left is read from the rows themselves: whoever kills it and starts it again loses at most the open batch.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.retention import (
    empty_accounts,
    finish_retention,
    remove_expired,
    remove_rows,
    tidy_expired,
)
from chengzhao.records.queries.retention_orders import OrderView, orders
from chengzhao.rules.privacy.retention import ROW_RULES, Standing
from chengzhao.work.alone import alone

LOCK = 0x72657461
"""The number of the lock that lets only one run."""


@dataclass(frozen=True, kw_only=True)
class Removal:
    """Who removes, what time it is, and who is told of each step."""

    border: Border
    actor: Actor
    now: Callable[[], datetime]
    tell: Callable[[str], None]


def remove(removal: Removal) -> tuple[OrderView, ...]:
    """Tidy what goes without an order, then finish every open order; returns the orders that were finished.

    Raises Refused where another removal runs.
    """
    with alone(LOCK, "另一次到期删除正在进行，请等它结束。"):
        at = removal.now()
        day = localtime(at).date()
        tidied = tidy_expired(border=removal.border, actor=removal.actor, at=at, day=day)
        removal.tell(f"短期记录：删除{tidied}行。")
        border = (removal.border.season, removal.border.province)
        waiting = orders(*border, is_open=True)
        for order in waiting:
            _carry_out(removal, order)
        keys = {order.key for order in waiting}
        return tuple(order for order in orders(*border, is_open=False) if order.key in keys)


def _carry_out(removal: Removal, order: OrderView) -> None:
    for standing in Standing:
        _erase(removal, order, standing)
    who = {"border": removal.border, "actor": removal.actor, "order_id": order.key}
    for rule in ROW_RULES:
        while not rule.is_technical and (gone := remove_rows(**who, at=removal.now(), rule=rule)):  # type: ignore[arg-type]
            removal.tell(f"{rule.table}：删除{gone}行。")
    while gone := empty_accounts(**who, at=removal.now()):  # type: ignore[arg-type]
        removal.tell(f"account：清除{gone}个。")
    finish_retention(**who, at=removal.now())  # type: ignore[arg-type]


def _erase(removal: Removal, order: OrderView, standing: Standing) -> None:
    after = 0
    while batch := remove_expired(
        border=removal.border,
        actor=removal.actor,
        at=removal.now(),
        order_id=order.key,
        standing=standing,
        after=after,
    ):
        after = batch.last
        if batch.rows:
            removal.tell(f"{standing.label}：删除{sum(batch.rows.values())}行。")
