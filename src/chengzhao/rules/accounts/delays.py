"""How long a log-in has to wait after wrong ones: by account, device and network, growing, never for good.

A stranger who knows an account's name can slow down strangers' tries only: a device from which the account
logged in before has a count of its own. Staff are locked for 15 minutes after 5 wrong tries in 15 minutes
(GB/T 22239-2019 8.1.4.1 b).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NO_WAIT = timedelta(0)
WINDOW = timedelta(hours=24)
STAFF_TRIES = 5
STAFF_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder:
    """After `free` wrong tries within `window` the wait begins at `first` and doubles up to `longest`."""

    free: int
    window: timedelta
    first: timedelta
    longest: timedelta

    def wait(self, failures: Sequence[datetime], now: datetime) -> timedelta:
        """How long the next try has to wait, counted from the last wrong one."""
        recent = [moment for moment in failures if now - moment < self.window]
        if len(recent) < self.free:
            return NO_WAIT
        steps = min(len(recent) - self.free, 20)
        delay: timedelta = min(self.first * (1 << steps), self.longest)
        return max(max(recent) + delay - now, NO_WAIT)


SAME_PLACE = Ladder(free=5, window=WINDOW, first=timedelta(seconds=30), longest=timedelta(hours=1))
"""One account from one device or one network."""
STRANGERS = Ladder(
    free=20, window=timedelta(hours=1), first=timedelta(minutes=1), longest=timedelta(minutes=15)
)
"""One account from wherever, except the devices it is known on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Failures:
    """The times of wrong tries for one account: from this device or network, and from anywhere, these among them."""

    here: Sequence[datetime] = ()
    anywhere: Sequence[datetime] = ()


def log_in_wait(failures: Failures, *, now: datetime, is_known_device: bool, is_staff: bool) -> timedelta:
    """How long a try has to wait. On a device that the account is known on, what happened elsewhere does not count."""
    counted = failures.here if is_known_device else failures.anywhere
    waits = [SAME_PLACE.wait(failures.here, now), STRANGERS.wait(counted, now)]
    if is_staff:
        waits.append(_staff_lock(counted, now))
    return max(waits)


def _staff_lock(failures: Sequence[datetime], now: datetime) -> timedelta:
    """The rest of the 15 minutes after the fifth wrong try within 15 minutes."""
    recent = sorted(moment for moment in failures if now - moment < 2 * STAFF_WINDOW)
    runs = zip(recent, recent[STAFF_TRIES - 1 :], strict=False)
    ends = [fifth + STAFF_WINDOW for first, fifth in runs if fifth - first < STAFF_WINDOW]
    return max([end - now for end in ends], default=NO_WAIT) if ends and max(ends) > now else NO_WAIT
