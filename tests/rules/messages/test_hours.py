"""夜间不打扰: 21:00 to 8:00 of Beijing, whatever the clock of the machine says."""

from datetime import UTC, datetime

import pytest

from chengzhao.rules.messages import is_quiet, next_morning
from chengzhao.rules.messages.hours import BEIJING


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(7, 59, True), (8, 0, False), (20, 59, False), (21, 0, True), (0, 0, True)]
)
def test_both_ends(hour: int, minute: int, quiet: bool) -> None:
    moment = datetime(2024, 9, 9, hour, minute, tzinfo=BEIJING)
    assert is_quiet(moment) is is_quiet(moment.astimezone(UTC)) is quiet


@pytest.mark.parametrize(
    ("at", "goes"),
    [((9, 21, 0), (10, 8, 0)), ((9, 3, 0), (9, 8, 0)), ((9, 12, 30), (9, 12, 30)), ((30, 23, 0), (31, 8, 0))],
)
def test_next_morning(at: tuple[int, int, int], goes: tuple[int, int, int]) -> None:
    begun, expected = (
        datetime(2024, 8, day, hour, minute, tzinfo=BEIJING) for day, hour, minute in (at, goes)
    )
    assert next_morning(begun.astimezone(UTC)) == expected
