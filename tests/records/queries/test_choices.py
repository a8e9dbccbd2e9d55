"""Choices as their candidate wrote them."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.choices import choices_of

pytestmark = pytest.mark.django_db


def test_choices_come_by_round_level_and_rank_with_programmes_in_written_order() -> None:
    college = factories.a_college()
    law = factories.a_programme(college=college, name="法学")
    accounting = factories.a_programme(college=college, name="会计学")
    side = factories.a_programme(level=ProgrammeLevel.GAOQIBEN)
    candidate = factories.a_candidate()
    factories.a_choice(candidate=candidate, programmes=[law], filing_round=FilingRound.SUPPLEMENTARY)
    factories.a_choice(candidate=candidate, programmes=[law, accounting], rank=2)
    factories.a_choice(candidate=candidate, programmes=[accounting, law], rank=1, accepts_reassignment=True)
    factories.a_choice(candidate=candidate, programmes=[side], rank=1)
    found = choices_of(candidate.pk)
    assert [(one.filing_round.value, one.level.value, one.rank) for one in found] == [
        ("MAIN", "GAOQIBEN", 1),
        ("MAIN", "ZHUANSHENGBEN", 1),
        ("MAIN", "ZHUANSHENGBEN", 2),
        ("SUPPLEMENTARY", "ZHUANSHENGBEN", 1),
    ]
    assert [one.programmes for one in found[1:3]] == [("会计学", "法学"), ("法学", "会计学")]
    assert [one.accepts_reassignment for one in found[1:3]] == [True, False]


def test_choices_of_nobody_are_none() -> None:
    assert choices_of(0) == ()


@pytest.mark.parametrize("number", [1, 3])
def test_choices_are_read_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    candidate = factories.a_candidate(chosen=[factories.a_programme() for _ in range(number)])
    with django_assert_num_queries(2):
        assert len(choices_of(candidate.pk)) == number
