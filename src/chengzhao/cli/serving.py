"""`chengzhao serve`: the pages, by granian, until Ctrl-C."""

import signal
from contextlib import nullcontext
from dataclasses import dataclass

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as WebServer

from chengzhao.cli.beside import beside
from chengzhao.cli.tables import (
    close_connections,
    require_current_tables,
    require_no_personas,
    require_restricted_role,
    running_project,
)
from chengzhao.records.embedded import ServerError
from chengzhao.records.embedded_processes import is_port_free
from chengzhao.settings.scrubbing import SERVER_LOGGING

WORKERS = 2
THREADS = 4
"""Database work waits, so a worker answers several requests at once; two workers suit two cores."""

KILL_SECONDS = 3
"""How long a worker may finish its answers; one that was told to stop while it started never listens."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the pages are served."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """As typed into a browser."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host
        return f"http://{host}:{self.port}"


def require_free(address: Address) -> None:
    """Raises ServerError when the port is in use."""
    if not is_port_free(address.port, address.host):
        raise ServerError(
            f"Port {address.port} on {address.host} is in use by another program: end it, or choose another "
            f"port with PORT={address.port + 1}."
        )


WORKING = ("work", "--until-input-ends")
"""Beside the pages: what they ask for, and the upkeep, which a worker elsewhere does as well."""


def serve(address: Address, *, has_worker: bool = True) -> int:
    """`chengzhao serve`; without a worker where jobs and upkeep are done by processes of their own."""
    require_free(address)
    with running_project():
        require_current_tables()
        require_restricted_role()
        require_no_personas()
        close_connections()
        serve_until_stopped(address, has_worker=has_worker)
    return 0


def serve_until_stopped(address: Address, *, has_worker: bool = True) -> None:
    """Serve on a running database until Ctrl-C, SIGTERM or the end of the terminal."""
    web_server = WebServer(
        "chengzhao.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        workers_kill_timeout=KILL_SECONDS,
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=SERVER_LOGGING,
    )

    def announce() -> None:
        # Granian respawns its workers on SIGHUP; the end of the terminal is to end them.
        signal.signal(signal.SIGHUP, web_server.signal_handler_interrupt)
        print(f"Serving {address.url} (Ctrl-C stops it)", flush=True)

    web_server.on_startup(announce)
    try:
        with beside(WORKING) if has_worker else nullcontext():
            web_server.serve()
    except SystemExit as ended:
        # A terminal sends Ctrl-C to the workers, too; one that ends before it is told to is not a failure.
        if ended.code and not web_server.interrupt_signal:
            raise ServerError("A worker of the web server ended by itself: see the message above.") from ended
    print("Stopped.")
