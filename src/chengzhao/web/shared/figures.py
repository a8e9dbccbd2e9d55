"""Figures for desk pages: a strip of numbers, shares of a column as heat, steps of a funnel."""

from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.records.queries.progress import STEPS, Tally
from chengzhao.rules.privacy.small_cells import HIDDEN
from chengzhao.web.shared.chinese import count, percent

HEAT_STEPS = 6
NONE = "—"
"""The share of nothing, and of the first step."""

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
    """One figure of a strip: its name, the number, a small unit, one line below; `href` is where it is dealt with."""

    name: str
    value: str
    unit: str = ""
    note: str = ""
    tone: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelStep:
    """One step of a funnel with its share of the step before; `heads` is None where they are few and not told."""

    name: str
    heads: int | None
    of_previous: str
    widest: int

    @property
    def told(self) -> str:
        """How many there are, or the sign that it is not told."""
        return HIDDEN if self.heads is None else count(self.heads)

    @property
    def has_share(self) -> bool:
        """Whether the share is a number."""
        return self.of_previous not in (HIDDEN, NONE)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """A share in per cent and how hot it is among the rows of its column, 1 to 6; 0 where there is none."""

    text: str
    heat: int


def funnel(tally: Tally) -> tuple[FunnelStep, ...]:
    """The steps of a tally from registration to admission."""
    return funnel_of([getattr(tally, step) for step in STEPS])


def funnel_of(heads: Sequence[int | None]) -> tuple[FunnelStep, ...]:
    """The steps from the number of heads at each; None where it is not told."""
    return tuple(
        FunnelStep(
            name=STEP_LABELS[step],
            heads=number,
            of_previous=share_of(number, heads[place - 1]) if place else NONE,
            widest=heads[0] or 0,
        )
        for place, (step, number) in enumerate(zip(STEPS, heads, strict=True))
    )


def share_of(part: int | None, whole: int | None) -> str:
    """A share in per cent; hidden where one of the two is."""
    return HIDDEN if part is None or whole is None else percent(part, whole)


def heat_column(pairs: Sequence[tuple[int | None, int | None]]) -> tuple[HeatCell, ...]:
    """(part, whole) of each row as cells: the coolest share of the column is 1, the hottest 6."""
    shares = [part * 100_000 // whole if whole and part is not None else None for part, whole in pairs]
    known = [share for share in shares if share is not None]
    low, high = min(known, default=0), max(known, default=0)
    return tuple(
        HeatCell(text=share_of(*pair), heat=_heat(share, low, high))
        for pair, share in zip(pairs, shares, strict=True)
    )


def _heat(share: int | None, low: int, high: int) -> int:
    if share is None:
        return 0
    if high == low:
        return HEAT_STEPS // 2 if high else 1
    return 1 + (share - low) * (HEAT_STEPS - 1) // (high - low)
