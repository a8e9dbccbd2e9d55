"""The roles of a server: made once, by its owner or its administrator."""

from collections.abc import Iterator
from typing import Any

from chengzhao.records.walls.doors import APP_ROLE, Door

ROLES = (APP_ROLE, *(door.value for door in Door))
HELD = "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"


def role_statements() -> Iterator[str]:
    """SQL that makes the roles that are missing; running it again changes nothing."""
    for role in ROLES:
        inherits = "NOINHERIT" if role == APP_ROLE else "INHERIT"
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN {inherits} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;"
        )
    for door in Door:
        yield f"GRANT {door} TO {APP_ROLE};"


def make_missing_roles(connection: Any) -> None:
    """Make the roles where any is missing, over a connection of psycopg or Django.

    Needs the right to make roles only then.
    """
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(ROLES)])
        if cursor.fetchone()[0] < len(ROLES):
            for statement in role_statements():
                cursor.execute(statement)
