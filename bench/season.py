"""A whole season: seconds and rows a second of each stage, against copying the same rows once.

`python -m bench.season [CANDIDATES] [PROVINCE] [YEAR]` plays on a database of its own. "copy" is how long a
plain COPY of the rows that the stage added takes, into bare tables, measured in the same run.
"""

import io
import os
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from chengzhao.records.embedded import temporary_server

if TYPE_CHECKING:
    from chengzhao.rehearsal.generator import SyntheticSeason


@dataclass
class Timed:
    """One stage: its seconds, and the rows it added to each table."""

    title: str
    seconds: float
    added: "Counter[str]"


@dataclass
class Stopwatch:
    """A progress that times stages and counts rows between them, outside the time."""

    stages: list[Timed] = field(default_factory=list)
    _title: str = ""
    _begun: float = 0.0
    _before: "Counter[str]" = field(default_factory=Counter)

    def stage_begins(self, title: str, acts: int, done: int) -> None:
        self._title, self._before = title, rows_by_table()
        self._begun = time.perf_counter()

    def act_done(self, title: str, rows: int) -> None:
        """Stages are timed whole."""

    def stage_ends(self) -> None:
        seconds = time.perf_counter() - self._begun
        self.stages.append(Timed(self._title, seconds, rows_by_table() - self._before))


def rows_by_table() -> "Counter[str]":
    """How many rows each table has."""
    from django.db import connection

    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for name in tables():
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 names come from the database
            found[name] = int(cursor.fetchone()[0])
    return found


def tables() -> list[str]:
    """The tables of the records floor."""
    from django.db import connection

    return sorted(name for name in connection.introspection.table_names() if name.startswith("records_"))


def copy_seconds_a_row() -> dict[str, float]:
    """For each table how long a plain COPY into a bare table takes a row."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name, count in rows_by_table().items():
            if not count:
                continue
            held = io.BytesIO()
            # A query, because a table as such leaves its generated columns out.
            with cursor.copy(f'COPY (SELECT * FROM "{name}") TO STDOUT (FORMAT binary)') as out:  # noqa: S608
                for block in out:
                    held.write(block)
            cursor.execute(f'CREATE TEMPORARY TABLE bare AS SELECT * FROM "{name}" WHERE false')  # noqa: S608
            begun = time.perf_counter()
            with cursor.copy("COPY bare FROM STDIN (FORMAT binary)") as into:
                into.write(held.getvalue())
            found[name] = (time.perf_counter() - begun) / count
            cursor.execute("DROP TABLE bare")
    return found


def show(stages: list[Timed], generated: float, candidates: int) -> None:
    """Print the table."""
    cost = copy_seconds_a_row()
    print(f"{'seconds':>8} {'rows':>9} {'rows/s':>8} {'copy':>7} {'ratio':>6}  stage")
    print(f"{generated:>8.2f} {'':>9} {'':>8} {'':>7} {'':>6}  (generating {candidates:,} people)")
    seconds = rows = copied = 0.0
    for stage in stages:
        added = stage.added.total()
        copy = sum(cost[name] * count for name, count in stage.added.items())
        ratio = f"{stage.seconds / copy:.0f}" if copy else "-"
        speed = added / stage.seconds
        print(f"{stage.seconds:>8.2f} {added:>9,} {speed:>8,.0f} {copy:>7.3f} {ratio:>6}  {stage.title}")
        seconds, rows, copied = seconds + stage.seconds, rows + added, copied + copy
    ratio = f"{seconds / copied:.0f}"
    print(f"{seconds:>8.2f} {rows:>9,.0f} {rows / seconds:>8,.0f} {copied:>7.3f} {ratio:>6}  all stages")
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, without the database"
    )


def time_of_the_trail() -> "Counter[str]":
    """Counts from now on the seconds and rows of all that is written to the trail, digests included."""
    from chengzhao.actions import audit

    found: Counter[str] = Counter()
    plain = audit.copy_rows  # type: ignore[attr-defined]

    def timed(*args: Any) -> int:
        begun = time.perf_counter()
        count = plain(*args)
        found["seconds"] += time.perf_counter() - begun  # type: ignore[assignment]
        found["rows"] += count
        return count

    audit.copy_rows = timed  # type: ignore[attr-defined, assignment]
    return found


def show_lines(season: "SyntheticSeason") -> None:
    """Print the control lines that came out beside the published ones."""
    from chengzhao.records.queries.filing import control_lines
    from chengzhao.rehearsal.committee import comparisons
    from chengzhao.rules.control_lines import LineKey

    drawn = {
        LineKey(level=line.level, category=line.category, kind=line.kind): line.score
        for line in control_lines(season.scenario.year, season.scenario.province)
    }
    for one in comparisons(season.scenario, drawn):
        print(f"{one.ours:>4} {one.reference or '':>4}  {one.level.label} {one.category.label}")


def main() -> None:
    candidates = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    province = sys.argv[2] if len(sys.argv) > 2 else "14"
    year = int(sys.argv[3]) if len(sys.argv) > 3 else 2024
    with temporary_server() as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        from chengzhao.records.scope import session
        from chengzhao.rehearsal.generator import generate
        from chengzhao.rehearsal.player.play import Play
        from chengzhao.rehearsal.player.season import play_season
        from chengzhao.rehearsal.scenario import scenario

        call_command("migrate", verbosity=0)
        begun = time.perf_counter()
        season = generate(scenario(province=province, year=year, candidates=candidates, seed="bench"))
        generated = time.perf_counter() - begun
        watch = Stopwatch()
        play = Play(season=season, keys=settings.VAULT.keys())
        trail = time_of_the_trail()
        with session(play.scope):
            play_season(play, watch)
        show(watch.stages, generated, candidates)
        share = trail["seconds"] / sum(stage.seconds for stage in watch.stages)
        print(
            f"{trail['seconds']:>8.2f} s for {trail['rows']:,} rows of the trail, {share:.1%} of all stages"
        )
        show_lines(season)


if __name__ == "__main__":
    main()
