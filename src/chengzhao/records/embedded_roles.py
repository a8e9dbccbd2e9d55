"""The restricted log-in of an embedded server: the service never works as the owner of its tables."""

import secrets
from pathlib import Path

import psycopg
from psycopg import sql

from chengzhao.records.embedded import Server
from chengzhao.records.embedded_cluster import write_private
from chengzhao.records.walls.doors import APP_ROLE
from chengzhao.records.walls.roles import make_missing_roles

PASSWORD_FILE = "app_password"

LOCK = 0x6C656E64
"""The number of the lock under which the log-in is lent."""


def password_file(home: Path) -> Path:
    """Where the password of the restricted role is kept, with mode 0600."""
    return home / PASSWORD_FILE


def lend_log_in(server: Server) -> None:
    """Let the service log in to a running server as the restricted role, with a password of its own."""
    path = password_file(server.home)
    if not path.exists():
        write_private(path, secrets.token_urlsafe(24))
    password = path.read_text(encoding="ascii").strip()
    with psycopg.connect(server.url()) as connection:
        # Several processes that start at once lend it one after the other: the server refuses them side by side.
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        make_missing_roles(connection)
        connection.execute(
            sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(APP_ROLE), sql.Literal(password))
        )
