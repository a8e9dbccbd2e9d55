"""Which processes of a PostgreSQL data folder are alive, told from /proc, and which ports are free.

The number in `postmaster.pid` alone does not tell: after a crash or a restart of the machine it may belong to
another program, or to a dead process that nobody has collected. PostgreSQL would then refuse to start.
"""

import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PF_EXITING = 0x4
"""The kernel's flag (linux/sched.h) of a process that is on its way out."""


@dataclass(frozen=True, kw_only=True)
class Postmaster:
    """The leading process of a running server."""

    pid: int
    port: int
    is_ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """The live postmaster of a data folder, None when there is none."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        pid, port = int(lines[0]), int(lines[3])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    if not works_in(pid, data):
        return None
    return Postmaster(pid=pid, port=port, is_ready=len(lines) > 7 and lines[7].strip() == "ready")


def works_in(pid: int, data: Path) -> bool:
    """Whether a live process has the data folder as its working folder, as all of PostgreSQL's have."""
    if not (PROC / "self").exists():
        return is_alive(pid)
    try:
        return os.path.samefile(PROC / str(pid) / "cwd", data) and not _is_ending(pid)
    except OSError:
        return False


def processes_in(data: Path) -> tuple[int, ...]:
    """The live PostgreSQL processes of a data folder, in ascending order; empty without /proc."""
    if not PROC.exists():
        return ()
    numbers = sorted(int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())
    return tuple(pid for pid in numbers if pid != os.getpid() and _is_postgres(pid) and works_in(pid, data))


def is_alive(pid: int) -> bool:
    """Whether a process of this number exists, whoever it is."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def send(pid: int, number: signal.Signals) -> bool:
    """Send a signal; False when the process is gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition: Callable[[], bool], *, seconds: float, pause: float = 0.05) -> bool:
    """Ask again and again until the condition holds; False when the seconds are over first."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def is_port_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def any_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_postgres(pid: int) -> bool:
    try:
        return (PROC / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip() == "postgres"
    except OSError:
        return False


def _is_ending(pid: int) -> bool:
    """Whether the process is dead, dying, or has a SIGKILL on the way (a killed one stays for milliseconds)."""
    told = (PROC / str(pid) / "status").read_text(encoding="utf-8", errors="replace")
    pending = [int(row.split()[1], 16) for row in told.splitlines() if row.startswith(("SigPnd", "ShdPnd"))]
    if any(mask >> (signal.SIGKILL - 1) & 1 for mask in pending):
        return True
    # Fields after the name in parentheses: the state is the first, the flags are the seventh.
    fields = (
        (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    )
    return fields[0] in "ZX" or bool(int(fields[6]) & PF_EXITING)
