"""A role writes at its door the tables of its acts and no other: held against the table of duties, in the database."""

from collections.abc import Iterator, Mapping

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import GeneratedField, Model
from tests import factories
from tests.web.world import World, a_world

from chengzhao.actions.duties import ACT_ROLES
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import Account, Organisation, StaffRole
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door
from chengzhao.records.walls.tables import WITHOUT_ROWS_OF_SOMEBODY
from chengzhao.rules.governance import ROLE_PLACES, delegation_findings

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}
MOST = 12
"""So many rows of a table are tried."""

_APART = {*WITHOUT_ROWS_OF_SOMEBODY, "auditrow"}
"""The trail has a trigger before its wall, and tests of its own (test_what_is_written)."""

_OF_FILES = (
    *("take_up_files", "decide_files", "submit_files", "submit_lists", "check_lists", "query_files"),
    *("approve_files", "approve_lists", "file_to_colleges", "settle_returns", "place_exempt"),
)
_OF_RUNS = ("prepare_run", "try_filing", "run_filing", "sign_run", "release_run", "supersede_run")
_OF_NOTICES = (
    *("draft_notice", "put_up_notice", "sign_notice", "sustain_objection", "complete_notice"),
    *("discard_notice", "withdraw_line"),
)
_OF_COMPLAINTS = ("accept_complaint", "decline_complaint", "decide_complaint")
_OF_IMPORTS = (
    *("receive_import", "map_import", "report_import", "choose_import", "import_registrations"),
    *("finish_import", "undo_import", "hand_over_import"),
)
_OF_REVIEW = ("decide_registrations", "undo_passes")
_OF_ROLES = ("grant_roles", "extend_role", "end_role")

WRITTEN_BY: Mapping[str, tuple[str, ...]] = {
    "account": ("create_accounts", "lend_accounts", "disable_account", "enable_account"),
    "admission": ("approve_files", "approve_lists", "place_exempt"),
    "admissionletter": ("send_letters",),
    "admissionlist": ("submit_lists", "check_lists", "approve_lists"),
    "approval": ("open_approval", "withdraw_approval", "confirm_approval", "refuse_approval", "end_role"),
    "candidate": ("bind_candidate_in_person", "seat_candidates", "equip_personas"),
    "candidatefile": _OF_FILES,
    "charter": ("publish_charters",),
    "choice": ("freeze_choices", "reopen_choices"),
    "claim": ("approve_claims", "refuse_claims", "give_opinions", *_OF_NOTICES, *_OF_COMPLAINTS),
    "claimopinion": ("give_opinions",),
    "college": ("register_colleges",),
    "complaint": _OF_COMPLAINTS,
    "controlline": ("propose_control_lines", "publish_control_lines"),
    "education": ("verify_education",),
    "examroom": ("arrange_rooms",),
    "examsite": ("certify_sites",),
    "extratestresult": ("file_extra_tests",),
    "filedunit": _OF_RUNS,
    "filemove": _OF_FILES,
    "filingproof": _OF_RUNS,
    "filingreason": _OF_RUNS,
    "filingresult": _OF_RUNS,
    "filingrun": _OF_RUNS,
    "filingsheet": _OF_RUNS,
    "habit": ("keep_habit",),
    "importbatch": _OF_IMPORTS,
    "importedrow": _OF_IMPORTS,
    "importfile": _OF_IMPORTS,
    "invitation": ("invite_staff", "revoke_invitation", "start_recovery", "start_replacement"),
    "job": ("queue_job", "queue_again", "cancel_job"),
    "legalhold": ("place_hold", "lift_hold"),
    "loginsession": ("disable_account", "end_sessions_of"),
    "message": ("send_messages", "write_messages"),
    "noticeentry": _OF_NOTICES,
    "organisation": ("add_organisations", "rename_organisation", "close_organisation"),
    # A prefecture books the absent through the door of its sites: through its own it changes no paper.
    "papermark": (
        "seat_candidates",
        "import_marks",
        "reconcile_marks",
        "freeze_marks",
        "release_scores",
        "cancel_papers",
    ),
    "plancap": ("set_plan_caps",),
    "programme": ("submit_directory",),
    "publicnotice": (*_OF_NOTICES, "take_down_notices", "override_gate"),
    "recusal": ("declare_recusal",),
    "registeredmajor": ("register_majors",),
    "registration": (*_OF_REVIEW, "seat_candidates", "void_registrations"),
    "responsibleperson": ("name_responsible_persons",),
    "retentionorder": ("order_retention",),
    "returneditem": _OF_REVIEW,
    "reviewbatch": _OF_REVIEW,
    "reviewbatchitem": _OF_REVIEW,
    "reviewdecision": (*_OF_REVIEW, "void_registrations"),
    "riskcase": ("decide_case",),
    "riskdecision": ("decide_case",),
    "reviewlease": ("take_file", "give_back_file"),
    "reviewnote": ("save_note",),
    "rightsrequest": ("answer_request", "erase_on_request"),
    "season": ("open_season", "set_session_limits"),
    "seat": ("seat_candidates",),
    "sourceplan": (
        *("submit_directory", "submit_places", "agree_places", "total_places", "distribute_plans"),
        *("publish_plans", "adjust_places", "approve_lists"),
    ),
    "staffrole": _OF_ROLES,
    "stagewindow": ("open_stage", "reopen_stage"),
    "teachingsite": ("register_teaching_sites",),
}
"""The acts that write a table through the door of whoever does them, not through that of work or of the entry."""


@pytest.fixture
def world() -> World:
    """The small season."""
    return a_world()


def seat_of(world: World, role: Role) -> Scope:
    """Somebody in the role at its door, in its place of the small season."""
    seat = StaffRole.objects.get(account=world.accounts[role])
    college = world.college.pk if DOOR_OF_ROLE[role] is Door.COLLEGE else None
    path = seat.organisation.path
    return Scope(door=DOOR_OF_ROLE[role], org_path=path, account=seat.account_id, college=college, **BORDER)


def written(held: Scope) -> set[str]:
    """The tables of which somebody adds, changes or removes a row like those of the small season."""
    return {
        str(model._meta.model_name)
        for model in apps.get_app_config("records").get_models()
        if str(model._meta.model_name) not in _APART
        and any(passes(held, sql, given) for sql, given in list(statements(model, held.door)))
    }


def statements(model: type[Model], door: Door) -> Iterator[tuple[str, list[str]]]:
    """Each way to write a table that the door has a right to: a column as it is, rows taken away, rows like its own."""
    table = model._meta.db_table
    columns = [f.column for f in model._meta.concrete_fields if not isinstance(f, GeneratedField)]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c FROM unnest(%s::text[]) AS c WHERE has_column_privilege(%s, %s, c, 'UPDATE')",
            [columns, door.value, table],
        )
        changed = [column for (column,) in cursor.fetchall()]
        cursor.execute(
            "SELECT has_table_privilege(%s, %s, 'DELETE'), has_any_column_privilege(%s, %s, 'INSERT')",
            [door.value, table] * 2,
        )
        is_emptied, is_filled = cursor.fetchone()
        cursor.execute(f"SELECT row_to_json(t)::text FROM (SELECT {names} FROM {table} LIMIT {MOST}) t")  # noqa: S608
        rows = [row for (row,) in cursor.fetchall()]
    for column in changed:
        yield f'UPDATE {table} SET "{column}" = "{column}"', []  # noqa: S608
    if is_emptied:
        yield f"DELETE FROM {table}", []  # noqa: S608
    for row in rows if is_filled else ():
        # Its key is taken: whatever passes the wall ends there.
        source = f"json_populate_record(NULL::{table}, %s)"
        yield f"INSERT INTO {table} ({names}) SELECT {names} FROM {source}", [row]  # noqa: S608


def passes(held: Scope, sql: str, given: list[str]) -> bool:
    """Whether the wall lets a statement through to a row; what else hinders it does not count."""
    try:
        with scope(held), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, given or None)
            found = cursor.rowcount > 0
            transaction.set_rollback(True)
            return found
    except ProgrammingError as error:
        if "permission denied" in str(error) or "row-level security" in str(error):
            return False
        raise
    except DatabaseError:
        return True


def colleagues(role: Role) -> frozenset[Role]:
    """The roles that come through the same door in the same kind of place: the database tells them not apart."""
    return frozenset(
        one
        for one, kinds in ROLE_PLACES.items()
        if DOOR_OF_ROLE[one] is DOOR_OF_ROLE[role] and {*kinds} & {*ROLE_PLACES[role]}
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CANDIDATE])
def test_a_role_writes_the_tables_of_its_acts_only(world: World, role: Role) -> None:
    for table in written(seat_of(world, role)):
        hands = {one for act in WRITTEN_BY[table] for one in ACT_ROLES[act]}
        assert colleagues(role) & hands, (role, table)


def test_the_wall_lets_through_what_the_acts_write(world: World) -> None:
    """Else the test above would hold of a wall without a gate."""
    assert written(seat_of(world, Role.PROVINCE_OFFICER)) >= {
        *(
            "papermark",
            "candidatefile",
            "admission",
            "choice",
            "seat",
            "sourceplan",
            "stagewindow",
            "organisation",
        ),
    }
    assert written(seat_of(world, Role.COUNTY_REVIEWER)) >= {"registration", "claim", "education"}
    assert written(seat_of(world, Role.SECURITY_ADMIN)) >= {"account", "approval", "staffrole"}
    assert "sourceplan" in written(seat_of(world, Role.MINISTRY_OFFICER))


COUNTY_HOLES: Mapping[str, str] = {
    "marks": "UPDATE records_papermark SET mark = mark + 1",
    "absences": "UPDATE records_papermark SET absent = true",
    "scores of files": "UPDATE records_candidatefile SET filing_score = 999",
    "files": "UPDATE records_candidatefile SET state = 'RETURNED'",
    "admissions": "UPDATE records_admission SET revoked_at = now()",
    "choices": "UPDATE records_choice SET rank = rank",
    "seats": "UPDATE records_seat SET number = number",
    "plans": "UPDATE records_sourceplan SET places = places + 1",
    "its own name": "UPDATE records_organisation SET name = name",
    "phones": "UPDATE records_account SET phone_index = NULL, phone_sealed = NULL",
    "windows": "UPDATE records_stagewindow SET closes_at = closes_at",
    "a window": "INSERT INTO records_stagewindow (season, province, org_path, stage, opens_at, closes_at) "
    "SELECT 2024, '14', app_path(), 'EXAM', now(), now() + interval '1 day'",
}


@pytest.mark.parametrize("hole", COUNTY_HOLES)
@pytest.mark.parametrize("role", [Role.COUNTY_REVIEWER, Role.PREFECTURE_OFFICER])
def test_counties_and_prefectures_write_nothing_of_the_provinces(world: World, hole: str, role: Role) -> None:
    assert not passes(seat_of(world, role), COUNTY_HOLES[hole], [])


def a_role(account: int, place: int, role: Role) -> str:
    columns = "season, province, account_id, organisation_id, role, valid_from, valid_until"
    later = "now() + interval '10 years', now() + interval '11 years'"
    return f"INSERT INTO records_staffrole ({columns}) VALUES (2024, '14', {account}, {place}, '{role}', {later})"  # noqa: S608


@pytest.mark.parametrize("giver", [Role.COLLEGE_LEAD, Role.PREFECTURE_OFFICER, Role.PROVINCE_LEAD])
def test_no_door_gives_a_role_that_its_people_may_not_give(world: World, giver: Role) -> None:
    held = seat_of(world, giver)
    places = Organisation.objects.values_list("pk", "path")
    for role in ROLE_PLACES:
        for place, path in list(places):
            is_given = not delegation_findings(giver, held.org_path, role, path)
            said = (role, path, is_given)
            assert (role, path, passes(held, a_role(held.account or 0, place, role), [])) == said


def test_only_those_who_give_out_rights_give_any(world: World) -> None:
    place = world.tree.province.pk
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.PROVINCE_LEAD):
        held = seat_of(world, Role.SYSTEM_ADMIN)
        assert not passes(held, a_role(held.account or 0, place, role), [])
        assert passes(seat_of(world, Role.SECURITY_ADMIN), a_role(held.account or 0, place, role), [])


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records_staffrole SET role = 'SECURITY_ADMIN'",
        "UPDATE records_staffrole SET account_id = account_id",
        "DELETE FROM records_staffrole",
    ],
)
def test_a_role_becomes_no_other_and_is_never_removed(world: World, role: Role, change: str) -> None:
    assert not passes(seat_of(world, role), change, [])


def test_who_runs_the_system_answers_no_grant(world: World) -> None:
    answer = "UPDATE records_approval SET state = 'REFUSED', second_id = app_account(), second_role = 'SYSTEM_ADMIN'"
    assert not passes(seat_of(world, Role.SYSTEM_ADMIN), answer, [])
    assert passes(seat_of(world, Role.SECURITY_ADMIN), answer, [])


def test_who_runs_the_system_invites_nobody_into_a_role(world: World) -> None:
    sent = (
        "INSERT INTO records_invitation (public_id, season, province, token_digest, display_name, organisation_id, "
        "role, purpose, invited_at, expires_at, valid_from, valid_until, account_id, approved_by_id) SELECT "
        "gen_random_uuid(), 2024, '14', '\\x00', '李新', {place}, '{role}', '{purpose}', now(), "
        "now() + interval '1 hour', now(), now() + interval '9 days', {account}, {approver}"
    )
    person, other = world.accounts[Role.COUNTY_REVIEWER].pk, world.accounts[Role.SECURITY_ADMIN].pk
    plain = {
        "place": "NULL::bigint",
        "role": "",
        "purpose": "RECOVER",
        "account": person,
        "approver": "NULL::bigint",
    }
    lead = {
        "place": world.tree.province.pk,
        "role": "PROVINCE_LEAD",
        "purpose": "JOIN",
        "account": "NULL::bigint",
    }
    held = seat_of(world, Role.SYSTEM_ADMIN)
    assert passes(held, sent.format(**plain), [])
    assert not passes(held, sent.format(**{**plain, **lead}), [])
    assert not passes(held, sent.format(**{**plain, "purpose": "REPLACE", "approver": other}), [])
    college = {**plain, **lead, "place": world.college.organisation_id}
    assert not passes(seat_of(world, Role.COLLEGE_LEAD), sent.format(**college), [])
    assert passes(
        seat_of(world, Role.COLLEGE_LEAD), sent.format(**{**college, "role": "COLLEGE_OFFICER"}), []
    )


def test_administrators_of_one_province_rename_nothing_of_another(world: World) -> None:
    factories.an_organisation(kind=OrganisationKind.PROVINCE, code="32", path="/32/")
    held = seat_of(world, Role.SYSTEM_ADMIN)
    for path, is_own in (("/14/1401/", True), ("/32/", False), ("/", False)):
        change = f"UPDATE records_organisation SET name = name || 'x' WHERE path = '{path}'"  # noqa: S608
        assert passes(held, change, []) is is_own


def test_a_department_agrees_to_the_plans_of_its_own_colleges(world: World) -> None:
    held = seat_of(world, Role.DEPARTMENT_OFFICER)
    agree = "UPDATE records_sourceplan SET state = state"
    authority = world.college.authority
    for name, runs in ((authority, True), (f"{authority}（主管部门）", True), (f"{authority}厅", False)):
        Organisation.objects.filter(path=held.org_path).update(name=name)
        assert passes(held, agree, []) is runs
    for change in ("places = places", "published_at = published_at"):
        for role in (Role.DEPARTMENT_OFFICER, Role.MINISTRY_OFFICER):
            assert not passes(seat_of(world, role), f"UPDATE records_sourceplan SET {change}", [])  # noqa: S608


def test_a_candidate_reads_no_account_or_role_of_staff_and_writes_to_nobody_else(world: World) -> None:
    held = Scope(
        door=Door.CANDIDATE,
        org_path=world.waiting.org_path,
        account=world.waiting.account_id,
        candidate=world.waiting.pk,
        **BORDER,
    )
    with scope(held):
        assert list(Account.objects.values_list("pk", flat=True)) == [world.waiting.account_id]
        assert not StaffRole.objects.exists()
    assert not passes(held, a_message(world.admitted.account_id), [])
    for role in (Role.COUNTY_REVIEWER, Role.COLLEGE_OFFICER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN):
        assert not passes(seat_of(world, role), a_message(world.admitted.account_id), [])


def a_message(account: int | None) -> str:
    columns = "key, kind, account_id, phone_index, phone_sealed, text_sealed, tries, failure"
    given = f"'x', 'log_in', {account}, '\\x00', '\\x00', '\\x00', 0, ''"
    return f"INSERT INTO records_message ({columns}) VALUES ({given})"  # noqa: S608
