"""When a message goes out: what is not pressing waits for the morning, by Beijing time.

The hours are ours, as those of decent people; no order names them.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
QUIET_FROM, QUIET_TO = time(21), time(8)


def is_quiet(at: datetime) -> bool:
    """Whether `at` lies between 21:00 and 8:00 of Beijing; 21:00 does, 8:00 does not."""
    clock = at.astimezone(BEIJING).time()
    return clock >= QUIET_FROM or clock < QUIET_TO


def next_morning(at: datetime) -> datetime:
    """When what waits now goes out: `at` itself outside of the quiet hours, else the next 8:00 of Beijing."""
    if not is_quiet(at):
        return at
    there = at.astimezone(BEIJING)
    morning = there.replace(hour=QUIET_TO.hour, minute=0, second=0, microsecond=0)
    return morning if morning > there else morning + timedelta(days=1)
