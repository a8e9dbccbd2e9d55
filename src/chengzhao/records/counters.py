"""Counts of requests in a sliding window, right across threads, processes and machines.

A window is cut into ten slots. A request passes while the slots that any window ending now can touch hold
fewer than the limit; passing and counting are one statement, so two at once cannot both take the last place.
Those that do not pass are not counted: who waits as long as told gets in.
"""

import math
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connections

SLOTS = 10
PURGE_EVERY = timedelta(minutes=10)

# The slots before the running one do not change any more; the running one is decided under its row's lock.
TAKE = """
WITH earlier AS (
    SELECT coalesce(sum(hits), 0) AS hits FROM records_requestcount
    WHERE key = %(key)s AND slot >= %(first)s AND slot < %(slot)s
)
INSERT INTO records_requestcount AS held (key, slot, hits, expires_at)
SELECT %(key)s, %(slot)s, 1, %(expires_at)s FROM earlier WHERE earlier.hits < %(most)s
ON CONFLICT (key, slot) DO UPDATE SET hits = held.hits + 1
    WHERE held.hits + (SELECT hits FROM earlier) < %(most)s
RETURNING hits
"""
GIVE_BACK = """
UPDATE records_requestcount SET hits = hits - 1 WHERE key = %(key)s AND hits > 0
    AND slot = (SELECT max(slot) FROM records_requestcount WHERE key = %(key)s AND slot >= %(first)s AND hits > 0)
"""
HELD = """
SELECT slot, hits FROM records_requestcount
WHERE key = %(key)s AND slot >= %(first)s AND slot <= %(slot)s ORDER BY slot
"""

_purged_at = datetime.min.replace(tzinfo=UTC)


def take_place(key: bytes, *, most: int, window: timedelta, at: datetime) -> timedelta | None:
    """Count one request of `key` if fewer than `most` passed in the window that ends `at`.

    None where it passed, else how long until the next one passes. The window is a little longer than asked
    for, by at most a tenth, so that never more than `most` pass in any window of the asked length.
    """
    step = window / SLOTS
    slot = int(at.timestamp() // step.total_seconds())
    asked = {
        "key": key,
        "first": slot - SLOTS,
        "slot": slot,
        "most": most,
        "expires_at": at + window + step,
    }
    with connections[settings.COUNTERS].cursor() as cursor:
        cursor.execute(TAKE, asked)
        if cursor.fetchone() is not None:
            _purge(at)
            return None
        cursor.execute(HELD, asked)
        return _wait(cursor.fetchall(), most, step, at)


def give_place_back(key: bytes, *, window: timedelta, at: datetime) -> None:
    """Uncount the latest request of `key` that still counts: it was one that the limit is not about."""
    slot = int(at.timestamp() // (window / SLOTS).total_seconds())
    with connections[settings.COUNTERS].cursor() as cursor:
        cursor.execute(GIVE_BACK, {"key": key, "first": slot - SLOTS})


def _wait(held: list[tuple[int, int]], most: int, step: timedelta, at: datetime) -> timedelta:
    """How long until enough slots have left the window, in whole seconds and at least one."""
    left = sum(hits for _, hits in held)
    seconds = step.total_seconds()
    for slot, hits in held:
        left -= hits
        if left < most:
            return timedelta(seconds=max(1, math.ceil((slot + SLOTS + 1) * seconds - at.timestamp())))
    return timedelta(seconds=1)


def _purge(at: datetime) -> None:
    """Remove what no window reaches any more; once in a while, in whichever process comes by."""
    global _purged_at
    if at - _purged_at < PURGE_EVERY:
        return
    _purged_at = at
    with connections[settings.COUNTERS].cursor() as cursor:
        cursor.execute("DELETE FROM records_requestcount WHERE expires_at < %s", [at])
