"""Roles end before their time by one, last longer by two, and count from the next request on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import a_first, a_second, by_two, confirm, put_forward
from tests.factories import BORDER, REGISTRATION_DAY, Tree, a_role, a_season, a_tree, an_account, an_actor

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.roles import GrantForm, grant_arguments
from chengzhao.actions.terms import end_role, extend_role, extension_arguments
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, StaffRole
from chengzhao.records.queries.people import seats_of

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
END = datetime(2024, 12, 31, tzinfo=UTC)


@pytest.fixture
def tree() -> Tree:
    return a_tree()


def a_term(tree: Tree, account: Account | None = None, **facts: Any) -> StaffRole:
    """A reviewer of the county until the end of the year."""
    row = a_role(
        account=account or an_account(username="li"), organisation=tree.county, role=Role.COUNTY_REVIEWER
    )
    StaffRole.objects.filter(pk=row.pk).update(**({"valid_until": END} | facts))
    row.refresh_from_db()
    return row


def prefecture() -> Actor:
    return an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1401/")


def end(row: StaffRole, actor: Actor | None = None, reason: str = "调离") -> None:
    end_role(border=BORDER, actor=actor or prefecture(), at=AT, role_id=row.pk, reason=reason)


def test_an_ended_role_is_gone_with_the_next_request(tree: Tree) -> None:
    row = a_term(tree)
    assert len(seats_of(row.account_id, AT)) == 1
    end(row)
    assert seats_of(row.account_id, AT) == ()
    row.refresh_from_db()
    assert row.valid_until == AT
    assert trail_of("end_role") == [("staff_role", "li")]
    assert AuditRow.objects.get(act="end_role").reason == "调离"


def test_a_role_that_has_not_begun_never_does(tree: Tree) -> None:
    row = a_term(tree, valid_from=AT + timedelta(days=5))
    end(row)
    assert seats_of(row.account_id, AT + timedelta(days=6)) == ()


def test_what_the_holder_put_forward_lapses(tree: Tree) -> None:
    giver = an_account()
    row = a_role(account=giver, organisation=tree.province, role=Role.SECURITY_ADMIN)
    first = an_actor(role=Role.SECURITY_ADMIN, org_path="/14/", account=giver)
    form = GrantForm(
        account_id=an_account().pk,
        org_path=tree.county.path,
        role=Role.COUNTY_REVIEWER,
        valid_from=AT,
        valid_until=END,
    )
    waiting = put_forward("grant_roles", grant_arguments([form]), AT, first=first)
    end(row, an_actor(role=Role.SECURITY_ADMIN, org_path="/14/"))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("LAPSED", "提请人的角色已终止")
    with refused("这项提请已失效，不能再办理。"):
        confirm(waiting, AT)


def test_who_could_not_give_a_role_does_not_end_it(tree: Tree) -> None:
    row = a_term(tree)
    with refused("省招办工作人员不能授予“县区审核员”角色，请由安全管理员办理。"):
        end(row, an_actor())
    with refused("市招办工作人员只能在本单位和下级单位授予“县区审核员”角色。"):
        end(row, an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1402/"))
    with refused("本年度本省没有这个角色。"):
        end_role(border=BORDER, actor=prefecture(), at=AT, role_id=0, reason="调离")


def test_nobody_ends_the_own_role_or_one_without_a_reason_or_twice(tree: Tree) -> None:
    row = a_term(tree)
    with refused("不能终止或延长自己的角色，请由另一人办理。"):
        end(row, an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1401/", account=row.account))
    with refused("请写明终止的理由。"):
        end(row, reason=" ")
    end(row)
    with refused("这个角色已经到期，不必终止。"):
        end(row)


@pytest.mark.django_db(transaction=True)
def test_ended_twice_at_once_is_ended_once() -> None:
    row = a_term(a_tree())
    assert press_twice(lambda: end(row)).count(DONE) == 1


def extend(row: StaffRole, until: datetime, **people: Actor) -> None:
    by_two("extend_role", extension_arguments(row.pk, until), AT, **people)


def test_a_role_is_extended_by_two(tree: Tree) -> None:
    row, until = a_term(tree), END + timedelta(days=60)
    with refused("“延长角色任期”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        extend_role(border=BORDER, actor=a_second("extend_role"), at=AT, role_id=row.pk, until=until)
    waiting = put_forward("extend_role", extension_arguments(row.pk, until), AT)
    assert waiting.facts[:-1] == [
        ["姓名", "王敏（li）"],
        ["角色", "县区审核员，小店区招生考试中心"],
        ["原任期", "到2024-12-31 08:00"],
        ["延长", "到2025-03-01 08:00"],
    ]
    confirm(waiting, AT)
    row.refresh_from_db()
    assert row.valid_until == until


def test_a_role_that_was_ended_meanwhile_is_not_extended(tree: Tree) -> None:
    row = a_term(tree)
    waiting = put_forward("extend_role", extension_arguments(row.pk, END + timedelta(days=1)), AT)
    end(row)
    with pytest.raises(Refused, match="提请之后内容有变动，没有办理：原任期由“到2024-12-31 08:00”变为"):
        confirm(waiting, AT)


def test_temporary_staff_are_done_with_the_season(tree: Tree) -> None:
    row = a_term(tree)
    late = datetime(2025, 7, 1, 9, tzinfo=UTC)
    sentence = "县区审核员是临时人员，任期最迟到2025-06-30，年度结束即止。"
    with refused(sentence):
        extend(row, late)
    form = GrantForm(
        account_id=an_account(username="new").pk,
        org_path=tree.county.path,
        role=Role.SITE_HEAD,
        valid_from=AT,
        valid_until=late,
    )
    with rows_refused(
        (1, "new", "县级招生考试机构不能有“考点主考”角色（通知·一.1）"),
        (1, "new", "考点主考是临时人员，任期最迟到2025-06-30，年度结束即止（通知·一.1）"),
    ):
        by_two("grant_roles", grant_arguments([form]), AT)
    a_season(synthetic=True)
    extend(row, late)


def test_an_extension_is_later_than_the_term_and_not_one_s_own(tree: Tree) -> None:
    row = a_term(tree)
    with refused("新的失效时间必须晚于现在的失效时间。"):
        extend(row, END)
    own = a_first("extend_role", row.account)
    with refused("不能终止或延长自己的角色，请由另一人办理。"):
        extend(row, END + timedelta(days=1), first=own)


@pytest.mark.parametrize("arguments", [{}, {"role_id": "x", "until": "y"}])
def test_an_extension_that_cannot_be_read_is_refused(arguments: dict[str, str]) -> None:
    with refused("没有写明延长谁的任期、到何时。"):
        put_forward("extend_role", arguments, AT)
