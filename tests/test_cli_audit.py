"""`chengzhao audit`, run as a person runs it, and the process that seals while the pages are served."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.test_cli import Terminal, answers

from chengzhao.records.embedded_cluster import scratch_folder
from chengzhao.records.embedded_processes import any_port, wait_until

INSERT = """
INSERT INTO records_auditrow (season, province, at, role, org_path, act, object_kind, object_id, before_digest,
    after_digest, reason, request_id, device, session)
SELECT 2024, '14', now(), 'PROVINCE_LEAD', '/14/', 'open_season', 'season', 'row ' || number, '', '', '', '', '', ''
FROM generate_series(1, %s) AS number
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


def execute(terminal: Terminal, *statements: str) -> list[tuple[object, ...]]:
    """What the last of the statements gives, on the terminal's database."""
    with psycopg.connect(terminal.server.url()) as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        found = connection.execute(statements[-1])
        return found.fetchall() if found.description else []


def insert(terminal: Terminal, rows: int) -> None:
    with psycopg.connect(terminal.server.url()) as connection:
        connection.execute(INSERT, [rows])


def test_seal_verify_export_and_a_broken_trail(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.run("audit", "verify") == (0, "INTACT 0 rows, head: none\n", "")
    insert(terminal, 3)
    assert terminal.run("audit", "seal") == (0, "1 seals were made.\n", "")
    insert(terminal, 2)
    assert terminal.run("audit", "seal") == (0, "1 seals were made.\n", "")
    assert terminal.run("audit", "seal") == (0, "0 seals were made.\n", "")
    heads = [line.split()[0] for line in (terminal.home / "audit-heads.txt").read_text().splitlines()]
    assert [head.partition(":")[0] for head in heads] == ["1", "2"]
    assert terminal.run("audit", "verify", "--head", heads[0]) == (
        0,
        f"INTACT 5 rows, head: {heads[1]}\n",
        "",
    )

    folder = tmp_path / "trail"
    status, output, errors = terminal.run("audit", "export", str(folder))
    assert (status, output.startswith("5 rows were written"), errors) == (0, True, "")
    done = subprocess.run(
        [sys.executable, "-I", folder / "trail.py", folder, "--head", heads[1]], check=False
    )
    assert done.returncode == 0
    assert terminal.run("audit", "export", str(folder))[0] == 2
    check_signatures(terminal, folder)

    [[row]] = execute(
        terminal,
        "SET session_replication_role = replica",
        "UPDATE records_auditrow SET reason = 'changed' WHERE object_id = 'row 2' AND position = "
        "(SELECT min(position) FROM records_auditrow) RETURNING id",
    )
    said = f"BROKEN CHANGED seal 1: row {row}: it is not as it was sealed. Last sound head: none\n"
    assert terminal.run("audit", "verify") == (1, said, "")
    checks = execute(terminal, "SELECT rows, fault, fault_row FROM records_auditcheck ORDER BY id")
    assert (checks[0], checks[1], checks[-1]) == ((0, "", None), (5, "", None), (0, "CHANGED", row))
    assert {fault for _, fault, _ in checks[2:-1]} == {"BAD_SIGNATURE", ""}


def sign_second(terminal: Terminal, signature: str) -> None:
    """Give the second seal another signature, as the owner of the server can."""
    with psycopg.connect(terminal.server.url()) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE records_auditseal SET signature = %s WHERE number = 2", [signature])


def check_signatures(terminal: Terminal, folder: Path) -> None:
    """Both seals are signed by a key that is known outside the database, here and on another machine."""
    status, key, errors = terminal.run("audit", "keys")
    assert (status, key.startswith("1:intl:"), errors) == (0, True, "")
    program = [sys.executable, "-I", "-S", str(folder / "signatures.py"), str(folder), "--key", key.strip()]
    assert subprocess.run(program, check=False).returncode == 0
    [[right]] = execute(terminal, "SELECT signature FROM records_auditseal WHERE number = 2")
    for wrong, said in (
        ("", "it bears no signature, but seals are signed from 1 on"),
        ("00", "it is signed with"),
    ):
        sign_second(terminal, wrong)
        status, output, _ = terminal.run("audit", "verify")
        assert (status, output.startswith("BROKEN BAD_SIGNATURE seal 2: " + said)) == (1, True)
    sign_second(terminal, str(right))
    assert terminal.run("audit", "verify")[0] == 0
    known = terminal.home / "audit-keys.txt"
    kept = known.read_text()
    known.unlink()
    assert terminal.run("audit", "verify")[0] == 1
    assert terminal.run("audit", "verify", "--key", key.strip())[0] == 0
    assert terminal.run("audit", "verify", "--key", "1:intl:0:0")[0] == 2
    known.write_text(kept)


def test_head_that_cannot_be_read(terminal: Terminal) -> None:
    status, output, errors = terminal.run("audit", "verify", "--head", "1:abc")
    assert (status, output) == (2, "")
    assert errors == "chengzhao: '1:abc' is no head: expected NUMBER:DIGEST with 64 hex digits\n"


def test_serving_seals_meanwhile_also_where_it_is_killed(terminal: Terminal) -> None:
    insert(terminal, 1)
    before = int(str(execute(terminal, "SELECT count(*) FROM records_auditseal")[0][0]))
    port = any_port()
    serving = terminal.start("serve", PORT=str(port))
    assert wait_until(lambda: answers(f"http://127.0.0.1:{port}/static/system.css"), seconds=30)
    count = "SELECT count(*) FROM records_auditseal"
    assert wait_until(lambda: int(str(execute(terminal, count)[0][0])) > before, seconds=60)
    workers = children_of(serving.pid)
    [sealer] = [process for process in workers if b"work" in words_of(process)]
    assert not [process for process in workers if b"seal" in words_of(process)]
    serving.kill()
    serving.wait(30)
    assert wait_until(lambda: not words_of(sealer), seconds=15)
    # Those that answer requests live on, as whoever kills a server knows.
    for process in workers:
        if words_of(process):
            os.kill(process, signal.SIGKILL)
    serving.communicate(timeout=30)


def children_of(process: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == process:
            found.append(int(folder.name))
    return found


def words_of(process: int) -> list[bytes]:
    """The command of a process; empty where it has ended."""
    try:
        return [word for word in Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0") if word]
    except OSError:
        return []
