"""The columns of a table that a door reads by the table of sights: those of the rooms that it ever opens."""

from chengzhao.law.words import Role
from chengzhao.records.walls.doors import Door, roles_of
from chengzhao.rules.privacy.register import KEYS, PersonalField, fields_of
from chengzhao.rules.privacy.sights import Room

_LEADS_TO_A_ROW = frozenset({"account", "confirmation_point"})
"""Columns that hold the key of another row."""

_FOR_RISKS = ("hukou_division", "phone_index", "address_index")
"""By these equal registrations are found (N3.4); a blind index tells no value, and the page only what is equal."""

ALSO_READ = {Door.INSPECTION: _FOR_RISKS}
"""What a door compares without showing it."""


def seen_of_candidate(door: Door) -> tuple[str, ...]:
    """The columns of a candidate that a door reads: keys, what the table of sights opens, what is only compared."""
    roles = frozenset(roles_of(door))
    seen = tuple(_column(field) for field in fields_of("candidate") if _is_seen(field, roles))
    return (*sorted(KEYS), *seen, *ALSO_READ.get(door, ()))


def beyond_seen(candidate: str = "") -> tuple[str, ...]:
    """The columns of a candidate, joined under a name, that not every door reads: left out of lists and files."""
    before = f"{candidate}__" if candidate else ""
    closed = (field for field in fields_of("candidate") if field.room in _NOT_EVERYWHERE)
    return tuple(f"{before}{field.column}" for field in closed)


_NOT_EVERYWHERE = frozenset({Room.PHONE, Room.PLACE, Room.EMPLOYER, Room.SECRET})


def _column(field: PersonalField) -> str:
    return f"{field.column}_id" if field.column in _LEADS_TO_A_ROW else field.column


def _is_seen(field: PersonalField, roles: frozenset[Role]) -> bool:
    return not roles.isdisjoint(field.readers)
