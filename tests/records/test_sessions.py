"""Sessions under the digest of their key: one that was ended is not brought back by a request at work."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted

from chengzhao.records.models import LogInSession
from chengzhao.records.sessions import SessionStore, key_digest

pytestmark = pytest.mark.django_db


def a_session() -> SessionStore:
    held = SessionStore()
    held["what"] = "kept"
    held.save()
    return SessionStore(held.session_key)


def test_new_key_keeps_what_the_session_holds_and_ends_the_old_key() -> None:
    held = a_session()
    old = str(held.session_key)
    held.cycle_key()
    held.save()
    assert held["what"] == "kept"
    assert SessionStore(held.session_key)["what"] == "kept"
    assert list(LogInSession.objects.values_list("session_key", flat=True)) == [
        key_digest(str(held.session_key))
    ]
    assert old != held.session_key


def test_session_that_was_ended_meanwhile_is_not_revived() -> None:
    held = a_session()
    assert held["what"] == "kept"
    LogInSession.objects.all().delete()
    with pytest.raises(SessionInterrupted):
        held.cycle_key()
    assert not LogInSession.objects.exists()


def test_session_without_a_key_gets_one() -> None:
    held = SessionStore()
    held["what"] = "new"
    held.cycle_key()
    held.save()
    assert SessionStore(held.session_key)["what"] == "new"
