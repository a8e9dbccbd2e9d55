"""A PostgreSQL data folder: made in one step or not at all, owned by who runs it, cleared after a crash."""

import errno
import getpass
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chengzhao.records.embedded_binaries import Binaries, Identity, ServerError, server_environment
from chengzhao.records.embedded_processes import is_alive, processes_in, send, wait_until

DATABASE = "chengzhao"
ROLE = "chengzhao"
ORPHAN_SECONDS = 10
MEMORY = Path("/dev/shm")
SCRATCH_NEEDED = 4 * 1024**3
SCRATCH_PREFIX = "chengzhao-"
NEARLY_NOTHING = 1024**2
BUILTIN_LOCALE_MAJOR = 17
"""The first PostgreSQL that sorts by code point without the system's locales."""


SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "fsync": "on",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    # Parallel queries need /dev/shm, of which containers often have 64 MB.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "lc_messages": "C",
    # A failed statement and the row that broke a promise hold names and numbers: the log says only what failed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}

NOT_DURABLE: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
}
"""For a server that lives as long as a test run: only a crash of the machine can lose its rows."""


@dataclass(frozen=True, kw_only=True)
class Maker:
    """Makes data folders. `lock` is the descriptor of the home's lock file.

    The programs inherit the lock: if the caller dies, nobody else begins before they have ended.
    """

    binaries: Binaries
    identity: Identity
    lock: int

    def make(self, data: Path, half_made: Path, *, password: str) -> None:
        """Make a data folder with the role and the database in it. Raises ServerError.

        It is made under the name `half_made`; only a finished one gets its real name, so what an interrupted
        start leaves behind is never taken for a database.
        """
        if half_made.exists():
            shutil.rmtree(half_made)
        half_made.mkdir(mode=0o700)
        os.chown(half_made, self.identity.uid, self.identity.gid)
        self._run([*_initdb_command(self.binaries), "-D", str(half_made)])
        self._run(
            [self.binaries.program("postgres"), "--single", "-D", str(half_made), "postgres"],
            stdin=f"ALTER ROLE {ROLE} PASSWORD '{password}'\nCREATE DATABASE {DATABASE}\n",
        )
        half_made.rename(data)

    def _run(self, command: list[str], stdin: str = "") -> None:
        done = subprocess.run(
            [*self.identity.prefix, *command],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=server_environment(),
            pass_fds=(self.lock,),
            check=False,
        )
        output = done.stdout + done.stderr
        # In single-user mode a failed statement does not change the exit status.
        if done.returncode != 0 or any(mark in output for mark in ("ERROR:", "FATAL:", "PANIC:")):
            if "No space left on device" in output:
                raise ServerError(full_disk_sentence())
            raise ServerError(f"The database could not be made: {last_complaint(output)}")


def lend_to(identity: Identity, data: Path) -> None:
    """Root may have started the server as another user before: the data folder follows the user."""
    if os.geteuid() != 0 or data.stat().st_uid == identity.uid:
        return
    for folder, _, files in os.walk(data):
        os.chown(folder, identity.uid, identity.gid)
        for file in files:
            os.chown(Path(folder) / file, identity.uid, identity.gid, follow_symlinks=False)


def clear_the_dead(data: Path) -> None:
    """After a crash: end what outlived the postmaster, then take away its lock file.

    PostgreSQL itself refuses to start while the number in that file belongs to any process at all.
    Call it only when no postmaster is alive. Raises ServerError when a process does not end.
    """
    lock_file = data / "postmaster.pid"
    if not lock_file.exists() or not Path("/proc/self").exists():
        return
    for pid in processes_in(data):
        send(pid, signal.SIGQUIT)
    if not wait_until(lambda: not processes_in(data), seconds=ORPHAN_SECONDS):
        left = ", ".join(str(pid) for pid in processes_in(data))
        raise ServerError(f"Processes of a crashed PostgreSQL do not end: end {left}, then try again.")
    lock_file.unlink(missing_ok=True)


def failure_sentence(output: str, what: str, log: Path) -> str:
    """What PostgreSQL said, as a sentence that says what to do."""
    # On a full disk the log itself is cut short.
    if "No space left on device" in output or free_bytes(log.parent) < NEARLY_NOTHING:
        return full_disk_sentence()
    if "could not resize shared memory" in output or "could not map anonymous shared memory" in output:
        return f"{what}: there is too little memory for it. Free some memory, then try again."
    if "Address already in use" in output:
        return (
            f"{what}: its port is in use by another program. Set CHENGZHAO_DB_PORT to another port, or to 0."
        )
    return f"{what}: {last_complaint(output)} The whole log is {log}."


def system_sentence(error: OSError, home: Path) -> str:
    """What the operating system refused, as a sentence that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full_disk_sentence()
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"{error.filename or home} may not be used by the user {_user_name()}: use the user that owns "
            "it, give it to this one with chown, or set CHENGZHAO_HOME to a folder elsewhere."
        )
    if error.errno == errno.EROFS:
        return f"{home} stands on a read-only disk: set CHENGZHAO_HOME to a folder elsewhere."
    return f"The database in {home} cannot be used: {error}."


def full_disk_sentence() -> str:
    """The disk is full."""
    return "The disk of the database is full: free some space, or set CHENGZHAO_HOME to a folder elsewhere."


def last_complaint(output: str) -> str:
    """The last error line of PostgreSQL's output, else its last line."""
    lines = [text.strip() for text in output.splitlines() if text.strip()]
    marks = ("FATAL:", "PANIC:", "ERROR:", "error:")
    complaints = [text for text in lines if any(mark in text for mark in marks)]
    said = (complaints or lines or ["it said nothing"])[-1]
    return said if said.endswith(".") else said + "."


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk of a folder."""
    return shutil.disk_usage(folder).free


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for throwaway servers, in memory if there is plenty, else with the temporary files.

    It is gone at the end; folders whose makers were killed are taken away first.
    """
    is_roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and free_bytes(MEMORY) > SCRATCH_NEEDED
    parent = MEMORY if is_roomy else Path(tempfile.gettempdir())
    for left in parent.glob(f"{SCRATCH_PREFIX}[0-9]*-*"):
        maker = left.name.removeprefix(SCRATCH_PREFIX).partition("-")[0]
        if maker.isdigit() and not is_alive(int(maker)):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{SCRATCH_PREFIX}{os.getpid()}-", dir=parent) as folder:
        yield Path(folder)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, in one step."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        handle.write(text + "\n")
    draft.replace(path)


def _initdb_command(binaries: Binaries) -> list[str]:
    if binaries.major >= BUILTIN_LOCALE_MAJOR:
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
    else:
        locale = ["--locale=C.UTF-8"]
    return [
        binaries.program("initdb"),
        f"--username={ROLE}",
        "--encoding=UTF8",
        *locale,
        "--lc-messages=C",
        "--data-checksums",
        "--auth-local=reject",
        "--auth-host=scram-sha-256",
    ]


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.geteuid())
