"""Which door sees which rows of each table, and what it may do with them, chapter by chapter.

A table or door that is not named gets nothing; `tests/records/walls` holds that every table is named.
"""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Rule, Walls
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

_NOT_INSPECTED = frozenset(
    {"approval", "invitation", "loginsession", "rightsrequest", "legalhold", "complaint"}
)
"""Tables of how the office works, not of what it decides; and what people ask about their own data."""
_INSPECTED_APART = frozenset({"account", "candidate", "sealedfile"})
"""Tables that have a rule of their own for inspectors: of these they read less than the office."""

_DECLARED: Walls = {
    **people.WALLS,
    **accounts.WALLS,
    **plans.WALLS,
    **registration.WALLS,
    **exams.WALLS,
    **filing.WALLS,
    **admission.WALLS,
    **privacy.WALLS,
}


def _with_readers(table: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Inspectors read what an office does unless a table says otherwise, the committee what the figures count.

    Neither changes anything.
    """
    is_apart = table in _NOT_INSPECTED | _INSPECTED_APART
    inspected = () if is_apart else _read_as(Door.OFFICE, Door.INSPECTION, rules)
    return (*rules, *inspected, *_read_as(Door.FIGURES, Door.COMMITTEE, rules))


def _read_as(door: Door, reader: Door, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(
        Rule((reader,), one.rows, "s", one.columns)
        for one in rules
        if door in one.doors and reader not in one.doors and "s" in one.rights
    )


WALLS: Walls = MappingProxyType({table: _with_readers(table, rules) for table, rules in _DECLARED.items()})

APPEND_ONLY = frozenset(
    {
        "auditcheck",
        "auditrow",
        "auditseal",
        "consent",
        "feedecision",
        "feenotice",
        "filemove",
        "recusal",
        "riskdecision",
        "returneditem",
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
    {"requestcount": "SELECT, INSERT, UPDATE, DELETE"}
)
"""Tables that belong to nobody and that the service needs before it knows who asks, with the rights on them."""
