"""Positions of audit rows in a restored database, whose new server counts its transactions from the beginning."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Max

from chengzhao.records.models import AuditRow, AuditSeal
from chengzhao.records.queries.seals import coming_position
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

_MOVE = """
CREATE OR REPLACE FUNCTION audit_position(transaction xid8) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN transaction::text::bigint + {ahead};
"""


def positions_behind() -> int:
    """By how much new rows would stand before rows that are there; 0 or less where they follow them."""
    with scope(Scope(door=Door.MAINTENANCE)):
        newest = AuditRow.objects.aggregate(found=Max("position"))["found"]
        sealed = AuditSeal.objects.aggregate(found=Max("ends"))["found"]
        needed = max(0 if newest is None else newest + 1, sealed or 0)
        return needed - coming_position()


def move_positions_ahead(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Let new rows follow those that are there, and say whether that was needed.

    `using` is the connection of the tables' owner.
    """
    behind = positions_behind()
    if behind <= 0:
        return False
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        ahead = coming_position() - int(cursor.fetchone()[0]) + behind
        cursor.execute(_MOVE.format(ahead=int(ahead)))
    return True
