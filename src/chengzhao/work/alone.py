"""A lock of the connection: it falls with the process, so that work that was killed holds nobody up."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from chengzhao.actions.audit import Refused


@contextmanager
def alone(lock: int, otherwise: str) -> Iterator[None]:
    """Hold the lock of that number. Raises Refused with the sentence where somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        if not cursor.fetchone()[0]:
            raise Refused(otherwise)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
