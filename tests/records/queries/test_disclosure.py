"""Notices as the public may see them."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law import provinces
from chengzhao.law.provinces import Supplement, SupplementRefused
from chengzhao.records.queries.disclosure import entries_page, public_notice, public_notices, was_public
from chengzhao.rules.disclosure import NoticeState

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 20)


@pytest.mark.parametrize("state", list(NoticeState))
def test_notice_is_shown_only_while_it_is_up(state: NoticeState) -> None:
    notice = factories.a_notice(claims=[factories.a_claim()], state=state)
    is_shown = state in (NoticeState.UP, NoticeState.COMPLETED)
    assert bool(public_notices(YEAR, PROVINCE, DAY)) is is_shown
    assert (public_notice(notice.public_id, DAY) is not None) is is_shown
    assert len(entries_page(notice.public_id, after=0, limit=9)) == int(is_shown)


def test_notice_says_how_many_it_names_and_whom_to_tell() -> None:
    row = factories.a_notice(claims=[factories.a_claim(), factories.a_claim()])
    (notice,) = public_notices(YEAR, PROVINCE, DAY)
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


@pytest.mark.parametrize("state", [NoticeState.UP, NoticeState.COMPLETED])
@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2024-10-08", True), ("2025-04-07", True), ("2025-04-08", False), ("2026-01-01", False)],
)
def test_notice_ends_by_the_clock_after_half_a_year(state: NoticeState, day: str, is_shown: bool) -> None:
    factories.a_season(synthetic=False)
    notice = factories.a_notice(claims=[factories.a_claim()], state=state)
    today = date.fromisoformat(day)
    assert (public_notice(notice.public_id, today) is not None) is is_shown
    assert bool(public_notices(YEAR, PROVINCE, today)) is is_shown
    assert was_public(notice.public_id) is True


@pytest.mark.parametrize(("day", "is_shown"), [("2025-04-07", True), ("2025-04-08", False)])
def test_notice_without_a_usable_supplement_ends_after_the_half_year_of_the_notice(
    day: str, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(found: Supplement) -> Supplement:
        raise SupplementRefused(())

    factories.a_season(synthetic=False)
    notice = factories.a_notice(claims=[factories.a_claim()], state=NoticeState.UP)
    monkeypatch.setattr(provinces, "accepted", refused)
    provinces.supplement.cache_clear()
    today = date.fromisoformat(day)
    assert (public_notice(notice.public_id, today) is not None) is is_shown
    assert bool(public_notices(YEAR, PROVINCE, today)) is is_shown


def test_notice_of_a_made_up_season_stands_as_long_as_it_is_shown() -> None:
    factories.a_season(synthetic=True)
    notice = factories.a_notice(claims=[factories.a_claim()])
    assert public_notice(notice.public_id, date(2030, 1, 1)) is not None


@pytest.mark.parametrize(
    ("state", "was"),
    [
        (NoticeState.DRAFT, False),
        (NoticeState.SIGNED, False),
        (NoticeState.UP, True),
        (NoticeState.DOWN, True),
    ],
)
def test_notice_that_was_never_up_was_never_public(state: NoticeState, was: bool) -> None:
    assert was_public(factories.a_notice(state=state).public_id) is was
