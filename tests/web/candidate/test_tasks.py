"""The task list from registration to letter, made from plain values."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chengzhao.law.words import EntryRoute, ExamCategory, ForeignLanguage, ProgrammeLevel, Stage
from chengzhao.records.queries.governance import Window
from chengzhao.records.queries.registration import ClaimView, RegistrationView
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.candidate.tasks import Facts, Task, next_deadline, steps
from chengzhao.web.shared.chinese import BEIJING
from chengzhao.web.shared.tones import TaskState

NOW = datetime(2024, 9, 8, 10, tzinfo=BEIJING)


def a_registration(state: RegistrationState, **facts: Any) -> RegistrationView:
    passed = state in (RegistrationState.APPROVED, RegistrationState.CONFIRMED, RegistrationState.TICKETED)
    given: dict[str, Any] = {
        "candidate_id": 1,
        "season": 2024,
        "province": "14",
        "name": "张三丰",
        "candidate_number": "24140105000001",
        "birth_date": date(1990, 1, 1),
        "confirmation_point": "小店区招生考试中心",
        "route": EntryRoute.UNIFIED,
        "level": ProgrammeLevel.ZHUANSHENGBEN,
        "also_gaoqizhuan": False,
        "category": ExamCategory.ECONOMICS_MANAGEMENT,
        "foreign_language": ForeignLanguage.ENGLISH,
        "specialised_paper": None,
        "state": state,
        "submitted_at": None if state is RegistrationState.DRAFT else NOW,
        "approved_at": NOW if passed else None,
        "confirmed_at": None,
        "ticketed_at": None,
        "ended_at": None,
        "last_reason": "",
        "has_seat": False,
    }
    return RegistrationView(**(given | facts))


def facts(registration: RegistrationView, **changes: Any) -> Facts:
    given: dict[str, Any] = {
        "registration": registration,
        "claims": (),
        "windows": (
            Window(
                stage=Stage.REGISTRATION, opens_at=NOW - timedelta(days=3), closes_at=NOW + timedelta(days=3)
            ),
            Window(stage=Stage.EXAM, opens_at=NOW + timedelta(days=40), closes_at=NOW + timedelta(days=42)),
        ),
        "now": NOW,
        "has_marks": False,
        "choices": 0,
        "is_filed": False,
        "is_admitted": False,
        "has_letter": False,
    }
    return Facts(**(given | changes))


def tasks(given: Facts) -> dict[str, Task]:
    return {task.name: task for _, group in steps(given) for task in group}


def test_tasks_of_a_draft_wait_for_its_submission() -> None:
    found = tasks(facts(a_registration(RegistrationState.DRAFT)))
    assert found["报名信息"].state is TaskState.IN_PROGRESS
    assert found["资格审核"].is_locked
    assert [name for name, task in found.items() if task.href] == []


def test_tasks_of_a_returned_registration_show_the_reason_as_a_problem() -> None:
    found = tasks(facts(a_registration(RegistrationState.RETURNED, last_reason="毕业证照片看不清")))
    review = found["资格审核"]
    assert (review.note, review.is_bad, review.state) == (
        "毕业证照片看不清",
        True,
        RegistrationState.RETURNED,
    )


def test_tasks_of_a_submitted_registration_wait_at_the_confirmation_point() -> None:
    review = tasks(facts(a_registration(RegistrationState.SUBMITTED)))["资格审核"]
    assert (review.note, review.is_bad, review.is_done) == ("小店区招生考试中心", False, False)


def test_tasks_link_only_to_pages_that_have_something_to_show() -> None:
    before = tasks(facts(a_registration(RegistrationState.APPROVED)))
    assert before["准考证"].href == ""
    assert before["准考证"].note == "考场编排后可以下载，10月19日 09:00开考"
    after = tasks(
        facts(
            a_registration(RegistrationState.TICKETED, has_seat=True),
            has_marks=True,
            choices=2,
            is_filed=True,
            is_admitted=True,
            has_letter=True,
        )
    )
    assert {name: task.href for name, task in after.items() if task.href} == {
        "准考证": "/candidate/admit-card.pdf",
        "成绩": "/candidate/score/",
        "志愿": "/candidate/choices/",
        "录取结果": "/candidate/result/",
        "录取通知书": "/candidate/letter.pdf",
    }
    assert all(task.is_done for task in after.values())


def test_tasks_of_an_exempt_candidate_ask_for_no_exam() -> None:
    found = tasks(facts(a_registration(RegistrationState.CONFIRMED, route=EntryRoute.EXEMPT)))
    assert (found["准考证"].is_done, found["成绩"].is_done) == (True, True)
    assert found["成绩"].note == "免试考生没有统考成绩"


def test_tasks_of_a_refused_claim_say_why_it_counts_nothing() -> None:
    claim = ClaimView(
        label="个人三等功以上",
        points=20,
        exempts=False,
        state=ClaimState.REFUSED,
        notice_completed_at=None,
        refused_reason="材料不符",
        is_effective=False,
    )
    found = tasks(facts(a_registration(RegistrationState.APPROVED), claims=(claim,)))
    assert found["照顾：个人三等功以上"].note == "材料不符"


def test_choices_not_made_are_locked_once_the_stage_is_over() -> None:
    over = Window(stage=Stage.CHOICES, opens_at=NOW - timedelta(days=9), closes_at=NOW)
    still = Window(
        stage=Stage.CHOICES, opens_at=NOW - timedelta(days=9), closes_at=NOW + timedelta(seconds=1)
    )
    closed = tasks(facts(a_registration(RegistrationState.TICKETED), windows=(over,)))
    opened = tasks(facts(a_registration(RegistrationState.TICKETED), windows=(still,)))
    assert (closed["志愿"].state, opened["志愿"].state) == (TaskState.LOCKED, TaskState.WAITING)


def test_next_deadline_is_the_open_one_that_closes_first() -> None:
    given = facts(a_registration(RegistrationState.DRAFT))
    found = next_deadline(given)
    assert found is not None
    assert (found[0].stage, found[1]) == (Stage.REGISTRATION, True)


def test_next_deadline_without_an_open_stage_is_the_next_opening() -> None:
    given = facts(a_registration(RegistrationState.DRAFT))
    later = next_deadline(facts(a_registration(RegistrationState.DRAFT), now=NOW + timedelta(days=3)))
    assert later is not None
    assert (later[0].stage, later[1]) == (Stage.EXAM, False)
    assert next_deadline(facts(given.registration, now=NOW + timedelta(days=99))) is None


@pytest.mark.parametrize(
    "state", [RegistrationState.REJECTED, RegistrationState.WITHDRAWN, RegistrationState.CANCELLED]
)
def test_tasks_of_an_ended_registration_promise_nothing(state: RegistrationState) -> None:
    found = tasks(facts(a_registration(state), choices=2, is_filed=True))
    for name in ("准考证", "成绩", "录取结果", "录取通知书"):
        assert (found[name].is_locked, found[name].href) == (True, "")
    assert found["志愿"].href == "/candidate/choices/"


def test_result_of_somebody_not_admitted_is_done_once_admission_is_over() -> None:
    over = Window(stage=Stage.ADMISSION, opens_at=NOW - timedelta(days=9), closes_at=NOW)
    mine = a_registration(RegistrationState.TICKETED)
    assert tasks(facts(mine, is_filed=True))["录取结果"].state is TaskState.IN_PROGRESS
    assert tasks(facts(mine, is_filed=True, windows=(over,)))["录取结果"].state is TaskState.DONE
