"""What was done with a thing, in its order: the same component for files of persons, runs and everything else."""

from uuid import uuid4

import pytest
from django.test import Client
from tests import factories
from tests.actions.test_sealing import AT
from tests.factories import BORDER
from tests.web.desk.test_members import an_invitation
from tests.web.world import LogIn, World

from chengzhao.actions.audit import Actor, Touched, record
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AdmissionList, AuditRow, PublicNotice, SourcePlan
from chengzhao.web.shared.acts import act_label


def write(world: World, role: Role, act: str, kind: str, name: str, path: str = "/14/") -> None:
    actor = Actor(account=world.accounts[role].pk, role=role, org_path=path)
    touched = [Touched(object_id=name, after="a" * 64)]
    record(border=BORDER, actor=actor, at=AT, act=act, object_kind=kind, touched=touched)


def doings(client: Client, href: str) -> list[str]:
    """The acts of the timeline on a page."""
    shown = client.get(href).content.decode()
    part = shown.partition('<ol class="timeline">')[2].partition("</ol>")[0]
    return [item.partition("<small>")[0] for item in part.split('<li class="is-done">')[1:]]


def test_thing_has_its_timeline_under_its_name(world: World, log_in: LogIn) -> None:
    for act, name in (("draft_notice", "7"), ("put_up_notice", "7"), ("draft_notice", "8")):
        write(world, Role.PROVINCE_OFFICER, act, "public_notice", name)
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    href = "/province/audit/?kind=public_notice&object=7"
    assert doings(client, href) == ["拟定公示", "发布公示"]
    listed = client.get("/province/audit/").content.decode()
    assert '<a href="?kind=public_notice&amp;object=7">7</a>' in listed


@pytest.mark.parametrize(
    ("kind", "acts", "object_kind"),
    [
        ("plans", ("submit_places", "publish_plans"), "source_plan"),
        ("notices", ("draft_notice", "put_up_notice"), "public_notice"),
        ("lists", ("submit_lists", "approve_lists"), "admission_list"),
    ],
)
def test_plan_notice_and_list_have_their_timeline(
    world: World, log_in: LogIn, kind: str, acts: tuple[str, str], object_kind: str
) -> None:
    factories.a_list(college=world.college)
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    listed = client.get(f"/province/doings/?kind={kind}").content.decode()
    first = listed.partition(f'<a href="/province/doings/{kind}/')[2].partition('"')[0]
    assert first
    name = {
        "plans": SourcePlan.objects.order_by("-pk").values_list("programme__code", flat=True).first(),
        "notices": PublicNotice.objects.order_by("-pk").values_list("number", flat=True).first(),
        "lists": str(AdmissionList.objects.order_by("-pk").values_list("pk", flat=True).first()),
    }[kind]
    for act in acts:
        AuditRow.objects.create(
            season=2024, province="14", at=AT, account=world.accounts[Role.PROVINCE_OFFICER],
            role="PROVINCE_OFFICER", org_path="/14/", act=act, object_kind=object_kind, object_id=name,
        )  # fmt: skip
    assert doings(client, f"/province/doings/{kind}/{first}") == [act_label(act) for act in acts]
    words = client.get(f"/province/doings/?kind={kind}&words=没有这样的").content.decode()
    assert "没有符合条件的记录。" in words


def test_unknown_kinds_and_things_of_others_are_not_found(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert client.get("/province/doings/?kind=accounts").status_code == 404
    for kind, number in (("plans", uuid4()), ("accounts", world.programme.public_id)):
        assert client.get(f"/province/doings/{kind}/{number}/").status_code == 404
    elsewhere = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    account: Account = factories.an_account()
    factories.a_role(account=account, organisation=elsewhere, role=Role.PROVINCE_LEAD, province="32")
    other = log_in(account)
    assert other.get(f"/province/doings/plans/{world.programme.public_id}/").status_code == 404
    assert world.programme.code not in other.get("/province/doings/").content.decode()


def test_thing_that_is_not_there_has_none(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    for query in ("kind=registration&object=1", "kind=nonsense&object=1", "kind=plan_cap&object=%00"):
        assert doings(client, "/province/audit/?" + query) == []


@pytest.mark.parametrize(
    ("role", "page", "is_shown"),
    [
        (Role.COUNTY_REVIEWER, "county", False),
        (Role.PREFECTURE_OFFICER, "county", False),
        (Role.PROVINCE_OFFICER, "province", True),
        (Role.INSPECTOR, "province", True),
        (Role.COLLEGE_OFFICER, "college", False),
    ],
)
def test_file_of_a_person_has_its_timeline_at_the_province(
    world: World, log_in: LogIn, role: Role, page: str, is_shown: bool
) -> None:
    number = world.admitted.candidate_number
    write(world, Role.COUNTY_REVIEWER, "decide_registrations", "registration", number, world.tree.county.path)
    found = doings(log_in(world.accounts[role]), f"/{page}/people/{world.admitted.public_id}/")
    assert ("审核报名" in found) is is_shown


def test_neighbouring_county_finds_no_timeline(world: World, log_in: LogIn) -> None:
    elsewhere = factories.an_organisation(code="140106", path="/14/1401/140106/")
    account: Account = factories.an_account()
    factories.a_role(account=account, organisation=elsewhere, role=Role.COUNTY_REVIEWER)
    assert log_in(account).get(f"/county/people/{world.admitted.public_id}/").status_code == 404


def test_candidates_read_what_they_did_themselves(world: World, log_in: LogIn) -> None:
    person = world.admitted
    assert person.account is not None
    actor = Actor(account=person.account.pk, role=Role.CANDIDATE, org_path=person.org_path)
    touched = [Touched(object_id=person.candidate_number, after="")]
    for act, by in (("save_choices", actor), ("confirm_choices", actor)):
        record(border=BORDER, actor=by, at=AT, act=act, object_kind="choice_list", touched=touched)
    shown = log_in(person.account).get("/candidate/privacy/access/").content.decode()
    own = shown.partition("我自己的操作")[2]
    assert ("保存志愿" in own, "确认志愿" in own, own.find("保存志愿") < own.find("确认志愿")) == (
        True,
        True,
        True,
    )


def shown_at(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
def test_account_has_its_timeline_and_that_of_its_roles(world: World, log_in: LogIn, role: Role) -> None:
    account = world.accounts[Role.COUNTY_REVIEWER]
    write(world, Role.SECURITY_ADMIN, "disable_account", "account", account.username)
    write(world, Role.SECURITY_ADMIN, "end_role", "staff_role", account.username)
    write(world, Role.SECURITY_ADMIN, "end_role", "staff_role", "somebody")
    write(world, Role.COUNTY_REVIEWER, "log_in", "account", account.username)
    found = doings(log_in(world.accounts[role]), f"/system/users/{account.public_id}/")
    assert found == [act_label("disable_account"), act_label("end_role")]


def test_organisation_has_its_timeline(world: World, log_in: LogIn) -> None:
    county = world.tree.county
    write(world, Role.SYSTEM_ADMIN, "rename_organisation", "organisation", str(county.pk))
    write(world, Role.SYSTEM_ADMIN, "close_organisation", "organisation", str(world.tree.site.pk))
    client = log_in(world.accounts[Role.SYSTEM_ADMIN])
    assert doings(client, f"/system/organisations/{county.public_id}/") == [act_label("rename_organisation")]


def test_act_of_two_has_its_timeline(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.SECURITY_ADMIN])
    href = f"/approvals/{world.approval.public_id}/"
    assert doings(client, href) == [act_label("open_approval")]
    assert "对象" in client.get("/approvals/").content.decode()
    assert world.approval.object_id not in shown_at(client, "/approvals/")
    assert "李新" in shown_at(client, "/approvals/")


@pytest.mark.parametrize("role", [Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD])
def test_job_has_its_timeline(world: World, log_in: LogIn, role: Role) -> None:
    path = world.college.organisation.path
    write(world, Role.COLLEGE_OFFICER, "queue_job", "job", str(world.job.pk), path)
    found = doings(log_in(world.accounts[role]), f"/jobs/{world.job.public_id}/")
    assert found == [act_label("queue_job")]


def test_job_has_its_timeline_in_the_row_of_administrators(world: World, log_in: LogIn) -> None:
    path = world.college.organisation.path
    write(world, Role.COLLEGE_OFFICER, "queue_job", "job", str(world.job.pk), path)
    client = log_in(world.accounts[Role.SYSTEM_ADMIN])
    assert doings(client, "/system/jobs/") == [act_label("queue_job")]


def test_roles_of_ones_people_have_their_timeline(world: World, log_in: LogIn) -> None:
    officer = world.accounts[Role.COLLEGE_OFFICER]
    path = world.college.organisation.path
    write(world, Role.COLLEGE_LEAD, "end_role", "staff_role", officer.username, path)
    write(world, Role.SECURITY_ADMIN, "disable_account", "account", officer.username)
    found = doings(log_in(world.accounts[Role.COLLEGE_LEAD]), f"/members/{officer.public_id}/")
    assert found == [act_label("end_role")]


def test_invitation_has_its_timeline_in_its_row(world: World, log_in: LogIn) -> None:
    held = an_invitation(world, world.college.organisation, Role.COLLEGE_OFFICER)
    AuditRow.objects.create(
        season=2024, province="14", at=AT, account=world.accounts[Role.COLLEGE_LEAD],
        role="COLLEGE_LEAD", org_path=world.college.organisation.path, act="invite_staff",
        object_kind="invitation", object_id=str(held.public_id),
    )  # fmt: skip
    for role, href in ((Role.COLLEGE_LEAD, "/members/"), (Role.SECURITY_ADMIN, "/system/invite/")):
        assert doings(log_in(world.accounts[role]), href) == [act_label("invite_staff")]


@pytest.mark.parametrize(
    ("role", "audience", "names"),
    [
        (Role.PROVINCE_OFFICER, "province", [act_label("keep_file"), act_label("open_file")]),
        (Role.CANDIDATE, "candidate", [act_label("keep_file"), act_label("open_file")]),
        (Role.COUNTY_REVIEWER, "county", []),
        (Role.COLLEGE_OFFICER, "college", []),
    ],
)
def test_file_of_evidence_has_its_timeline(
    world: World, log_in: LogIn, role: Role, audience: str, names: list[str]
) -> None:
    number = str(world.portrait.public_id)
    person = world.admitted.account
    assert person is not None
    own = Actor(account=person.pk, role=Role.CANDIDATE, org_path="/14/")
    touched = [Touched(object_id=number, after="a" * 64)]
    record(border=BORDER, actor=own, at=AT, act="keep_file", object_kind="sealed_file", touched=touched)
    write(world, Role.COUNTY_REVIEWER, "open_file", "sealed_file", number, world.tree.county.path)
    client = log_in(world.accounts[role])
    href = f"/{audience}/evidence/{number}/"
    assert doings(client, href) == names
    told = shown_at(client, href).partition('<ol class="timeline">')[2].partition("</ol>")[0]
    # The candidate reads which office it was, others do not read the candidate's name there.
    assert (Role.COUNTY_REVIEWER.label in told) is bool(names)
    assert person.display_name not in told


def test_window_of_a_stage_has_its_timeline_in_its_row(world: World, log_in: LogIn) -> None:
    write(world, Role.PROVINCE_LEAD, "open_stage", "stage_window", "REGISTRATION 2024-14")
    write(world, Role.PROVINCE_LEAD, "open_stage", "stage_window", "REGISTRATION 2023-14")
    assert doings(log_in(world.accounts[Role.PROVINCE_LEAD]), "/province/stages/") == [
        act_label("open_stage")
    ]
