"""What waits for whom, what one has put forward, and who sees which."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.actions.two_persons import a_first, a_second, confirm, put_forward
from tests.factories import BORDER, REGISTRATION_DAY, a_tree, an_account, an_actor

from chengzhao.actions.approvals import refuse_approval, withdraw_approval
from chengzhao.actions.audit import Actor
from chengzhao.actions.roles import GrantForm, grant_arguments
from chengzhao.law.words import Role
from chengzhao.records.models import Approval
from chengzhao.records.queries.approvals import (
    answered_by,
    approval_by_id,
    may_see,
    open_approval_of,
    opened_by,
    waiting_for,
)
from chengzhao.rules.governance import ApprovalState

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
HERE = (2024, "14")
ACT = "grant_roles"
COUNTY = "/14/1401/140105/"


def a_grant(path: str = COUNTY, role: Role = Role.COUNTY_REVIEWER) -> dict[str, object]:
    form = GrantForm(
        account_id=an_account().pk,
        org_path=path,
        role=role,
        valid_from=AT,
        valid_until=AT + timedelta(days=9),
    )
    return grant_arguments([form])


def waits_for(actor: Actor, later: timedelta = timedelta(0)) -> list[int]:
    assert actor.account is not None
    assert actor.role is not None
    found = waiting_for(*HERE, actor.account, actor.role, actor.org_path, AT + later)
    return [one.key for one in found]


def test_what_waits_is_shown_to_others_who_may_confirm_it() -> None:
    a_tree()
    first, second = a_first(ACT), a_second(ACT)
    older, newer = (put_forward(ACT, a_grant(), AT + timedelta(hours=n), first=first) for n in range(2))
    assert waits_for(second, timedelta(hours=1)) == [older.pk, newer.pk]
    assert waits_for(first) == []
    assert waits_for(an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1401/")) == [older.pk, newer.pk]
    assert waits_for(an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1402/")) == []
    assert waits_for(an_actor(role=Role.COUNTY_REVIEWER, org_path=COUNTY)) == []


def test_what_was_answered_or_lapsed_waits_no_more() -> None:
    a_tree()
    second = a_second(ACT)
    waiting = put_forward(ACT, a_grant(), AT)
    assert waits_for(second, timedelta(days=3) - timedelta(microseconds=1)) == [waiting.pk]
    assert waits_for(second, timedelta(days=3)) == []
    confirm(waiting, AT, second=second)
    assert waits_for(a_second(ACT)) == []


def test_each_sees_what_they_put_forward_and_answered_newest_first() -> None:
    a_tree()
    first, second = a_first(ACT), a_second(ACT)
    assert first.account is not None
    assert second.account is not None
    rows = [put_forward(ACT, a_grant(), AT + timedelta(hours=n), first=first) for n in range(4)]
    confirm(rows[0], AT + timedelta(hours=5), second=second)
    later = AT + timedelta(hours=6)
    refuse_approval(border=BORDER, actor=second, at=later, approval_id=rows[1].pk, reason="不符")
    withdraw_approval(border=BORDER, actor=first, at=later, approval_id=rows[2].pk)
    mine = opened_by(*HERE, first.account, AT + timedelta(days=4), limit=3)
    assert [(one.key, one.state) for one in mine] == [
        (rows[3].pk, ApprovalState.LAPSED),
        (rows[2].pk, ApprovalState.WITHDRAWN),
        (rows[1].pk, ApprovalState.REFUSED),
    ]
    theirs = answered_by(*HERE, second.account, later, limit=9)
    assert [(one.key, one.state, one.reason) for one in theirs] == [
        (rows[1].pk, ApprovalState.REFUSED, "不符"),
        (rows[0].pk, ApprovalState.DONE, ""),
    ]
    done = theirs[1]
    assert done.second is not None
    assert (done.title, done.first.name, done.second.role) == ("授予角色", "王敏", Role.SECURITY_ADMIN)


def test_an_approval_is_found_in_its_own_season_and_province_only() -> None:
    a_tree()
    row = Approval.objects.get(pk=put_forward(ACT, a_grant(), AT).pk)
    found = approval_by_id(*HERE, row.public_id, AT)
    assert found is not None
    assert (found.key, found.digest) == (row.pk, row.digest)
    assert approval_by_id(2025, "14", row.public_id, AT) is None
    assert approval_by_id(2024, "32", row.public_id, AT) is None


def test_the_page_of_an_object_finds_what_waits_for_it() -> None:
    a_tree()
    row = put_forward(ACT, a_grant(), AT)
    found = open_approval_of(*HERE, ACT, row.object_id, AT)
    assert found is not None
    assert found.key == row.pk
    assert open_approval_of(*HERE, ACT, row.object_id, row.lapses_at) is None
    assert open_approval_of(*HERE, "sign_run", row.object_id, AT) is None


def test_signers_and_those_concerned_see_it_and_nobody_else() -> None:
    a_tree()
    first = a_first(ACT)
    row = put_forward(ACT, a_grant(), AT, first=first)
    view = approval_by_id(*HERE, row.public_id, AT)
    assert view is not None
    assert first.account is not None
    assert may_see(view, first.account, Role.OVERSIGHT, "/32/")
    assert may_see(view, 0, Role.PREFECTURE_OFFICER, "/14/1401/")
    assert not may_see(view, 0, Role.PREFECTURE_OFFICER, "/14/1402/")
    assert not may_see(view, 0, Role.COUNTY_REVIEWER, COUNTY)


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_is_read_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    a_tree()
    for _ in range(number):
        put_forward(ACT, a_grant(), AT)
    with django_assert_num_queries(1):
        assert len(waiting_for(*HERE, 0, Role.SECURITY_ADMIN, "/14/", AT)) == number
