"""A county's table of 100,000 registrations, one row in a hundred with a planted fault: looked at, then imported.

`python -m bench.bulk_import [ROWS] [xlsx|csv|dbf]` hands the file in on a database of its own and carries out the two
jobs of the queue. It says whether every planted fault was found and nothing else, the seconds of each job against a
plain COPY of the rows that the import added, and the peak memory of this process and of the confined one. Marks:
60 s, 60 s, 512 MB.
"""

import os
import random
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from bench.season import copy_seconds_a_row, rows_by_table

from chengzhao.records.embedded import temporary_server

FAULTS = {
    "name": "李?",
    "sex": "男性",
    "birth_date": "36955",
    "identity_number": "1.40105E+17",
    "phone": "12345",
    "postcode": "30006",
    "confirmation_path": "140106",
    "category": "航天",
    "choice_1": "D99999",
    "graduated_on": "2022-13-01",
}
EVERY = 100


def people(count: int, programme: str) -> tuple[list[tuple[str, ...]], dict[int, str]]:
    """The rows of a table, and by the number of its row in a sheet the column of each planted fault."""
    from tests.exchange.registrations.tables import RIGHT

    from chengzhao.exchange.registrations.columns import COLUMN, COLUMNS
    from chengzhao.rules.registration import check_digit

    chance, kinds = random.Random(2024), list(FAULTS)
    rows, planted = [], {}
    for place in range(count):
        born = date(1985, 1, 1) + timedelta(days=place // 999)
        first = f"999999{born:%Y%m%d}{place % 999 + 1:03d}"
        texts = RIGHT | {
            "name": chance.choice("张李王赵刘陈杨")
            + chance.choice("伟芳娜敏静丽强")
            + chance.choice("一二三"),
            "sex": "男" if int(first[16]) % 2 else "女",
            "birth_date": born.isoformat(),
            "identity_number": first + check_digit(first),
            "phone": f"13{place:09d}",
            "certificate_number": f"12345120220{place:07d}",
            "choice_1": programme,
        }
        if place % EVERY == EVERY - 1:
            name = kinds[place // EVERY % len(kinds)]
            texts[name] = FAULTS[name]
            planted[place + 2] = COLUMN[name].label
        rows.append(tuple(texts.get(one.name, "") for one in COLUMNS))
    return rows, planted


def carried_out(desk: Any, batch: Any, kind: str) -> float:
    """Seconds of a job of the queue, from taking it up to its end."""
    from tests.work import imported

    job = imported.queued(desk, batch, kind)
    begun = time.perf_counter()
    job = imported.carried_out(job)
    seconds = time.perf_counter() - begun
    print(f"{seconds:>8.1f} s  {kind}: {job.state} {job.message}", flush=True)
    return seconds


def memory(whose: int) -> int:
    """Peak megabytes of this process, or of the largest of its children that have ended."""
    return resource.getrusage(whose).ru_maxrss // 1024


def planted_found(batch: Any, planted: dict[int, str]) -> None:
    """Say whether what was planted is what was found."""
    from tests.factories import KEYS

    from chengzhao.records.queries.imports import faults_of

    first = {"xlsx": 0, "csv": 0, "dbf": 1}[batch.kind]
    found = {(row + first, column) for row, column, _, _ in faults_of(batch.pk, KEYS)}
    missed, more = set(planted.items()) - found, found - set(planted.items())
    print(f"planted {len(planted):,}, found {len(planted) - len(missed):,}, beside them {len(more)}")


def run(count: int, kind: str) -> None:
    """Hand the file in, look at it, import it."""
    from django.db import connection
    from tests.work import imported

    desk = imported.a_desk()
    rows, planted = people(count, desk.programme.code)
    batch = imported.handed_in(desk, rows, kind=kind)
    del rows
    print(f"{count:,} rows, {kind}, {batch.size / 1e6:.1f} MB", flush=True)
    start = memory(resource.RUSAGE_SELF)
    carried_out(desk, batch, "import_check")
    batch.refresh_from_db()
    planted_found(batch, planted)
    imported.chosen(desk, batch)
    before = rows_by_table()
    seconds = carried_out(desk, batch, "import_rows")
    added = rows_by_table() - before
    cost = copy_seconds_a_row()
    floor = sum(cost.get(name, 0) * number for name, number in added.items())
    print(f"{added.total():,} rows added; plain COPY of them {floor:.2f} s, {seconds / floor:.0f} times that")
    own, confined = memory(resource.RUSAGE_SELF), memory(resource.RUSAGE_CHILDREN)
    print(f"peak {own} MB (before the jobs {start} MB), confined process {confined} MB")
    connection.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kind = sys.argv[2] if len(sys.argv) > 2 else "csv"
    with temporary_server() as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        run(count, kind)


if __name__ == "__main__":
    main()
