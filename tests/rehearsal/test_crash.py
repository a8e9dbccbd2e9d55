"""The real command, with the database or the command itself killed in the middle, and started again."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from chengzhao.records.embedded import Server

pytestmark = pytest.mark.season

COMMAND = (sys.executable, "-m", "chengzhao.cli", "season", "play", "--candidates", "100", "--seed", "crash")
DIGEST = re.compile(r"年度摘要 ([0-9a-f]{64})")
LONGEST_SECONDS = 180


def environment(home: Path) -> dict[str, str]:
    """The demo's own settings with a database of its own."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")
    }
    return kept | {
        "CHENGZHAO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "chengzhao.settings.dev",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "COLUMNS": "200",
    }


@contextmanager
def server_of(home: Path) -> Iterator[Server]:
    """The embedded server of a folder, running, and stopped at the end whatever happens."""
    server = Server(home)
    server.ensure()
    try:
        yield server
    finally:
        server.stop()


def play(home: Path) -> str:
    """Play to the end and return the digest."""
    done = subprocess.run(
        COMMAND, env=environment(home), capture_output=True, text=True, timeout=LONGEST_SECONDS
    )
    found = DIGEST.search(done.stdout)
    assert found is not None, done.stdout + done.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    return found[1]


@contextmanager
def playing(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command while it plays."""
    with subprocess.Popen(
        COMMAND, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        yield process


def wait_for_stage(server: Server, kind: str) -> None:
    """Wait until the jobs in the database say that a stage has begun."""
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        try:
            with psycopg.connect(server.url()) as connection:
                row = connection.execute("SELECT 1 FROM records_job WHERE kind = %s", [kind]).fetchone()
                if row is not None:
                    return
        except psycopg.Error:
            pass
        time.sleep(0.05)
    pytest.fail(f"the stage {kind} never began")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of a season that nothing disturbs."""
    home = tmp_path_factory.mktemp("undisturbed")
    with server_of(home):
        return play(home)


def test_the_command_killed_in_mid_season_goes_on_when_started_again(
    tmp_path: Path, undisturbed: str
) -> None:
    with server_of(tmp_path) as server:
        with playing(tmp_path) as process:
            wait_for_stage(server, "rehearsal:seating")
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert play(tmp_path) == undisturbed


def test_the_database_killed_in_mid_season_leaves_nothing_half_written(
    tmp_path: Path, undisturbed: str
) -> None:
    with server_of(tmp_path) as server:
        with playing(tmp_path) as process:
            wait_for_stage(server, "rehearsal:marking")
            pid = server.status().pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            output, _ = process.communicate(timeout=LONGEST_SECONDS)
        assert process.returncode == 1
        assert "数据库连接中断。已完成的步骤都已保存：再运行同一命令" in output
        server.ensure()
        assert play(tmp_path) == undisturbed
