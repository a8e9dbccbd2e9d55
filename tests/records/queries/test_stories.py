"""Candidates whose story is worth showing."""

import pytest
from tests.factories import (
    BORDER,
    a_candidate,
    a_file,
    a_mark,
    a_programme,
    a_reason,
    a_run,
    an_account,
    an_admission,
)

from chengzhao.law.words import EntryRoute, ReturnReason
from chengzhao.records.models import Candidate
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.stories import Story, stories
from chengzhao.rules.admission import FileState, RunState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db


def told() -> dict[Story, str]:
    """The number of whom each story is told."""
    return {story: one.candidate_number for story, one in stories(BORDER.season, BORDER.province).items()}


def a_sitter() -> Candidate:
    """Somebody who sat a paper."""
    candidate = a_candidate(ticketed=True)
    a_mark(candidate=candidate)
    return candidate


def test_a_season_without_people_has_no_story() -> None:
    assert told() == {}


def test_admissions_are_told_by_the_rank_and_round_of_their_file() -> None:
    main = a_run()
    extra = a_run(filing_round=FilingRound.SUPPLEMENTARY)
    first, second, third, exempt = (a_candidate() for _ in range(4))
    programme = a_programme()
    an_admission(candidate=first, programme=programme, run=main)
    an_admission(candidate=second, programme=programme, run=main)
    second.files.update(choice_rank=2)
    an_admission(candidate=third, programme=programme, run=extra)
    an_admission(candidate=exempt, programme=programme)
    exempt.files.update(exempt=True)
    assert told() == {
        Story.FIRST_CHOICE: first.candidate_number,
        Story.SECOND_CHOICE: second.candidate_number,
        Story.SUPPLEMENTARY: third.candidate_number,
        Story.EXEMPT: exempt.candidate_number,
    }


def test_people_without_a_place_are_told_by_their_reasons() -> None:
    run = a_run()
    full, below, both = a_sitter(), a_sitter(), a_sitter()
    a_reason(run=run, candidate=full, code="UNIT_FULL")
    a_reason(run=run, candidate=below, code="BELOW_LINE")
    a_reason(run=run, candidate=both, code="UNIT_FULL")
    a_reason(run=run, candidate=both, code="BELOW_LINE", choice_rank=2)
    assert told() == {
        Story.UNIT_FULL: full.candidate_number,
        Story.BELOW_LINE: below.candidate_number,
    }


def test_a_file_returned_for_want_of_places_is_no_story_of_a_return() -> None:
    programme = a_programme()
    a_file(candidate=a_sitter(), programme=programme, state=FileState.RETURNED)
    assert told() == {}
    returned = a_sitter()
    a_file(candidate=returned, programme=programme, state=FileState.RETURNED)
    returned.files.update(return_code=ReturnReason.WITHDREW)
    assert told() == {Story.RETURNED: returned.candidate_number}


def test_absent_people_missed_every_paper() -> None:
    absent = a_candidate(ticketed=True)
    a_mark(candidate=absent, absent=True)
    assert told() == {Story.ABSENT: absent.candidate_number}


def test_rejected_registrations_are_told() -> None:
    rejected = a_candidate(state=RegistrationState.REJECTED)
    assert told() == {Story.REJECTED: rejected.candidate_number}


def test_nobody_with_an_account_is_told_of_and_nobody_twice() -> None:
    a_candidate(
        state=RegistrationState.REJECTED,
        route=EntryRoute.UNIFIED,
        account=an_account(kind=AccountKind.CANDIDATE),
    )
    run = a_run(state=RunState.RELEASED)
    one = a_sitter()
    a_reason(run=run, candidate=one, code="UNIT_FULL")
    one.registration.state = RegistrationState.REJECTED
    one.registration.save()
    assert told() == {Story.UNIT_FULL: one.candidate_number}
