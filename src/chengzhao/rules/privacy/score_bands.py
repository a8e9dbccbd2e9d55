"""一分一段: how many reached each score, where few stand at a score together with its neighbours (trust P-08).

One score of one point tells of few: so scores are taken together from the top until five people stand in each band.
What stands beside it, the number down to there, then tells of no fewer than five either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chengzhao.rules.privacy.small_cells import LEAST


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreBand:
    """Scores from `top` down to `bottom`, how many people have one of them, and how many have `bottom` or more."""

    top: int
    bottom: int
    people: int
    down_to_here: int


def score_bands(counts: Mapping[int, int]) -> tuple[ScoreBand, ...]:
    """The bands of (score: people), the highest first; none where there are fewer than five people in all.

    The few who remain at the end stand in the last band. Scores that nobody has stand in no band of their own.
    """
    found: list[ScoreBand] = []
    top, people, total = 0, 0, 0
    for score in sorted((score for score, count in counts.items() if count), reverse=True):
        top = top if people else score
        people += counts[score]
        total += counts[score]
        if people >= LEAST:
            found.append(ScoreBand(top=top, bottom=score, people=people, down_to_here=total))
            people = 0
    if people and found:
        last = found.pop()
        lowest = min(score for score, count in counts.items() if count)
        found.append(ScoreBand(top=last.top, bottom=lowest, people=last.people + people, down_to_here=total))
    return tuple(found)


def people_down_to(bands: Sequence[ScoreBand], score: int) -> int:
    """How many have the score or more, as far as the bands tell: down to the end of the band that holds it."""
    told = [band.down_to_here for band in bands if band.top >= score]
    return max(told, default=0)
