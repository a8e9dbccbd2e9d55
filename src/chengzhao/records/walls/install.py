"""Writes the doors, grants and policies of `tables.py` into a database, whole and anew, after each migration."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import ProgrammingError, connections, models, transaction

from chengzhao.records.walls.conditions import BORDER, EVERYTHING, FUNCTIONS, SEASON
from chengzhao.records.walls.doors import APP_ROLE, Door
from chengzhao.records.walls.hidden import HIDDEN
from chengzhao.records.walls.roles import ROLES, make_missing_roles
from chengzhao.records.walls.shape import ASKERS, Rule
from chengzhao.records.walls.tables import APPEND_ONLY, WALLS, WITHOUT_ROWS_OF_SOMEBODY

SHARED_TABLES = {"django_migrations": "SELECT", "django_content_type": "SELECT"}
"""Tables of the framework that the service needs before it knows who asks."""

QUEUE_TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_workers",
    "procrastinate_periodic_defers",
)
"""The queue of background work, whose rows name a job of ours by its key and nothing else."""

_WORDS = {"s": "SELECT", "i": "INSERT", "u": "UPDATE", "d": "DELETE"}


def install(using: str, *, is_older: bool = False) -> None:
    """Make the walls of a database what the tables say. Run as the owner of the tables, in one transaction.

    With `is_older` the tables have been taken back to a state before this program's: a table that lacks what its
    rules speak of is closed to every door until the program of that state has put up its own.
    """
    connection = connections[using]
    make_missing_roles(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        present = connection.introspection.table_names(cursor)
        cursor.execute("\n".join(_for_everybody(present)))
        for model in apps.get_app_config("records").get_models():
            if model._meta.db_table in present:
                _put_up(using, model, is_older=is_older)


def _put_up(using: str, model: type[models.Model], *, is_older: bool) -> None:
    cursor = connections[using].cursor()
    try:
        with transaction.atomic(using=using, savepoint=is_older):
            cursor.execute("\n".join(_of_table(model)))
    except ProgrammingError:
        if not is_older:
            raise
        cursor.execute(_drop_policies(model._meta.db_table))


def _for_everybody(present: Sequence[str]) -> Iterator[str]:
    """The SQL of what is not about one table: the doors have nothing but what the tables give them."""
    everyone = ", ".join(ROLES)
    yield "REVOKE EXECUTE ON FUNCTION analyze_records FROM PUBLIC;"
    yield f"GRANT EXECUTE ON FUNCTION analyze_records TO {everyone};"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everyone};"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {everyone};"
    for table, rights in SHARED_TABLES.items():
        if table in present:
            yield f"GRANT {rights} ON {table} TO {everyone};"
    if QUEUE_TABLES[0] in present:
        yield from _queue_statements()


def _of_table(model: type[models.Model]) -> Iterator[str]:
    shared = WITHOUT_ROWS_OF_SOMEBODY.get(str(model._meta.model_name))
    if shared:
        yield f"GRANT {shared} ON {model._meta.db_table} TO {', '.join(ROLES)};"
    else:
        yield from _table_statements(model)


def _queue_statements() -> Iterator[str]:
    """Staff put work into the queue; only the role that a worker logs in with reads it and takes work out."""
    jobs, events = QUEUE_TABLES[:2]
    staff = ", ".join(ASKERS)
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(QUEUE_TABLES)} TO {APP_ROLE};"
    yield f"GRANT INSERT, SELECT (id) ON {jobs} TO {staff};"
    yield f"GRANT INSERT ON {events} TO {staff};"


def _table_statements(model: type[models.Model]) -> Iterator[str]:
    table, name = model._meta.db_table, str(model._meta.model_name)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    yield _drop_policies(table)
    for number, rule in enumerate([*WALLS.get(name, ()), *_everywhere(model)]):
        for door in rule.doors:
            yield from _policies(table, name, door, rule, number)
            yield from _grants(model, door, rule)


def _everywhere(model: type[models.Model]) -> tuple[Rule, ...]:
    """The doors of work and maintenance, which see every table within their border."""
    columns = {field.column for field in model._meta.concrete_fields}
    border = BORDER if {"season", "province"} <= columns else SEASON if "season" in columns else EVERYTHING
    rights = "si" if model._meta.model_name in APPEND_ONLY else "siud"
    return Rule((Door.WORK,), border, rights), Rule((Door.MAINTENANCE,), EVERYTHING, rights)


def _policies(table: str, name: str, door: Door, rule: Rule, number: int) -> Iterator[str]:
    base = f"{door.removeprefix('chengzhao_')}_{number}"
    for letter in rule.rights:
        if letter == "l":
            yield _policy(table, f"{base}_lock", door, "UPDATE", using=rule.rows, check="false")
        else:
            word = _WORDS[letter]
            using = "" if letter == "i" else rule.rows
            check = _written(rule) if letter in "iu" else ""
            yield _policy(table, f"{base}_{word.lower()}", door, word, using=using, check=check)


def _written(rule: Rule) -> str:
    return rule.rows if rule.check == EVERYTHING else f"({rule.rows}) AND ({rule.check})"


def _policy(table: str, name: str, door: Door, word: str, *, using: str, check: str) -> str:
    parts = [f"CREATE POLICY {name} ON {table} FOR {word} TO {door}"]
    if using:
        parts.append(f"USING ({using})")
    if check:
        parts.append(f"WITH CHECK ({check})")
    return " ".join(parts) + ";"


def _grants(model: type[models.Model], door: Door, rule: Rule) -> Iterator[str]:
    table, name = model._meta.db_table, str(model._meta.model_name)
    columns = rule.columns or _readable(model, door, HIDDEN.get(name, {}))
    for letter in rule.rights:
        if letter == "s" and columns:
            yield f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {door};"
        elif letter == "u" and rule.columns:
            yield f"GRANT UPDATE ({', '.join(rule.columns)}) ON {table} TO {door};"
        elif letter == "l":
            # A lock asks for the right to change some column; its policy lets no change pass.
            yield f"GRANT UPDATE (id) ON {table} TO {door};"
        else:
            yield f"GRANT {_WORDS[letter]} ON {table} TO {door};"


def _readable(
    model: type[models.Model], door: Door, hidden: Mapping[str, frozenset[Door]]
) -> tuple[str, ...]:
    """The columns that a door reads where some are hidden from it; empty where it reads all."""
    closed = {column for column, doors in hidden.items() if door not in doors}
    if not closed:
        return ()
    return tuple(field.column for field in model._meta.concrete_fields if field.column not in closed)


def _drop_policies(table: str) -> str:
    return f"""DO $$ DECLARE held record; BEGIN
        FOR held IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = '{table}' LOOP
            EXECUTE format('DROP POLICY %I ON public.{table}', held.policyname);
        END LOOP; END $$;"""


def after_migration(using: str, *, plan: Sequence[tuple[Any, bool]] = (), **_: Any) -> None:
    """The receiver of post_migrate."""
    install(using, is_older=any(is_backwards for _, is_backwards in plan))
