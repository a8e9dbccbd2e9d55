"""Organisations are renamed, closed, and moved with everything that lies below them."""

from datetime import timedelta

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, trail_of
from tests.factories import (
    BORDER,
    REGISTRATION_DAY,
    Tree,
    a_candidate,
    a_college,
    a_role,
    a_tree,
    an_account,
    an_actor,
    an_open_stage,
    an_organisation,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.organisations import close_organisation, move_organisation, rename_organisation
from chengzhao.actions.people import OrganisationForm, add_organisations
from chengzhao.law.words import OrganisationKind, Role, Stage
from chengzhao.records.models import AuditRow, Candidate, College, Invitation, Organisation, StageWindow
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
COUNTY, PREFECTURE = "/14/1401/140105/", "/14/1401/"


def admin(path: str = "/14/") -> Actor:
    return an_actor(role=Role.SYSTEM_ADMIN, org_path=path)


@pytest.fixture
def tree() -> Tree:
    return a_tree()


@pytest.fixture
def elsewhere(tree: Tree) -> Organisation:
    """Another city of the province."""
    return an_organisation(kind=OrganisationKind.PREFECTURE, code="1402", parent=tree.province)


def rename(
    path: str = COUNTY, name: str = "龙城区招生考试中心", reason: str = "区划调整", actor: Actor | None = None
) -> None:
    rename_organisation(border=BORDER, actor=actor or admin(), at=AT, org_path=path, name=name, reason=reason)


def close(path: str, reason: str = "撤并", actor: Actor | None = None) -> None:
    close_organisation(border=BORDER, actor=actor or admin(), at=AT, org_path=path, reason=reason)


def move(path: str, parent: str, actor: Actor | None = None) -> int:
    return move_organisation(
        border=BORDER, actor=actor or admin(), at=AT, org_path=path, parent_path=parent, reason="区划调整"
    )


def test_an_organisation_gets_another_name(tree: Tree) -> None:
    rename()
    assert Organisation.objects.get(path=COUNTY).name == "龙城区招生考试中心"
    assert trail_of("rename_organisation") == [("organisation", str(tree.county.pk))]
    assert AuditRow.objects.get().reason == "区划调整"


def test_a_name_is_new_and_has_a_reason_and_the_place_is_one_s_own(tree: Tree) -> None:
    for name in (" ", tree.county.name):
        with refused("请填写与现在不同的名称。"):
            rename(name=name)
    with refused("请写明理由。"):
        rename(reason="")
    with refused("没有单位/14/9/，或已经关闭。"):
        rename(path="/14/9/")
    with refused("这个单位不在你单位的管辖范围内。"):
        rename(actor=admin("/32/"))
    with pytest.raises(Refused, match="你的角色是市招办工作人员"):
        rename(actor=an_actor(role=Role.PREFECTURE_OFFICER, org_path=PREFECTURE))


def test_a_department_is_renamed_as_long_as_its_powers_stay(tree: Tree) -> None:
    own = tree.department.path
    College.objects.filter(pk=a_college().pk).update(authority="山西省")
    rename(path=own, name="山西省教育厅（高等教育处）")
    for name, powers in (
        ("山西省退役军人事务厅", "审核的照顾申请类别"),
        ("山西省教育厅、体育局", "审核的照顾申请类别"),
        ("山西省", "主管的院校"),
        ("山西省（主管部门）", "主管的院校"),
    ):
        with refused(
            f"改为“{name}”会改变它{powers}，不能只改名称：请登记新单位，由两人授予身份后再关闭原单位。"
        ):
            rename(path=own, name=name)
    assert Organisation.objects.get(path=own).name == "山西省教育厅（高等教育处）"
    assert len(trail_of("rename_organisation")) == 1


def test_a_department_is_not_renamed_out_of_its_powers_either(tree: Tree) -> None:
    own = tree.department.path
    College.objects.filter(pk=a_college().pk).update(authority="山西省")
    for name, other in (("山西省体育局", "山西省教育厅"), ("山西省", "山西省政府")):
        Organisation.objects.filter(path=own).update(name=name)
        with pytest.raises(Refused, match="不能只改名称"):
            rename(path=own, name=other)
    Organisation.objects.filter(path=own).update(name="山西省")
    rename(path=own, name="山西省（主管部门）")


def test_a_county_takes_any_name(tree: Tree) -> None:
    rename(name="退役军人事务局")


def test_roles_in_another_season_or_province_keep_an_organisation_open(tree: Tree) -> None:
    actor = admin()
    close(tree.site.path)
    a_role(account=an_account(), organisation=tree.county, role=Role.COUNTY_REVIEWER, season=2025)
    a_role(account=an_account(), organisation=tree.county, role=Role.COUNTY_REVIEWER, province="32")
    at_the_door = Scope(door=Door.SYSTEM, **vars(BORDER), org_path="/14/", account=actor.account)
    with refused("还有2个角色没有到期，请先终止。"), scope(at_the_door):
        close(COUNTY, actor=actor)


def test_whoever_sees_no_invitation_closes_no_place_that_somebody_is_invited_into(tree: Tree) -> None:
    actor = admin()
    Invitation.objects.create(
        **vars(BORDER),
        token_digest=b"x" * 32,
        display_name="李新",
        organisation=tree.site,
        role=Role.SITE_HEAD,
        purpose="JOIN",
        invited_at=AT,
        expires_at=AT + timedelta(hours=1),
        valid_from=AT,
        valid_until=AT + timedelta(days=9),
    )
    at_the_door = Scope(door=Door.SYSTEM, **vars(BORDER), org_path="/14/", account=actor.account)
    with scope(at_the_door):
        assert not Invitation.objects.exists()
        with refused("还有1个邀请没有接受，请先撤回。"):
            close(tree.site.path, actor=actor)


def test_an_organisation_is_closed_from_below(tree: Tree) -> None:
    with refused("下级还有1个没有关闭的单位，请先关闭或移走。"):
        close(COUNTY)
    close(tree.site.path)
    person = a_role(account=an_account(), organisation=tree.county, role=Role.COUNTY_REVIEWER)
    with refused("还有1个角色没有到期，请先终止。"):
        close(COUNTY)
    type(person).objects.filter(pk=person.pk).update(valid_until=AT)
    close(COUNTY)
    assert Organisation.objects.get(path=COUNTY).closed_at == AT
    with refused(f"没有单位{COUNTY}，或已经关闭。"):
        close(COUNTY)


def test_an_organisation_moves_with_everything_below_it(tree: Tree, elsewhere: Organisation) -> None:
    person = a_candidate(confirmation_point=tree.county)
    other = a_candidate(confirmation_point=an_organisation(code="140106", parent=tree.prefecture))
    an_open_stage(Stage.REVIEW, org_path=COUNTY)
    assert move(COUNTY, elsewhere.path) == 2
    moved = Organisation.objects.get(pk=tree.county.pk)
    assert (moved.path, moved.parent_id) == ("/14/1402/140105/", elsewhere.pk)
    assert Organisation.objects.get(pk=tree.site.pk).path == "/14/1402/140105/14010501/"
    assert Candidate.objects.get(pk=person.pk).org_path == "/14/1402/140105/"
    assert Candidate.objects.get(pk=other.pk).org_path == "/14/1401/140106/"
    assert StageWindow.objects.get().org_path == "/14/1402/140105/"
    assert trail_of("move_organisation") == [("organisation", str(tree.county.pk))]


def test_rows_of_other_seasons_go_along(tree: Tree, elsewhere: Organisation) -> None:
    earlier = a_candidate(confirmation_point=tree.county, season=2025)
    move(COUNTY, elsewhere.path)
    assert Candidate.objects.get(pk=earlier.pk).org_path == "/14/1402/140105/"


def test_moves_that_make_no_tree_are_refused(tree: Tree, elsewhere: Organisation) -> None:
    with refused("不能移到自己或自己的下级之下。"):
        move(PREFECTURE, COUNTY)
    with refused("新的上级必须和原来的上级是同一类单位。"):
        move(COUNTY, "/14/")
    with refused("没有上级单位/14/1499/，或已经关闭。"):
        move(COUNTY, "/14/1499/")
    an_organisation(code="999999", path="/14/1402/140105/", parent=elsewhere)
    with refused("路径/14/1402/140105/已有单位。"):
        move(COUNTY, elsewhere.path)
    other = an_organisation(kind=OrganisationKind.PREFECTURE, code="3201", path="/32/3201/")
    with refused("新的上级不在你单位的管辖范围内。"):
        move(COUNTY, other.path)
    close("/14/1402/140105/")
    close(elsewhere.path)
    with refused("没有上级单位/14/1402/，或已经关闭。"):
        move(COUNTY, elsewhere.path)


def test_a_move_that_breaks_off_leaves_the_tree(
    tree: Tree, elsewhere: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("chengzhao.actions.organisations.record", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        move(COUNTY, elsewhere.path)
    assert Organisation.objects.get(pk=tree.county.pk).path == COUNTY


@pytest.mark.django_db(transaction=True)
def test_moved_twice_at_once_is_moved_once() -> None:
    tree = a_tree()
    other = an_organisation(kind=OrganisationKind.PREFECTURE, code="1402", parent=tree.province)
    assert press_twice(lambda: move(COUNTY, other.path)).count(DONE) == 1


def test_nothing_new_hangs_below_a_closed_organisation(tree: Tree) -> None:
    close(tree.site.path)
    form = OrganisationForm(
        kind=OrganisationKind.SITE,
        code="9",
        name="分考点",
        path=f"{tree.site.path}9/",
        parent_path=tree.site.path,
    )
    with pytest.raises(Refused, match="没有上级单位"):
        add_organisations(border=BORDER, actor=an_actor(), at=AT, organisations=[form])
