"""The chart of registrations by day: a column for those handed in, a line for those that passed; geometry only."""

from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.records.queries.trends import DayCount
from chengzhao.web.shared.chinese import count, short_day

LEFT, RIGHT, TOP, BOTTOM = 56, 704, 32, 208
LINES, MOST_LABELS = 4, 8
GAP, WIDEST = 4, 48
"""A column leaves a quarter of its day free; few days do not make it a wall."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A place on an axis with its label."""

    at: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """The column of one day."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """The columns, the line over them, its last point, the axes, and all of it in a sentence."""

    bars: tuple[Bar, ...]
    line: str
    end: tuple[int, int]
    days: tuple[Mark, ...]
    heads: tuple[Mark, ...]
    description: str


def trend(found: Sequence[DayCount]) -> Trend:
    """The chart of at least one day."""
    most = _rounded(max(max(one.submitted, one.approved) for one in found))
    step = (RIGHT - LEFT) / len(found)

    def y(heads: int) -> int:
        return BOTTOM - round((BOTTOM - TOP) * heads / most)

    def middle(place: int) -> int:
        return round(LEFT + step * (place + 0.5))

    width = max(2, min(WIDEST, round(step * (GAP - 1) / GAP)))
    points = [(middle(place), y(one.approved)) for place, one in enumerate(found)]
    every = -(-len(found) // MOST_LABELS)
    return Trend(
        bars=tuple(
            Bar(
                x=middle(place) - width // 2,
                y=y(one.submitted),
                width=width,
                height=BOTTOM - y(one.submitted),
            )
            for place, one in enumerate(found)
        ),
        line=" ".join(f"{x},{height}" for x, height in points),
        end=points[-1],
        days=tuple(
            Mark(at=middle(place), label=short_day(one.day))
            for place, one in enumerate(found)
            if place % every == 0
        ),
        heads=tuple(
            Mark(at=y(most * line // LINES), label=count(most * line // LINES))
            for line in range(1, LINES + 1)
        ),
        description=_told(found),
    )


def _told(found: Sequence[DayCount]) -> str:
    submitted, approved = (sum(getattr(one, part) for one in found) for part in ("submitted", "approved"))
    busiest = max(found, key=lambda one: one.submitted)
    days = f"{short_day(found[0].day)}至{short_day(found[-1].day)}"
    whole = f"共提交{count(submitted)}人、审核通过{count(approved)}人"
    return f"{days}，{whole}；{short_day(busiest.day)}提交最多，{count(busiest.submitted)}人。"


def _rounded(most: int) -> int:
    """The end of the axis: the next number that its lines divide evenly."""
    unit = LINES
    while unit * 10 < most:
        unit *= 10
    return max(LINES, -(-most // unit) * unit)
