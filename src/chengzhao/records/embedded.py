"""The embedded PostgreSQL: one server per project folder, made, started and stopped by this module.

Everything stands in one home folder (`.chengzhao/`): the data folder `postgres/`, the password, the port of
the last start, the log, and the lock that lets only one process at a time make, start or stop the server.
The server listens on 127.0.0.1 alone, opens no socket file (their paths have a length limit), and asks for
the password.
"""

import fcntl
import json
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chengzhao.records import embedded_cluster as cluster
from chengzhao.records.embedded_binaries import (
    Binaries,
    Identity,
    ServerError,
    choose_binaries,
    find_binaries,
    server_environment,
    server_identity,
)
from chengzhao.records.embedded_processes import (
    any_port,
    is_port_free,
    processes_in,
    read_postmaster,
    send,
    wait_until,
)

__all__ = ["Server", "ServerError", "ServerStatus", "temporary_server"]

SPACE_NEEDED = 300 * 1024 * 1024
"""Free bytes without which the server is not started: a cluster and its first write-ahead log."""

LOCK_SECONDS = 120
START_SECONDS = 300
RETRY_SECONDS = 10
STOP_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class ServerStatus:
    """What is known of a server without asking it: `version` is the major version that made its data."""

    is_running: bool
    home: Path
    pid: int | None
    port: int | None
    version: str | None


class Server:
    """The embedded server of one home folder. `port` 0 means any free one, kept for the next start."""

    def __init__(
        self,
        home: Path,
        *,
        pg_bin: str = "",
        port: int = 0,
        settings: Mapping[str, str] | None = None,
        is_tethered: bool = False,
        free_space: Callable[[Path], int] = cluster.free_bytes,
    ) -> None:
        self.home = home.expanduser().absolute()
        self.data = self.home / "postgres"
        self.log = self.home / "postgres.log"
        self._half_made = self.home / "postgres.half-made"
        self._password_file = self.home / "password"
        self._port_file = self.home / "server.json"
        self._pg_bin = pg_bin
        self._fixed_port = port
        self._settings = {**cluster.SETTINGS, **(settings or {})}
        self._is_tethered = is_tethered
        self._free_space = free_space
        self._process: subprocess.Popen[bytes] | None = None

    def ensure(self) -> None:
        """Make the cluster if there is none and start the server if it is down.

        Safe to call from many processes at once. Raises ServerError.
        """
        with self._explained():
            self.home.mkdir(parents=True, exist_ok=True, mode=0o711)
            with self._locked() as lock:
                if read_postmaster(self.data) is None or not self._await_ready(self._log_size()):
                    self._make_and_start(lock)
                self._note_port()

    def stop(self) -> bool:
        """Stop the server, ending its connections; False when it was down already. Raises ServerError."""
        if not self.data.exists():
            return False
        with self._explained(), self._locked():
            running = read_postmaster(self.data)
            if running is None:
                return False
            for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, RETRY_SECONDS)):
                send(running.pid, number)
                if wait_until(self._is_down, seconds=seconds):
                    return True
            raise ServerError(
                f"PostgreSQL (process {running.pid}) does not stop: see {self.log}, then end that process."
            )

    def status(self) -> ServerStatus:
        """Whether the server runs, where, and which version made its data. Raises ServerError."""
        with self._explained():
            running = read_postmaster(self.data)
            version_file = self.data / "PG_VERSION"
            version = version_file.read_text(encoding="ascii").strip() if version_file.exists() else None
        return ServerStatus(
            is_running=running is not None and running.is_ready,
            home=self.home,
            pid=running.pid if running else None,
            port=running.port if running else None,
            version=version,
        )

    def url(self, database: str = cluster.DATABASE) -> str:
        """The address of a database, with the password. Raises ServerError before the first start."""
        try:
            port = json.loads(self._port_file.read_text(encoding="utf-8"))["port"]
            password = self._password_file.read_text(encoding="ascii").strip()
        except (FileNotFoundError, KeyError, ValueError) as error:
            raise ServerError(
                f"There is no embedded database in {self.home} yet: start it with `chengzhao db start`."
            ) from error
        except OSError as error:
            raise ServerError(cluster.system_sentence(error, self.home)) from error
        return f"postgresql://{cluster.ROLE}:{password}@127.0.0.1:{port}/{database}"

    def remove(self) -> None:
        """Stop the server and delete its data, password and log. Raises ServerError."""
        self.stop()
        with self._explained():
            for folder in (self.data, self._half_made):
                if folder.exists():
                    shutil.rmtree(folder)
            for file in (self._password_file, self._port_file, self.log):
                file.unlink(missing_ok=True)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ServerError(cluster.system_sentence(error, self.home)) from error

    @contextmanager
    def _locked(self) -> Iterator[int]:
        with open(self.home / "lock", "a", encoding="ascii") as handle:
            if not wait_until(lambda: _took_lock(handle.fileno()), seconds=LOCK_SECONDS):
                raise ServerError(
                    f"Another process has been starting or stopping the database in {self.home} for "
                    f"{LOCK_SECONDS} seconds: see {self.log}, end that process, then try again."
                )
            yield handle.fileno()

    def _make_and_start(self, lock: int) -> None:
        free = self._free_space(self.home)
        if free < SPACE_NEEDED:
            raise ServerError(
                f"The disk of {self.home} has {free // 1024**2} MB free, the database needs at least "
                f"{SPACE_NEEDED // 1024**2} MB: free some space, or set CHENGZHAO_HOME to a folder elsewhere."
            )
        binaries = choose_binaries(find_binaries(self._pg_bin), cluster=self.data)
        identity = server_identity()
        if not self.data.exists():
            password = secrets.token_urlsafe(24)
            cluster.write_private(self._password_file, password)
            maker = cluster.Maker(binaries=binaries, identity=identity, lock=lock)
            maker.make(self.data, self._half_made, password=password)
        elif not self._password_file.exists():
            raise ServerError(
                f"The database in {self.data} has lost its password file {self._password_file}: put the file "
                "back, or start over with `make reset`."
            )
        cluster.clear_the_dead(self.data)
        cluster.lend_to(identity, self.data)
        self._start(binaries, identity)

    def _start(self, binaries: Binaries, identity: Identity) -> None:
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            before = self._log_size()
            self._spawn(binaries, identity, self._port_to_use())
            if self._await_ready(before):
                return
            failure = self._log_since(before)
            is_passing = "lock file" in failure or "shared memory block" in failure
            is_taken = "Address already in use" in failure and not self._fixed_port
            if not (is_passing or is_taken) or time.monotonic() > deadline:
                raise ServerError(cluster.failure_sentence(failure, "PostgreSQL did not start", self.log))
            time.sleep(0.3)

    def _spawn(self, binaries: Binaries, identity: Identity, port: int) -> None:
        flags = [f"--{name}={value}" for name, value in sorted(self._settings.items())]
        tether = ("setpriv", "--pdeathsig", "INT") if self._is_tethered and shutil.which("setpriv") else ()
        command = [binaries.program("postgres"), "-D", str(self.data), "-p", str(port), *flags]
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                [*identity.prefix, *tether, *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=server_environment(),
            )

    def _await_ready(self, log_start: int) -> bool:
        """Whether the server came up; recovery after a crash may take its time."""

        def is_decided() -> bool:
            has_ended = self._process is None or self._process.poll() is not None
            running = read_postmaster(self.data)
            return has_ended if running is None else running.is_ready

        if not wait_until(is_decided, seconds=START_SECONDS, pause=0.02):
            said = cluster.last_complaint(self._log_since(log_start))
            raise ServerError(
                f"PostgreSQL is still not ready after {START_SECONDS} seconds: see {self.log}. {said}"
            )
        running = read_postmaster(self.data)
        return running is not None and running.is_ready

    def _is_down(self) -> bool:
        if self._process is not None:
            self._process.poll()
        return read_postmaster(self.data) is None and not processes_in(self.data)

    def _port_to_use(self) -> int:
        if self._fixed_port:
            if not is_port_free(self._fixed_port):
                raise ServerError(
                    f"Port {self._fixed_port} (CHENGZHAO_DB_PORT) is in use by another program: "
                    "set another port, or 0 for any free one."
                )
            return self._fixed_port
        try:
            last = int(json.loads(self._port_file.read_text(encoding="utf-8"))["port"])
        except (FileNotFoundError, KeyError, ValueError):
            last = 0
        return last if last and is_port_free(last) else any_port()

    def _note_port(self) -> None:
        running = read_postmaster(self.data)
        if running is not None:
            cluster.write_private(self._port_file, json.dumps({"port": running.port}))

    def _log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _log_since(self, offset: int) -> str:
        with open(self.log, "rb") as log:
            log.seek(offset)
            return log.read().decode("utf-8", errors="replace")


@contextmanager
def temporary_server(*, pg_bin: str = "", is_durable: bool = False) -> Iterator[Server]:
    """A server of its own in a temporary folder, for tests; gone at the end, or when the caller dies."""
    with cluster.scratch_folder() as folder:
        settings = {} if is_durable else cluster.NOT_DURABLE
        server = Server(folder / "home", pg_bin=pg_bin, settings=settings, is_tethered=True)
        try:
            server.ensure()
            yield server
        finally:
            server.stop()


def _took_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
