"""The college's files: one query for list, counts and export, paged by keys."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models import CandidateFile, College, Programme
from chengzhao.records.queries.admission import (
    FileFilter,
    admission_lists,
    college_file,
    college_files,
    count_by_level,
    count_by_state,
    file_page,
    list_states,
    quotas,
)
from chengzhao.rules.admission import FileState, ListState

pytestmark = pytest.mark.django_db


@pytest.fixture
def college() -> College:
    return factories.a_college()


@pytest.fixture
def programme(college: College) -> Programme:
    return factories.a_programme(college=college, places=10)


def a_filed(programme: Programme, score: int = 200, rank: int = 1, **facts: object) -> CandidateFile:
    candidate = factories.a_candidate(ticketed=True)
    return factories.a_file(
        candidate=candidate, programme=programme, filing_score=score, merit_rank=rank, **facts
    )


def order(college: College, **asked: object) -> list[int]:
    rows = college_files(YEAR, PROVINCE, college.pk, FileFilter(**asked))  # type: ignore[arg-type]
    return [file.key.pk for file in file_page(rows, after=None, limit=50)]


def test_files_come_from_high_to_low_then_by_rank_then_by_row(college: College, programme: Programme) -> None:
    low = a_filed(programme, 200, rank=9)
    later = a_filed(programme, 250, rank=2)
    first = a_filed(programme, 250, rank=1)
    same = a_filed(programme, 250, rank=2)
    assert order(college) == [first.pk, later.pk, same.pk, low.pk]


def test_files_of_other_colleges_and_seasons_are_not_listed(college: College, programme: Programme) -> None:
    mine = a_filed(programme)
    a_filed(factories.a_programme())
    assert order(college) == [mine.pk]
    assert list(college_files(2023, PROVINCE, college.pk, FileFilter())) == []


def test_files_are_narrowed_by_level_state_and_programme(college: College, programme: Programme) -> None:
    proposed = a_filed(programme, state=FileState.PROPOSED)
    filed = a_filed(programme)
    senior = a_filed(factories.a_programme(college=college, level=ProgrammeLevel.GAOQIBEN))
    assert order(college, state="PROPOSED") == [proposed.pk]
    assert order(college, level="GAOQIBEN") == [senior.pk]
    assert order(college, programme=programme.pk) == [proposed.pk]
    assert set(order(college, level="ZHUANSHENGBEN")) == {proposed.pk, filed.pk}


def test_pages_follow_one_another_without_gap_or_repeat(college: College, programme: Programme) -> None:
    for place in range(7):
        a_filed(programme, 250 - place // 3, rank=place % 2 + 1)
    rows = college_files(YEAR, PROVINCE, college.pk, FileFilter())
    whole = [file.key for file in file_page(rows, after=None, limit=50)]
    walked = []
    after = None
    while page := file_page(rows, after=after, limit=2):
        walked += [file.key for file in page]
        after = page[-1].key
    assert walked == whole


@pytest.mark.parametrize("number", [1, 3])
def test_page_is_read_in_three_statements(
    django_assert_num_queries: DjangoAssertNumQueries, college: College, programme: Programme, number: int
) -> None:
    for _ in range(number):
        factories.a_mark(candidate=a_filed(programme).candidate)
    rows = college_files(YEAR, PROVINCE, college.pk, FileFilter())
    with django_assert_num_queries(3):
        page = file_page(rows, after=None, limit=50)
    assert [len(file.marks) for file in page] == [1] * number


def test_counts_are_those_of_the_list(college: College, programme: Programme) -> None:
    a_filed(programme, state=FileState.PROPOSED)
    a_filed(programme, state=FileState.PROPOSED)
    a_filed(programme)
    rows = college_files(YEAR, PROVINCE, college.pk, FileFilter())
    assert count_by_state(rows) == {FileState.FILED: 1, FileState.PROPOSED: 2}
    assert count_by_level(rows) == {ProgrammeLevel.ZHUANSHENGBEN: 3}


def test_file_of_another_college_is_none(college: College, programme: Programme) -> None:
    mine, theirs = a_filed(programme), a_filed(factories.a_programme())
    found = college_file(YEAR, PROVINCE, college.pk, mine.public_id)
    assert found is not None
    assert found.key.pk == mine.pk
    assert college_file(YEAR, PROVINCE, college.pk, theirs.public_id) is None


def test_quota_counts_places_files_and_proposals(college: College, programme: Programme) -> None:
    for state in (FileState.PROPOSED, FileState.PENDING_CHECK, FileState.RETURN_PROPOSED):
        CandidateFile.objects.filter(pk=a_filed(programme, state=state).pk).update(programme=programme)
    factories.an_admission(candidate=factories.a_candidate(), programme=programme)
    (quota,) = quotas(YEAR, PROVINCE, college.pk)
    assert (quota.places, quota.filed, quota.proposed, quota.admitted) == (10, 4, 2, 1)
    assert (quota.left, quota.over) == (7, 0)


def test_quota_says_how_many_too_many_are_proposed(college: College) -> None:
    small = factories.a_programme(college=college, places=1)
    for _ in range(3):
        a_filed(small, state=FileState.PROPOSED)
    (quota,) = quotas(YEAR, PROVINCE, college.pk)
    assert (quota.left, quota.over) == (-2, 2)


@pytest.mark.parametrize("number", [1, 3])
def test_quotas_are_read_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, college: College, number: int
) -> None:
    for _ in range(number):
        factories.a_programme(college=college)
    with django_assert_num_queries(1):
        assert len(quotas(YEAR, PROVINCE, college.pk)) == number


def test_lists_show_their_files_and_admissions(college: College, programme: Programme) -> None:
    a_filed(programme)
    factories.an_admission(candidate=factories.a_candidate(), programme=programme)
    (shown,) = admission_lists(YEAR, PROVINCE, college.pk)
    assert (shown.state, shown.files, shown.admitted) == (ListState.OPEN, 2, 1)
    assert list_states(YEAR, PROVINCE) == {ListState.OPEN: 1}
    assert admission_lists(YEAR, PROVINCE, factories.a_college().pk) == ()


def test_scores_are_exact(programme: Programme, college: College) -> None:
    candidate = factories.a_candidate()
    factories.a_file(candidate=candidate, programme=programme, filing_score=Decimal("250.5"), bonus_points=20)
    (file,) = file_page(college_files(YEAR, PROVINCE, college.pk, FileFilter()), after=None, limit=1)
    assert (file.filing_score, file.total_score) == (Decimal("250.50"), Decimal("230.50"))
