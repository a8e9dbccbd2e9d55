"""Waits after wrong tries: growing, ending, and never for the owner's sake against the owner."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import BEIJING

from chengzhao.rules.accounts import Failures, log_in_wait

NOW = datetime(2024, 9, 10, 12, tzinfo=BEIJING)
NONE = timedelta(0)


def just_now(count: int) -> list[datetime]:
    return [NOW] * count


def wait(
    here: int = 0, anywhere: int | None = None, *, known: bool = False, staff: bool = False
) -> timedelta:
    failures = Failures(here=just_now(here), anywhere=just_now(here if anywhere is None else anywhere))
    return log_in_wait(failures, now=NOW, is_known_device=known, is_staff=staff)


@pytest.mark.parametrize(
    ("tries", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (11, 1920), (12, 3600), (500, 3600)]
)
def test_wait_grows_and_has_an_end(tries: int, seconds: int) -> None:
    assert wait(tries).total_seconds() == seconds


@pytest.mark.parametrize(("tries", "minutes"), [(4, 0), (5, 15), (30, 15)])
def test_staff_are_locked_for_a_quarter_of_an_hour(tries: int, minutes: int) -> None:
    assert wait(0, tries, staff=True) == timedelta(minutes=minutes)


def test_staff_lock_counts_five_within_a_quarter_of_an_hour() -> None:
    def locked(spread: timedelta) -> timedelta:
        times = [NOW - spread, NOW, NOW, NOW, NOW]
        return log_in_wait(Failures(anywhere=times), now=NOW, is_known_device=False, is_staff=True)

    assert locked(timedelta(minutes=14, seconds=59)) == timedelta(minutes=15)
    assert locked(timedelta(minutes=15)) == NONE


def test_known_device_does_not_wait_for_strangers() -> None:
    assert wait(0, 400, known=True) == NONE
    assert wait(0, 400, known=True, staff=True) == NONE
    assert wait(5, 400, known=True) == timedelta(seconds=30)


def test_tries_from_everywhere_make_strangers_wait_a_quarter_of_an_hour_at_most() -> None:
    assert wait(0, 19) == NONE
    assert wait(0, 20) == timedelta(minutes=1)
    assert wait(0, 10_000) == timedelta(minutes=15)


@given(st.lists(st.integers(0, 100_000), max_size=40), st.booleans(), st.booleans())
def test_whoever_waits_as_long_as_told_may_try(ages: list[int], known: bool, staff: bool) -> None:
    times = [NOW - timedelta(seconds=age) for age in ages]
    failures = Failures(here=times, anywhere=times)
    told = log_in_wait(failures, now=NOW, is_known_device=known, is_staff=staff)
    assert NONE <= told <= timedelta(hours=1)
    assert log_in_wait(failures, now=NOW + told, is_known_device=known, is_staff=staff) == NONE
