"""Mistakes of those who register are counted by field, so that the office sees which question is badly put."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Border
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

_ADD = """
INSERT INTO records_fieldmistake (season, province, day, question, field, label, times)
VALUES (%s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (season, province, day, question, field)
DO UPDATE SET times = records_fieldmistake.times + 1, label = excluded.label
"""
LONGEST = 40


@transaction.atomic
def count_mistakes(*, border: Border, at: datetime, question: str, fields: Mapping[str, str]) -> None:
    """Count one mistake of each field (name → label). Neither who made it nor what was typed is kept.

    It is no business act and leaves no row on the trail: a number of a day says nothing of anybody.
    """
    day = localtime(at).date()
    rows = [
        (border.season, border.province, day, question[:LONGEST], name[:LONGEST], label[: 2 * LONGEST])
        for name, label in sorted(fields.items())
    ]
    working = Scope(door=Door.WORK, season=border.season, province=border.province)
    with scope(working), connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
