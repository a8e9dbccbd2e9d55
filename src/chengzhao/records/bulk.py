"""Bulk paths into and out of the tables: one COPY or one statement, never a query per row."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

Rows = Iterable[Sequence[Any]]

LARGE_LOAD = 1_000
"""After a COPY of so many rows the planner is told: its plans for the empty table are a hundred times slower."""

LARGE_SHARE = 5
"""...unless a fifth of the rows it knows of is more than that: then its plans hold, and the server looks by itself."""

SMALL_LOAD = 100
"""Fewer rows than this are inserted straight away; making and dropping a staging table would cost more."""


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` new primary keys of `model`, ascending, taken from its sequence in one statement."""
    if count == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
        )
        return sorted(row[0] for row in cursor.fetchall())


def copy_rows(
    model: type[models.Model], fields: Sequence[str], rows: Rows, *, skips_known: bool = False
) -> int:
    """Adds rows to the table of `model` in bulk and returns how many.

    With `skips_known` a row that a unique constraint refuses is left out, as it stands there already.

    `fields` are attribute names (`candidate_id` for a foreign key); each row has a value for each.
    Columns that are left out take their default in the database; constraints and row security hold as for any
    insert. COPY into a table under row security is refused, so the rows are copied beside it and inserted from there.
    """
    by_attribute = {field.attname: field.column for field in model._meta.concrete_fields}
    listed = ", ".join(f'"{by_attribute[name]}"' for name in fields)
    table = model._meta.db_table
    # Rows may be worked out from queries, and no query can run while a COPY is open on the connection.
    held = rows if isinstance(rows, list) else list(rows)
    known = " ON CONFLICT DO NOTHING" if skips_known else ""
    # Django wraps the errors of its own calls only, and a COPY speaks to the driver.
    with transaction.atomic(), connection.wrap_database_errors, connection.cursor() as cursor:
        if len(held) < SMALL_LOAD:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({places}){known}', held)  # noqa: S608
            return max(0, int(cursor.rowcount))
        staging = f'"staging_{table}"'
        cursor.execute(
            f'CREATE TEMPORARY TABLE {staging} ON COMMIT DROP AS SELECT {listed} FROM "{table}" WITH NO DATA'  # noqa: S608
        )
        with cursor.copy(f"COPY {staging} ({listed}) FROM STDIN") as copy:
            for row in held:
                copy.write_row(row)
        cursor.execute(f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM {staging}{known}')  # noqa: S608
        added = int(cursor.rowcount)
        cursor.execute(f"DROP TABLE {staging}")
        if len(held) >= LARGE_LOAD:
            cursor.execute(
                "SELECT analyze_records(relname) FROM pg_class WHERE oid = %s::regclass AND reltuples < %s",
                [f'"{table}"', LARGE_SHARE * len(held)],
            )
    return added


def update_rows(
    model: type[models.Model], key: str, types: Mapping[str, str], rows: Sequence[Sequence[Any]]
) -> int:
    """Sets columns of many rows, each to its own values, by one statement, and returns how many matched.

    `types` names the columns and their PostgreSQL types in the order of each row, the key column first:
    `{"id": "bigint", "state": "text"}` with rows `(id, state)`.
    """
    if not rows:
        return 0
    arrays = [list(column) for column in zip(*rows, strict=True)]
    names = list(types)
    assignments = ", ".join(f'"{name}" = given."{name}"' for name in names if name != key)
    unnest = ", ".join(f"%s::{kind}[]" for kind in types.values())
    listed = ", ".join(f'"{name}"' for name in names)
    statement = (
        f'UPDATE "{model._meta.db_table}" AS held SET {assignments} '  # noqa: S608 names come from the models
        f'FROM unnest({unnest}) AS given({listed}) WHERE held."{key}" = given."{key}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, arrays)
        return int(cursor.rowcount)


def server_time() -> datetime:
    """The database server's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]
