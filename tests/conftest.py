"""What all tests share: a database server for each process of the run, and the path of the source texts."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import settings as hypothesis_settings

from chengzhao.records.embedded import ServerError, temporary_server
from chengzhao.settings.database import database_from_url

pytest_plugins = ["tests.canaries", "tests.unrecorded"]

ROOT = Path(__file__).resolve().parent.parent
SERVER = pytest.StashKey[ExitStack]()

# The same examples in every run: a red test is red for everybody.
hypothesis_settings.register_profile("suite", derandomize=True, database=None, deadline=None)
hypothesis_settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Start a PostgreSQL for this process, unless DATABASE_URL names one.

    Each of xdist's workers has its own: what is committed everywhere is asked of a whole server, so that a long
    test of one worker would hold up the seals of another's. The process that leads workers needs none.
    """
    if os.environ.get("DATABASE_URL") or config.option.collectonly or config.option.help:
        return
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        return
    stack = ExitStack()
    try:
        server = stack.enter_context(temporary_server())
    except ServerError as error:
        pytest.exit(str(error), returncode=3)
    config.stash[SERVER] = stack
    config.server_log = server.log  # type: ignore[attr-defined]
    os.environ["DATABASE_URL"] = server.url()
    stack.callback(os.environ.pop, "DATABASE_URL", None)
    # Django's settings were read before this file.
    from django.conf import settings

    settings.DATABASES["default"].update(database_from_url(server.url()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that `pytest_configure` started."""
    stack = config.stash.get(SERVER, None)
    if stack is not None:
        stack.close()


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied_between_tests() -> Iterator[None]:
    """Only here: Django empties every table after a test with real transactions, and triggers refuse that."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: object, **kwargs: object) -> list[str]:
        return ["SET LOCAL session_replication_role = replica", *plain(self, *args, **kwargs)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session", autouse=True)
def logging_in_without_the_doors_is_complete() -> Iterator[None]:
    """`Client.force_login` stands for a whole log-in, second factor and all; the product has no such way in."""
    from django.contrib.auth.signals import user_logged_in
    from tests.logged_in import mark_forced

    user_logged_in.connect(mark_forced)
    yield
    user_logged_in.disconnect(mark_forced)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with the notice, the clauses and the reference data they are checked with."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: what is copied from it cannot be compared with its source")
    return folder
