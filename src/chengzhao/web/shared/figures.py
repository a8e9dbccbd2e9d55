"""Figures for desk pages: a strip of numbers, shares of a column as heat, steps of a funnel."""

from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.records.queries.progress import STEPS, Tally
from chengzhao.web.shared.chinese import percent

HEAT_STEPS = 6

STEP_LABELS = {
    "registered": "登记",
    "submitted": "提交报名",
    "approved": "审核通过",
    "seated": "编排考场",
    "sat": "参考",
    "on_line": "上线",
    "filed": "投档",
    "admitted": "录取",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fig:
    """One figure of a strip: its name, the number, a small unit, one line below."""

    name: str
    value: str
    unit: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelStep:
    """One step of a funnel with its share of the step before."""

    name: str
    heads: int
    of_previous: str
    widest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """A share in per cent and how hot it is among the rows of its column, 1 to 6; 0 where there is none."""

    text: str
    heat: int


def funnel(tally: Tally) -> tuple[FunnelStep, ...]:
    """The steps of a tally from registration to admission."""
    heads = [getattr(tally, step) for step in STEPS]
    return tuple(
        FunnelStep(
            name=STEP_LABELS[step],
            heads=number,
            of_previous=percent(number, heads[place - 1]) if place else "—",
            widest=heads[0],
        )
        for place, (step, number) in enumerate(zip(STEPS, heads, strict=True))
    )


def heat_column(pairs: Sequence[tuple[int, int]]) -> tuple[HeatCell, ...]:
    """(part, whole) of each row as cells: the coolest share of the column is 1, the hottest 6."""
    shares = [part * 100_000 // whole if whole else None for part, whole in pairs]
    known = [share for share in shares if share is not None]
    low, high = min(known, default=0), max(known, default=0)
    return tuple(
        HeatCell(text=percent(*pair), heat=_heat(share, low, high))
        for pair, share in zip(pairs, shares, strict=True)
    )


def _heat(share: int | None, low: int, high: int) -> int:
    if share is None:
        return 0
    if high == low:
        return HEAT_STEPS // 2
    return 1 + (share - low) * (HEAT_STEPS - 1) // (high - low)
