"""Row-level security: what a list, a point read and a count cost with it, against the same query without.

`python -m bench.row_security [ROWS]` fills a database of its own with so many candidates (default 1,000,000) of a
province with 117 counties, then asks the same questions as the owner, whom nothing restrains but the query's own
filter, and through a door. Medians of pairs taken in turn, in one run. Mark S10: a page of 50 rows at most 1.1.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from chengzhao.records.embedded import temporary_server

COUNTIES = 117
ROUNDS = 200
ORG_PATH = f"'/14/14' || lpad((n % 11)::text, 2, '0') || '/14' || lpad((n % {COUNTIES})::text, 4, '0') || '/'"


def fill(rows: int) -> None:
    """Fill the table from one candidate made by the tests' factory."""
    from django.db import connection
    from tests import factories

    factories.a_season()
    first = factories.a_candidate(name="第一人")
    with connection.cursor() as cursor:
        # Copies of one row: what else a later version asks of a candidate is copied, too.
        held = [
            column.name
            for column in connection.introspection.get_table_description(cursor, "records_candidate")
        ]
        changed = {
            "id": "nextval(pg_get_serial_sequence('records_candidate', 'id'))",
            "candidate_number": "'N' || n",
            "name": "'考生' || n",
            "identity_index": "n::text::bytea",
            "account_id": "NULL",
            "public_id": "gen_random_uuid()",
            "org_path": ORG_PATH,
        }
        columns = ", ".join(f'"{name}"' for name in held)
        values = ", ".join(changed.get(name, f'"{name}"') for name in held)
        cursor.execute(
            f"INSERT INTO records_candidate ({columns}) SELECT {values} "  # noqa: S608 names come from the database
            f"FROM records_candidate, generate_series(1, {rows}) AS n WHERE id = {first.pk}"
        )
        cursor.execute("SELECT analyze_records('records_candidate')")
        cursor.execute("VACUUM (FREEZE) records_candidate")


def timed(question: Callable[[], object]) -> float:
    """Seconds of one question."""
    begun = time.perf_counter()
    question()
    return time.perf_counter() - begun


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with temporary_server() as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import transaction

        from chengzhao.records.models import Candidate
        from chengzhao.records.queries.scope import under
        from chengzhao.records.scope import Scope, scope
        from chengzhao.records.walls.doors import Door

        call_command("migrate", verbosity=0)
        fill(rows)
        county = "/14/1403/140003/"
        mine = Candidate.objects.filter(under("org_path", county), season=2024, province="14")
        page = mine.order_by("season", "province", "org_path", "pk")[:50]
        some = mine.values_list("pk", flat=True).first()
        questions: dict[str, Callable[[], object]] = {
            "a page of 50 rows of a county": lambda: list(page.all()),
            "a point read": lambda: Candidate.objects.get(pk=some),
            "counting a county": mine.count,
        }
        office = Scope(door=Door.OFFICE, season=2024, province="14", org_path=county)
        print(f"{rows:,} candidates, {mine.count():,} of the county; medians of {ROUNDS} pairs")
        print(f"{'without':>10} {'with':>10} {'ratio':>6}  question")
        for title, question in questions.items():
            without, inside = [], []
            for _ in range(ROUNDS):
                with transaction.atomic():
                    without.append(timed(question))
                with scope(office):
                    inside.append(timed(question))
            before, after = statistics.median(without), statistics.median(inside)
            print(f"{before * 1e6:>8.0f}us {after * 1e6:>8.0f}us {after / before:>6.2f}  {title}")
        entering = statistics.median(timed(lambda: _enter(office)) for _ in range(ROUNDS))
        plain = statistics.median(timed(_begin) for _ in range(ROUNDS))
        print(
            f"{plain * 1e6:>8.0f}us {entering * 1e6:>8.0f}us {entering / plain:>6.2f}  an empty transaction"
        )


def _enter(wanted: object) -> None:
    from chengzhao.records.scope import scope

    with scope(wanted):  # type: ignore[arg-type]
        pass


def _begin() -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")


if __name__ == "__main__":
    main()
