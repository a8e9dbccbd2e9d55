"""到期删除: two persons order what is over its time to go; it goes in whole batches and is counted (第四十七条)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.erasure import delete_rows, erase_accounts, erase_parts
from chengzhao.actions.governance import province_path
from chengzhao.actions.grounds import kept
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import RetentionOrder
from chengzhao.records.queries.retention import (
    RetentionPlan,
    accounts_over,
    candidates_of,
    retention_plan,
    rows_over,
    season_days,
)
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.privacy.retention import ROW_RULES, DuePart, RowRule, Standing, due_parts

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Gone:
    """What a batch removed, by table, and the key of its last candidate."""

    last: int
    rows: Counter[str]


def plan_of(border: Border, day: date) -> RetentionPlan:
    """The dry run, seen as the command sees it: whoever orders it sees counts and no person."""
    with scope(Scope(door=Door.MAINTENANCE)):
        return retention_plan(border.season, border.province, day)


@cites("A1.6.4")
@transaction.atomic
def order_retention(*, border: Border, actor: Actor, at: datetime, day: date) -> int:
    """Two persons order that what was over on a day goes; returns the key of the order. Raises Refused."""
    held = require_both("order_retention", border, actor, {"day": day.isoformat()})
    plan = _plan(border, at, day)
    lines = [line.shown() for line in plan.lines]
    with kept(RetentionOrder):
        order = RetentionOrder.objects.create(
            season=border.season,
            province=border.province,
            day=day,
            lines=lines,
            approval=held,
            ordered_at=at,
        )
    _book(border, actor, at, "order_retention", order, f"{plan.rows}行", before="")
    return order.pk


def _plan(border: Border, at: datetime, day: date) -> RetentionPlan:
    if day > localtime(at).date():
        raise Refused("还没有到这一天，不能提前删除。")
    plan = plan_of(border, day)
    if not plan.rows:
        raise Refused("这一天以前没有到期的资料，不需要删除。")
    return plan


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    try:
        day = date.fromisoformat(str(arguments.get("day", "")))
    except ValueError as error:
        raise Refused("请写明到期日，例如2026-01-31。") from error
    plan = _plan(border, at, day)
    facts = [
        (f"{line.whose} {line.what}（{line.table}）".strip(), f"{line.rows}行，{line.period}")
        for line in plan.lines
    ]
    return Matter(
        object_kind="retention_order",
        object_id=day.isoformat(),
        org_path=province_path(border),
        facts=(("到期日", day.isoformat()), ("依法保全", f"{plan.held}人，不删除"), *facts),
        content=digest_of([line.shown() for line in plan.lines]),
    )


ORDERING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: order_retention(
        border=border, actor=actor, at=at, day=date.fromisoformat(str(given["day"]))
    ),
)


@transaction.atomic
def remove_expired(
    *, border: Border, actor: Actor, at: datetime, order_id: int, standing: Standing, after: int
) -> Gone | None:
    """Erase what is due of the next candidates of a standing behind `after`; None where none is left.

    Whoever is held, or waits for an answer, meanwhile is passed over.
    """
    order = _open_order(border, order_id)
    due = [
        one
        for one in due_parts(season_days(border.season, border.province), order.day)
        if one.standing is standing
    ]
    if not due:
        return None
    keys = _next_keys(border, due, after)
    if not keys:
        return None
    rows: Counter[str] = Counter()
    touched: dict[int, list[str]] = {}
    for one in due:
        of = candidates_of(border.season, border.province, one).filter(pk__in=keys)
        gone, whose = erase_parts([one.part], list(of.values_list("pk", flat=True)))
        rows += gone
        for key in whose:
            touched.setdefault(key, []).append(one.part.label)
    record(
        border=border,
        actor=actor,
        at=at,
        act="remove_expired",
        object_kind="candidate",
        touched=[
            Touched(object_id=str(key), after=digest_of(parts), reason=f"到期删除：{'、'.join(parts)}")
            for key, parts in touched.items()
        ],
    )
    _count(order, rows)
    return Gone(last=keys[-1], rows=rows)


def _next_keys(border: Border, due: list[DuePart], after: int) -> list[int]:
    """The next candidates of whom any part is due, in the order of their keys."""
    found: set[int] = set()
    for begun_by in {one.begun_by for one in due}:
        one = next(part for part in due if part.begun_by == begun_by)
        rows = candidates_of(border.season, border.province, one).filter(pk__gt=after)
        found.update(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return sorted(found)[:BATCH]


@transaction.atomic
def remove_rows(*, border: Border, actor: Actor, at: datetime, order_id: int, rule: RowRule) -> int:
    """Delete the next rows of a table whose own period is over; returns how many."""
    order = _open_order(border, order_id)
    rows = rows_over(rule, border.season, border.province, order.day)
    gone = delete_rows(
        rows.model._default_manager.filter(
            pk__in=list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        )
    )
    _removed(border, actor, at, order, Counter({rule.table: gone}))
    return gone


@transaction.atomic
def empty_accounts(*, border: Border, actor: Actor, at: datetime, order_id: int) -> int:
    """Empty the next accounts whose last season ended long enough ago; returns how many."""
    order = _open_order(border, order_id)
    rows = accounts_over(border.season, border.province, order.day).order_by("pk")
    gone = erase_accounts(list(rows.values_list("pk", flat=True)[:BATCH]))
    _removed(border, actor, at, order, gone)
    return gone["account"]


def _removed(border: Border, actor: Actor, at: datetime, order: RetentionOrder, gone: Counter[str]) -> None:
    """Count what went and write it on the order's trail, where anything did."""
    if not +gone:
        return
    before = _order_digest(order)
    _count(order, gone)
    said = "、".join(f"{table} {rows}行" for table, rows in sorted(gone.items()))
    _book(border, actor, at, "remove_rows", order, said, before=before)


@transaction.atomic
def finish_retention(*, border: Border, actor: Actor, at: datetime, order_id: int) -> None:
    """The order is carried out: what it removed is its certificate."""
    order = _open_order(border, order_id)
    before = _order_digest(order)
    order.finished_at = at
    order.save(update_fields=["finished_at"])
    said = f"{sum(order.removed.values())}行"
    _book(border, actor, at, "finish_retention", order, said, before=before)


@transaction.atomic
def tidy_expired(*, border: Border, actor: Actor, at: datetime, day: date) -> int:
    """Delete what is only kept for hours or months to let people in: codes, sessions, messages; returns how many.

    That it was looked for stands on the trail, too, where nothing was over.
    """
    gone = Counter(
        {
            rule.table: delete_rows(rows_over(rule, border.season, border.province, day))
            for rule in ROW_RULES
            if rule.is_technical
        }
    )
    said = "、".join(f"{table} {rows}行" for table, rows in sorted(gone.items()) if rows) or "没有到期的"
    touched = [Touched(object_id=day.isoformat(), after=digest_of(dict(gone)), reason=said)]
    record(
        border=border, actor=actor, at=at, act="tidy_expired", object_kind="retention_order", touched=touched
    )
    return sum(gone.values())


def _open_order(border: Border, order_id: int) -> RetentionOrder:
    """The order, locked, where it is not finished. Raises Refused."""
    order = (
        RetentionOrder.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk=order_id, finished_at__isnull=True)
        .first()
    )
    if order is None:
        raise Refused("没有这项到期删除的命令，或者已经完成。")
    return order


def _count(order: RetentionOrder, gone: Counter[str]) -> None:
    order.removed = dict(Counter(order.removed) + gone)
    order.save(update_fields=["removed"])


def _order_digest(order: RetentionOrder) -> str:
    """The digest of what is ordered to go, what has gone of it, and since when nothing is left to do."""
    return digest_of({"lines": order.lines, "removed": order.removed, "finished_at": order.finished_at})


def _book(
    border: Border, actor: Actor, at: datetime, act: str, order: RetentionOrder, reason: str, *, before: str
) -> None:
    after = _order_digest(order)
    touched = [Touched(object_id=order.day.isoformat(), before=before, after=after, reason=reason[:400])]
    record(border=border, actor=actor, at=at, act=act, object_kind="retention_order", touched=touched)
