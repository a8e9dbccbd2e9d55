"""A register that does not answer (N3.7): when it is asked again, when its line is held to be down, when tried anew."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chengzhao.law.citation import cites

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
DOWN_AFTER = 5
"""So many failures in a row are an outage. Our own defaults: the notice gives none."""
TRIED_EVERY = timedelta(minutes=5)
"""A line that is down is tried with one question so often; the others wait and count no failures."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """How a register answers: failures in a row, since when it is held to be down, when it is tried again."""

    failures: int = 0
    down_since: datetime | None = None
    tried_again_at: datetime | None = None

    @property
    def is_down(self) -> bool:
        """Whether the register is held not to answer."""
        return self.down_since is not None


@cites("N3.7")
def next_try(tries: int, at: datetime) -> datetime:
    """When a question that failed `tries` times is asked again: after 1, 2, 4 … minutes, at most four hours."""
    if tries < 1:
        raise ValueError("a question that never failed is not asked again")
    # Beyond this the pause is the longest anyway, and a large power would not be a duration.
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 16)
    return at + min(doubled, LONGEST_PAUSE)


@cites("N3.7")
def after_failure(line: Line, at: datetime) -> Line:
    """The line after one more question without an answer."""
    failures = line.failures + 1
    if failures < DOWN_AFTER:
        return replace(line, failures=failures)
    return Line(failures=failures, down_since=line.down_since or at, tried_again_at=at + TRIED_EVERY)


@cites("N3.7")
def after_answer() -> Line:
    """The line after an answer, whatever it said: it is up."""
    return Line()


@cites("N3.7")
def questions_allowed(line: Line, at: datetime, most: int) -> int:
    """How many questions may go now: all while the line is up, one to try a line that is down, else none."""
    if not line.is_down:
        return most
    is_due = line.tried_again_at is None or line.tried_again_at <= at
    return min(1, most) if is_due else 0
