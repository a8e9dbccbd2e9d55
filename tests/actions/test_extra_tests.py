"""专业加试: filed by the college before the exam, or not at all."""

from datetime import datetime
from decimal import Decimal

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BEIJING,
    BORDER,
    a_candidate,
    a_programme,
    a_season,
    an_actor,
    an_actor_for,
    an_extra_test,
)

from chengzhao.actions.extra_tests import ExtraTestForm, file_extra_tests
from chengzhao.law.words import ExamCategory, ProgrammeKind, Role
from chengzhao.records.models import Candidate, ExtraTestResult, Programme
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

IN_TIME = datetime(2024, 10, 18, 23, 59, tzinfo=BEIJING)
EXAM_DAY = datetime(2024, 10, 19, tzinfo=BEIJING)


def file(
    *results: ExtraTestForm,
    at: datetime = IN_TIME,
    role: Role = Role.COLLEGE_OFFICER,
    path: str = "/college/",
) -> int:
    actor = an_actor(role=role, org_path=path)
    return file_extra_tests(border=BORDER, actor=actor, at=at, results=results)


def a_result(
    person: Candidate, programme: Programme, score: str = "82.5", passed: bool = True
) -> ExtraTestForm:
    return ExtraTestForm(
        candidate_id=person.pk,
        national_code=programme.college.national_code,
        score=Decimal(score),
        passed=passed,
    )


@pytest.fixture
def arts() -> Programme:
    a_season()
    return a_programme(kind=ProgrammeKind.ARTS, category=ExamCategory.ARTS)


@pytest.fixture
def person() -> Candidate:
    return a_candidate(category=ExamCategory.ARTS, confirmed=True)


def test_file_extra_tests_keeps_score_and_pass_list(arts: Programme, person: Candidate) -> None:
    assert file(a_result(person, arts)) == 1
    held = ExtraTestResult.objects.get()
    assert (held.candidate, held.college, held.score, held.passed) == (
        person,
        arts.college,
        Decimal("82.5"),
        True,
    )
    assert held.filed_at == IN_TIME
    assert trail_of("file_extra_tests") == [("extra_test", str(held.pk))]


def test_file_extra_tests_on_the_first_day_of_the_exam_is_refused(arts: Programme, person: Candidate) -> None:
    with refused("加试合格名单须在2024-10-19成人高考前备案，2024-10-19报送的不予接收。"):
        file(a_result(person, arts), at=EXAM_DAY)
    assert not ExtraTestResult.objects.exists()


def test_file_extra_tests_twice_is_refused(arts: Programme, person: Candidate) -> None:
    file(a_result(person, arts))
    name = f"{person.candidate_number} {arts.college.national_code}"
    with rows_refused((1, name, "该校的加试成绩应只报备一次")):
        file(a_result(person, arts))
    assert ExtraTestResult.objects.count() == 1


@pytest.mark.parametrize("score", ["-0.01", "10000", "80.001", "NaN"])
def test_file_extra_tests_with_a_score_that_is_none_is_refused(
    arts: Programme, person: Candidate, score: str
) -> None:
    name = f"{person.candidate_number} {arts.college.national_code}"
    with rows_refused((1, name, f"加试成绩{score}应为0至9999.99，至多两位小数")):
        file(a_result(person, arts, score))


@pytest.mark.parametrize("score", ["0", "9999.99"])
def test_file_extra_tests_with_the_lowest_and_highest_score(
    arts: Programme, person: Candidate, score: str
) -> None:
    assert file(a_result(person, arts, score)) == 1


def test_file_extra_tests_refuses_every_wrong_row_and_keeps_none(arts: Programme, person: Candidate) -> None:
    plain = a_programme()
    gone = a_candidate(state=RegistrationState.WITHDRAWN)
    with rows_refused(
        (2, f"{person.candidate_number} {plain.college.national_code}", "应为有专业加试的院校"),
        (3, f"{gone.candidate_number} {arts.college.national_code}", "应为本年度在报的考生"),
    ):
        file(a_result(person, arts), a_result(person, plain), a_result(gone, arts))
    assert not ExtraTestResult.objects.exists()


def test_file_extra_tests_of_another_college_is_refused(arts: Programme, person: Candidate) -> None:
    with rows_refused((1, arts.college.national_code, "不在你单位的管辖范围内")):
        file(a_result(person, arts), role=Role.COLLEGE_OFFICER, path="/college/00001/")
    own = arts.college.organisation.path
    assert file(a_result(person, arts), role=Role.COLLEGE_OFFICER, path=own) == 1


def test_file_extra_tests_of_one_candidate_at_two_colleges(arts: Programme, person: Candidate) -> None:
    other = a_programme(kind=ProgrammeKind.ARTS, category=ExamCategory.ARTS)
    an_extra_test(candidate=person, college=other.college)
    assert file(a_result(person, arts)) == 1


@pytest.mark.django_db(transaction=True)
def test_file_extra_tests_pressed_twice_at_once_is_done_once(arts: Programme, person: Candidate) -> None:
    actor = an_actor_for("file_extra_tests")
    form = a_result(person, arts)
    outcomes = press_twice(lambda: file_extra_tests(border=BORDER, actor=actor, at=IN_TIME, results=[form]))
    assert outcomes[0] == DONE
    assert ExtraTestResult.objects.count() == 1
