"""How long codes, invitations, sessions and proofs of presence last, and how often one may try."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
CODE_PAUSE = timedelta(seconds=60)
"""Between two messages to one phone."""
CODES_A_DAY = 10
STRANGERS_CODES_A_DAY = 20
"""Messages a day to one phone for all who ask from elsewhere than its owner's devices: each of them costs."""
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


def code_wait(
    mine: tuple[datetime, ...], now: datetime, *, strangers: tuple[datetime, ...] = ()
) -> timedelta:
    """How long to wait before another message to a phone.

    `mine` are the times of those before it that were asked for from the same place: the owner's own devices, or
    one network of somebody whom the account does not know. `strangers` are those of all such networks together,
    where the one who asks is one of them: what a stranger uses up is not taken from the owner.
    """
    recent = _of_a_day(mine, now)
    if not recent:
        return _day_is_full(_of_a_day(strangers, now), STRANGERS_CODES_A_DAY, now)
    after_last = recent[-1] + CODE_PAUSE
    return max(
        after_last - now,
        _day_is_full(recent, CODES_A_DAY, now),
        _day_is_full(_of_a_day(strangers, now), STRANGERS_CODES_A_DAY, now),
        timedelta(0),
    )


def _of_a_day(sent: tuple[datetime, ...], now: datetime) -> list[datetime]:
    return sorted(moment for moment in sent if now - moment < A_DAY)


def _day_is_full(recent: list[datetime], most: int, now: datetime) -> timedelta:
    return recent[-most] + A_DAY - now if len(recent) >= most else timedelta(0)
