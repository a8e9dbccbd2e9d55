"""Working days: weekends, days off, exchanged days, and years of which nothing is known."""

from datetime import date, timedelta

import pytest

from chengzhao.law.privacy import ANSWER_WORKING_DAYS, is_working_day, working_day_after


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-09-30", True),
        ("2024-09-29", True),  # a Sunday exchanged for a day off
        ("2024-10-01", False),
        ("2024-10-07", False),
        ("2024-10-08", True),
        ("2024-10-12", True),  # a Saturday exchanged
        ("2024-10-13", False),
        ("2025-02-04", False),
        ("2025-02-05", True),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2031-10-01", True),  # of no known year: a Wednesday
        ("2031-10-04", False),
    ],
)
def test_working_day(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("begun_on", "days", "ends_on"),
    [
        ("2024-11-01", 1, "2024-11-04"),
        ("2024-11-01", 15, "2024-11-22"),
        ("2024-09-23", 15, "2024-10-17"),  # the national days are not counted, the exchanged ones are
        ("2024-11-02", 1, "2024-11-04"),
    ],
)
def test_working_day_after(begun_on: str, days: int, ends_on: str) -> None:
    assert working_day_after(date.fromisoformat(begun_on), days) == date.fromisoformat(ends_on)


def test_term_of_answer_always_ends_on_a_working_day_and_is_never_shorter() -> None:
    day = date(2024, 1, 1)
    for _ in range(1000):
        due = working_day_after(day, ANSWER_WORKING_DAYS.value)
        assert is_working_day(due)
        counted = sum(is_working_day(day + timedelta(days=after)) for after in range(1, (due - day).days + 1))
        assert counted == 15
        day += timedelta(days=1)
