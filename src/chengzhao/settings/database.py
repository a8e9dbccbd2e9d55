"""Which database is used: the one of DATABASE_URL, else the embedded server's. Needs no Django."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from chengzhao.records.embedded import Server, ServerError
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


def database() -> dict[str, Any]:
    """Django's connection settings. Before the embedded server's first start nobody answers at them."""
    url = options.DATABASE_URL.text()
    if not url:
        try:
            url = embedded_server().url()
        except ServerError:
            url = "postgresql://chengzhao@127.0.0.1:1/chengzhao"
    return database_from_url(url)
