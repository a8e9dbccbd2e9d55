"""Heads counted step by step: every figure a sum of the same cells, in two statements."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law.words import EntryRoute, ExamCategory, PaperSlot, ProgrammeLevel
from chengzhao.records.queries.progress import STEPS, Tally, progress
from chengzhao.rules.admission import FileState, RunState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db
UPGRADE = ProgrammeLevel.ZHUANSHENGBEN


def figures() -> Tally:
    return progress(YEAR, PROVINCE).total()


def test_tally_adds_step_by_step() -> None:
    ones = Tally(**dict.fromkeys(STEPS, 1))
    assert ones + ones == Tally(**dict.fromkeys(STEPS, 2))
    assert Tally() + ones == ones


def test_progress_of_an_empty_season_is_nothing() -> None:
    assert figures() == Tally()


def test_progress_counts_a_draft_as_registered_only() -> None:
    factories.a_candidate(state=RegistrationState.DRAFT)
    assert figures() == Tally(registered=1)


def test_progress_leaves_withdrawn_ones_out_of_the_approved() -> None:
    factories.a_candidate(approved=True)
    factories.a_candidate(state=RegistrationState.WITHDRAWN)
    factories.a_candidate(state=RegistrationState.CANCELLED)
    assert figures() == Tally(registered=3, submitted=3, approved=1)


def test_progress_counts_persons_not_papers_as_sat() -> None:
    both, one, none = (factories.a_candidate(ticketed=True) for _ in range(3))
    for slot in (PaperSlot.POLITICS, PaperSlot.FOREIGN):
        factories.a_mark(candidate=both, slot=slot)
        factories.a_mark(candidate=none, slot=slot, absent=True)
    factories.a_mark(candidate=one, slot=PaperSlot.POLITICS)
    factories.a_mark(candidate=one, slot=PaperSlot.FOREIGN, absent=True)
    for candidate in (both, one, none):
        factories.a_seat(candidate=candidate)
    assert (figures().seated, figures().sat) == (3, 2)


def test_progress_counts_as_on_the_line_who_reaches_it_exactly() -> None:
    factories.a_control_line(score=120)
    run = factories.a_run()
    for score in (119, 120, 121):
        factories.a_result(run=run, candidate=factories.a_candidate(ticketed=True), filing_score=score)
    assert figures().on_line == 2


def test_progress_takes_the_newest_published_line() -> None:
    factories.a_control_line(score=120, version=1)
    factories.a_control_line(score=110, version=2)
    factories.a_control_line(score=10, version=3, published=False)
    run = factories.a_run()
    for score in (109, 110, 119):
        factories.a_result(run=run, candidate=factories.a_candidate(ticketed=True), filing_score=score)
    assert figures().on_line == 2


def test_progress_compares_with_the_line_of_the_own_category() -> None:
    factories.a_control_line(score=120)
    factories.a_control_line(category=ExamCategory.LAW, score=90)
    run = factories.a_run()
    factories.a_result(run=run, candidate=factories.a_candidate(ticketed=True), filing_score=100)
    assert figures().on_line == 0


def test_progress_leaves_trial_runs_out() -> None:
    factories.a_control_line(score=100)
    dry = factories.a_run(state=RunState.DRY)
    factories.a_result(run=dry, candidate=factories.a_candidate(ticketed=True), filing_score=200)
    assert figures().on_line == 0


def test_progress_counts_a_person_filed_twice_once() -> None:
    programme = factories.a_programme()
    candidate = factories.a_candidate(ticketed=True)
    run, later = factories.a_run(), factories.a_run(tier=2)
    factories.a_file(candidate=candidate, programme=programme, run=run, state=FileState.RETURNED)
    factories.an_admission(candidate=candidate, programme=programme, run=later)
    assert (figures().filed, figures().admitted) == (1, 1)


def test_progress_keeps_exempt_candidates_apart() -> None:
    programme = factories.a_programme()
    exempt = factories.a_candidate(confirmed=True, route=EntryRoute.EXEMPT)
    factories.an_admission(candidate=exempt, programme=programme)
    found = progress(YEAR, PROVINCE)
    assert found.total() == Tally()
    assert found.total(routes=[EntryRoute.EXEMPT]) == Tally(registered=1, submitted=1, approved=1, admitted=1)


def test_progress_by_level_and_place_adds_up_to_the_whole() -> None:
    tree = factories.a_tree()
    elsewhere = factories.an_organisation(parent=tree.province)
    factories.a_candidate(confirmation_point=tree.county)
    factories.a_candidate(confirmation_point=tree.county, level=ProgrammeLevel.GAOQIBEN)
    factories.a_candidate(confirmation_point=elsewhere)
    found = progress(YEAR, PROVINCE)
    assert [found.total(level=level).registered for level in ProgrammeLevel] == [1, 2, 0]
    assert found.total(org_path=tree.prefecture.path).registered == 2
    assert found.total(org_path=elsewhere.path).registered == 1
    assert progress(YEAR, PROVINCE, tree.county.path).total().registered == 2


def test_progress_of_a_place_does_not_take_in_one_whose_code_begins_alike() -> None:
    short = factories.an_organisation(path="/14/1401/")
    longer = factories.an_organisation(path="/14/14011/")
    factories.a_candidate(confirmation_point=short)
    factories.a_candidate(confirmation_point=longer)
    assert progress(YEAR, PROVINCE, "/14/1401/").total().registered == 1


@pytest.mark.parametrize("people", [1, 3])
def test_progress_is_read_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    factories.a_control_line()
    for _ in range(people):
        factories.a_candidate()
    with django_assert_num_queries(2):
        progress(YEAR, PROVINCE)
