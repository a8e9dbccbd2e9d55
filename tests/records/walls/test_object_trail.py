"""The trail beside its objects: accounts, roles, organisations and acts of two at the administrators' door, no more."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone
from tests import factories
from tests.web.world import World, a_world

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.timelines import NOT_SHOWN, account_timeline, timeline
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.tables.trail import GOINGS

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}
OPENED = ["system", "college", "site", "department", "ministry"]


@pytest.fixture
def world() -> World:
    """The small season, with an empty trail of its own."""
    return a_world()


def at(door: Door, path: str = "/14/", **facts: Any) -> Scope:
    return Scope(door=door, org_path=path, **{**BORDER, **facts})


def a_row(object_kind: str, object_id: str = "1", *, act: str = "rename_organisation", **facts: Any) -> int:
    given = {"at": timezone.now(), "role": Role.SYSTEM_ADMIN, "org_path": "/14/", **BORDER}
    row = AuditRow.objects.create(act=act, object_kind=object_kind, object_id=object_id, **{**given, **facts})
    return int(row.pk)


def read_by(seen: Scope, *keys: int) -> set[int]:
    with scope(seen):
        return set(AuditRow.objects.filter(pk__in=keys).values_list("pk", flat=True))


def test_administrators_read_what_was_done_with_what_they_look_after(world: World) -> None:
    staff = world.accounts[Role.COUNTY_REVIEWER].username
    keys = {
        a_row("organisation"),
        a_row("account", staff, act="disable_account"),
        a_row("staff_role", staff, act="end_role"),
        a_row("invitation", act="revoke_invitation"),
        a_row("job", act="end_job"),
        a_row(world.approval.object_kind, world.approval.object_id, act="refuse_approval"),
    }
    assert read_by(at(Door.SYSTEM), *keys) == keys


def test_administrators_read_no_other_kind_and_nobodys_going_in_and_out(world: World) -> None:
    staff = world.accounts[Role.COUNTY_REVIEWER].username
    candidate = factories.an_account(kind=AccountKind.CANDIDATE).username
    keys = [
        *(
            a_row(kind)
            for kind in ("public_notice", "filing_run", "control_line", "admission_list", "season")
        ),
        # An act of two that administrators neither put forward nor confirm.
        a_row("filing_run", act="open_approval"),
        a_row("registration", candidate=world.admitted),
        a_row("staff_role", staff, candidate=world.admitted),
        a_row("account", candidate, act="release_account"),
        *(a_row("account", staff, act=act) for act in GOINGS),
    ]
    assert read_by(at(Door.SYSTEM), *keys) == set()


@pytest.mark.parametrize(
    ("seen", "is_read"),
    [
        (at(Door.SYSTEM), True),
        (at(Door.SYSTEM, "/"), True),
        (at(Door.SYSTEM, "/14/1401/"), True),
        (at(Door.SYSTEM, "/14/1402/"), False),
        (at(Door.SYSTEM, "/college/10001/"), False),
        (at(Door.SYSTEM, province="32"), False),
        (at(Door.SYSTEM, season=2025), False),
        (at(Door.COLLEGE, "/college/10001/"), False),
    ],
)
def test_another_part_of_the_tree_another_season_and_another_province_read_none(
    world: World, seen: Scope, is_read: bool
) -> None:
    key = a_row("staff_role", world.accounts[Role.COUNTY_REVIEWER].username, org_path="/14/1401/140105/")
    assert read_by(seen, key) == ({key} if is_read else set())


def test_a_college_reads_its_own_roles_invitations_and_jobs(world: World) -> None:
    own, other = world.college.organisation.path, world.other_college.organisation.path
    mine = {a_row(kind, org_path=own) for kind in ("staff_role", "invitation", "job")}
    others = [a_row(kind, org_path=other) for kind in ("staff_role", "invitation", "job")]
    kinds = [a_row(kind, org_path=own) for kind in ("account", "organisation", "admission_list")]
    seen = at(Door.COLLEGE, own, college=world.college.pk)
    assert read_by(seen, *mine, *others, *kinds) == mine


@pytest.mark.parametrize("door", [Door.SITE, Door.DEPARTMENT, Door.MINISTRY, Door.COMMITTEE])
def test_other_desks_read_of_their_jobs_alone(world: World, door: Door) -> None:
    job = a_row("job", org_path="/14/1401/")
    others = [a_row(kind, org_path="/14/1401/") for kind in ("staff_role", "invitation", "account")]
    assert read_by(at(door, "/14/1401/"), job, *others) == {job}
    assert read_by(at(door, "/14/1402/"), job) == set()


@pytest.mark.parametrize("name", OPENED)
def test_from_where_and_with_what_is_read_at_none_of_these_doors(world: World, name: str) -> None:
    a_row("job")
    for column in NOT_SHOWN:
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            scope(at(Door(f"chengzhao_{name}"))),
            transaction.atomic(),
        ):
            list(AuditRow.objects.values_list(column))


def test_a_timeline_is_told_at_the_door_of_administrators(world: World) -> None:
    staff = world.accounts[Role.COUNTY_REVIEWER]
    a_row("account", staff.username, act="disable_account", account=world.accounts[Role.SECURITY_ADMIN])
    a_row("staff_role", staff.username, act="end_role", reason="调离")
    a_row("organisation", "7")
    with scope(at(Door.SYSTEM)):
        told = account_timeline(2024, "14", staff.username)
        assert [(row.act, row.reason) for row in told] == [("disable_account", ""), ("end_role", "调离")]
        assert told[0].actor == Role.SECURITY_ADMIN.label
        assert {row.network_address for row in told} == {""}
        assert [row.act for row in timeline(2024, "14", "organisation", "7")] == ["rename_organisation"]
