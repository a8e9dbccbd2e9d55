"""The person of a file for the college that holds it: whole while it does, nothing once it is given back."""

from datetime import date

import pytest
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.records.models import Candidate, CandidateFile, Programme
from chengzhao.records.queries.admission import FileFilter, college_file, college_files, file_page
from chengzhao.records.queries.file_persons import PersonView, person_of
from chengzhao.rules.admission import FileState
from chengzhao.rules.privacy.sights import FileStage

pytestmark = pytest.mark.django_db

WHOLE = PersonView(
    sex="男",
    birth_date=date(1990, 1, 1),
    education="专科毕业",
    school="山西职业技术学院",
    major="",
    verified_by="学信网核验",
)
NOTHING = PersonView(sex="", birth_date="", education="", school="", major="", verified_by="")


@pytest.fixture
def programme() -> Programme:
    return factories.a_programme(places=10)


@pytest.fixture
def candidate() -> Candidate:
    candidate = factories.a_candidate(name="欧阳震岳", ticketed=True)
    factories.a_mark(candidate=candidate)
    return candidate


@pytest.mark.parametrize(
    ("state", "stage", "name", "marks", "person"),
    [
        (FileState.FREE, FileStage.CLOSED, "", 0, NOTHING),
        (FileState.FILED, FileStage.FILED, "欧*岳", 1, WHOLE),
        (FileState.UNDER_REVIEW, FileStage.FILED, "欧*岳", 1, WHOLE),
        (FileState.PROPOSED, FileStage.FILED, "欧*岳", 1, WHOLE),
        (FileState.PENDING_CHECK, FileStage.FILED, "欧*岳", 1, WHOLE),
        (FileState.ADMITTED, FileStage.ADMITTED, "欧*岳", 1, WHOLE),
        (FileState.RETURNED, FileStage.CLOSED, "", 0, NOTHING),
    ],
)
def test_file_in_each_state_shows_the_person_by_the_table(
    programme: Programme,
    candidate: Candidate,
    state: FileState,
    stage: FileStage,
    name: str,
    marks: int,
    person: PersonView,
) -> None:
    file = factories.a_file(candidate=candidate, programme=programme, state=state)
    shown = college_file(YEAR, PROVINCE, programme.college_id, file.public_id)
    assert shown is not None
    assert (shown.stage, shown.name, len(shown.marks)) == (stage, name, marks)
    assert shown.candidate_number == candidate.candidate_number
    assert person_of(candidate.pk, programme.college_id) == person


def test_export_shows_what_the_list_shows(programme: Programme, candidate: Candidate) -> None:
    factories.a_file(candidate=candidate, programme=programme, state=FileState.RETURNED)
    rows = college_files(YEAR, PROVINCE, programme.college_id, FileFilter())
    assert [(file.name, file.marks) for file in file_page(rows, after=None, limit=9)] == [("", ())]


def test_cancelled_registration_closes_the_file_to_the_college(
    programme: Programme, candidate: Candidate
) -> None:
    factories.a_file(candidate=candidate, programme=programme)
    registration = candidate.registration
    registration.state, registration.ended_at = "CANCELLED", registration.submitted_at
    registration.save()
    assert person_of(candidate.pk, programme.college_id) == NOTHING


def test_person_of_another_colleges_file_is_none(programme: Programme, candidate: Candidate) -> None:
    factories.a_file(candidate=candidate, programme=programme)
    assert person_of(candidate.pk, factories.a_programme().college_id) is None
    assert person_of(0, programme.college_id) is None


def test_person_is_that_of_the_colleges_own_latest_file(programme: Programme, candidate: Candidate) -> None:
    returned = factories.a_file(candidate=candidate, programme=programme, state=FileState.RETURNED)
    factories.a_file(candidate=candidate, programme=factories.a_programme(), state=FileState.FILED)
    assert person_of(candidate.pk, programme.college_id) == NOTHING
    CandidateFile.objects.exclude(pk=returned.pk).update(state=FileState.FREE)
    factories.a_file(candidate=candidate, programme=programme, state=FileState.FILED)
    assert person_of(candidate.pk, programme.college_id) == WHOLE
