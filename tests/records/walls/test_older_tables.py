"""Tables that were taken back to an earlier state: what is not there any more is closed, and nothing else fails."""

import pytest
from django.db import ProgrammingError, connection, transaction
from tests import factories

from chengzhao.records.models import Candidate, OneTimeCode, TeachingSite
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.install import after_migration, install

pytestmark = pytest.mark.django_db
FORWARDS, BACKWARDS = [(None, False)], [(None, True)]


def take_back(table: str, column: str) -> None:
    with connection.cursor() as cursor:
        # The checks of the rows of this test would otherwise wait for its end, and hold the tables.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DROP COLUMN {column} CASCADE")


def policies_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = %s", [table])
        return int(cursor.fetchone()[0])


def test_walls_of_an_older_state_close_what_they_do_not_know() -> None:
    person = factories.a_candidate()
    take_back("records_account", "public_id")
    take_back("records_teachingsite", "college_id")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE records_onetimecode CASCADE")
    after_migration("default", plan=BACKWARDS)
    assert policies_of("records_teachingsite") == 0
    assert policies_of("records_seat") > 0
    office = Scope(door=Door.OFFICE, season=2024, province="14", org_path=person.org_path)
    with scope(office):
        assert Candidate.objects.count() == 1
    with scope(Scope(door=Door.COLLEGE, season=2024, province="14", college=1)), transaction.atomic():
        with pytest.raises(ProgrammingError, match="permission denied"):
            list(TeachingSite.objects.values_list("pk"))
        transaction.set_rollback(True)


def test_on_the_way_forwards_a_rule_about_nothing_is_a_mistake() -> None:
    take_back("records_candidatefile", "college_id")
    with pytest.raises(ProgrammingError, match="college_id"), transaction.atomic():
        after_migration("default", plan=FORWARDS)


def test_putting_the_walls_up_again_changes_nothing() -> None:
    before = policies_of("records_account"), policies_of(OneTimeCode._meta.db_table)
    install("default")
    install("default", is_older=True)
    assert (policies_of("records_account"), policies_of(OneTimeCode._meta.db_table)) == before
