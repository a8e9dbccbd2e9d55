"""`chengzhao migrate` and `chengzhao manage`: Django's management commands on a running database."""

from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from chengzhao.cli.database import running_database
from chengzhao.records.embedded import ServerError
from chengzhao.settings import options
from chengzhao.settings.database import embedded_server


@contextmanager
def running_project() -> Iterator[None]:
    """Django on a running database. Raises ServerError when the settings or the database refuse."""
    with running_database():
        try:
            django.setup()
        except ImproperlyConfigured as error:
            raise ServerError(str(error)) from error
        _require_reachable()
        try:
            yield
        finally:
            close_connections()


def close_connections() -> None:
    """Let go of the database, which may be stopped next."""
    connections.close_all()
    for wrapper in connections.all():
        if isinstance(wrapper, DatabaseWrapper):
            wrapper.close_pool()


def apply_migrations() -> None:
    """Bring the tables of the running database up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def require_current_tables() -> None:
    """Raises ServerError when migrations are missing."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise ServerError(f"The tables are {len(missing)} migrations behind: run `chengzhao migrate` first.")


def migrate() -> int:
    """`chengzhao migrate`."""
    with running_project():
        apply_migrations()
    print("The tables are up to date.")
    return 0


def manage(arguments: list[str]) -> int:
    """`chengzhao manage`."""
    with running_project():
        execute_from_command_line(["chengzhao manage", *arguments])
    return 0


def _require_reachable() -> None:
    """Ask once, without the pool: it would try for half a minute and then not say why."""
    try:
        psycopg.connect(options.DATABASE_URL.text() or embedded_server().url(), connect_timeout=10).close()
    except psycopg.OperationalError as error:
        why = str(error).strip().splitlines()[0]
        raise ServerError(f"The database cannot be reached: {why}.") from error
