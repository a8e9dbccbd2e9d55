"""N7.2: the officers' cases of requests and of what they do to seat and time."""

from datetime import date
from fractions import Fraction

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import PaperSlot, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.exams import (
    Help,
    HelpRequest,
    extended_end,
    overlong_slots,
    request_findings,
    seating_effect,
    session_of,
    sessions_of,
)

CHINESE = session_of(ProgrammeLevel.GAOQIBEN, PaperSlot.CHINESE, year_law(2024))


@pytest.mark.parametrize("case", cases("exams", "accommodations"))
def test_request(case: Case) -> None:
    request = HelpRequest(
        asked_for=case.words(Help, "申请"),
        evidence=tuple(case["证明"]),
        asked_on=case["申请日"],
        answered_on=case["答复日"],
        granted=case.words(Help, "批准"),
    )
    check(case, request_findings(request, closes_on=date(2024, 9, 30), tickets_on=date(2024, 10, 10)))


@pytest.mark.parametrize("case", cases("exams", "help_in_seating"))
def test_effect_on_seating(case: Case) -> None:
    effect = seating_effect(case.words(Help, "批准"))
    assert (effect.needs_own_room, effect.needs_accessible_room) == (case["单独考场"], case["无障碍"])
    assert (effect.extra_staff, effect.paper_kind) == (case["增派"], case["试卷"])
    assert extended_end(CHINESE, effect.extra_share).strftime("%H:%M") == case["结束"]


@pytest.mark.parametrize("level", list(ProgrammeLevel))
def test_half_as_long_again_meets_no_next_session(level: ProgrammeLevel) -> None:
    assert overlong_slots(sessions_of([level], year_law(2024)), Fraction(1, 2)) == ()


def test_overlong_session_is_named() -> None:
    sessions = sessions_of([ProgrammeLevel.GAOQIBEN], year_law(2024))
    assert overlong_slots(sessions, Fraction(3)) == (PaperSlot.CHINESE, PaperSlot.FOREIGN)


def test_session_past_midnight_is_an_error() -> None:
    with pytest.raises(ValueError, match="超过当日：语文"):
        extended_end(CHINESE, Fraction(8))
