"""The place held, the moves of the files, the receipts of the runs."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law.words import ProgrammeLevel, Role
from chengzhao.records.models import Admission, FileMove
from chengzhao.records.queries.results import admission_of, moves_of, receipts, told_moves_of
from chengzhao.rules.admission import FileState, RunState

pytestmark = pytest.mark.django_db
UPGRADE = ProgrammeLevel.ZHUANSHENGBEN


def test_admission_shows_the_letter_once_issued() -> None:
    candidate, programme = factories.a_candidate(), factories.a_programme()
    assert admission_of(candidate.pk) is None
    admission = factories.an_admission(candidate=candidate, programme=programme)
    before = admission_of(candidate.pk)
    assert before is not None
    assert (before.programme, before.letter_number, before.letter_issued_at) == ("会计学", "", None)
    letter = factories.a_letter(admission=admission)
    after = admission_of(candidate.pk)
    assert after is not None
    assert (after.letter_number, after.letter_issued_at) == (letter.number, letter.issued_at)


def test_admission_revoked_is_none() -> None:
    candidate = factories.a_candidate()
    admission = factories.an_admission(candidate=candidate, programme=factories.a_programme())
    Admission.objects.filter(pk=admission.pk).update(revoked_at=admission.admitted_at)
    assert admission_of(candidate.pk) is None


def test_moves_name_the_office_of_the_actor() -> None:
    candidate, programme = factories.a_candidate(), factories.a_programme()
    file = factories.a_file(candidate=candidate, programme=programme, state=FileState.PROPOSED)
    factories.a_role(
        account=file.decided_by, organisation=programme.college.organisation, role=Role.COLLEGE_OFFICER
    )
    moves = moves_of(candidate.pk)
    assert [move.state for move in moves] == [FileState.FILED, FileState.UNDER_REVIEW, FileState.PROPOSED]
    assert {(move.actor, move.organisation) for move in moves} == {("王敏", programme.college.name)}


def test_moves_are_narrowed_to_one_college_and_to_states() -> None:
    candidate = factories.a_candidate()
    first, second = factories.a_programme(), factories.a_programme()
    factories.a_file(candidate=candidate, programme=first, state=FileState.RETURNED)
    factories.a_file(candidate=candidate, programme=second, state=FileState.PROPOSED)
    assert {move.state for move in told_moves_of(candidate.pk, YEAR, PROVINCE)} == {
        FileState.FILED,
        FileState.RETURNED,
    }
    assert {move.college for move in moves_of(candidate.pk, college_id=second.college_id)} == {
        second.college.name
    }


@pytest.mark.parametrize("number", [1, 3])
def test_moves_are_read_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    file = factories.a_file(
        candidate=factories.a_candidate(), programme=factories.a_programme(), with_moves=False
    )
    for _ in range(number):
        FileMove.objects.create(
            season=YEAR,
            province=PROVINCE,
            file=file,
            before=FileState.FREE,
            after=FileState.FILED,
            actor=factories.an_account(),
            at=factories.REGISTRATION_DAY,
        )
    with django_assert_num_queries(2):
        assert len(moves_of(file.candidate_id)) == number


def test_receipts_are_the_released_runs_of_the_levels() -> None:
    senior = ProgrammeLevel.GAOQIBEN
    both = factories.a_run(levels=(senior, UPGRADE))
    other = factories.a_run(tier=2, levels=(ProgrammeLevel.GAOQIZHUAN,))
    factories.a_run(tier=3, state=RunState.PROVED)
    assert [receipt.number for receipt in receipts(YEAR, PROVINCE, [UPGRADE])] == [both.number]
    assert [receipt.number for receipt in receipts(YEAR, PROVINCE, list(ProgrammeLevel))] == [
        both.number,
        other.number,
    ]
    assert receipts(YEAR, PROVINCE, [UPGRADE])[0].levels == (senior, UPGRADE)
