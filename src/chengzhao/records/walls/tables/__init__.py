"""Which door sees which rows of each table, and what it may do with them, chapter by chapter.

A table or door that is not named gets nothing; `tests/records/walls` holds that every table is named.
"""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls
from chengzhao.records.walls.tables import (
    accounts,
    admission,
    exams,
    filing,
    people,
    plans,
    privacy,
    registration,
)

WALLS: Walls = MappingProxyType(
    {
        **people.WALLS,
        **accounts.WALLS,
        **plans.WALLS,
        **registration.WALLS,
        **exams.WALLS,
        **filing.WALLS,
        **admission.WALLS,
        **privacy.WALLS,
    }
)

APPEND_ONLY = frozenset(
    {
        "auditcheck",
        "auditrow",
        "auditseal",
        "consent",
        "filemove",
        "recusal",
        "reviewdecision",
        "filingsheet",
        "filingproof",
        "filingresult",
        "filingreason",
        "filedunit",
    }
)
"""Tables whose rows are only ever added, whatever the door."""

WITHOUT_ROWS_OF_SOMEBODY: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("requestcount", "loginsession"), "SELECT, INSERT, UPDATE, DELETE")
)
"""Tables that belong to nobody and that the service needs before it knows who asks, with the rights on them."""

HIDDEN: Mapping[str, frozenset[str]] = MappingProxyType({"account": frozenset({"password"})})
"""Columns that only the doors of accounts read."""
OPENS_HIDDEN = frozenset({Door.ENTRY, Door.SYSTEM, Door.MAINTENANCE})
