"""The seats of an account."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from chengzhao.law.words import Role
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.people import acting_as, personas, seats_of

pytestmark = pytest.mark.django_db


def test_seats_of_staff_are_the_roles_in_force() -> None:
    tree = factories.a_tree()
    account = factories.an_account(display_name="赵建国")
    kept = factories.a_role(account=account, organisation=tree.county, role=Role.COUNTY_REVIEWER)
    factories.a_role(account=account, organisation=tree.province, expired=True)
    (seat,) = seats_of(account.pk)
    assert (seat.seat, seat.role, seat.org_path) == (
        f"role:{kept.pk}",
        Role.COUNTY_REVIEWER,
        tree.county.path,
    )
    assert (seat.candidate_id, seat.college_id, seat.display_name) == (None, None, "赵建国")


def test_seat_begins_and_ends_with_its_moments() -> None:
    account = factories.an_account()
    factories.a_role(account=account, organisation=factories.an_organisation())
    begins, ends = datetime(2023, 12, 31, 16, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
    assert len(seats_of(account.pk, begins)) == 1
    assert seats_of(account.pk, datetime(2023, 12, 31, 15, 59, tzinfo=UTC)) == ()
    assert seats_of(account.pk, ends) == ()


def test_seat_of_a_college_officer_knows_the_college() -> None:
    college = factories.a_college()
    account = factories.an_account()
    factories.a_role(account=account, organisation=college.organisation, role=Role.COLLEGE_OFFICER)
    assert seats_of(account.pk)[0].college_id == college.pk


def test_seat_of_a_candidate_is_the_own_registration() -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    candidate = factories.a_candidate(name="张三丰", account=account)
    (seat,) = seats_of(account.pk)
    assert (seat.seat, seat.role) == (f"candidate:{candidate.pk}", Role.CANDIDATE)
    assert (seat.candidate_id, seat.display_name) == (candidate.pk, "张三丰")


def test_seats_come_newest_season_first() -> None:
    account = factories.an_account()
    office = factories.an_organisation()
    for season in (2023, 2024):
        factories.a_role(account=account, organisation=office, season=season)
    assert [seat.season for seat in seats_of(account.pk)] == [2024, 2023]


@pytest.mark.parametrize(
    "seat", ["", "role:", "role:x", "role:999999", "candidate:1", "nonsense:1", "role:-1"]
)
def test_acting_as_a_seat_that_is_not_the_accounts_is_nobody(seat: str) -> None:
    account = factories.an_account()
    factories.a_role(account=account, organisation=factories.an_organisation())
    assert acting_as(account.pk, seat) is None


def test_acting_as_the_seat_of_another_account_is_nobody() -> None:
    mine, theirs = factories.an_account(), factories.an_account()
    role = factories.a_role(account=theirs, organisation=factories.an_organisation())
    assert acting_as(mine.pk, f"role:{role.pk}") is None
    assert acting_as(theirs.pk, f"role:{role.pk}") is not None


def test_acting_as_with_a_closed_account_is_nobody() -> None:
    account = factories.an_account(can_log_in=False)
    role = factories.a_role(account=account, organisation=factories.an_organisation())
    assert acting_as(account.pk, f"role:{role.pk}") is None


@pytest.mark.parametrize("roles", [1, 3])
def test_seats_are_read_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries, roles: int
) -> None:
    account = factories.an_account()
    for _ in range(roles):
        factories.a_role(account=account, organisation=factories.a_college().organisation)
    with django_assert_num_queries(2):
        assert len(seats_of(account.pk)) == roles


def test_personas_are_those_that_can_log_in() -> None:
    factories.an_account(username="b", is_persona=True)
    factories.an_account(username="a", is_persona=True)
    factories.an_account(username="c", is_persona=True, can_log_in=False)
    factories.an_account(username="d")
    assert [account.username for account in personas()] == ["a", "b"]
