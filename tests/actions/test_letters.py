"""Letters go out by the approved list only."""

import pytest
from tests.actions.admission_desk import (
    MAIN,
    approve,
    check,
    decide_as_proposed,
    file_out,
    send,
    submit,
    take_up,
)
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    a_desk,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    release,
)
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import BORDER, an_actor, an_actor_for

from chengzhao.actions.letters import send_letters
from chengzhao.law.words import Role
from chengzhao.records.models import Admission, AdmissionLetter, AdmissionList, College
from chengzhao.rules.admission import ListState

pytestmark = pytest.mark.django_db


@pytest.fixture
def college() -> College:
    """A college with a checked list of two."""
    a_season_with_lines()
    programme = a_programme_of(2)
    for total in (400, 300):
        an_entrant(total, programme)
    file_out(release())
    take_up()
    decide_as_proposed(a_desk(programme))
    submit()
    check()
    return programme.college


def test_send_letters_numbers_them_without_a_gap_by_candidate(college: College) -> None:
    approve()
    assert send() == 2
    letters = AdmissionLetter.objects.order_by("number")
    code = college.national_code
    assert [one.number for one in letters] == [f"202414{code}00001", f"202414{code}00002"]
    numbers = [one.admission.candidate.candidate_number for one in letters]
    assert numbers == sorted(numbers)
    assert {(one.issued_at, len(one.digest)) for one in letters} == {(AT, 64)}
    row = AdmissionList.objects.get()
    assert (row.state, row.sent_at) == (ListState.SENT, AT)
    assert trail_of("send_letters") == [("admission_letter", one.number) for one in letters]


def test_letters_of_two_persons_have_different_digests(college: College) -> None:
    approve()
    send()
    assert len(set(AdmissionLetter.objects.values_list("digest", flat=True))) == 2


def test_send_letters_before_the_approval_is_refused(college: College) -> None:
    with refused("各校高起本、专升本、高起专正式投档没有已批准而未发通知书的录取名单。"):
        send()
    assert not AdmissionLetter.objects.exists()


def test_send_letters_twice_is_refused(college: College) -> None:
    approve()
    send()
    with refused("各校高起本、专升本、高起专正式投档没有已批准而未发通知书的录取名单。"):
        send()


def test_send_letters_leaves_out_a_place_that_was_revoked(college: College) -> None:
    approve()
    gone = Admission.objects.order_by("pk")[0]
    gone.revoked_at = AT
    gone.save()
    assert send() == 1
    assert not AdmissionLetter.objects.filter(admission=gone).exists()


def test_send_letters_by_another_college_is_refused(college: College) -> None:
    approve()
    stranger = an_actor(role=Role.COLLEGE_LEAD, org_path="/college/00001/")
    with rows_refused((1, college.name, "不在你单位的管辖范围内")):
        send_letters(border=BORDER, actor=stranger, at=AT, scope=MAIN)


@pytest.mark.django_db(transaction=True)
def test_send_letters_pressed_twice_at_once_issues_each_once(college: College) -> None:
    approve()
    actor = an_actor_for("send_letters")
    outcomes = press_twice(lambda: send_letters(border=BORDER, actor=actor, at=AT, scope=MAIN))
    assert outcomes == [DONE, "各校高起本、专升本、高起专正式投档没有已批准而未发通知书的录取名单。"]
    assert AdmissionLetter.objects.count() == 2
