"""How long codes, invitations, sessions and proofs of presence last, and how often one may try."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
CODE_PAUSE = timedelta(seconds=60)
"""Between two messages to one phone."""
CODES_A_DAY = 10
A_DAY = timedelta(hours=24)

INVITATION_LIFE = timedelta(hours=72)
FRESH_FOR = timedelta(minutes=10)
"""How long a proof of presence carries sensitive acts."""
HALF_WAY_LIFE = timedelta(minutes=15)
"""How long somebody may stand between the first factor and the second."""
PHONE_WAIT = timedelta(days=7)
"""Before a phone that was named without the old one takes its place."""
PASSWORD_AGE = timedelta(days=90)
"""Of staff, where the rules of 等保 are switched on."""
RECOVERY_CODES = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionLimits:
    """How long a session may lie idle, and how long it may last in all."""

    idle: timedelta
    absolute: timedelta


CANDIDATE_SESSION = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
STAFF_SESSION = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=10))


def has_ended(limits: SessionLimits, *, began: datetime, seen: datetime, now: datetime) -> bool:
    """Whether a session has lain idle or lasted for too long."""
    return now - seen >= limits.idle or now - began >= limits.absolute


def is_fresh(proved: datetime | None, now: datetime) -> bool:
    """Whether somebody proved their presence so recently that a sensitive act may go on."""
    return proved is not None and timedelta(0) <= now - proved <= FRESH_FOR


def code_wait(sent: tuple[datetime, ...], now: datetime) -> timedelta:
    """How long to wait before another message to a phone; `sent` are the times of those before it."""
    recent = sorted(moment for moment in sent if now - moment < A_DAY)
    if not recent:
        return timedelta(0)
    after_last = recent[-1] + CODE_PAUSE
    full_day = recent[-CODES_A_DAY] + A_DAY if len(recent) >= CODES_A_DAY else now
    return max(after_last - now, full_day - now, timedelta(0))
