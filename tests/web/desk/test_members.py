"""本单位人员: whoever leads sees the own people, invites, takes back, ends and extends; nobody else's."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow, Invitation, StaffRole

PAGE = "/members/"


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def prefecture(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PREFECTURE_OFFICER])


@pytest.fixture
def college(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COLLEGE_LEAD])


def day(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%d}"


def page_of(world: World, role: Role) -> str:
    return f"{PAGE}{world.accounts[role].public_id}/"


def ask(client: Client, code: str, role: str, **fields: str) -> HttpResponse:
    given = {"display_name": "周一", "code": code, "role": role, "until": day(9), **fields}
    return client.post(f"{PAGE}invite/", given)


def an_invitation(world: World, place: object, role: Role, **facts: object) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        **{
            "purpose": "JOIN",
            "token_digest": str(facts.get("display_name", role)).encode()[:32],
            "display_name": role.label,
            "organisation": place,
            "role": role.value,
            "season": 2024,
            "province": "14",
            "invited_at": now,
            "expires_at": now + timedelta(hours=72),
            "valid_from": now,
            "valid_until": now + timedelta(days=9),
            **facts,
        }
    )


def test_each_leader_sees_the_own_people_only(
    world: World, log_in: LogIn, prefecture: Client, college: Client
) -> None:
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    below = {Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.SITE_HEAD, Role.PREFECTURE_OFFICER}
    of_college = {Role.COLLEGE_LEAD, Role.COLLEGE_OFFICER}
    for client, expected in (
        (prefecture, below),
        (college, of_college),
        (lead, set(world.accounts) - {Role.CANDIDATE, Role.MINISTRY_OFFICER}),
    ):
        shown = client.get(PAGE).content.decode()
        seen = {
            role for role in world.accounts if role is not Role.CANDIDATE and page_of(world, role) in shown
        }
        assert seen == expected
        for role in set(world.accounts) - expected - {Role.CANDIDATE}:
            assert client.get(page_of(world, role)).status_code == 404


def test_a_prefecture_invites_below_itself_by_the_code(world: World, prefecture: Client) -> None:
    shown = ask(prefecture, "140105", "COUNTY_REVIEWER").content.decode()
    assert "链接只显示这一次" in shown
    waiting = Approval.objects.get(act="invite_staff")
    assert (waiting.org_path, waiting.first) == ("/14/1401/140105/", world.accounts[Role.PREFECTURE_OFFICER])


@pytest.mark.parametrize(
    ("code", "role", "sentence"),
    [
        ("140203", "COUNTY_REVIEWER", "只能在本单位和下级单位授予"),
        ("999999", "COUNTY_REVIEWER", "没有代码为999999的县级招生考试机构，请核对单位代码。"),
        ("1401", "PREFECTURE_OFFICER", "请选择角色"),
        ("14", "PROVINCE_LEAD", "请选择角色"),
        ("", "COUNTY_REVIEWER", "请填写单位代码"),
    ],
)
def test_outside_of_the_own_part_nobody_is_invited(
    world: World, prefecture: Client, code: str, role: str, sentence: str
) -> None:
    city = factories.an_organisation(code="1402", parent=world.tree.province)
    factories.an_organisation(code="140203", parent=city)
    refused = ask(prefecture, code, role)
    assert (refused.status_code, sentence.rstrip("。") in refused.content.decode()) == (409, True)
    assert not Approval.objects.filter(act="invite_staff").exists()


def test_a_college_invites_into_itself_and_the_province_confirms(
    world: World, log_in: LogIn, college: Client
) -> None:
    other = ask(college, world.other_college.organisation.code, "COLLEGE_OFFICER")
    assert other.status_code == 409
    assert ask(college, world.college.organisation.code, "COLLEGE_OFFICER").status_code == 200
    waiting = Approval.objects.get(act="invite_staff")
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    href = f"/approvals/{waiting.public_id}/"
    shown = lead.post(href, {"step": "confirm", "digest": waiting.digest}).content.decode()
    assert "邀请码只显示这一次" in shown
    listed = college.get(PAGE).content.decode()
    assert "周一" in listed
    made = Invitation.objects.get()
    assert college.post(PAGE, {"invitation": str(made.public_id)}).status_code == 302
    made.refresh_from_db()
    assert made.revoked_at is not None
    assert AuditRow.objects.get(act="revoke_invitation").account == world.accounts[Role.COLLEGE_LEAD]


def test_only_whoever_could_give_the_role_takes_an_invitation_back(
    world: World, prefecture: Client, college: Client
) -> None:
    own = an_invitation(world, world.tree.county, Role.COUNTY_REVIEWER)
    above = an_invitation(world, world.tree.prefecture, Role.PREFECTURE_OFFICER)
    shown = prefecture.get(PAGE).content.decode()
    assert (str(own.public_id) in shown, str(above.public_id) in shown) == (True, False)
    assert above.display_name in shown
    for client, named in (
        (prefecture, str(above.public_id)),
        (college, str(own.public_id)),
        (prefecture, "dance"),
        (prefecture, ""),
    ):
        assert client.post(PAGE, {"invitation": named}).status_code == 409
    assert not Invitation.objects.filter(revoked_at__isnull=False).exists()
    for status in (302, 409):
        assert prefecture.post(PAGE, {"invitation": str(own.public_id)}).status_code == status


def test_a_role_is_ended_with_a_reason_and_extended_by_two(world: World, prefecture: Client) -> None:
    href = page_of(world, Role.COUNTY_REVIEWER)
    role = StaffRole.objects.get(account=world.accounts[Role.COUNTY_REVIEWER])
    StaffRole.objects.filter(pk=role.pk).update(valid_until=timezone.now() + timedelta(days=1))
    fields = {"role": str(role.pk)}
    for wrong in ({"step": "dance"}, {"step": "end"}, {"step": "extend", "until": "9999-12-31"}):
        assert prefecture.post(href, {**fields, **wrong}).status_code == 409
    put = prefecture.post(href, {**fields, "step": "extend", "until": day(5)})
    assert (put.status_code, put.headers["Location"]) == (302, "/approvals/")
    assert Approval.objects.filter(act="extend_role", state="OPEN").count() == 1
    assert prefecture.post(href, {**fields, "step": "end", "reason": "调离"}).status_code == 302
    assert AuditRow.objects.get(act="end_role").reason == "调离"
    assert "立即终止" not in prefecture.get(href).content.decode()


def test_what_one_does_not_give_one_neither_ends_nor_extends(world: World, prefecture: Client) -> None:
    own = StaffRole.objects.get(account=world.accounts[Role.PREFECTURE_OFFICER])
    href = page_of(world, Role.PREFECTURE_OFFICER)
    assert "这里的角色不由你授予" in prefecture.get(href).content.decode()
    for step in ("end", "extend"):
        fields = {"role": str(own.pk), "step": step, "reason": "x", "until": day(5)}
        assert prefecture.post(href, fields).status_code == 409
    own.refresh_from_db()
    assert own.valid_until > timezone.now()


def test_the_security_administrator_takes_invitations_back(world: World, log_in: LogIn) -> None:
    made = an_invitation(world, world.college.organisation, Role.COLLEGE_LEAD)
    security = log_in(world.accounts[Role.SECURITY_ADMIN])
    assert str(made.public_id) in security.get("/system/invite/").content.decode()
    assert security.post("/system/invite/", {"invitation": "x"}).status_code == 409
    assert security.post("/system/invite/", {"invitation": str(made.public_id)}).status_code == 302
    made.refresh_from_db()
    assert made.revoked_at is not None
