"""The curve of 一分一段: how many have a score or more, from the highest down; geometry only."""

from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.rules.privacy.score_bands import ScoreBand
from chengzhao.web.shared.chinese import count

LEFT, RIGHT, TOP, BOTTOM = 56, 468, 24, 208
EDGE = 120
"""A label nearer than this to the right edge stands left of its line."""
SCORE_STEP, LINES = 50, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Upright:
    """A line that stands at a score; its label ends before it where `is_left`."""

    at: int
    label: str
    is_left: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """Points of the curve and of the area under it, the axes, the control line, the score that was asked for."""

    points: str
    area: str
    scores: tuple[Tick, ...]
    people: tuple[Tick, ...]
    control: Upright
    own: Upright | None
    description: str


def curve(bands: Sequence[ScoreBand], control_line: int, own: int | None) -> Curve:
    """The curve of at least one band, between the scores that anybody has and the control line."""
    wanted = [bands[0].top, bands[-1].bottom, control_line, *([] if own is None else [own])]
    low = min(wanted) // SCORE_STEP * SCORE_STEP
    high = -(-max(wanted) // SCORE_STEP) * SCORE_STEP
    high = high if high > low else low + SCORE_STEP
    total = bands[-1].down_to_here

    def x(score: int) -> int:
        return LEFT + round((RIGHT - LEFT) * (score - low) / (high - low))

    def y(people: int) -> int:
        return BOTTOM - round((BOTTOM - TOP) * people / total)

    def upright(score: int, label: str) -> Upright:
        return Upright(at=x(score), label=label, is_left=x(score) > RIGHT - EDGE)

    corners = [(x(bands[0].top), BOTTOM), *((x(band.bottom), y(band.down_to_here)) for band in bands)]
    points = " ".join(f"{across},{down}" for across, down in corners)
    return Curve(
        points=points,
        area=f"{points} {corners[-1][0]},{BOTTOM}",
        scores=tuple(Tick(at=x(score), label=str(score)) for score in range(low, high + 1, SCORE_STEP)),
        people=tuple(
            Tick(at=y(total * part // LINES), label=count(total * part // LINES))
            for part in range(1, LINES + 1)
        ),
        control=upright(control_line, f"控制线 {control_line}"),
        own=None if own is None else upright(own, f"{own}分"),
        description=f"最高{bands[0].top}分，最低{bands[-1].bottom}分，共{count(total)}人，控制线{control_line}分。",
    )
