"""Notices as the public may see them."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.records.queries.disclosure import entries_page, public_notice, public_notices
from chengzhao.rules.disclosure import NoticeState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(NoticeState))
def test_notice_is_shown_only_while_it_is_up(state: NoticeState) -> None:
    notice = factories.a_notice(claims=[factories.a_claim()], state=state)
    is_shown = state in (NoticeState.UP, NoticeState.COMPLETED)
    assert bool(public_notices(YEAR, PROVINCE)) is is_shown
    assert (public_notice(notice.public_id) is not None) is is_shown
    assert len(entries_page(notice.public_id, after=0, limit=9)) == int(is_shown)


def test_notice_says_how_many_it_names_and_whom_to_tell() -> None:
    row = factories.a_notice(claims=[factories.a_claim(), factories.a_claim()])
    (notice,) = public_notices(YEAR, PROVINCE)
    assert (notice.entries, notice.report_channel) == (2, row.report_channel)
    assert notice.report_channel != ""


@pytest.mark.parametrize("number", [1, 3])
def test_entries_are_paged_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    notice = factories.a_notice(claims=[factories.a_claim() for _ in range(number)])
    with django_assert_num_queries(1):
        found = entries_page(notice.public_id, after=0, limit=9)
    assert len(found) == number
    assert len(entries_page(notice.public_id, after=found[0].key, limit=9)) == number - 1
