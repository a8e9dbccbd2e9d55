"""Through which door the database is entered, and whose rows are seen there: set once for a request or a job."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.backends.signals import connection_created

from chengzhao.records.walls.conditions import SETTINGS
from chengzhao.records.walls.doors import Door


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """A door, and the settings that its conditions compare rows with; what is not set admits nothing."""

    door: Door
    season: int | None = None
    province: str = ""
    org_path: str = ""
    account: int | None = None
    candidate: int | None = None
    college: int | None = None
    identities: str = ""
    """The indexes of a document whose owner is just binding an account to it, in hexadecimal, parted by commas."""


_NO_ROLE = "none"
_entered: ContextVar[Scope | None] = ContextVar("entered", default=None)
_held: ContextVar[Scope | None] = ContextVar("held", default=None)


def current() -> Scope | None:
    """The scope that the database is seen through now; None outside of any."""
    return _entered.get() or _held.get()


@contextmanager
def scope(wanted: Scope) -> Iterator[None]:
    """See the database through a door for the length of one transaction.

    Querysets and streams that are read after it see nothing: read them inside.
    """
    before = current()
    is_inner = connection.in_atomic_block
    token = _entered.set(wanted)
    try:
        with transaction.atomic():
            _set(wanted, is_local=True)
            yield
            # The end of a transaction takes the settings back; the end of a part of one does not.
            if is_inner and not connection.needs_rollback:
                _set(before, is_local=True)
    finally:
        _entered.reset(token)


@contextmanager
def counting(season: int, province: str) -> Iterator[None]:
    """Count over everybody of a season, whoever asks: no column that says who somebody is can be read."""
    with scope(Scope(door=Door.FIGURES, season=season, province=province)):
        yield


def narrow(wanted: Scope) -> None:
    """Change the door inside a scope for the rest of its transaction: who asks is known by now."""
    _entered.set(wanted)
    _set(wanted, is_local=True)


def identify(account: int, *, document: Iterable[bytes] = ()) -> None:
    """Say which account the visitor has just proved to own; and by which indexes its document may stand in a row."""
    held = current()
    if held is not None:
        narrow(replace(held, account=account, identities=",".join(index.hex() for index in document)))


@contextmanager
def session(wanted: Scope) -> Iterator[None]:
    """See the database through a door over many transactions, also when the connection is made anew."""
    token = _held.set(wanted)
    try:
        _set(wanted, is_local=False)
        yield
    finally:
        _held.reset(token)
        if connection.connection is not None and not connection.needs_rollback:
            _set(None, is_local=False)


def _set(wanted: Scope | None, *, is_local: bool) -> None:
    values = {name: getattr(wanted, name, None) for name in SETTINGS}
    pairs = {"role": wanted.door.value if wanted else _NO_ROLE} | {
        f"app.{name}": "" if value is None else str(value) for name, value in values.items()
    }
    calls = ", ".join(["set_config(%s, %s, %s)"] * len(pairs))
    arguments = [part for name, value in pairs.items() for part in (name, value, is_local)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", arguments)


def _restore(connection: Any, **_: Any) -> None:
    """A connection that was made anew in the middle of a session goes through the same door."""
    held = _held.get()
    if held is not None and connection.alias == DEFAULT_DB_ALIAS:
        _set(held, is_local=False)


connection_created.connect(_restore)
