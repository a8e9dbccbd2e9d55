"""What the database promises of files, lists, admissions and letters."""

import pytest
from tests.factories import (
    a_candidate,
    a_college,
    a_file,
    a_letter,
    a_list,
    a_programme,
    an_account,
    an_admission,
)
from tests.factories.admission import DECISION_DAY
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import Admission, AdmissionLetter, AdmissionList, Candidate, CandidateFile
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, ListState

pytestmark = pytest.mark.django_db

LIVE = [
    FileState.FILED,
    FileState.UNDER_REVIEW,
    FileState.PROPOSED,
    FileState.RETURN_PROPOSED,
    FileState.PENDING_CHECK,
    FileState.QUERIED,
]


def test_admission_list_state_known() -> None:
    row = a_list(college=a_college())
    with breaks("admission_list_state_known"):
        change(row, state="UNKNOWN")


def test_admission_list_once() -> None:
    row = a_list(college=a_college())
    with breaks("admission_list_once"):
        again(row)
    again(row, filing_round=FilingRound.SUPPLEMENTARY)


@pytest.mark.parametrize("state", [ListState.APPROVED, ListState.SENT])
def test_admission_list_approved_by_two(state: ListState) -> None:
    row: AdmissionList = a_list(college=a_college())
    first, second = an_account(), an_account()
    whole = {"state": state, "checked_by": first, "approved_by": second, "approved_at": DECISION_DAY}
    for missing in (
        {"checked_by": None},
        {"approved_by": None},
        {"approved_at": None},
        {"approved_by": first},
    ):
        with breaks("admission_list_approved_by_two"):
            change(row, **(whole | missing))
    change(row, **whole)


def test_candidate_file_state_known() -> None:
    row = a_file(candidate=a_candidate(), programme=a_programme())
    with breaks("candidate_file_state_known"):
        change(row, state="UNKNOWN")


@pytest.mark.parametrize("state", LIVE)
def test_candidate_file_with_one_college_at_a_time(state: FileState) -> None:
    person = a_candidate()
    a_file(candidate=person, programme=a_programme(), state=FileState.RETURNED)
    a_file(candidate=person, programme=a_programme(), state=state)
    with breaks("candidate_file_with_one_college_at_a_time"):
        a_file(candidate=person, programme=a_programme())


@pytest.mark.parametrize("state", [FileState.RETURN_PROPOSED, FileState.RETURNED])
def test_candidate_file_return_has_reason(state: FileState) -> None:
    row = a_file(candidate=a_candidate(), programme=a_programme(), state=state)
    with breaks("candidate_file_return_has_reason"):
        change(row, return_code="")


@pytest.mark.parametrize("state", [FileState.PROPOSED, FileState.ADMITTED])
def test_candidate_file_admitted_has_programme(state: FileState) -> None:
    row = a_file(candidate=a_candidate(), programme=a_programme(), state=state)
    with breaks("candidate_file_admitted_has_programme"):
        change(row, programme=None)


@pytest.mark.parametrize(
    "state", [FileState.PROPOSED, FileState.RETURN_PROPOSED, FileState.PENDING_CHECK, FileState.ADMITTED]
)
@pytest.mark.parametrize("column", ["decided_by", "decided_at"])
def test_candidate_file_decision_has_officer(state: FileState, column: str) -> None:
    row = a_file(candidate=a_candidate(), programme=a_programme(), state=state)
    with breaks("candidate_file_decision_has_officer"):
        change(row, **{column: None})


def a_place() -> tuple[Candidate, Admission, CandidateFile]:
    person = a_candidate()
    place = an_admission(candidate=person, programme=a_programme())
    return person, place, place.file


def test_candidate_file_carries_the_number_of_its_candidate_whoever_writes_it() -> None:
    file = a_file(candidate=a_candidate(), programme=a_programme())
    assert file.candidate_number == file.candidate.candidate_number
    CandidateFile.objects.filter(pk=file.pk).update(candidate_number="14010599999")
    file.refresh_from_db()
    assert file.candidate_number == file.candidate.candidate_number


def test_admission_one_live_per_person() -> None:
    person, place, _ = a_place()
    with breaks("admission_one_live_per_person"):
        an_admission(candidate=person, programme=a_programme())
    change(place, revoked_at=DECISION_DAY)
    an_admission(candidate=person, programme=a_programme())


def test_admission_once_per_file() -> None:
    _, place, _ = a_place()
    change(place, revoked_at=DECISION_DAY)
    with breaks("records_admission_file_id_key"):
        again(place)


def test_admission_letter_number_once_and_one_per_admission() -> None:
    _, place, _ = a_place()
    row: AdmissionLetter = a_letter(admission=place)
    with breaks("records_admissionletter_admission_id_key"):
        again(row, number="another")
    with breaks("admission_letter_number_once"):
        again(row, admission_id=a_place()[1].pk)
