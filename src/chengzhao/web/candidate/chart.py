"""Where the candidate's filing score stands beside the control line and the last ones admitted: geometry only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from chengzhao.records.queries.fates import ChoiceFate
from chengzhao.web.shared.chinese import points

LEFT, RIGHT = 24, 336
WIDTH, MARGIN, GAP = 360, 1, 4
"""The width of the drawing, how near to its edge a label may come, and how far it stands from its line."""
LABEL_ROWS = (107, 125)
START, END = "", "t-end"
WIDE, NARROW = 12, 7
"""How wide a Chinese character and a digit are drawn."""
TICK_ROOM = 16
"""A line nearer than this to the middle of a tick's number would run through the number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A score on the axis: its place, its label, where that begins or ends, and on which row it stands."""

    x: int
    label: str
    anchor: str
    text_x: int
    y: int = 0

    def covers(self, x: int) -> bool:
        """Whether a line at x would run through the label."""
        begins = self.text_x - (width_of(self.label) if self.anchor == END else 0)
        return begins - GAP < x < begins + width_of(self.label) + GAP


def width_of(label: str) -> int:
    """How wide a label is drawn."""
    return sum(WIDE if ord(letter) > 0xFF else NARROW for letter in label)


def _beside(x: int, label: str, preferred: str) -> Point:
    """A point whose label stands on the preferred side of its line, or where it has room."""
    fits = {START: x + GAP + width_of(label) <= WIDTH - MARGIN, END: x - GAP - width_of(label) >= MARGIN}
    other = START if preferred == END else END
    anchor = preferred if fits[preferred] or not fits[other] else other
    if anchor == END:
        return Point(x=x, label=label, anchor=END, text_x=max(x - GAP, MARGIN + width_of(label)))
    return Point(x=x, label=label, anchor=START, text_x=min(x + GAP, WIDTH - MARGIN - width_of(label)))


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreChart:
    """The axis with its ticks, the control line, the reader and the last ones admitted."""

    ticks: tuple[Point, ...]
    control: Point | None
    own: Point
    lasts: tuple[Point, ...]
    description: str


def score_chart(own: Decimal, control_line: int | None, fates: Sequence[ChoiceFate]) -> ScoreChart:
    """The chart of one level; at most two choices are drawn, those of the lowest ranks with anybody admitted."""
    known = [
        (fate.choice.college, fate.lowest_admitted) for fate in fates if fate.lowest_admitted is not None
    ][: len(LABEL_ROWS)]
    values = [own, *(score for _, score in known)]
    if control_line is not None:
        values.append(Decimal(control_line))
    scale = _Scale.around(values)
    lasts = _in_rows([scale.point(score, f"{college}最低 {points(score)}") for college, score in known])
    said = [f"你{points(own)}分"]
    if control_line is not None:
        said.insert(0, f"控制线{control_line}分")
    said += [f"{college}最低{points(score)}分" for college, score in known]
    return ScoreChart(
        ticks=tuple(_tick(scale, tick, lasts) for tick in scale.ticks),
        control=_control(scale, control_line, own) if control_line is not None else None,
        own=scale.point(own, f"你 {points(own)}"),
        lasts=lasts,
        description="；".join(said) + "。",
    )


def _control(scale: "_Scale", control_line: int, own: Decimal) -> Point:
    """The control line; its label stands on the side away from the reader's mark."""
    x = scale.point(Decimal(control_line), "").x
    return _beside(x, f"控制线 {control_line}", END if own >= control_line else START)


def _tick(scale: "_Scale", tick: int, lasts: Sequence[Point]) -> Point:
    """A tick; its number is left out where the line of somebody admitted last would run through it."""
    found = scale.point(Decimal(tick), str(tick))
    is_crossed = any(abs(last.x - found.x) < TICK_ROOM for last in lasts)
    return replace(found, label="") if is_crossed else found


def _in_rows(found: Sequence[Point]) -> tuple[Point, ...]:
    """The points each on a row of its own; first the one through whose label the other's line does not run.

    Where each would run through the other's, the line is interrupted around the letters, as the stylesheet draws them.
    """
    ordered = list(found)
    if len(ordered) > 1 and ordered[0].covers(ordered[1].x):
        ordered.reverse()
    return tuple(replace(point, y=y) for point, y in zip(ordered, LABEL_ROWS, strict=False))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scale:
    low: int
    high: int
    step: int

    @classmethod
    def around(cls, values: Sequence[Decimal]) -> "_Scale":
        spread = max(values) - min(values)
        step = 50 if spread > 80 else 20 if spread > 30 else 10
        low = max(0, (int(min(values)) - step) // step * step)
        high = -(-int(max(values) + 1) // step) * step
        return cls(low=low, high=max(high, low + 2 * step), step=step)

    @property
    def ticks(self) -> range:
        return range(self.low, self.high + 1, self.step)

    def point(self, score: Decimal, label: str) -> Point:
        share = (score - self.low) / (self.high - self.low)
        x = LEFT + int(share * (RIGHT - LEFT))
        return _beside(x, label, START if x < (LEFT + RIGHT) // 2 else END)
