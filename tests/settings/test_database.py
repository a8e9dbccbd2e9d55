"""The database in use: an address of one's own, or the embedded server."""

from pathlib import Path

import pytest

from chengzhao.settings import database
from chengzhao.settings.options import OptionError


def test_address_is_read_with_escaped_characters() -> None:
    read = database.database_from_url(
        "postgresql://%E7%94%A8:p%40ss@db.example:5433/%E6%88%90?sslmode=require"
    )
    assert read == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "成",
        "USER": "用",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "CONN_HEALTH_CHECKS": True,
    }


def test_address_without_port_and_user_leaves_them_to_the_client() -> None:
    read = database.database_from_url("postgres://localhost/season")
    assert (read["USER"], read["PASSWORD"], read["PORT"]) == ("", "", "")


@pytest.mark.parametrize(
    "address",
    ["sqlite:///x.db", "postgresql://localhost", "postgresql://h:port/x", "season", "postgresql://h/"],
)
def test_address_that_cannot_be_read_is_refused(address: str) -> None:
    with pytest.raises(OptionError) as caught:
        database.database_from_url(address)
    assert str(caught.value) == (
        "DATABASE_URL cannot be read: expected postgresql://user:password@host:port/database, "
        "with %-signs for special characters."
    )


def test_embedded_server_is_used_without_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert database.uses_embedded() is True
    monkeypatch.setenv("DATABASE_URL", "postgresql://h/x")
    assert database.uses_embedded() is False


def test_home_is_in_the_project_unless_named(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.delenv("CHENGZHAO_HOME", raising=False)
    assert database.home() == root / ".chengzhao"
    monkeypatch.setenv("CHENGZHAO_HOME", "elsewhere")
    assert database.home() == Path.cwd() / "elsewhere"


def test_database_before_the_first_start_is_a_port_where_nobody_listens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CHENGZHAO_HOME", str(tmp_path))
    read = database.database()
    assert (read["HOST"], read["PORT"], read["PASSWORD"]) == ("127.0.0.1", "1", "")
