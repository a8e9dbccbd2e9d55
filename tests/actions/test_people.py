"""Organisations and accounts."""

from dataclasses import replace

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import BORDER, REGISTRATION_DAY, a_tree, an_account, an_actor

from chengzhao.actions.people import (
    AccountForm,
    AccountKind,
    OrganisationForm,
    add_organisations,
    create_accounts,
)
from chengzhao.law.words import OrganisationKind
from chengzhao.records.models import Account, AuditRow, Organisation

pytestmark = pytest.mark.django_db

PREFECTURE = OrganisationForm(
    kind=OrganisationKind.PREFECTURE,
    code="1402",
    name="大同市招生考试中心",
    path="/14/1402/",
    parent_path="/14/",
)
COUNTY = OrganisationForm(
    kind=OrganisationKind.COUNTY,
    code="140213",
    name="平城区招生考试中心",
    path="/14/1402/140213/",
    parent_path="/14/1402/",
)
REVIEWER = AccountForm(username="pingcheng-1", display_name="李娜", kind=AccountKind.STAFF)


def add(*forms: OrganisationForm) -> dict[str, int]:
    return add_organisations(border=BORDER, actor=an_actor(), at=REGISTRATION_DAY, organisations=forms)


def create(*forms: AccountForm) -> dict[str, int]:
    return create_accounts(border=BORDER, actor=an_actor(), at=REGISTRATION_DAY, accounts=forms)


def test_add_organisations_with_their_parents_in_any_order() -> None:
    tree = a_tree()
    ids = add(COUNTY, PREFECTURE)
    held = Organisation.objects.in_bulk(ids.values())
    assert [held[ids[form.path]].name for form in (PREFECTURE, COUNTY)] == [PREFECTURE.name, COUNTY.name]
    assert held[ids[COUNTY.path]].parent_id == ids[PREFECTURE.path]
    assert held[ids[PREFECTURE.path]].parent_id == tree.province.pk
    assert trail_of("add_organisations") == [
        ("organisation", str(ids[COUNTY.path])),
        ("organisation", str(ids[PREFECTURE.path])),
    ]


def test_add_organisations_without_any_does_nothing() -> None:
    assert add() == {}
    assert trail_of("add_organisations") == []


def test_add_organisations_refuses_every_wrong_row_at_once() -> None:
    a_tree()
    with rows_refused(
        (2, "/14/1402/", "与前面的行重复，应只写一次"),
        (3, "/14/1403", "名称和代码不能为空"),
        (3, "/14/1403", "路径必须以斜线开头和结尾，中间没有空段"),
        (4, "/14/1404/1/", "没有上级单位/14/1404/，应先登记上级"),
        (5, "/15/1/", "路径应在上级单位/14/之下"),
        (6, "/14/1401/", "该路径已有单位，应换一个"),
    ):
        add(
            PREFECTURE,
            PREFECTURE,
            replace(PREFECTURE, path="/14/1403", name=" "),
            replace(COUNTY, path="/14/1404/1/", parent_path="/14/1404/"),
            replace(PREFECTURE, path="/15/1/"),
            replace(PREFECTURE, path="/14/1401/"),
        )
    assert not Organisation.objects.filter(code="1402").exists()


def test_add_organisations_refuses_a_code_used_by_another_of_the_kind() -> None:
    a_tree()
    with refused("同类单位中已有相同的代码。"):
        add(replace(PREFECTURE, code="1401"))


@pytest.mark.django_db(transaction=True)
def test_add_organisations_at_once_adds_them_once() -> None:
    a_tree()
    outcomes = press_twice(lambda: add(PREFECTURE))
    assert outcomes.count(DONE) == 1
    assert Organisation.objects.filter(code="1402").count() == 1
    assert trail_of("add_organisations") == [
        ("organisation", str(Organisation.objects.get(path=PREFECTURE.path).pk))
    ]


def test_create_accounts_stores_a_hash_and_keeps_the_password_off_the_trail() -> None:
    ids = create(REVIEWER, replace(REVIEWER, username="persona", password="demo-14", is_persona=True))
    accounts = Account.objects.in_bulk(ids.values())
    without, with_password = accounts[ids["pingcheng-1"]], accounts[ids["persona"]]
    assert not without.has_usable_password()
    assert with_password.check_password("demo-14")
    assert (without.is_persona, with_password.is_persona) == (False, True)
    assert trail_of("create_accounts") == [("account", "pingcheng-1"), ("account", "persona")]
    digests = set(AuditRow.objects.filter(act="create_accounts").values_list("after_digest", flat=True))
    assert len(digests) == 2


def test_create_accounts_gives_the_same_digest_whatever_the_password() -> None:
    create(replace(REVIEWER, password="one", is_persona=True))
    Account.objects.filter(username=REVIEWER.username).delete()
    create(replace(REVIEWER, password="two", is_persona=True))
    digests = AuditRow.objects.filter(act="create_accounts").values_list("after_digest", flat=True)
    assert len(digests) == 2
    assert len(set(digests)) == 1


def test_create_accounts_refuses_every_wrong_row_at_once() -> None:
    an_account(username="taken")
    with rows_refused(
        (2, "pingcheng-1", "与前面的行重复，应只写一次"),
        (3, "taken", "账号已存在，应换一个"),
        (4, " ", "账号和姓名不能为空"),
        (5, "empty", "密码不能为空"),
        (6, "chosen", "密码只能由本人设置，应当邀请本人开设账号"),
    ):
        create(
            REVIEWER,
            REVIEWER,
            replace(REVIEWER, username="taken"),
            replace(REVIEWER, username=" "),
            replace(REVIEWER, username="empty", password="", is_persona=True),
            replace(REVIEWER, username="chosen", password="chosen by another"),
        )


def test_create_accounts_makes_personas_only_where_the_settings_allow_them(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO_PERSONAS = False
    with refused("当前设置不允许演示账号：它们的密码是公开的，只能用于演示（DEMO_PERSONAS）。"):
        create(replace(REVIEWER, password="demo-14", is_persona=True))


def test_create_accounts_refuses_a_name_that_is_too_long() -> None:
    create(replace(REVIEWER, display_name="长" * 64))
    with refused("填写的内容过长或含有不能保存的字符，请检查后重新提交。"):
        create(replace(REVIEWER, username="other", display_name="长" * 65))


@pytest.mark.django_db(transaction=True)
def test_create_accounts_at_once_makes_one() -> None:
    outcomes = press_twice(lambda: create(REVIEWER))
    assert outcomes.count(DONE) == 1
    assert Account.objects.filter(username="pingcheng-1").count() == 1
