"""Sessions in the database, under the digest of their key: whoever reads the table can enter nobody's session.

Django's session engine by its setting SESSION_ENGINE; the account, device and times that a person may look at
stand in columns of their own.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db.models import Model
from django.utils import timezone

from chengzhao.records.scope import Scope, current, scope
from chengzhao.records.walls.doors import Door

DEVICE, NETWORK, BEGAN, SEEN = "device", "network", "began", "seen"
"""The entries of a session that stand in columns too."""


def key_digest(session_key: str) -> str:
    """Under what a session stands in the table."""
    return hashlib.sha256(session_key.encode()).hexdigest()


@contextmanager
def _at_the_entry() -> Iterator[None]:
    """No other door opens a session; one is read and written whoever its owner is, and after the answer too."""
    held = current()
    if held is not None and held.door is Door.ENTRY:
        yield
    else:
        with scope(Scope(door=Door.ENTRY)):
            yield


class SessionStore(DatabaseStore):
    """A session that the browser names by its key and the table by the key's digest."""

    @classmethod
    def get_model_class(cls) -> type[Model]:
        from chengzhao.records.models import LogInSession

        return LogInSession

    def _get_session_from_db(self) -> Any:
        rows = self.model.objects.filter(expire_date__gt=timezone.now())
        found = None
        if self.session_key:
            with _at_the_entry():
                found = rows.filter(session_key=key_digest(self.session_key)).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        with _at_the_entry():
            return super().exists(key_digest(session_key))

    def save(self, must_create: bool = False) -> None:
        with _at_the_entry():
            super().save(must_create=must_create)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            with _at_the_entry():
                super().delete(key_digest(key))

    def cycle_key(self) -> None:
        """Give the session a new key. Raises SessionInterrupted where it was ended meanwhile: it is not revived."""
        data, key = self._session, self.session_key
        with _at_the_entry():
            if key and not self.model.objects.filter(session_key=key_digest(key)).delete()[0]:
                raise SessionInterrupted("the session was ended while the request was at work")
            self.create()
        self._session_cache = data

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.session_key = key_digest(row.session_key)
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        row.device, row.network = data.get(DEVICE, ""), data.get(NETWORK, "")
        row.began_at, row.seen_at = _moment(data, BEGAN), _moment(data, SEEN)
        return row


def _moment(data: dict[str, Any], name: str) -> datetime | None:
    held = data.get(name)
    return datetime.fromisoformat(held) if held else None
