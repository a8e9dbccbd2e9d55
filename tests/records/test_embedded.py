"""The embedded PostgreSQL: real servers in temporary folders, crashed and misused on purpose."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from chengzhao.records import embedded
from chengzhao.records.embedded import Server, ServerError, temporary_server
from chengzhao.records.embedded_binaries import other_user_identity
from chengzhao.records.embedded_cluster import scratch_folder, system_sentence
from chengzhao.records.embedded_processes import processes_in, read_postmaster, wait_until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start the server as another user")
SCRIPT = "import sys; from pathlib import Path; from chengzhao.records.embedded import *; "


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for clusters, which are large, in memory where there is enough."""
    with scratch_folder() as folder:
        yield folder


@pytest.fixture
def make_server(scratch: Path) -> Iterator[Callable[..., Server]]:
    """Servers in the test's folder; all are stopped at its end."""
    made: list[Server] = []

    def make(name: str = "home", **keywords: object) -> Server:
        made.append(Server(scratch / name, is_tethered=True, **keywords))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for server in made:
        server.stop()


ACTIVITY = "SELECT state FROM pg_stat_activity WHERE query LIKE 'DO %'"


def ask(server: Server, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def test_server_keeps_rows_and_port_over_a_stop(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    ask(server, "CREATE TABLE kept (number int)")
    ask(server, "INSERT INTO kept VALUES (7)")
    first = server.status()
    assert (first.is_running, first.port is not None, server.stop(), server.stop()) == (
        True,
        True,
        True,
        False,
    )
    assert server.status().is_running is False

    server.ensure()

    assert ask(server, "SELECT number FROM kept") == [(7,)]
    assert server.status().port == first.port


def test_cluster_is_made_as_designed(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    [(encoding, checksums, locale, fsync, address, sockets)] = ask(
        server,
        "SELECT pg_encoding_to_char(encoding), current_setting('data_checksums'), datctype, "
        "current_setting('fsync'), current_setting('listen_addresses'), "
        "current_setting('unix_socket_directories') FROM pg_database WHERE datname = current_database()",
    )
    assert (encoding, checksums, locale, fsync) == ("UTF8", "on", "C.UTF-8", "on")
    assert (address, sockets) == ("127.0.0.1", "")


def test_server_asks_for_the_password(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    wrong = server.url().replace(server.url().split(":")[2].split("@")[0], "guessed")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    assert (server.home / "password").stat().st_mode & 0o777 == 0o600


def test_ensure_of_a_running_server_changes_nothing(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    before = server.status()
    Server(server.home).ensure()
    assert server.status() == before


def test_url_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ServerError) as caught:
        Server(tmp_path).url()
    assert str(caught.value) == (
        f"There is no embedded database in {tmp_path} yet: start it with `chengzhao db start`."
    )


def test_killed_postmaster_loses_no_committed_row(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    ask(server, "CREATE TABLE counted (number int PRIMARY KEY)")
    committed: list[int] = []

    def write_until_cut() -> None:
        try:
            with psycopg.connect(server.url(), autocommit=True) as connection:
                for number in range(1_000_000):
                    connection.execute("INSERT INTO counted VALUES (%s)", [number])
                    committed.append(number)
        except psycopg.OperationalError:
            pass

    writer = threading.Thread(target=write_until_cut)
    writer.start()
    assert wait_until(lambda: len(committed) >= 200, seconds=30)
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)

    server.ensure()

    writer.join(timeout=30)
    assert server.status().pid != pid
    [(kept,)] = ask(server, "SELECT count(*) FROM counted")
    # The row whose answer was cut off may have been committed or not.
    assert kept in (len(committed), len(committed) + 1)


def test_busy_backend_of_a_killed_postmaster_is_ended(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    connection = psycopg.connect(server.url(), autocommit=True)
    query = b"DO $$ BEGIN LOOP END LOOP; END $$"
    cut: list[str] = []

    def work_until_cut() -> None:
        try:
            connection.execute(query)
        except psycopg.OperationalError:
            cut.append("cut")

    busy = threading.Thread(target=work_until_cut)
    busy.start()
    assert wait_until(lambda: ask(server, ACTIVITY) == [("active",)], seconds=20)
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    server.ensure()
    busy.join(timeout=20)
    assert (cut, ask(server, ACTIVITY)) == (["cut"], [])


def test_lock_file_with_a_strangers_number_is_cleared(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    lock_file = server.data / "postmaster.pid"
    content = lock_file.read_text()
    server.stop()
    lock_file.write_text(content.replace(content.splitlines()[0], str(os.getppid()), 1))
    os.chown(lock_file, server.data.stat().st_uid, server.data.stat().st_gid)
    assert read_postmaster(server.data) is None
    server.ensure()
    assert server.status().is_running is True


@pytest.mark.parametrize("name", ["with blanks", "成招 数据", "with'quote$HOME`x`", 'double"quote'])
def test_server_runs_in_any_folder(make_server: Callable[..., Server], name: str) -> None:
    server = make_server(name)
    server.ensure()
    assert ask(server, "SELECT 1") == [(1,)]


def test_server_ignores_the_callers_pg_variables(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGPORT", "1")
    server = make_server()
    server.ensure()
    assert ask(server, "SELECT 1") == [(1,)]


def test_concurrent_starts_make_one_server(make_server: Callable[..., Server]) -> None:
    server = make_server()
    code = SCRIPT + "s = Server(Path(sys.argv[1])); s.ensure(); print(s.status().pid)"
    starts = [
        subprocess.Popen([sys.executable, "-c", code, server.home], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    pids = {start.communicate(timeout=60)[0].strip() for start in starts}
    assert pids == {str(server.status().pid)}


def test_interrupted_making_is_done_again(make_server: Callable[..., Server]) -> None:
    server = make_server()
    code = SCRIPT + "Server(Path(sys.argv[1])).ensure()"
    maker = subprocess.Popen([sys.executable, "-c", code, server.home])
    half_made = server.home / "postgres.half-made"
    assert wait_until((half_made / "PG_VERSION").exists, seconds=30, pause=0.001)
    maker.kill()
    maker.wait()
    assert server.data.exists() is False

    server.ensure()

    assert ask(server, "SELECT 1") == [(1,)]
    assert half_made.exists() is False


def test_temporary_server_leaves_nothing() -> None:
    with temporary_server() as server:
        data = server.data
        assert ask(server, "SELECT current_setting('fsync')") == [("off",)]
    assert (data.exists(), processes_in(data)) == (False, ())


def test_temporary_server_ends_with_its_killed_caller() -> None:
    code = SCRIPT + (
        "import time\nwith temporary_server() as s: print(s.data, s.status().pid, flush=True); time.sleep(60)"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    data, pid = caller.stdout.readline().rsplit(" ", 1)
    assert read_postmaster(Path(data)).pid == int(pid)  # type: ignore[union-attr]
    caller.kill()
    caller.communicate()
    assert wait_until(lambda: not processes_in(Path(data)), seconds=20)


def test_remove_starts_over(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    ask(server, "CREATE TABLE kept (number int)")
    server.remove()
    assert sorted(entry.name for entry in server.home.iterdir()) == ["lock"]
    server.ensure()
    assert ask(server, "SELECT to_regclass('kept')") == [(None,)]


@as_root
def test_server_runs_as_another_user_where_namespaces_are_forbidden(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make_server()
    server.ensure()
    ask(server, "CREATE TABLE kept (number int)")
    server.stop()

    monkeypatch.setattr(embedded, "server_identity", other_user_identity)
    server.ensure()

    assert ask(server, "SELECT count(*) FROM kept") == [(0,)]
    assert server.data.stat().st_uid == other_user_identity().uid
    pid = server.status().pid
    assert Path(f"/proc/{pid}").stat().st_uid == other_user_identity().uid
    server.stop()

    monkeypatch.undo()
    server.ensure()
    assert server.data.stat().st_uid == 0


@as_root
def test_normal_user_runs_the_server(scratch: Path) -> None:
    user = other_user_identity()
    home = scratch / "of another user"
    home.mkdir()
    os.chown(home, user.uid, user.gid)
    code = SCRIPT + (
        "import os; s = Server(Path(sys.argv[1])); s.ensure(); pid = s.status().pid;"
        "print(os.geteuid(), Path(f'/proc/{pid}').stat().st_uid, s.status().is_running, s.stop())"
    )
    done = subprocess.run(
        [*user.prefix, sys.executable, "-c", code, home], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == (f"{user.uid} {user.uid} True True\n", "")


def test_fixed_port_in_use_says_what_to_do(make_server: Callable[..., Server]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError) as caught:
            make_server(port=port).ensure()
    assert str(caught.value) == (
        f"Port {port} (CHENGZHAO_DB_PORT) is in use by another program: set another port, or 0 for any free one."
    )


def test_remembered_port_in_use_is_left_for_another(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    port = server.status().port
    server.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        server.ensure()
        assert server.status().port != port
        assert ask(server, "SELECT 1") == [(1,)]


@pytest.mark.parametrize(("megabytes", "starts"), [(299, False), (300, True)])
def test_disk_space_is_looked_at_first(
    make_server: Callable[..., Server], megabytes: int, starts: bool
) -> None:
    server = make_server(free_space=lambda folder: megabytes * 1024**2)
    if starts:
        server.ensure()
        assert server.status().is_running is True
        return
    with pytest.raises(ServerError) as caught:
        server.ensure()
    assert str(caught.value) == (
        f"The disk of {server.home} has 299 MB free, the database needs at least 300 MB: free some space, "
        "or set CHENGZHAO_HOME to a folder elsewhere."
    )
    assert server.data.exists() is False


def test_data_of_a_newer_version_is_refused(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    server.stop()
    version_file = server.data / "PG_VERSION"
    made_by = version_file.read_text()
    version_file.write_text("99\n")
    with pytest.raises(
        ServerError, match=r"was made by a newer version, PostgreSQL 99, but the versions here"
    ):
        server.ensure()
    version_file.write_text(made_by)


def test_lost_password_says_what_to_do(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    server.stop()
    (server.home / "password").unlink()
    with pytest.raises(ServerError) as caught:
        server.ensure()
    assert str(caught.value) == (
        f"The database in {server.data} has lost its password file {server.home / 'password'}: "
        "put the file back, or start over with `make reset`."
    )


def test_broken_data_says_what_postgresql_said(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.ensure()
    server.stop()
    (server.data / "global" / "pg_control").unlink()
    with pytest.raises(ServerError, match=r"^PostgreSQL did not start: .*pg_control.* The whole log is "):
        server.ensure()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk of the database is full: free some space,"),
        (errno.EACCES, "/x/home may not be used by the user "),
        (errno.EROFS, "/x/home stands on a read-only disk: set CHENGZHAO_HOME to a folder elsewhere."),
        (errno.EIO, "The database in /x/home cannot be used: "),
    ],
)
def test_refusal_of_the_system_is_a_sentence(number: int, sentence: str) -> None:
    said = system_sentence(OSError(number, os.strerror(number)), Path("/x/home"))
    assert said.startswith(sentence)
    assert said.endswith(".")


def test_folder_of_a_killed_maker_is_taken_away() -> None:
    code = (
        "import os, signal; from chengzhao.records.embedded_cluster import scratch_folder\n"
        "with scratch_folder() as f: print(f, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    maker = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    left = Path(maker.stdout.strip())
    assert left.is_dir() is True
    with scratch_folder() as folder:
        assert (left.exists(), folder.exists()) == (False, True)
    assert folder.exists() is False
