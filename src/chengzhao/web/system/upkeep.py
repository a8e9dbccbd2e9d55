"""例行维护 as the administrators see it: what comes round, when it was last done and is due next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime, make_aware

from chengzhao.actions.own import newest_border
from chengzhao.records.queries.upkeep import last_done, last_tidied
from chengzhao.work.delivery import sends_nothing
from chengzhao.work.upkeep import UPKEEP, Upkeep

LATE_AFTER = {
    "seal": None,
    "registers": None,
    "refund": None,
    "risks": None,
    "verify": timedelta(hours=13),
    "remind": None,
    "tidy": timedelta(hours=49),
}
"""How long after the last time a work counts as missed; without anything that happens no seal is
needed, and without a deadline no reminder, without a registration no question."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UpkeepLine:
    """A work of upkeep; `due_at` is None for one that goes on all the time."""

    key: str
    label: str
    rhythm: str
    done_at: datetime | None
    due_at: datetime | None
    is_late: bool


def upkeep_lines(now: datetime) -> tuple[UpkeepLine, ...]:
    """Every work of upkeep, in the order of the table, the messages last."""
    return tuple(_lines(now))


def tidying_line(now: datetime) -> UpkeepLine:
    """The work of upkeep that tidies short-lived rows, alone."""
    border = newest_border()
    return _line("tidy", UPKEEP["tidy"], last_tidied(border.season, border.province), now)


def _line(key: str, one: Upkeep, last: datetime | None, now: datetime) -> UpkeepLine:
    return UpkeepLine(
        key=key,
        label=one.label,
        rhythm=one.rhythm,
        done_at=last,
        due_at=due(one, last, now),
        is_late=is_late(key, last, now),
    )


def _lines(now: datetime) -> Iterator[UpkeepLine]:
    border = newest_border()
    done = last_done(border.season, border.province)
    for key, one in UPKEEP.items():
        yield _line(key, one, done[key], now)
    rhythm = "只留在发件箱" if sends_nothing() else "随时"
    yield UpkeepLine(
        key="deliver", label="短信发送", rhythm=rhythm, done_at=done["deliver"], due_at=None, is_late=False
    )


def due(one: Upkeep, last: datetime | None, now: datetime) -> datetime:
    """When a work is due next: what is done once a day and has been done today is due tomorrow."""
    today = localtime(now).date()
    if one.is_daily and last is not None and localtime(last).date() == today:
        return one.next_after(make_aware(datetime.combine(today + timedelta(days=1), time())))
    return one.next_after(now)


def is_late(key: str, last: datetime | None, now: datetime) -> bool:
    """Whether a work has been missed: no worker does it."""
    longest = LATE_AFTER[key]
    return longest is not None and (last is None or now - last > longest)
