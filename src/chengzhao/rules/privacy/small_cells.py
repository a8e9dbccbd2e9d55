"""Small counts of people are not shown, nor what would give them away beside a total (trust P-08).

A count from 1 to 4 says something of persons whom others may know. Hiding it alone is in vain where the sum of the
list is shown: so more counts are hidden, the smallest first, until each hidden count may be five or more for all
that a reader can work out. A zero tells of nobody and is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""The smallest count of people that is shown. Our own default, the usual one of official statistics."""

HIDDEN = "＊"
FEW = f"不足{LEAST}人"
NOTE = "＊ 人数少于5或者可以由此推算出少于5的，不显示"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A list of counts as it may be shown: None in the place of a hidden one, and of a total that is hidden."""

    counts: tuple[int | None, ...]
    total: int | None

    @property
    def hides(self) -> bool:
        """Whether anything is hidden, so that the page says so."""
        return self.total is None or None in self.counts


def shown_counts(counts: Sequence[int]) -> Shown:
    """A list of counts beside its total. Raises ValueError for a count below zero."""
    if any(count < 0 for count in counts):
        raise ValueError("nobody counts less than nobody")
    by_size = sorted((count, place) for place, count in enumerate(counts) if count)
    hidden = {place for count, place in by_size if count < LEAST}
    for _, place in by_size:
        if not hidden or _is_safe(counts, hidden):
            break
        hidden.add(place)
    is_safe = not hidden or _is_safe(counts, hidden)
    return Shown(
        counts=tuple(None if place in hidden else count for place, count in enumerate(counts)),
        total=sum(counts) if is_safe else None,
    )


def shown_beside_total(counts: Sequence[int]) -> tuple[int | None, ...]:
    """A list of counts beside a total that is known from elsewhere: where that gives one away, none is shown.

    Also a zero goes then, for it would say where the few are not. Raises ValueError for a count below zero.
    """
    found = shown_counts(counts)
    return (None,) * len(counts) if found.total is None else found.counts


def few_or(count: int, text: str) -> str:
    """What a count of people is told as to everybody: `text`, or that they are few."""
    return FEW if 0 < count < LEAST else text


def _is_safe(counts: Sequence[int], hidden: set[int]) -> bool:
    """Whether each hidden count may be LEAST: all of them are one at least, and their sum is known."""
    return sum(counts[place] for place in hidden) - (len(hidden) - 1) >= LEAST and len(hidden) > 1
