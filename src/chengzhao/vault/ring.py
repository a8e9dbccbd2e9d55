"""The ring of keys: sets made one after another, of which the last one seals and all open.

A set has three secrets of one suite: what seals, what indexes, what signs. Its id stands in everything that
was made with it, so that rows of several sets live side by side while they are sealed anew.
"""

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chengzhao.vault.suites import Suite, UnknownSuite, suite_called

FORMAT = 1
ID_BYTES = 4
INDEX_KEY_BYTES = 32


class BadRing(ValueError):
    """A text that is no ring of keys; the message says what is wrong, and shows no secret."""


@dataclass(frozen=True, kw_only=True)
class KeySet:
    """Keys of one suite that were made together: `id` is 8 hex digits; a retired set opens and never seals."""

    id: str
    suite: Suite
    made_at: datetime
    retired_at: datetime | None = None
    sealing: bytes = field(repr=False)
    indexing: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    @property
    def id_bytes(self) -> bytes:
        """The id as it stands in sealed fields."""
        return bytes.fromhex(self.id)


@dataclass(frozen=True, kw_only=True)
class Ring:
    """Sets in the order in which they were made, at least one."""

    sets: tuple[KeySet, ...]

    def __post_init__(self) -> None:
        if not self.sets:
            raise BadRing("a ring has at least one set of keys")
        if len({one.id for one in self.sets}) != len(self.sets):
            raise BadRing("two sets of keys have the same id")
        if self.current.retired_at is not None:
            raise BadRing("the last set of keys is retired, and nothing could be sealed")

    @property
    def current(self) -> KeySet:
        """The set that seals."""
        return self.sets[-1]

    def followed_by(self, made: KeySet) -> "Ring":
        """This ring with a new set, which seals from now on."""
        return Ring(sets=(*self.sets, made))

    def with_retired(self, key_id: str, at: datetime) -> "Ring":
        """This ring with a set marked as retired; one that is retired already stays as it is."""
        return Ring(
            sets=tuple(
                replace(one, retired_at=at) if one.id == key_id and one.retired_at is None else one
                for one in self.sets
            )
        )

    def without(self, key_id: str) -> "Ring":
        """This ring without a set: what it sealed never opens again."""
        return Ring(sets=tuple(one for one in self.sets if one.id != key_id))


def new_key_set(suite: Suite, made_at: datetime) -> KeySet:
    """Fresh random keys of a suite."""
    return KeySet(
        id=secrets.token_hex(ID_BYTES),
        suite=suite,
        made_at=made_at,
        sealing=secrets.token_bytes(suite.key_bytes),
        indexing=secrets.token_bytes(INDEX_KEY_BYTES),
        signing=suite.make_signing_key(),
    )


def ring_text(ring: Ring) -> str:
    """The ring as a text to keep: JSON, with the secrets in it."""
    sets = [
        {
            "id": one.id,
            "suite": one.suite.name,
            "made_at": one.made_at.isoformat(),
            "retired_at": one.retired_at.isoformat() if one.retired_at else None,
            "sealing": one.sealing.hex(),
            "indexing": one.indexing.hex(),
            "signing": one.signing.hex(),
        }
        for one in ring.sets
    ]
    return json.dumps({"format": FORMAT, "sets": sets}, indent=1)


def read_ring(text: str) -> Ring:
    """The ring of a kept text. Raises BadRing."""
    try:
        held = json.loads(text)
    except ValueError:
        raise BadRing("this is no ring of keys: it is not JSON") from None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise BadRing(f"this is no ring of keys of format {FORMAT}")
    try:
        return Ring(sets=tuple(_read_set(one) for one in held["sets"]))
    except (KeyError, TypeError, AttributeError):
        raise BadRing("a set of keys lacks a field, or has one of a wrong kind") from None


def _read_set(held: dict[str, Any]) -> KeySet:
    try:
        suite = suite_called(held["suite"])
        found = KeySet(
            id=bytes.fromhex(held["id"]).hex(),
            suite=suite,
            made_at=datetime.fromisoformat(held["made_at"]),
            retired_at=datetime.fromisoformat(held["retired_at"]) if held["retired_at"] else None,
            sealing=bytes.fromhex(held["sealing"]),
            indexing=bytes.fromhex(held["indexing"]),
            signing=bytes.fromhex(held["signing"]),
        )
    except UnknownSuite as error:
        raise BadRing(str(error)) from None
    except ValueError:
        raise BadRing("a set of keys has a time or hex digits that cannot be read") from None
    if len(found.id_bytes) != ID_BYTES:
        raise BadRing(f"the id of a set of keys has {2 * ID_BYTES} hex digits")
    if (len(found.sealing), len(found.indexing)) != (suite.key_bytes, INDEX_KEY_BYTES):
        raise BadRing(f"the keys of set {found.id} do not have the lengths of {suite.name}")
    return found
