"""`chengzhao db` and `chengzhao reset`; and the database that other commands need while they run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from chengzhao.records.embedded import ServerError
from chengzhao.records.embedded_roles import lend_log_in, password_file
from chengzhao.records.walls.roles import role_statements
from chengzhao.settings import options
from chengzhao.settings.database import embedded_server, uses_embedded
from chengzhao.settings.vault import KEY_FILE


@contextmanager
def running_database() -> Iterator[None]:
    """The database, started if it is the embedded one and down; then stopped again at the end."""
    if not uses_embedded():
        yield
        return
    server = embedded_server()
    was_running = server.status().is_running
    try:
        server.ensure()
        lend_log_in(server)
        yield
    finally:
        if not was_running:
            server.stop()


def start() -> int:
    """`chengzhao db start`."""
    _require_embedded()
    server = embedded_server()
    server.ensure()
    status = server.status()
    print(f"PostgreSQL {status.version} runs on 127.0.0.1:{status.port}, process {status.pid}.")
    return 0


def stop() -> int:
    """`chengzhao db stop`."""
    _require_embedded()
    print("PostgreSQL was stopped." if embedded_server().stop() else "PostgreSQL was not running.")
    return 0


def tell_status() -> int:
    """`chengzhao db status`."""
    if not uses_embedded():
        print(f"DATABASE_URL names the server {_own_server()}; the embedded one is not used.")
        return 0
    status = embedded_server().status()
    if status.version is None:
        print(f"There is no embedded database in {status.home} yet.")
    elif status.is_running:
        print(
            f"PostgreSQL {status.version} runs on 127.0.0.1:{status.port}, process {status.pid}, "
            f"with its data in {status.home}."
        )
    else:
        print(f"PostgreSQL {status.version} is stopped; its data is in {status.home}.")
    return 0


def tell_url() -> int:
    """`chengzhao db shell-url`."""
    print(options.DATABASE_URL.text() or embedded_server().url())
    return 0


def tell_roles() -> int:
    """`chengzhao db roles`."""
    print("\n".join(role_statements()))
    return 0


def reset() -> int:
    """`chengzhao reset`."""
    _require_embedded()
    server = embedded_server()
    server.remove()
    password_file(server.home).unlink(missing_ok=True)
    shutil.rmtree(server.home / "runs", ignore_errors=True)
    # The heads of a trail that is gone; those that AUDIT_HEADS keeps elsewhere are somebody else's to keep.
    (server.home / "audit-heads.txt").unlink(missing_ok=True)
    for name in (KEY_FILE, f"{KEY_FILE}.lock"):
        (server.home / name).unlink(missing_ok=True)
    print(f"The embedded database in {server.home} was deleted.")
    return 0


def _require_embedded() -> None:
    if not uses_embedded():
        raise ServerError(
            f"DATABASE_URL names the server {_own_server()}, and the embedded one is not touched: "
            "unset DATABASE_URL to use it."
        )


def _own_server() -> str:
    parts = urlsplit(options.DATABASE_URL.text())
    return parts.netloc.rpartition("@")[2] + parts.path
