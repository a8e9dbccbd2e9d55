"""Which database is used: the one of DATABASE_URL, else the embedded server's. Needs no Django."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from chengzhao.records.embedded import Server, ServerError
from chengzhao.records.embedded_roles import password_file
from chengzhao.records.walls.doors import APP_ROLE
from chengzhao.settings import options

PACKAGE = Path(__file__).resolve().parent.parent
SCHEMES = ("postgres", "postgresql")


def home() -> Path:
    """The folder of the embedded server: CHENGZHAO_HOME, else .chengzhao in the project's folder."""
    named = options.CHENGZHAO_HOME.text()
    if named:
        return Path(named).expanduser().absolute()
    project = PACKAGE.parent.parent
    return (project if (project / "pyproject.toml").exists() else Path.cwd()) / ".chengzhao"


def uses_embedded() -> bool:
    """Whether the database is the embedded one."""
    return not options.DATABASE_URL.text()


def embedded_server() -> Server:
    """The embedded server that the options describe."""
    return Server(home(), pg_bin=options.PG_BIN.text(), port=options.CHENGZHAO_DB_PORT.number())


def database_from_url(url: str) -> dict[str, Any]:
    """Django's connection settings for an address; its query parameters become libpq options.

    Raises OptionError.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name or port == -1:
        raise options.OptionError(
            "DATABASE_URL cannot be read: expected postgresql://user:password@host:port/database, "
            "with %-signs for special characters."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_HEALTH_CHECKS": True,
    }


NOBODY = "postgresql://chengzhao@127.0.0.1:1/chengzhao"
"""Before the embedded server's first start nobody answers."""


def database() -> dict[str, Any]:
    """Django's connection settings of the service, which logs in as a role that owns nothing."""
    url = options.DATABASE_URL.text()
    return database_from_url(url or _embedded_url(password_file(home())))


def owner_database() -> dict[str, Any]:
    """Django's connection settings of the owner of the tables, for migrations only."""
    url = options.OWNER_DATABASE_URL.text() or options.DATABASE_URL.text()
    return database_from_url(url or _embedded_url(None))


def _embedded_url(password: Path | None) -> str:
    """The embedded server's address for its owner, or for the restricted role with the password of a file."""
    try:
        url = embedded_server().url()
        if password is None:
            return url
        server = url.rpartition("@")[2]
        return f"postgresql://{APP_ROLE}:{password.read_text(encoding='ascii').strip()}@{server}"
    except (ServerError, FileNotFoundError):
        return NOBODY
