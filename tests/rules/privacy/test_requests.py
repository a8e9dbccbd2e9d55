"""Requests about one's own data: by when they are answered, when they are urgent, when they are late."""

from datetime import date

import pytest

from chengzhao.rules.privacy.requests import (
    RIGHTS_REQUEST,
    RequestFacts,
    RequestState,
    Right,
    due_day,
    is_urgent,
    overdue_findings,
)

RECEIVED = date(2024, 11, 1)
DUE = date(2024, 11, 22)


def test_due_day_is_the_fifteenth_working_day() -> None:
    assert due_day(RECEIVED) == DUE


@pytest.mark.parametrize(
    ("day", "urgent"), [("2024-11-18", False), ("2024-11-19", True), ("2024-12-01", True)]
)
def test_request_is_urgent_three_working_days_before_its_end(day: str, urgent: bool) -> None:
    assert is_urgent(RECEIVED, date.fromisoformat(day)) is urgent


@pytest.mark.parametrize(
    ("answered_on", "day", "late"),
    [
        (None, DUE, False),
        (None, date(2024, 11, 23), True),
        (DUE, date(2025, 1, 1), False),
        (date(2024, 11, 25), date(2025, 1, 1), True),
    ],
)
def test_request_is_late_after_its_last_day(answered_on: date | None, day: date, late: bool) -> None:
    facts = RequestFacts(right=Right.CORRECT, received_on=RECEIVED, answered_on=answered_on)
    sentences = [found.message for found in overdue_findings(facts, day)]
    assert sentences == (["“更正、补充”请求应在2024-11-22前答复，已逾期。"] if late else [])


def test_answered_request_is_at_its_end() -> None:
    assert RIGHTS_REQUEST.terminal == {RequestState.GRANTED, RequestState.REFUSED, RequestState.TAKEN_BACK}
