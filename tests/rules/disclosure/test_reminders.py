"""N7.1: the officers' cases of a candidate's own deadlines, and of announcements."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import EntryRoute, ProgrammeLevel, Stage
from chengzhao.rules.disclosure import (
    CandidateSituation,
    Deadline,
    announcement_findings,
    deadlines,
    reminders_on,
)
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState


@pytest.mark.parametrize("case", cases("disclosure", "deadlines"))
def test_deadlines(case: Case) -> None:
    situation = CandidateSituation(
        registration=case.word(RegistrationState, "状态"),
        route=case.word(EntryRoute, "方式"),
        levels=case.words(ProgrammeLevel, "层次"),
        claims=case.words(ClaimState, "申请"),
    )
    found = deadlines(situation, case.law, case.supplement)
    assert [[each.day, each.task] for each in found] == case["结果"]


@pytest.mark.parametrize("case", cases("disclosure", "announcements"))
def test_announcement(case: Case) -> None:
    check(case, announcement_findings(case.word(Stage, "阶段"), case["发布"], case.law))


@pytest.mark.parametrize(("day", "count"), [(23, 1), (24, 0), (29, 1), (30, 0)])
def test_reminder_comes_a_week_ahead_and_the_day_before(day: int, count: int) -> None:
    own = [Deadline(day=date(2024, 9, 30), task="确认报名", clause="A1.3.9")]
    assert len(reminders_on(date(2024, 9, day), own)) == count
