"""`chengzhao work`, run as a person runs it: jobs are done, and those of a killed worker are taken up again."""

import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from tests.test_cli import Terminal

from chengzhao.records.embedded_cluster import scratch_folder
from chengzhao.records.embedded_processes import wait_until

ASK = """
from datetime import datetime, UTC
from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.queued_jobs import Wanted, queue_job
from chengzhao.law.words import Role
from chengzhao.records.models import StaffRole
held = StaffRole.objects.filter(role="COLLEGE_OFFICER").order_by("pk").first()
print(queue_job(
    border=Border(season=held.season, province=held.province),
    actor=Actor(account=held.account_id, role=Role.COLLEGE_OFFICER, org_path=held.organisation.path),
    at=datetime.now(UTC),
    wanted=Wanted(kind="college_files", title="导出", arguments={"format": "csv"}, seat=f"role:{held.pk}"),
))
"""


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    """A terminal whose database holds a small season."""
    with scratch_folder() as folder:
        opened = Terminal(folder / "home")
        playing = opened.start("season", "play", "--candidates", "100")
        output, errors = playing.communicate(timeout=600)
        assert (playing.returncode, errors) == (0, ""), output
        opened.run("db", "start")
        yield opened
        opened.server.stop()


def ask(terminal: Terminal) -> str:
    """The number of a job that waits in the queue."""
    status, output, errors = terminal.run("manage", "shell", "--no-imports", "-c", ASK)
    assert (status, errors) == (0, "")
    return output.strip().splitlines()[-1]


def state_of(terminal: Terminal, job: str) -> tuple[str, int, int]:
    """State, tries and files of a job."""
    with psycopg.connect(terminal.server.url()) as connection:
        row = connection.execute(
            "SELECT state, tries, (SELECT count(*) FROM records_jobfile WHERE job_id = records_job.id) "
            "FROM records_job WHERE public_id = %s",
            [job],
        ).fetchone()
    assert row is not None
    return row


def test_work_does_what_waits_and_ends(terminal: Terminal) -> None:
    job = ask(terminal)
    assert state_of(terminal, job) == ("QUEUED", 0, 0)
    assert terminal.run("work", "--until-empty") == (0, "", "")
    assert state_of(terminal, job) == ("DONE", 1, 1)


def test_a_job_of_a_killed_worker_is_taken_up_by_the_next(terminal: Terminal) -> None:
    job = ask(terminal)
    with psycopg.connect(terminal.server.url()) as holding:
        # The worker cannot finish as long as this is held: it is killed in the middle.
        holding.execute("LOCK TABLE records_candidatefile IN ACCESS EXCLUSIVE MODE")
        worker = terminal.start("work")
        assert wait_until(lambda: state_of(terminal, job)[0] == "RUNNING", seconds=60)
        worker.kill()
        worker.communicate(timeout=30)
    with psycopg.connect(terminal.server.url()) as connection:
        assert connection.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND queue_name = 'jobs'"
        ).fetchone() == (1,)
        # Half a minute without a word of the dead one, without waiting for it.
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    assert terminal.run("work", "--until-empty") == (0, "", "")
    assert state_of(terminal, job) == ("DONE", 2, 1)


def test_a_worker_ends_with_whoever_started_it(terminal: Terminal) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "chengzhao.cli", "work", "--until-input-ends"],
        env=terminal.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    job = ask(terminal)
    assert wait_until(lambda: state_of(terminal, job)[0] == "DONE", seconds=60)
    output, errors = worker.communicate(timeout=30)
    assert (worker.returncode, output, errors) == (0, "", "")
