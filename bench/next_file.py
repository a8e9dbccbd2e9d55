"""The reviewer's next file: what asking for it costs where 300,000 registrations of a province wait.

`python -m bench.next_file [ROWS]` fills a database of its own with so many waiting registrations in 117 counties of
11 prefectures, then lets a reviewer decide files one after the other through the acts of the desk, and asks the
query alone for a county and for a prefecture, from the beginning of the queue and from its middle. Medians.
Mark: 100 ms.
"""

import os
import statistics
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from bench.row_security import COUNTIES, ORG_PATH, timed

from chengzhao.records.embedded import temporary_server

ROUNDS = 50
PREFECTURE, COUNTY = "/14/1403/", "/14/1403/140003/"


def copies(table: str, key: int, rows: int, changed: dict[str, str]) -> None:
    """Copies of one row, changed by SQL over n, the place of the copy."""
    from django.db import connection

    with connection.cursor() as cursor:
        held = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        changed = {"id": f"nextval(pg_get_serial_sequence('{table}', 'id'))", **changed}
        columns = ", ".join(f'"{name}"' for name in held)
        values = ", ".join(changed.get(name, f'"{name}"') for name in held)
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} "  # noqa: S608 names come from the database
            f"FROM {table}, generate_series(1, {rows}) AS n WHERE id = {key}"
        )
        cursor.execute("SELECT analyze_records(%s)", [table])
        cursor.execute(f"VACUUM (FREEZE) {table}")


def fill(rows: int) -> None:
    """Waiting registrations with their certificates, each like the first; a third claims a bonus."""
    from tests import factories

    from chengzhao.records.models import Organisation

    first = factories.a_candidate(confirmation_point=Organisation.objects.get(path=COUNTY), name="第一人")
    claim = factories.a_claim(candidate=first)
    copies(
        "records_candidate",
        first.pk,
        rows,
        {
            "id": f"{first.pk} + n",
            "candidate_number": "'N' || n",
            "identity_index": "n::text::bytea",
            "public_id": "gen_random_uuid()",
            "org_path": ORG_PATH,
        },
    )
    candidate = f"{first.pk} + n"
    moment = "submitted_at + n * interval '1 second'"
    copies(
        "records_registration",
        first.registration.pk,
        rows,
        {"candidate_id": candidate, "submitted_at": moment},
    )
    copies("records_education", first.education.pk, rows, {"candidate_id": candidate})
    third = f"{first.pk} + n * 3"
    copies("records_claim", claim.pk, rows // 3, {"candidate_id": third, "kind": "'MARTYR_FAMILY'"})


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    with temporary_server() as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        reviewer = a_reviewer()
        fill(rows)
        print(f"{rows:,} registrations wait in {COUNTIES} counties; medians of {ROUNDS}")
        for title, question in questions(reviewer).items():
            print(f"{statistics.median(timed(question) for _ in range(ROUNDS)) * 1000:>8.1f} ms  {title}")


def a_reviewer() -> Any:
    """Somebody who reviews in the county, in a season whose reviews are open."""
    from django.utils import timezone
    from tests import factories

    from chengzhao.law.words import Role
    from chengzhao.records.models import StageWindow

    factories.a_season()
    factories.every_stage_open()
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    place = factories.an_organisation(path=COUNTY)
    account = factories.an_account(display_name="审核员")
    factories.a_role(account=account, organisation=place, role=Role.COUNTY_REVIEWER)
    return account


def questions(reviewer: Any) -> dict[str, Callable[[], object]]:
    """What is asked, by its title."""
    from django.utils import timezone
    from tests.factories import BORDER

    from chengzhao.actions.audit import Actor
    from chengzhao.actions.desk import decide_file, take_file
    from chengzhao.actions.registration_forms import ReviewForm, Verdict
    from chengzhao.law.words import Role
    from chengzhao.records.queries.desk import DeskFilter, waiting, waiting_counts, waiting_page
    from chengzhao.records.queries.desk_file import desk_file
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door

    county = Scope(door=Door.OFFICE, season=2024, province="14", org_path=COUNTY, account=reviewer.pk)
    actor = Actor(account=reviewer.pk, role=Role.COUNTY_REVIEWER, org_path=COUNTY)
    held: dict[str, Any] = {}

    def take_next() -> None:
        now, after = timezone.now(), held["file"].key if held else None
        rows = waiting(2024, "14", COUNTY, DeskFilter())
        [held["file"]] = waiting_page(rows, after=after, limit=1, free_for=(reviewer.pk, now))
        take_file(border=BORDER, actor=actor, at=now, candidate_id=held["file"].candidate_id)

    def decide_and_next() -> None:
        with scope(county):
            form = ReviewForm(
                candidate_id=held["file"].candidate_id,
                reviewer_id=reviewer.pk,
                verdict=Verdict.RETURN,
                reason="请写全称",
            )
            assert decide_file(border=BORDER, actor=actor, at=timezone.now(), form=form, seen=0)
            take_next()

    def look() -> None:
        with scope(county):
            assert desk_file(held["file"].candidate_id, COUNTY)

    with scope(county):
        take_next()

    def asked(path: str, wanted: DeskFilter, *, middle: bool) -> Callable[[], object]:
        office = Scope(door=Door.OFFICE, season=2024, province="14", org_path=path)
        with scope(office):
            rows = waiting(2024, "14", path, wanted)
            found = waiting_page(rows[rows.count() // 2 :], after=None, limit=1)
        after = found[0].key if middle else None
        now = timezone.now()

        def ask() -> None:
            with scope(office):
                assert waiting_page(rows.all(), after=after, limit=1, free_for=(reviewer.pk, now))

        return ask

    def counted() -> None:
        with scope(county):
            waiting_counts(waiting(2024, "14", COUNTY, DeskFilter()))

    plain, bonus = DeskFilter(), DeskFilter(claims="BONUS")
    return {
        "the query, a county": asked(COUNTY, plain, middle=False),
        "the query, a county, from the middle": asked(COUNTY, plain, middle=True),
        "the query, a county, those with a bonus": asked(COUNTY, bonus, middle=False),
        "the query, a prefecture": asked(PREFECTURE, plain, middle=False),
        "the query, a prefecture, from the middle, with a bonus": asked(PREFECTURE, bonus, middle=True),
        "counts of every chip, a county": counted,
        "what the page of a file reads": look,
        "one file decided and the next one taken": decide_and_next,
    }


if __name__ == "__main__":
    main()
