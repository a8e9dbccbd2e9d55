"""`chengzhao retention plan|run`: what is over its time, counted and deleted."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from chengzhao.cli.administrators import maintained_project, now, security_administrator

if TYPE_CHECKING:
    from chengzhao.records.queries.retention import PlanLine


def plan(season: int, province: str, day: date | None) -> int:
    """`chengzhao retention plan`: deletes nothing."""
    with maintained_project():
        from django.utils.timezone import localtime

        from chengzhao.records.queries.retention import retention_plan

        found = retention_plan(season, province, day or localtime(now()).date())
    print(f"{found.day}: {found.rows} rows are over their time; {found.held} files are held.")
    _tell(found.lines)
    print("Without an order go:")
    _tell(found.technical)
    return 0


def _tell(lines: "Sequence[PlanLine]") -> None:
    for line in lines:
        print(f"{line.rows:>9}  {line.table:18} {line.whose} {line.what}（{line.period}）")


def run(*, by: str) -> int:
    """`chengzhao retention run`."""
    with maintained_project():
        from chengzhao.work.retention import Removal, remove

        border, actor = security_administrator(by, "到期删除只由安全管理员办理")
        finished = remove(Removal(border=border, actor=actor, now=now, tell=print))
    for order in finished:
        gone = "、".join(f"{table} {rows}" for table, rows in order.removed) or "0"
        print(f"The order of {order.day} is carried out: {gone}.")
    if not finished:
        print("No order waits: two persons give one on /system/retention/.")
    return 0
