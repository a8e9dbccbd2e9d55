"""Many numbers of rows in one statement, where the pages would ask for them one by one."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Rows = QuerySet[Any, Any]
Counted = tuple[str, Sequence[Any]]
NOBODY: Counted = ("SELECT NULL::bigint WHERE false", ())


def counts_of(asked: Sequence[Rows]) -> tuple[int, ...]:
    """How many rows each has, in the order of asking, in one statement."""
    found = counts_in_groups((), [(rows, False) for rows in asked])
    return tuple(found[place, None] for place in range(len(asked)))


def counts_in_groups(
    groups: Sequence[Rows], asked: Sequence[tuple[Rows, bool]]
) -> Counter[tuple[int, int | None]]:
    """How many rows each of `asked` has, in one statement: (its place, the place of a group) to the number.

    `groups` are keys of persons, found once. Rows that are asked for with True are one column, the person's key, and
    counted by the groups that the person is in; those with False are counted whole, with None for the group.
    """
    parts, values = [], []
    for place, of in enumerate(groups):
        text, given = _sql(of)
        parts.append(f"SELECT held.*, {place} AS place FROM ({text}) held")  # noqa: S608 the values are apart
        values += given
    members = " UNION ALL ".join(parts) or "SELECT NULL::bigint, NULL::int WHERE false"
    counted = []
    for place, (rows, is_grouped) in enumerate(asked):
        text, given = _sql(rows)
        counted.append(
            f"SELECT {place}, member.place, count(*) FROM ({text}) found (person) "  # noqa: S608 the same
            "JOIN member ON member.person = found.person GROUP BY member.place"
            if is_grouped
            else f"SELECT {place}, NULL, count(*) FROM ({text}) found"  # noqa: S608 the same
        )
        values += given
    if not counted:
        return Counter()
    statement = f"WITH member (person, place) AS MATERIALIZED ({members}) {' UNION ALL '.join(counted)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return Counter({(place, group): number for place, group, number in cursor.fetchall()})


def _sql(rows: Rows) -> Counted:
    try:
        text, values = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return NOBODY
    return str(text), values
