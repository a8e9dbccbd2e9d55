"""Roles: given by two, each within what he may give; never two powers in one hand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import by_two, put_forward
from tests.factories import BORDER, REGISTRATION_DAY, a_season, a_tree, an_account, an_actor

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.roles import GrantForm, appoint_administrators, grant_arguments, grant_roles
from chengzhao.law.words import Role
from chengzhao.records.models import Account, StaffRole
from chengzhao.records.models.people import AccountKind

pytestmark = pytest.mark.django_db

APART = "已是{}，同一时间不能再任{}，须由不同的人担任"
COUNTY = "/14/1401/140105/"


def grant(*forms: GrantForm, first: Actor | None = None, second: Actor | None = None) -> int:
    return int(by_two("grant_roles", grant_arguments(forms), REGISTRATION_DAY, first=first, second=second))


def a_grant(account: Account, *, org_path: str = COUNTY, role: Role = Role.COUNTY_REVIEWER) -> GrantForm:
    return GrantForm(
        account_id=account.pk,
        org_path=org_path,
        role=role,
        valid_from=REGISTRATION_DAY,
        valid_until=REGISTRATION_DAY + timedelta(days=100),
    )


def test_grant_roles_within_season_and_province() -> None:
    tree, account = a_tree(), an_account(username="reviewer")
    grant(a_grant(account))
    role = StaffRole.objects.get(account=account)
    assert (role.organisation_id, role.role, role.season, role.province) == (
        tree.county.pk,
        "COUNTY_REVIEWER",
        2024,
        "14",
    )
    assert trail_of("grant_roles") == [("staff_role", "reviewer")]


def test_grant_roles_twice_is_refused() -> None:
    a_tree()
    form = a_grant(an_account())
    grant(form)
    with refused("该账号在该单位已有这个角色，不必再次授予。"):
        grant(form)


def test_grant_roles_refuses_a_term_that_ends_when_it_begins() -> None:
    a_tree()
    form = a_grant(an_account())
    with refused("失效时间必须晚于生效时间。"):
        grant(replace(form, valid_until=form.valid_from))
    grant(replace(form, valid_until=form.valid_from + timedelta(seconds=1)))


def test_grant_roles_refuses_unknown_accounts_places_and_misplaced_roles() -> None:
    a_tree()
    account = an_account(username="reviewer")
    with rows_refused(
        (1, "0", "没有这个工作人员账号"),
        (2, "reviewer", "没有单位/14/9/"),
        (3, "reviewer", "市级招生考试机构不能有“县区审核员”角色（通知·一.1）"),
        (4, "reviewer", "县级招生考试机构不能有“考生”角色（通知·一.1）"),
        (4, "reviewer", "安全管理员不能授予“考生”角色，请由安全管理员办理（通知·二.5）"),
        (5, "candidate", "没有这个工作人员账号"),
    ):
        grant(
            replace(a_grant(account), account_id=0),
            a_grant(account, org_path="/14/9/"),
            a_grant(account, org_path="/14/1401/"),
            a_grant(account, role=Role.CANDIDATE),
            a_grant(an_account(username="candidate", kind=AccountKind.CANDIDATE)),
        )


def test_grant_roles_refuses_two_powers_for_one_person() -> None:
    a_tree()
    business, fresh = an_account(username="business"), an_account(username="fresh")
    grant(a_grant(business))
    office = {"org_path": "/14/"}
    with rows_refused(
        (1, "business", f"{APART.format('县区审核员（业务）', '系统管理员（系统管理）')}（通知·二.5）"),
        (3, "fresh", f"{APART.format('安全管理员（安全管理）', '审计管理员（审计管理）')}（通知·二.5）"),
    ):
        grant(
            a_grant(business, role=Role.SYSTEM_ADMIN, **office),
            a_grant(fresh, role=Role.SECURITY_ADMIN, **office),
            a_grant(fresh, role=Role.AUDIT_ADMIN, **office),
        )
    assert not StaffRole.objects.filter(account=fresh).exists()
    grant(a_grant(fresh, role=Role.SECURITY_ADMIN, **office))


@pytest.mark.django_db(transaction=True)
def test_grant_roles_of_two_powers_at_once_gives_one() -> None:
    a_tree()
    account = an_account()
    forms = iter([a_grant(account), a_grant(account, org_path="/14/", role=Role.SYSTEM_ADMIN)])
    outcomes = press_twice(lambda: grant(next(forms)))
    assert outcomes.count(DONE) == 1
    assert StaffRole.objects.filter(account=account).count() == 1


def test_grant_roles_by_one_is_refused() -> None:
    a_tree()
    giver = an_actor(role=Role.SECURITY_ADMIN, org_path="/")
    with refused("“授予角色”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        grant_roles(border=BORDER, actor=giver, at=REGISTRATION_DAY, grants=[a_grant(an_account())])


def test_grant_roles_within_what_a_prefecture_may_give() -> None:
    a_tree()
    first, second = (an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1401/") for _ in range(2))
    fresh = an_account(username="fresh")
    assert grant(a_grant(fresh), first=first, second=second) == 1
    with rows_refused(
        (1, "fresh", "市招办工作人员不能授予“省招办工作人员”角色，请由安全管理员办理（通知·二.5）"),
    ):
        grant(a_grant(fresh, org_path="/14/", role=Role.PROVINCE_OFFICER), first=first, second=second)
    stranger = an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1402/")
    with rows_refused(
        (1, "fresh", "市招办工作人员只能在本单位和下级单位授予“县区复核员”角色（通知·一.1）"),
    ):
        grant(a_grant(fresh, role=Role.SECOND_REVIEWER), first=stranger, second=second)


def test_grant_roles_needs_a_second_who_could_give_them_too() -> None:
    a_tree()
    first = an_actor(role=Role.PROVINCE_LEAD, org_path="/14/")
    forms = grant_arguments([a_grant(an_account(username="fresh"), org_path="/14/", role=Role.INSPECTOR)])
    put_forward("grant_roles", forms, REGISTRATION_DAY, first=first)
    neighbour = an_actor(role=Role.PREFECTURE_OFFICER, org_path="/14/1401/")
    with refused("这件事不在你单位的管辖范围内。"):
        by_two("grant_roles", forms, REGISTRATION_DAY, first=first, second=neighbour)


@pytest.mark.parametrize("giver", ["first", "second"])
def test_nobody_gives_a_role_to_himself(giver: str) -> None:
    a_tree()
    account = an_account(username="self")
    mine = {giver: an_actor(role=Role.SECURITY_ADMIN, org_path="/", account=account)}
    with rows_refused((1, "self", "不能给自己授予角色（通知·二.5）")):
        grant(a_grant(account, org_path="/14/", role=Role.SECURITY_ADMIN), **mine)


def test_what_is_granted_is_shown_to_both_name_by_name() -> None:
    a_tree()
    form = a_grant(an_account(username="fresh", display_name="李娜"))
    waiting = put_forward("grant_roles", grant_arguments([form]), REGISTRATION_DAY)
    assert waiting.facts[0] == [
        "1. 李娜（fresh）",
        "县区审核员，小店区招生考试中心，2024-09-05至2024-12-14",
    ]
    assert waiting.org_path == COUNTY


def test_many_grants_are_counted_by_role() -> None:
    a_tree()
    forms = [a_grant(an_account()) for _ in range(41)]
    waiting = put_forward("grant_roles", grant_arguments(forms), REGISTRATION_DAY)
    assert waiting.facts[:2] == [["合计", "41个角色"], ["县区审核员", "41个"]]


def appoint(*accounts: Account, **facts: Any) -> int:
    forms = [replace(a_grant(one, org_path="/", role=Role.SECURITY_ADMIN), **facts) for one in accounts]
    return appoint_administrators(
        border=BORDER,
        actor=Actor(account=None, role=Role.SYSTEM_ADMIN, org_path="/"),
        at=REGISTRATION_DAY,
        grants=forms,
    )


def test_the_first_two_security_administrators_are_appointed_once() -> None:
    a_tree()
    a_season()
    first, second = an_account(), an_account()
    with refused("先任命两名不同的安全管理员，其他角色由他们授予。"):
        appoint(first)
    with refused("先任命两名不同的安全管理员，其他角色由他们授予。"):
        appoint(first, second, role=Role.SYSTEM_ADMIN)
    assert appoint(first, second) == 2
    with refused("本年度已有安全管理员，角色由安全管理员授予。"):
        appoint(an_account(), an_account())
    assert trail_of("appoint_administrators") == [
        ("staff_role", first.username),
        ("staff_role", second.username),
    ]


@pytest.mark.django_db(transaction=True)
def test_the_first_administrators_are_appointed_once_when_pressed_twice() -> None:
    a_tree()
    a_season()
    pairs = [(an_account(), an_account()) for _ in range(2)]
    outcomes = press_twice(lambda: appoint(*pairs.pop()))
    assert outcomes == [DONE, "本年度已有安全管理员，角色由安全管理员授予。"]
    assert StaffRole.objects.count() == 2


@pytest.mark.parametrize("arguments", [{}, {"grants": []}, {"grants": [[1, "/14/"]]}, {"grants": 5}])
def test_grants_that_cannot_be_read_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="没有写明授予谁什么角色"):
        put_forward("grant_roles", arguments, REGISTRATION_DAY)
