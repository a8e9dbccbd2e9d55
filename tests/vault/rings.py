"""Rings of known keys, for tests that compare what two rings make of the same text."""

from datetime import UTC, datetime, timedelta

from chengzhao.vault.ring import INDEX_KEY_BYTES, KeySet, Ring
from chengzhao.vault.sealing import Keys
from chengzhao.vault.suites import suite_called

MADE = datetime(2024, 9, 1, 8, tzinfo=UTC)
SUITE_NAMES = ("intl", "sm")


def a_key_set(number: int = 1, *, suite: str = "intl", id: str | None = None) -> KeySet:
    """A set whose secrets are those of its number; made so many days after the first of September."""
    of = suite_called(suite)
    return KeySet(
        id=id or f"{number:08x}",
        suite=of,
        made_at=MADE + timedelta(days=number),
        sealing=bytes([number]) * of.key_bytes,
        indexing=bytes([100 + number]) * INDEX_KEY_BYTES,
        signing=bytes([200 - number]) * 32,
    )


def keys_of(*sets: KeySet) -> Keys:
    """The keys of a ring of these sets, the last one current."""
    return Keys(ring=Ring(sets=sets))
