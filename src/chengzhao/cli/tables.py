"""`chengzhao migrate` and `chengzhao manage`: Django's management commands on a running database."""

from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, execute_from_command_line
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from chengzhao.cli.database import running_database
from chengzhao.records.embedded import ServerError
from chengzhao.settings import options
from chengzhao.settings.database import embedded_server

UNBOUND = """
    SELECT rolsuper OR rolbypassrls OR EXISTS (
        SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user)
    FROM pg_roles WHERE rolname = current_user
"""


@contextmanager
def running_project() -> Iterator[None]:
    """Django on a running database. Raises ServerError when the settings or the database refuse, or it breaks off."""
    with running_database():
        try:
            django.setup()
        except ImproperlyConfigured as error:
            raise ServerError(str(error)) from error
        _require_reachable()
        try:
            yield
        except (InterfaceError, OperationalError) as error:
            raise ServerError(
                "The database broke off: what was finished before is kept, run the same command again. "
                f"It said: {_first_line(error)}."
            ) from error
        finally:
            close_connections()


def close_connections() -> None:
    """Let go of the database, which may be stopped next."""
    connections.close_all()


def apply_migrations() -> None:
    """Bring the tables of the running database up to date. Raises ServerError where they are newer, or it cannot."""
    _require_known_tables()
    try:
        call_command("migrate", database=owner_alias(), interactive=False, verbosity=0)
    except CommandError as error:
        raise ServerError(str(error)) from error
    from chengzhao.records.trail_positions import move_positions_ahead

    move_positions_ahead(using=owner_alias())


def owner_alias() -> str:
    """The connection of the owner of the tables, where it is not that of the service."""
    return "owner" if "owner" in connections else DEFAULT_DB_ALIAS


def require_current_tables() -> None:
    """Raises ServerError when migrations are missing, or the tables are newer than this program."""
    _require_known_tables()
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise ServerError(f"The tables are {len(missing)} migrations behind: run `chengzhao migrate` first.")
    from chengzhao.records.trail_positions import positions_behind

    if positions_behind() > 0:
        raise ServerError("The database was restored into a new server: run `chengzhao migrate` first.")


def require_restricted_role() -> None:
    """Raises ServerError where the settings ask for a role that row security binds, and this one is not."""
    if not settings.RESTRICTED_ROLE_REQUIRED:
        return
    with connection.cursor() as cursor:
        cursor.execute(UNBOUND)
        (is_unbound,) = cursor.fetchone()
    if is_unbound:
        raise ServerError(
            "The service would log in as a role that owns tables or passes over row security: let DATABASE_URL "
            "name the role chengzhao_app, and OWNER_DATABASE_URL the owner of the tables."
        )


def require_no_personas() -> None:
    """Raises ServerError where the database holds accounts of a demonstration and the settings allow none."""
    from chengzhao.records.queries.people import holds_personas
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door

    if settings.DEMO_PERSONAS:
        return
    with scope(Scope(door=Door.ENTRY)):
        held = holds_personas()
    if held:
        raise ServerError(
            "This database holds a demonstration: the passwords of its accounts are published. Name another "
            "database in DATABASE_URL."
        )


def _require_known_tables() -> None:
    """Raises ServerError where a newer program has changed the tables: an older one would write them wrongly."""
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs()}
    unknown = sorted(
        f"{label}.{name}"
        for label, name in loader.applied_migrations
        if label in ours and (label, name) not in loader.disk_migrations
    )
    if unknown:
        raise ServerError(
            f"The tables were made by a newer version of this program ({', '.join(unknown)}). "
            "Update the program, or name another database in DATABASE_URL."
        )


def migrate() -> int:
    """`chengzhao migrate`."""
    with running_project():
        apply_migrations()
    print("The tables are up to date.")
    return 0


def manage(arguments: list[str]) -> int:
    """`chengzhao manage`."""
    with running_project():
        # A developer's command acts as the owner of the tables.
        connections.databases[DEFAULT_DB_ALIAS] = connections.databases[owner_alias()]
        # The one that was made while Django started is that of the service.
        del connections[DEFAULT_DB_ALIAS]
        execute_from_command_line(["chengzhao manage", *arguments])
    return 0


def _require_reachable() -> None:
    """Ask once before anything is done."""
    try:
        psycopg.connect(options.DATABASE_URL.text() or embedded_server().url(), connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise ServerError(f"The database cannot be reached: {_first_line(error)}.") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
