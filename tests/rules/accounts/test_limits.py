"""How long codes, sessions and proofs last."""

from datetime import datetime, timedelta

import pytest
from tests.factories import BEIJING

from chengzhao.rules.accounts import (
    CANDIDATE_SESSION,
    STAFF_SESSION,
    SessionLimits,
    code_wait,
    has_ended,
    is_fresh,
)

NOW = datetime(2024, 9, 10, 12, tzinfo=BEIJING)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("sent", "wait"),
    [
        ((), timedelta(0)),
        ((NOW,), MINUTE),
        ((NOW - 59 * SECOND,), SECOND),
        ((NOW - MINUTE,), timedelta(0)),
        (tuple(NOW - number * HOUR for number in range(1, 10)), timedelta(0)),
        (tuple(NOW - number * HOUR for number in range(1, 11)), 14 * HOUR),
        (tuple(NOW - 24 * HOUR - number * HOUR for number in range(20)), timedelta(0)),
    ],
)
def test_code_wait(sent: tuple[datetime, ...], wait: timedelta) -> None:
    assert code_wait(sent, NOW) == wait


def test_strangers_use_up_their_own_codes_and_not_the_owners() -> None:
    hours = tuple(NOW - number * HOUR for number in range(1, 21))
    assert code_wait((), NOW, strangers=hours) == 4 * HOUR
    assert code_wait((), NOW, strangers=hours[1:]) == timedelta(0)
    assert code_wait((NOW - HOUR,), NOW, strangers=hours) == 4 * HOUR
    assert code_wait((), NOW) == timedelta(0)


@pytest.mark.parametrize(
    ("limits", "idle", "absolute"), [(CANDIDATE_SESSION, 30, 12), (STAFF_SESSION, 15, 10)]
)
def test_session_ends(limits: SessionLimits, idle: int, absolute: int) -> None:
    assert not has_ended(limits, began=NOW - HOUR, seen=NOW - idle * MINUTE + SECOND, now=NOW)
    assert has_ended(limits, began=NOW - HOUR, seen=NOW - idle * MINUTE, now=NOW)
    assert not has_ended(limits, began=NOW - absolute * HOUR + SECOND, seen=NOW, now=NOW)
    assert has_ended(limits, began=NOW - absolute * HOUR, seen=NOW, now=NOW)


@pytest.mark.parametrize(
    ("proved", "fresh"),
    [
        (None, False),
        (NOW, True),
        (NOW - 10 * MINUTE, True),
        (NOW - 10 * MINUTE - SECOND, False),
        (NOW + SECOND, False),
    ],
)
def test_proof_is_fresh(proved: datetime | None, fresh: bool) -> None:
    assert is_fresh(proved, NOW) is fresh
