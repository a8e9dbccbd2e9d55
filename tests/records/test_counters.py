"""Counts in a sliding window: never one too many, and told truly how long to wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection

from chengzhao.records import counters
from chengzhao.records.counters import SLOTS, give_place_back, take_place
from chengzhao.records.models import RequestCount

NOON = datetime(2024, 9, 10, 12, 0, tzinfo=UTC)
WINDOW = timedelta(minutes=10)
KEY = b"k" * 16


def take(at: datetime, key: bytes = KEY, most: int = 3) -> timedelta | None:
    return take_place(key, most=most, window=WINDOW, at=at)


@pytest.mark.django_db
def test_so_many_pass_and_the_next_waits_until_the_first_has_left() -> None:
    passed = [take(NOON + timedelta(seconds=second)) for second in range(3)]
    wait = take(NOON + timedelta(seconds=3))
    assert passed == [None, None, None]
    # The slot of a minute in which the three fell leaves with the window of ten minutes behind it.
    assert wait == timedelta(minutes=11, seconds=-3)


@pytest.mark.django_db
def test_whoever_waits_as_long_as_told_passes() -> None:
    for _ in range(3):
        take(NOON)
    wait = take(NOON)
    assert wait is not None
    assert take(NOON + wait - timedelta(seconds=1)) is not None
    assert take(NOON + wait) is None


@pytest.mark.django_db
def test_keys_do_not_share_their_places() -> None:
    for _ in range(3):
        take(NOON)
    assert take(NOON, b"o" * 16) is None
    assert take(NOON) is not None


@pytest.mark.django_db
def test_refused_requests_are_not_counted() -> None:
    for _ in range(50):
        take(NOON)
    assert list(RequestCount.objects.values_list("hits", flat=True)) == [3]


@pytest.mark.django_db
def test_a_place_that_is_given_back_is_free_again() -> None:
    for _ in range(3):
        take(NOON)
    later = NOON + timedelta(minutes=2)
    give_place_back(KEY, window=WINDOW, at=later)
    assert take(later) is None
    assert take(later) is not None
    for _ in range(9):
        give_place_back(KEY, window=WINDOW, at=later)
    assert [take(later) for _ in range(4)][:3] == [None] * 3


@pytest.mark.django_db
def test_of_ten_thousand_requests_no_window_lets_more_than_the_limit_pass() -> None:
    chance, at, passed = Random("ten thousand"), NOON, []
    for _ in range(10_000):
        at += timedelta(seconds=chance.choice((0, 0, 0, 1, 1, 2, 30)))
        if take(at, most=40) is None:
            passed.append(at)
    crowded = max(
        sum(1 for one in passed[place : place + 41] if one < first + WINDOW)
        for place, first in enumerate(passed)
    )
    assert crowded == 40
    assert len(passed) > 40 * ((at - NOON) // (WINDOW + WINDOW / SLOTS))


@pytest.mark.django_db
def test_what_no_window_reaches_any_more_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "_purged_at", datetime.min.replace(tzinfo=UTC))
    take(NOON, b"a" * 16)
    later = NOON + timedelta(hours=1)
    take(later, b"b" * 16)
    assert [bytes(row.key) for row in RequestCount.objects.all()] == [b"b" * 16]
    take(later + timedelta(minutes=1), b"c" * 16)
    assert RequestCount.objects.count() == 2


@pytest.mark.django_db
def test_table_is_unlogged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'records_requestcount'")
        assert cursor.fetchone() == ("u",)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_pass_in_more_than_the_limit() -> None:
    def attempt(_: int) -> bool:
        try:
            return take(NOON, most=25) is None
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        passed = list(pool.map(attempt, range(200)))
    assert passed.count(True) == 25
