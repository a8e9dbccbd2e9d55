"""The upkeep of `chengzhao work`: once for each time, however many workers there are."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.test_cli import Terminal
from tests.test_cli_audit import execute, insert

from chengzhao.records.embedded_cluster import scratch_folder
from chengzhao.records.embedded_processes import wait_until

WRONG_TRIES = """
INSERT INTO records_failedlogin (name_index, device_digest, network, at)
SELECT '\\x00', '\\x00', '192.0.2.0', now() - make_interval(days => days) FROM unnest(ARRAY[0, 9]) AS days
"""


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    """A terminal whose database has its tables and runs."""
    with scratch_folder() as folder:
        opened = Terminal(folder / "home")
        assert opened.run("migrate")[0] == 0
        opened.run("db", "start")
        yield opened
        opened.server.stop()


def start_worker(terminal: Terminal, *words: str) -> "subprocess.Popen[str]":
    """A worker that ends with its input."""
    return subprocess.Popen(
        [sys.executable, "-m", "chengzhao.cli", "work", "--until-input-ends", *words],
        env=terminal.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_workers_seal_verify_and_tidy_each_once(terminal: Terminal) -> None:
    execute(terminal, WRONG_TRIES)
    insert(terminal, 1)
    workers = [start_worker(terminal) for _ in range(2)]
    unsealed = (
        "SELECT count(*) FROM records_auditrow WHERE position > (SELECT max(ends) FROM records_auditseal)"
    )
    # What is over its time goes at the start, and the trail says so, once.
    tidied = "SELECT role, account_id, reason FROM records_auditrow WHERE act = 'tidy_expired'"
    assert wait_until(lambda: bool(execute(terminal, tidied)), seconds=60)
    assert wait_until(lambda: execute(terminal, unsealed) == [(0,)], seconds=90)
    assert wait_until(lambda: bool(execute(terminal, "SELECT 1 FROM records_auditcheck")), seconds=60)
    assert not execute(terminal, "SELECT said FROM records_auditcheck WHERE fault <> ''")
    assert execute(terminal, "SELECT count(*) FROM records_failedlogin") == [(1,)]
    assert execute(terminal, tidied) == [("SECURITY_ADMIN", None, "failedlogin 1行")]
    assert [worker.poll() for worker in workers] == [None, None]
    ended = [worker.communicate(timeout=30) for worker in workers]
    assert ([worker.returncode for worker in workers], ended) == ([0, 0], [("", ""), ("", "")])


def test_a_worker_for_jobs_alone_leaves_the_trail_as_it_is(terminal: Terminal) -> None:
    count = "SELECT count(*) FROM records_auditseal"
    before = execute(terminal, count)
    insert(terminal, 1)
    worker = start_worker(terminal, "--no-upkeep")
    listens = "SELECT count(*) FROM procrastinate_workers"
    assert wait_until(lambda: execute(terminal, listens) != [(0,)], seconds=60)
    assert worker.communicate(timeout=30) == ("", "")
    assert execute(terminal, count) == before


PUT = """
from django.conf import settings
from chengzhao.actions.outbox import put_message
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
with scope(Scope(door=Door.ENTRY)):
    for number in range(10):
        phone = f"1990000{number:04d}"
        keys = settings.VAULT.keys()
        put_message(key=f"m{number}", kind="unknown", phone=phone, keys=keys, account_id=None)
"""


def test_two_workers_hand_each_message_over_once(terminal: Terminal) -> None:
    status, _, errors = terminal.run("manage", "shell", "--no-imports", "-c", PUT)
    assert (status, errors) == (0, "")
    terminal.environment["SMS_ADAPTER"] = "console"
    try:
        workers = [start_worker(terminal) for _ in range(2)]
        unsent = "SELECT count(*) FROM records_message WHERE sent_at IS NULL"
        assert wait_until(lambda: execute(terminal, unsent) == [(0,)], seconds=60)
        told = "".join(worker.communicate(timeout=30)[0] for worker in workers)
    finally:
        del terminal.environment["SMS_ADAPTER"]
    lines = [line for line in told.splitlines() if line.startswith("短信")]
    assert (len(lines), [worker.returncode for worker in workers]) == (10, [0, 0])


def test_a_worker_ends_when_it_is_told_to(terminal: Terminal) -> None:
    listens = "SELECT count(*) FROM procrastinate_workers"
    before = execute(terminal, listens)[0][0]
    worker = terminal.start("work")
    assert wait_until(lambda: execute(terminal, listens)[0][0] == before + 2, seconds=60)  # type: ignore[operator]
    worker.terminate()
    output, errors = worker.communicate(timeout=30)
    assert (worker.returncode, output, errors) == (0, "", "")
    assert execute(terminal, listens) == [(before,)]
