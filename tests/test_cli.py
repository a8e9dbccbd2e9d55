"""The `chengzhao` command, run as a person runs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import OperationalError

from chengzhao.cli import main, season, tables
from chengzhao.cli.serving import Address
from chengzhao.records.embedded import Server, ServerError
from chengzhao.records.embedded_cluster import scratch_folder
from chengzhao.records.embedded_processes import any_port, is_port_free, wait_until
from chengzhao.vault.key_files import FileKeys
from chengzhao.vault.suites import suite_called


class Terminal:
    """Runs the command with a home folder of its own and no database address."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = {
            **kept,
            "CHENGZHAO_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "chengzhao.settings.dev",
        }

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "chengzhao.cli", *words],
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **variables: str) -> tuple[int, str, str]:
        """Exit status, output, error output."""
        command = self.start(*words, **variables)
        output, errors = command.communicate(timeout=120)
        return command.returncode, output, errors

    @property
    def server(self) -> Server:
        return Server(self.home)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with scratch_folder() as folder:
        opened = Terminal(folder / "home of 成招")
        yield opened
        opened.server.stop()


@pytest.fixture(scope="module")
def migrated() -> Iterator[Terminal]:
    """A terminal whose database has its tables, and is stopped."""
    with scratch_folder() as folder:
        opened = Terminal(folder / "home")
        assert opened.run("migrate") == (0, "The tables are up to date.\n", "")
        yield opened
        opened.server.stop()


def test_database_is_started_shown_and_stopped(terminal: Terminal) -> None:
    home = terminal.home
    assert terminal.run("db", "status") == (0, f"There is no embedded database in {home} yet.\n", "")
    assert terminal.run("db", "start")[0] == 0
    status = terminal.server.status()
    where = f"PostgreSQL {status.version} runs on 127.0.0.1:{status.port}, process {status.pid}"
    assert terminal.run("db", "start") == (0, f"{where}.\n", "")
    assert terminal.run("db", "status") == (0, f"{where}, with its data in {home}.\n", "")
    assert terminal.run("db", "shell-url") == (0, f"{terminal.server.url()}\n", "")
    assert terminal.run("db", "stop") == (0, "PostgreSQL was stopped.\n", "")
    assert terminal.run("db", "stop") == (0, "PostgreSQL was not running.\n", "")
    assert terminal.run("db", "status") == (
        0,
        f"PostgreSQL {status.version} is stopped; its data is in {home}.\n",
        "",
    )


@pytest.mark.parametrize("words", [("db", "start"), ("db", "stop"), ("reset",)])
def test_embedded_database_is_not_touched_with_an_address(terminal: Terminal, words: tuple[str, ...]) -> None:
    done = terminal.run(*words, DATABASE_URL="postgresql://user:secret@db.example:5432/season")
    assert done == (
        1,
        "",
        "chengzhao: DATABASE_URL names the server db.example:5432/season, and the embedded one is not "
        "touched: unset DATABASE_URL to use it.\n",
    )
    assert terminal.home.exists() is False


def test_status_with_an_address_names_the_server_without_its_password(terminal: Terminal) -> None:
    done = terminal.run("db", "status", DATABASE_URL="postgresql://user:secret@db.example/season")
    assert done == (
        0,
        "DATABASE_URL names the server db.example/season; the embedded one is not used.\n",
        "",
    )


def test_unreachable_server_is_a_sentence(terminal: Terminal) -> None:
    port = any_port()
    assert terminal.run("migrate", DATABASE_URL=f"postgresql://127.0.0.1:{port}/season") == (
        1,
        "",
        f'chengzhao: The database cannot be reached: connection failed: connection to server at "127.0.0.1", '
        f"port {port} failed: Connection refused.\n",
    )


def test_database_that_breaks_off_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "running_database", nullcontext)
    monkeypatch.setattr(tables, "_require_reachable", lambda: None)
    monkeypatch.setattr(tables, "close_connections", lambda: None)
    with pytest.raises(ServerError) as caught, tables.running_project():
        raise OperationalError("server closed the connection unexpectedly\n\tThis probably means more.")
    assert str(caught.value) == (
        "The database broke off: what was finished before is kept, run the same command again. "
        "It said: server closed the connection unexpectedly."
    )


def test_unreadable_option_is_a_sentence(terminal: Terminal) -> None:
    assert terminal.run("db", "start", CHENGZHAO_DB_PORT="any") == (
        1,
        "",
        "chengzhao: CHENGZHAO_DB_PORT is 'any': expected a whole number, such as 0.\n",
    )


def test_reset_deletes_the_database(terminal: Terminal) -> None:
    terminal.run("db", "start")
    (terminal.home / "runs" / "2024-14").mkdir(parents=True)
    FileKeys(terminal.home / "vault.keys", first=suite_called("intl")).keys()
    deleted = f"The embedded database in {terminal.home} was deleted.\n"
    assert terminal.run("reset") == (0, deleted, "")
    assert terminal.server.status().is_running is False
    assert sorted(entry.name for entry in terminal.home.iterdir()) == ["lock"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("season", "play", "--candidates", "0"), "'0': expected a whole number above 0"),
        (("season", "play", "--province", "140"), "“140”不是省份，请写两位代码或名称，如14、山西"),
        (("demo", "--port", "65536"), "'65536': expected a port from 1 to 65535"),
        (("filing", "only-input"), "the following arguments are required: OUTPUT"),
        ((), "the following arguments are required: COMMAND"),
    ],
)
def test_wrong_arguments_are_refused(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], complaint: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(complaint)


def test_filing_needs_no_database_and_no_django(root: Path, tmp_path: Path) -> None:
    program = (
        "import json, sys\nfrom chengzhao.cli import main\n"
        "status = main(['filing', sys.argv[1], sys.argv[2]])\n"
        "loaded = sorted({'django', 'psycopg', 'granian'} & set(sys.modules))\n"
        "print(json.dumps([status, loaded]))"
    )
    example = root / "tests" / "exchange" / "fixtures" / "filing_small"
    done = subprocess.run(
        [sys.executable, "-c", program, example, tmp_path / "out"], capture_output=True, text=True, timeout=60
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
    assert (tmp_path / "out" / "digest.txt").exists() is True


def test_filing_of_bad_input_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    assert main(["filing", str(tmp_path / "in"), str(tmp_path / "out")]) == 2
    assert (tmp_path / "out").exists() is False


def test_migrate_stops_the_database_it_started(migrated: Terminal) -> None:
    assert migrated.server.status().is_running is False


def test_migrate_leaves_a_running_database_running(migrated: Terminal) -> None:
    migrated.run("db", "start")
    before = migrated.server.status()
    assert migrated.run("migrate") == (0, "The tables are up to date.\n", "")
    assert migrated.server.status() == before
    migrated.run("db", "stop")


def test_manage_passes_its_words_to_django(migrated: Terminal) -> None:
    status, output, _ = migrated.run("manage", "makemigrations", "--check", "--dry-run")
    assert (status, output) == (0, "No changes detected\n")


def test_serving_without_tables_says_what_to_do(terminal: Terminal) -> None:
    status, output, errors = terminal.run("serve", PORT=str(any_port()))
    assert (status, output) == (1, "")
    assert errors.endswith("migrations behind: run `chengzhao migrate` first.\n")
    assert terminal.server.status().is_running is False


def test_serving_on_a_port_in_use_says_what_to_do(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = terminal.run("serve", "--port", str(port))
    assert done == (
        1,
        "",
        f"chengzhao: Port {port} on 127.0.0.1 is in use by another program: end it, or choose another port "
        f"with PORT={port + 1}.\n",
    )
    assert terminal.home.exists() is False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_serving_stops_what_it_started(migrated: Terminal, number: signal.Signals) -> None:
    port = any_port()
    serving = migrated.start("serve", PORT=str(port))
    assert serving.stdout is not None
    assert serving.stdout.readline() == f"Serving http://127.0.0.1:{port} (Ctrl-C stops it)\n"
    assert wait_until(lambda: answers(f"http://127.0.0.1:{port}/static/system.css"), seconds=30)
    assert migrated.server.status().is_running is True

    serving.send_signal(number)

    output, errors = serving.communicate(timeout=30)
    assert (serving.returncode, output, errors) == (0, "Stopped.\n", "")
    assert (migrated.server.status().is_running, is_port_free(port)) == (False, True)


def test_serving_that_is_killed_leaves_nobody_on_the_port(migrated: Terminal) -> None:
    port = any_port()
    serving = migrated.start("serve", PORT=str(port))
    assert wait_until(lambda: answers(f"http://127.0.0.1:{port}/static/system.css"), seconds=30)
    serving.kill()
    serving.communicate(timeout=30)
    assert wait_until(lambda: is_port_free(port), seconds=30)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


@pytest.mark.parametrize(
    ("played", "address", "steps", "status"),
    [
        (0, Address(host="127.0.0.1", port=8000), ["free", "migrate", "play again", "close", "serve"], 0),
        (0, None, ["migrate", "play again"], 0),
        (1, Address(host="127.0.0.1", port=8000), ["free", "migrate", "play again"], 1),
    ],
)
def test_demo_serves_only_a_season_that_was_played(
    monkeypatch: pytest.MonkeyPatch, played: int, address: Address | None, steps: list[str], status: int
) -> None:
    done: list[str] = []

    def play(wanted: season.Wanted, *, fresh: bool) -> int:
        done.append("play afresh" if fresh else "play again")
        return played

    monkeypatch.setattr(season, "require_free", lambda address: done.append("free"))
    monkeypatch.setattr(season, "running_project", nullcontext)
    monkeypatch.setattr(season, "apply_migrations", lambda: done.append("migrate"))
    monkeypatch.setattr(season, "_play", play)
    monkeypatch.setattr(season, "close_connections", lambda: done.append("close"))
    monkeypatch.setattr(season, "serve_until_stopped", lambda address: done.append("serve"))
    wanted = season.Wanted(province="14", year=2024, candidates=10, seed="x")
    assert (season.demo(wanted, address), done) == (status, steps)
