"""The files of a list beside the facts that bear them out."""

from decimal import Decimal
from typing import Any

import pytest
from tests.actions.ready_season import (
    AT,
    GAOQIBEN,
    Desk,
    a_desk,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
)
from tests.factories import BORDER, a_claim, a_file, a_list, a_run, an_extra_test

from chengzhao.actions.list_entries import entries_of, open_places
from chengzhao.law.words import ReturnReason
from chengzhao.records.models import AdmissionList, Candidate, CandidateFile, Choice, FilingRun, Programme
from chengzhao.rules.admission import FileState, ListEntry

pytestmark = pytest.mark.django_db

AGRONOMY = "090101"


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(5, code="A1", admitted=2)


@pytest.fixture
def desk(programme: Programme) -> Desk:
    return a_desk(programme)


def a_proposal(person: Candidate, programme: Programme, desk: Desk, **facts: Any) -> CandidateFile:
    given = {"state": FileState.PROPOSED, "merit_rank": 1, "filing_score": 400} | facts
    file = a_file(candidate=person, programme=programme, **given)
    CandidateFile.objects.filter(pk=file.pk).update(decided_by=desk.officer)
    return file


def a_relaxing_run() -> FilingRun:
    run = a_run()
    run.rules = {"relaxation": 20}
    run.save()
    return run


def the_entry() -> ListEntry:
    listed = AdmissionList.objects.get()
    (entry,) = entries_of(BORDER, AT, [listed.pk])[listed.pk]
    return entry


def test_an_entry_of_an_admitted_file(programme: Programme, desk: Desk) -> None:
    person = an_entrant(400, programme)
    a_proposal(person, programme, desk)
    code = programme.college.national_code
    assert the_entry() == ListEntry(
        candidate=person.candidate_number,
        college=code,
        programme="A1",
        listed_programmes=("A1",),
        return_reason=None,
        filing_score=Decimal(400),
        line=200,
        relaxed_by=0,
        is_relaxable=False,
        merit_rank=1,
        bonus_points=0,
        bonus_is_effective=True,
        lacks_extra_test=False,
        lacks_credential=False,
        decided_by=str(desk.officer.pk),
        officer_college=code,
    )


def test_an_entry_of_a_return_has_its_reason_and_no_programme(programme: Programme, desk: Desk) -> None:
    a_proposal(an_entrant(400, programme), programme, desk, state=FileState.RETURN_PROPOSED)
    entry = the_entry()
    assert (entry.programme, entry.return_reason) == ("", ReturnReason.PROGRAMME_FULL)
    assert (entry.line, entry.relaxed_by) == (0, 0)


def test_a_bonus_counts_only_as_the_effective_one(programme: Programme, desk: Desk) -> None:
    person = an_entrant(400, programme)
    a_proposal(person, programme, desk, bonus_points=20)
    assert the_entry().bonus_is_effective is False
    a_claim(candidate=person, points=20, effective=True)
    assert the_entry().bonus_is_effective is True


def test_an_officer_of_another_college_is_not_this_ones(programme: Programme, desk: Desk) -> None:
    a_proposal(an_entrant(400, programme), programme, a_desk(a_programme_of(1)))
    assert the_entry().officer_college == ""


def test_the_pass_list_of_the_college_decides_on_the_extra_test(desk: Desk) -> None:
    tested = a_programme_of(5, code="T1", extra_test=True, college=desk.college)
    person = an_entrant(400, tested)
    a_proposal(person, tested, desk)
    assert (the_entry().lacks_extra_test, the_entry().listed_programmes) == (True, ())
    an_extra_test(candidate=person, college=tested.college)
    assert (the_entry().lacks_extra_test, the_entry().listed_programmes) == (False, ("T1",))


def test_a_medical_programme_without_its_licence_lacks_the_credential(desk: Desk) -> None:
    nursing = a_programme_of(5, major_code="101101", name="护理学", college=desk.college)
    a_proposal(an_entrant(400, nursing), nursing, desk)
    assert the_entry().lacks_credential is True


@pytest.mark.parametrize(("score", "relaxed_by"), [(200, 0), (199, 20)])
def test_a_file_under_the_line_is_relaxed_by_what_the_run_had(
    desk: Desk, score: int, relaxed_by: int
) -> None:
    farming = a_programme_of(5, major_code=AGRONOMY, relaxable=True, college=desk.college)
    run = a_relaxing_run()
    a_proposal(an_entrant(196, farming), farming, desk, run=run, filing_score=score)
    entry = the_entry()
    assert (entry.line, entry.relaxed_by, entry.is_relaxable) == (200, relaxed_by, True)


def test_a_file_under_the_line_of_another_programme_is_not_relaxed(programme: Programme, desk: Desk) -> None:
    run = a_relaxing_run()
    a_proposal(an_entrant(196, programme), programme, desk, run=run, filing_score=199)
    assert (the_entry().relaxed_by, the_entry().is_relaxable) == (0, False)


def test_an_exempt_file_stands_under_no_line(programme: Programme, desk: Desk) -> None:
    a_proposal(an_entrant(0, programme), programme, desk, exempt=True, filing_score=0)
    assert the_entry().line == 0


def test_listed_programmes_are_those_within_reach(programme: Programme, desk: Desk) -> None:
    other = a_programme_of(5, code="A2", college=desk.college)
    science = a_programme_of(5, code="A3", college=desk.college)
    science.category = "SCIENCE"
    science.save()
    person = an_entrant(400, programme)
    Choice.objects.filter(candidate=person).update(programmes=[programme.pk, science.pk, other.pk])
    a_proposal(person, programme, desk)
    assert the_entry().listed_programmes == ("A1", "A2")
    CandidateFile.objects.update(filing_score=Decimal("199.99"))
    assert the_entry().listed_programmes == ()


def test_entries_come_by_list_in_the_order_of_merit_and_only_once_decided(
    programme: Programme, desk: Desk
) -> None:
    second, first, waiting = (an_entrant(400, programme) for _ in range(3))
    a_proposal(second, programme, desk, merit_rank=2)
    a_proposal(first, programme, desk, merit_rank=1)
    a_file(candidate=waiting, programme=programme, state=FileState.UNDER_REVIEW)
    empty = a_list(college=a_programme_of(1).college, level=GAOQIBEN)
    listed = AdmissionList.objects.exclude(pk=empty.pk).get()
    found = entries_of(BORDER, AT, [listed.pk, empty.pk])
    assert [one.candidate for one in found[listed.pk]] == [first.candidate_number, second.candidate_number]
    assert empty.pk not in found


def test_open_places_are_those_not_given(programme: Programme) -> None:
    a_programme_of(4, code="B1")
    assert open_places(BORDER) == {"A1": 3, "B1": 4}


def test_entries_are_read_in_as_many_statements_for_three_files_as_for_one(
    programme: Programme, desk: Desk, django_assert_num_queries: object
) -> None:
    for people in (1, 2):
        for _ in range(people):
            a_proposal(an_entrant(400, programme), programme, desk)
        listed = [AdmissionList.objects.get().pk]
        with django_assert_num_queries(9):  # type: ignore[operator]
            entries_of(BORDER, AT, listed)
