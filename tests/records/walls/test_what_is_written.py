"""What a door may not write although it may write the table: rows in the name of others, others' columns."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone
from tests.web.world import World, a_world

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, CandidateFile, Job, JobFile, PaperMark, StaffRole
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}


@pytest.fixture
def world() -> World:
    """The small season."""
    return a_world()


def seat(world: World, role: Role, door: Door, path: str, **facts: Any) -> Scope:
    """Somebody of the small season at their door."""
    return Scope(door=door, org_path=path, account=world.accounts[role].pk, **{**BORDER, **facts})


def officer(world: World) -> Scope:
    path = world.college.organisation.path
    return seat(world, Role.COLLEGE_OFFICER, Door.COLLEGE, path, college=world.college.pk)


@contextmanager
def refused(said: str = "violates row-level security policy") -> Iterator[None]:
    """The database itself refuses."""
    with pytest.raises(ProgrammingError, match=said), transaction.atomic():
        yield


def write_trail(account: int | None, **facts: Any) -> None:
    """An audit row without a look at it: the doors that write it do not read it."""
    row = {"role": "", "org_path": "", "act": "log_in", "candidate_id": None, **facts}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_auditrow (season, province, at, account_id, role, org_path, act, object_kind, "
            "object_id, before_digest, after_digest, reason, request_id, device, session, candidate_id) "
            "VALUES (2024, '14', now(), %s, %s, %s, %s, 'account', '', '', '', '', '', '', '', %s)",
            [account, row["role"], row["org_path"], row["act"], row["candidate_id"]],
        )


def test_nobody_writes_the_trail_in_anothers_name_role_or_place(world: World) -> None:
    path, own = world.college.organisation.path, world.accounts[Role.COLLEGE_OFFICER].pk
    with scope(officer(world)):
        for role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD):
            write_trail(own, role=role, org_path=path)
        for account, role, place in (
            (None, "", ""),
            (None, Role.COLLEGE_OFFICER, path),
            (world.accounts[Role.PROVINCE_LEAD].pk, Role.COLLEGE_OFFICER, path),
            (own, "", path),
            (own, Role.PROVINCE_LEAD, path),
            (own, Role.COLLEGE_OFFICER, "/14/"),
            (own, Role.COLLEGE_OFFICER, world.other_college.organisation.path),
        ):
            with refused():
                write_trail(account, role=role, org_path=place)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CANDIDATE])
def test_no_member_of_staff_writes_the_trail_in_nobodys_name(world: World, role: Role) -> None:
    path = StaffRole.objects.get(account=world.accounts[role]).organisation.path
    held = seat(world, role, DOOR_OF_ROLE[role], path, college=world.college.pk)
    with scope(held):
        write_trail(held.account, role=role, org_path=path)
        with refused():
            write_trail(None, role=role, org_path=path)
        with refused():
            write_trail(held.account, role=Role.CANDIDATE, org_path=path)


def test_a_candidate_writes_the_trail_about_nobody_else(world: World) -> None:
    held = seat(world, Role.CANDIDATE, Door.CANDIDATE, world.admitted.org_path, candidate=world.admitted.pk)
    own = {"role": Role.CANDIDATE, "org_path": held.org_path}
    with scope(held):
        for candidate in (world.admitted.pk, None):
            write_trail(held.account, candidate_id=candidate, **own)
        for account, facts in (
            # What a forger would write: the lead's row about another.
            (
                None,
                {
                    "role": Role.PROVINCE_LEAD,
                    "org_path": "/14/",
                    "act": "approve_files",
                    "candidate_id": world.waiting.pk,
                },
            ),
            (held.account, {**own, "role": Role.PROVINCE_LEAD}),
            (held.account, {**own, "org_path": "/14/"}),
            (held.account, {**own, "candidate_id": world.waiting.pk}),
            (world.waiting.account_id, own),
            (None, own),
        ):
            with refused():
                write_trail(account, **facts)


def test_a_visitor_writes_the_trail_in_no_role_of_somebody(world: World) -> None:
    with scope(Scope(door=Door.PUBLIC)):
        write_trail(None)
        for account, role in ((None, Role.PROVINCE_LEAD), (world.accounts[Role.CANDIDATE].pk, "")):
            with refused():
                write_trail(account, role=role)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("position", "position + 1000000"),
        ("position", "position - 1"),
        ("written_at", "now() - interval '1 day'"),
        ("written_at", "'infinity'"),
    ],
)
@pytest.mark.parametrize("door", [Door.COLLEGE, Door.ENTRY, Door.WORK, Door.MAINTENANCE])
def test_no_door_says_where_a_row_of_the_trail_stands_or_when_it_was_written(
    world: World, door: Door, column: str, value: str
) -> None:
    given = value.replace("position", "audit_position(pg_current_xact_id())")
    named = "season, province, at, account_id, role, org_path, act, object_kind, object_id"
    columns = f"{named}, before_digest, after_digest"
    held = replace(officer(world), door=door)
    account, own = held.account, {"role": Role.COLLEGE_OFFICER, "org_path": held.org_path}
    with scope(held):
        with pytest.raises(IntegrityError, match="are given by the database"), transaction.atomic():
            connection.cursor().execute(
                f"INSERT INTO records_auditrow ({columns}, reason, request_id, device, session, {column}) "  # noqa: S608
                f"VALUES (2024, '14', now(), %s, %s, %s, 'log_in', 'account', '', '', '', '', '', '', '', {given})",
                [account, own["role"], own["org_path"]],
            )
        write_trail(account, **own)


def test_nobody_signs_for_a_second_person(world: World) -> None:
    first, second = world.accounts[Role.SECURITY_ADMIN], world.accounts[Role.PROVINCE_LEAD]
    facts = Approval.objects.filter(pk=world.approval.pk).values().get()
    given = {name: value for name, value in facts.items() if name not in ("id", "public_id")}
    with scope(seat(world, Role.SECURITY_ADMIN, Door.SECURITY, "/14/")):
        mine = Approval.objects.create(**{**given, "first_id": first.pk, "object_id": "another"})
        answered = {"state": "DONE", "second_role": "PROVINCE_LEAD", "second_at": timezone.now()}
        with refused():
            Approval.objects.create(
                **{**given, **answered, "first_id": first.pk, "second_id": second.pk, "object_id": "third"}
            )
        with refused():
            Approval.objects.filter(pk=mine.pk).update(**answered, second_id=second.pk)


def test_nobody_asks_for_a_job_in_anothers_name_or_takes_one_over(world: World) -> None:
    job = {"kind": "college_files", "title": "导出", "state": "QUEUED", "org_path": "/14/"}
    lead = world.accounts[Role.PROVINCE_LEAD]
    with scope(seat(world, Role.PROVINCE_OFFICER, Door.OFFICE, "/14/")):
        Job.objects.create(**BORDER, **job, started_by=world.accounts[Role.PROVINCE_OFFICER])
        with refused():
            Job.objects.create(**BORDER, **job, started_by=lead)
        with refused():
            own = world.accounts[Role.PROVINCE_OFFICER]
            Job.objects.create(**BORDER, **{**job, "org_path": "/college/10108/"}, started_by=own)
        with refused("permission denied"):
            Job.objects.update(started_by=world.accounts[Role.PROVINCE_OFFICER])


def test_a_file_of_a_job_is_read_in_the_office_for_which_it_was_asked(world: World) -> None:
    with scope(officer(world)):
        assert JobFile.objects.count() == 1
    path = world.other_college.organisation.path
    elsewhere = seat(world, Role.COLLEGE_OFFICER, Door.COLLEGE, path, college=world.other_college.pk)
    with scope(elsewhere):
        assert JobFile.objects.count() == 0
    with scope(seat(world, Role.COLLEGE_LEAD, Door.COLLEGE, world.college.organisation.path)):
        assert JobFile.objects.count() == 0


def test_a_site_writes_down_who_was_absent_and_no_mark(world: World) -> None:
    with scope(seat(world, Role.SITE_HEAD, Door.SITE, world.tree.site.path)):
        PaperMark.objects.update(absent=False)
        with refused("permission denied"):
            PaperMark.objects.update(mark=100)


def test_a_college_decides_and_changes_no_score(world: World) -> None:
    with scope(officer(world)):
        assert CandidateFile.objects.filter(pk=world.file.pk).update(return_code="") == 1
        for changed in ({"filing_score": 600}, {"total_score": 600}, {"candidate_id": world.waiting.pk}):
            with refused("permission denied"):
                CandidateFile.objects.filter(pk=world.file.pk).update(**changed)


@pytest.mark.parametrize("door", [Door.PUBLIC, Door.CANDIDATE, Door.ENTRY])
def test_only_staff_put_work_into_the_queue(world: World, door: Door) -> None:
    with (
        scope(Scope(door=door, **BORDER)),
        refused("permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('jobs', 'x')")
