"""Where the candidate's filing score stands beside the control line and the last ones admitted: geometry only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from chengzhao.records.queries.fates import ChoiceFate
from chengzhao.web.shared.chinese import points

LEFT, RIGHT = 24, 336
LABEL_ROWS = (107, 125)
START, END = "", "t-end"


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A score on the axis: its place, its label, how the label is anchored and on which row it stands."""

    x: int
    label: str
    anchor: str
    y: int = 0


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
    said = [f"你{points(own)}分"]
    if control_line is not None:
        said.insert(0, f"控制线{control_line}分")
    said += [f"{college}最低{points(score)}分" for college, score in known]
    return ScoreChart(
        ticks=tuple(scale.point(Decimal(tick), str(tick)) for tick in scale.ticks),
        control=_control(scale, control_line, own) if control_line is not None else None,
        own=scale.point(own, f"你 {points(own)}"),
        lasts=_in_rows([scale.point(score, f"{college}最低 {points(score)}") for college, score in known]),
        description="；".join(said) + "。",
    )


def _control(scale: "_Scale", control_line: int, own: Decimal) -> Point:
    """The control line; its label stands on the side away from the reader's mark."""
    found = scale.point(Decimal(control_line), f"控制线 {control_line}")
    return replace(found, anchor=END if own >= control_line else START)


def _in_rows(found: Sequence[Point]) -> tuple[Point, ...]:
    """The points each on a row of its own, so that no label crosses the line of another."""
    leans_right = bool(found) and found[0].anchor == START
    ordered = sorted(found, key=lambda point: point.x, reverse=leans_right)
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
        anchor = START if x < (LEFT + RIGHT) // 2 else END
        return Point(x=x, label=label, anchor=anchor)
