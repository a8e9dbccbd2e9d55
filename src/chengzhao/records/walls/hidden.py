"""Columns that only some doors read: of another account a name is known and nothing else, a password at the entry."""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.records.walls.doors import Door

CONTACT = ("identity_kind", "identity_index", "identity_sealed", "phone_index", "phone_sealed")
"""By what an account is found and told."""
ACCOUNT_SECRETS = ("password", "password_changed_at", *CONTACT)

_ENTRY = frozenset({Door.ENTRY, Door.MAINTENANCE})
_OFFICES = _ENTRY | {Door.OFFICE, Door.WORK}

HIDDEN: Mapping[str, Mapping[str, frozenset[Door]]] = MappingProxyType(
    {
        "account": MappingProxyType(
            {
                "password": _ENTRY,
                "password_changed_at": _ENTRY | {Door.WORK},
                **dict.fromkeys(CONTACT, _OFFICES),
            }
        ),
        "loginsession": MappingProxyType({"session_data": _ENTRY}),
    }
)
"""The columns of a table that not every door of it reads, and the doors that do."""


def secrets_of(account: str) -> tuple[str, ...]:
    """The secret columns of an account joined under this name: left out where only a name is shown."""
    return tuple(f"{account}__{column}" for column in ACCOUNT_SECRETS)
