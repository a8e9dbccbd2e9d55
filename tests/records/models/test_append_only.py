"""Tables whose rows are only ever added: the database refuses every other change, also to their owner."""

import pytest
from django.db import DatabaseError, connection, transaction

from chengzhao.records.walls.tables import APPEND_ONLY

pytestmark = pytest.mark.django_db

KEPT = tuple(sorted(f"records_{name}" for name in APPEND_ONLY))
"""The same tables as those on which no door has more than the right to add."""

EVENTS = """
SELECT event_object_table, array_agg(event_manipulation::text ORDER BY event_manipulation)
FROM information_schema.triggers WHERE action_statement LIKE '%refuse_change%'
GROUP BY event_object_table ORDER BY event_object_table
"""


def test_change_and_removal_are_refused_by_a_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(EVENTS)
        found = dict(cursor.fetchall())
    # What registers were asked stays; only its sealed columns are sealed anew, and emptied when their time is over.
    assert found.pop("records_registerexchange") == ["DELETE", "UPDATE"]
    assert found == {table: ["DELETE", "UPDATE"] for table in KEPT}


@pytest.mark.parametrize("table", KEPT)
def test_emptying_is_refused(table: str) -> None:
    with pytest.raises(DatabaseError, match=f"{table} is append-only"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")
