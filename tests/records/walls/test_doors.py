"""The walls hold in the database itself: what a door sees, what it may do, and the traps in which others fell."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from procrastinate.contrib.django import app
from tests import factories
from tests.web.world import World, a_world

from chengzhao.law.words import Role
from chengzhao.records.bulk import SMALL_LOAD, copy_rows
from chengzhao.records.models import (
    Account,
    AuditRow,
    Candidate,
    CandidateFile,
    ControlLine,
    FilingResult,
    Organisation,
    PaperMark,
    PracticeLicence,
    RegisteredMajor,
    Registration,
    Season,
    StaffRole,
)
from chengzhao.records.queries.progress import progress
from chengzhao.records.scope import Scope, counting, current, identify, narrow, scope, session
from chengzhao.records.walls.doors import APP_ROLE, DOOR_OF_ROLE, Door
from chengzhao.records.walls.install import QUEUE_TABLES
from chengzhao.records.walls.tables import APPEND_ONLY, WALLS, WITHOUT_ROWS_OF_SOMEBODY

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}


@pytest.fixture
def world() -> World:
    """The small season, and people of whom its visitors may know nothing."""
    return a_world()


def office(path: str, **facts: object) -> Scope:
    return Scope(door=Door.OFFICE, org_path=path, **{**BORDER, **facts})  # type: ignore[arg-type]


def names(wanted: Scope) -> set[str]:
    with scope(wanted):
        return set(Candidate.objects.values_list("name", flat=True))


def test_every_table_and_role_has_its_wall() -> None:
    tables = {model._meta.model_name for model in apps.get_app_config("records").get_models()}
    assert {*WALLS, *WITHOUT_ROWS_OF_SOMEBODY} == tables
    assert not set(WALLS) & set(WITHOUT_ROWS_OF_SOMEBODY)
    assert set(DOOR_OF_ROLE) == set(Role)


def test_doors_own_nothing_and_bypass_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, "
            "EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'v', 'S')) "
            "FROM pg_roles r WHERE rolname LIKE 'chengzhao\\_%%' ORDER BY 1"
        )
        held = cursor.fetchall()
    assert {row[0] for row in held} == {APP_ROLE, *Door}
    assert [row for row in held if any(row[1:])] == []


def test_every_table_is_under_forced_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'records\\_%%' AND relkind = 'r' "
            "AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert {name for (name,) in cursor.fetchall()} == {
            f"records_{name}" for name in WITHOUT_ROWS_OF_SOMEBODY
        }


def test_no_plain_view_passes_over_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public'")
        assert cursor.fetchall() == []


def test_outside_of_a_door_the_service_sees_nothing(world: World) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP_ROLE}")
        with pytest.raises(ProgrammingError, match="permission denied"):
            Candidate.objects.count()
        transaction.set_rollback(True)


@pytest.mark.parametrize("door", [door for door in Door if door is not Door.MAINTENANCE])
def test_a_door_without_settings_sees_no_person_even_after_one_with_settings(
    world: World, door: Door
) -> None:
    # A setting reads '' after its transaction, not NULL, and every path is >= ''.
    with scope(office("/14/", account=world.admitted.account_id, candidate=world.admitted.pk, college=1)):
        assert Candidate.objects.count() == 3
    for model in (Candidate, Registration, PaperMark, FilingResult, CandidateFile):
        with scope(Scope(door=door)):
            try:
                assert (door, model.__name__, model._default_manager.values("pk").count()) == (
                    door,
                    model.__name__,
                    0,
                )
            except ProgrammingError:
                transaction.set_rollback(True)


def test_office_sees_its_own_part_of_the_tree(world: World) -> None:
    everybody = {"张三丰", "唐敏", "吴华"}
    sibling = factories.an_organisation(code="140106", parent=world.tree.prefecture)
    factories.a_candidate(name="邻县人", confirmation_point=sibling)
    longer = factories.an_organisation(
        code="1401050", path=world.tree.county.path[:-1] + "0/", name="名字开头一样的县"
    )
    factories.a_candidate(name="路径更长的人", confirmation_point=longer)
    elsewhere = factories.an_organisation(code="149", path="/14/1499/149901/")
    factories.a_candidate(name="外市人", confirmation_point=elsewhere)
    assert names(office(world.tree.county.path)) == everybody
    assert names(office(world.tree.prefecture.path)) == everybody | {"邻县人", "路径更长的人"}
    assert names(office("/14/")) == everybody | {"邻县人", "路径更长的人", "外市人"}
    assert names(office("/32/", province="32")) == set()
    assert names(office("/14/", season=2025)) == set()
    assert names(office("/14/", province="32")) == set()


def test_rows_of_a_candidate_follow_the_candidate(world: World) -> None:
    for path, seen in ((world.tree.county.path, 9), ("/14/1499/", 0), ("/14/", 9)):
        with scope(office(path)):
            assert (path, PaperMark.objects.count()) == (path, seen)


def test_candidate_sees_own_rows_only(world: World) -> None:
    mine = Scope(
        door=Door.CANDIDATE, account=world.admitted.account_id, candidate=world.admitted.pk, **BORDER
    )
    assert names(mine) == {"张三丰"}
    with scope(mine):
        assert set(PaperMark.objects.values_list("candidate", flat=True)) == {world.admitted.pk}
        assert set(FilingResult.objects.values_list("candidate", flat=True)) == {world.admitted.pk}
        assert Registration.objects.exclude(candidate=world.admitted).exists() is False


def test_candidate_cannot_write_the_rows_of_another(world: World) -> None:
    mine = Scope(
        door=Door.CANDIDATE, account=world.admitted.account_id, candidate=world.admitted.pk, **BORDER
    )
    with scope(mine):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Registration.objects.filter(candidate=world.waiting).update(works_in_health=True)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            PracticeLicence.objects.create(candidate=world.waiting, kind="NURSE", number="1", **BORDER)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            PaperMark.objects.update(mark=150)


def test_college_sees_those_whose_files_it_holds(world: World) -> None:
    wanted = Scope(door=Door.COLLEGE, college=world.college.pk, **BORDER)
    assert names(wanted) == {"张三丰"}
    with scope(wanted):
        assert set(CandidateFile.objects.values_list("college", flat=True)) == {world.college.pk}
    assert names(Scope(door=Door.COLLEGE, college=world.other_college.pk, **BORDER)) == {"吴华"}
    assert names(Scope(door=Door.COLLEGE, **BORDER)) == set()


def test_public_sees_published_things_and_no_person(world: World) -> None:
    ControlLine.objects.filter(score=100).update(published_at=None)
    with scope(Scope(door=Door.PUBLIC)):
        assert Season.objects.count() == 1
        assert ControlLine.objects.count() == 0
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Candidate.objects.count()


def test_system_sees_accounts_and_nothing_of_candidates(world: World) -> None:
    with scope(Scope(door=Door.SYSTEM, org_path="/14/", **BORDER)):
        assert Account.objects.filter(kind="CANDIDATE").count() == 0
        assert StaffRole.objects.count() == len(world.accounts)
        for model in (Candidate, Registration, PaperMark):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                model._default_manager.count()
        # Of the trail what was done with what they look after (test_object_trail), and nothing of a candidate.
        assert set(AuditRow.objects.values_list("act", flat=True)) == {"open_approval"}


def test_no_door_but_those_of_accounts_reads_a_password(world: World) -> None:
    for door in Door:
        if door in (Door.ENTRY, Door.MAINTENANCE):
            continue
        held = scope(Scope(door=door, org_path="/14/", **BORDER))
        with held, pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Account.objects.values_list("password", flat=True))


def test_figures_count_over_everybody_without_saying_who(world: World) -> None:
    mine = Scope(
        door=Door.CANDIDATE, account=world.admitted.account_id, candidate=world.admitted.pk, **BORDER
    )
    with scope(mine):
        with counting(2024, "14"):
            assert progress(2024, "14").total().registered == 3
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                list(Candidate.objects.values_list("name", flat=True))
        assert Candidate.objects.count() == 1


@pytest.mark.parametrize("name", sorted(APPEND_ONLY))
def test_append_only_tables_give_nobody_more_than_adding(name: str) -> None:
    table = apps.get_model("records", name)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee, privilege_type FROM information_schema.table_privileges WHERE table_name = %s "
            "AND grantee LIKE 'chengzhao\\_%%' AND privilege_type NOT IN ('SELECT', 'INSERT')",
            [table],
        )
        assert cursor.fetchall() == []


def test_a_lock_changes_nothing(world: World) -> None:
    with scope(Scope(door=Door.COLLEGE, college=world.college.pk, **BORDER)):
        assert Season.objects.select_for_update().count() == 1
        assert list(Season.objects.select_for_update().values_list("season", flat=True)) == [2024]
        with pytest.raises(DatabaseError), transaction.atomic():
            Season.objects.update(name="改名")


@pytest.mark.parametrize("count", [3, SMALL_LOAD + 1])
def test_bulk_rows_are_held_to_the_wall(world: World, count: int) -> None:
    fields = ("season", "college_id", "major_code")
    rows = [(2024, world.college.pk, f"{number:06d}") for number in range(count)]
    with scope(office("/14/")):
        assert copy_rows(RegisteredMajor, fields, rows) == count
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            copy_rows(RegisteredMajor, fields, [(2025, *row[1:]) for row in rows])


def test_sequence_of_acts_leaves_the_door_it_found(world: World) -> None:
    assert current() is None
    with scope(office("/14/")):
        with scope(Scope(door=Door.PUBLIC)):
            assert current() == Scope(door=Door.PUBLIC)
        assert Candidate.objects.count() == 3
        with pytest.raises(ValueError, match="broken"), scope(Scope(door=Door.PUBLIC)):
            raise ValueError("broken")
        assert Candidate.objects.count() == 3
        narrow(Scope(door=Door.OFFICE, org_path="/14/9/", **BORDER))
        assert Candidate.objects.count() == 0
    assert current() is None
    assert Candidate.objects.count() == 3


def test_identity_is_added_to_the_door(world: World) -> None:
    account = world.admitted.account_id or 0
    with scope(Scope(door=Door.ENTRY)):
        assert Candidate.objects.count() == 0
        identify(account)
        assert set(Candidate.objects.values_list("name", flat=True)) == {"张三丰"}
    identify(account)
    assert current() is None


def test_session_holds_over_transactions_and_is_given_back(world: World) -> None:
    with session(Scope(door=Door.WORK, **BORDER)):
        for _ in range(2):
            with transaction.atomic():
                assert Candidate.objects.count() == 3
        with scope(Scope(door=Door.PUBLIC)):
            assert Season.objects.count() == 1
        assert Candidate.objects.count() == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), current_setting('app.season', true)")
        assert cursor.fetchone() == ("none", "")


MANY_ROWS = """
    INSERT INTO records_candidate (season, province, candidate_number, name, name_pinyin, sex, birth_date, ethnicity,
        identity_kind, identity_sealed, identity_index, phone_sealed, hukou_division, employer,
        confirmation_point_id, org_path)
    SELECT season, province, 'N' || n, name, name_pinyin, sex, birth_date, ethnicity, identity_kind, identity_sealed,
        n::text::bytea, phone_sealed, hukou_division, employer, confirmation_point_id,
        '/14/14' || lpad((n %% 500)::text, 4, '0') || '/'
    FROM records_candidate, generate_series(1, 5000) AS n WHERE id = %s
"""


def test_conditions_are_answered_by_an_index(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MANY_ROWS, [world.admitted.pk])
        cursor.execute("SELECT analyze_records('records_candidate')")
    with scope(office("/14/140105/")), connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT id FROM records_candidate")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "candidate_by_org" in plan
    assert "Index Cond: ((season = " in plan
    assert "org_path >= " in plan


@pytest.mark.parametrize("change", [{"phone_index": None, "phone_sealed": None}, {"password": "x"}])
def test_an_office_changes_nothing_of_an_account(world: World, change: dict[str, Any]) -> None:
    # A phone is changed in person at the entry, for the one account whose document was shown.
    for path in (world.tree.county.path, "/14/"):
        with (
            scope(office(path)),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            Account.objects.filter(pk=world.admitted.account_id).update(**change)


def test_organisations_are_changed_from_above_only(world: World) -> None:
    with scope(office(world.tree.county.path)):
        assert Organisation.objects.update(name="别名") == 0
    with (
        scope(Scope(door=Door.SECURITY, org_path="/14/", **BORDER)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Organisation.objects.update(name="别名")
    here = Organisation.objects.filter(path__startswith="/14/")
    for door in (Door.OFFICE, Door.SYSTEM):
        with scope(Scope(door=door, org_path="/14/", **BORDER)):
            assert Organisation.objects.update(name=Concat("name", Value("·"))) == here.count()
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                Organisation.objects.update(path="/32/")


def test_catalogue_grants_what_the_tables_say_and_nothing_else() -> None:
    """The database's own list of rights, door by door, against the declaration."""
    words = {"SELECT": "s", "INSERT": "i", "UPDATE": "u", "DELETE": "d"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee, table_name, privilege_type FROM information_schema.table_privileges "
            "WHERE grantee LIKE 'chengzhao\\_%%' UNION "
            "SELECT grantee, table_name, privilege_type FROM information_schema.column_privileges "
            "WHERE grantee LIKE 'chengzhao\\_%%'"
        )
        held: dict[tuple[str, str], set[str]] = {}
        for grantee, table, word in cursor.fetchall():
            held.setdefault((grantee, table.removeprefix("records_")), set()).add(words[word])
    everywhere = {*WITHOUT_ROWS_OF_SOMEBODY, "django_migrations", "django_content_type", *QUEUE_TABLES}
    told = {
        key: letters
        for key, letters in held.items()
        if key[1] not in everywhere and key[0] not in (Door.WORK, Door.MAINTENANCE)
    }
    declared: dict[tuple[str, str], set[str]] = {}
    for table, rules in WALLS.items():
        for rule in rules:
            for door in rule.doors:
                declared.setdefault((door.value, table), set()).update(rule.rights.replace("l", "u"))
    assert told == declared


def test_every_door_puts_work_into_the_queue_and_none_reads_it(world: World) -> None:
    with scope(office("/14/")):
        app.configure_task("chengzhao.run_job", queue="jobs").defer(job=1)
    for statement in (
        "SELECT args FROM procrastinate_jobs",
        "DELETE FROM procrastinate_jobs",
        "SELECT * FROM procrastinate_workers",
    ):
        with (
            scope(office("/14/")),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
