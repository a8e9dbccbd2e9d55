"""Chance that is the same on every machine: named streams of a seed, and whole numbers only."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

BELL_UNIT = 1000
"""One standard deviation of `bell`."""

_BYTES = 8
_MEAN_SUM = _BYTES * 255 // 2
_DEVIATION_OF_SUM = 209
"""The root of 8 × (256² − 1) / 12, the variance of eight bytes that are each uniform."""


def stream(seed: str, topic: str) -> Random:
    """The chance of one topic: its own stream, so that another topic's draws never shift it."""
    return Random(f"{seed}:{topic}")


def happens(chance: Random, share: Fraction) -> bool:
    """Whether something of this share happens this time."""
    return chance.randrange(share.denominator) < share.numerator


def bell(chance: Random) -> int:
    """A bell-shaped draw, mean 0, standard deviation BELL_UNIT, from the sum of eight bytes."""
    total = sum(chance.getrandbits(8 * _BYTES).to_bytes(_BYTES, "big"))
    return (total - _MEAN_SUM) * BELL_UNIT // _DEVIATION_OF_SUM


class Weighted(Generic[T]):
    """Things of which each is drawn as often as its whole weight says."""

    def __init__(self, pairs: Iterable[tuple[T, int]]) -> None:
        kept = [(thing, weight) for thing, weight in pairs if weight > 0]
        if not kept:
            raise ValueError("nothing to draw from: every weight is 0")
        self.things: Sequence[T] = [thing for thing, _ in kept]
        self._upper = list(accumulate(weight for _, weight in kept))

    def draw(self, chance: Random) -> T:
        """One of the things."""
        return self.things[bisect_right(self._upper, chance.randrange(self._upper[-1]))]
