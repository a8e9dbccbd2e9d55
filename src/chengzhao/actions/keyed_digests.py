"""Digests on the trail that nobody guesses back: what is of one person is kept as a keyed hash of its digest.

A mark has 1,500 values and a claim five states: whoever reads the trail, its export or a dump would try them all
against a plain digest. The key is in the ring, which no table holds; whoever holds it can still show that a digest
is that of a value (docs/cryptography.md).
"""

from collections.abc import Callable

from django.conf import settings

from chengzhao.actions.whose import OF_A_CANDIDATE
from chengzhao.vault.sealing import Keys

KEYED_KINDS = frozenset({*OF_A_CANDIDATE, "consent"})
PLAIN_ACTS = frozenset({"export_own_data", "take_unmasked"})
"""Acts whose digest is that of a whole file, or of a list agreed on: it is compared, and nobody guesses it."""

DIGEST_BYTES = 32


def keyed_digest(keys: Keys, object_kind: str, object_id: str, digest: str) -> str:
    """The keyed hash of an object's digest: the id of the key and 28 bytes, 64 hex digits; '' of none.

    The object is in it: two persons with equal values have different hashes.
    """
    if not digest:
        return ""
    made = keys.mac(f"{object_id}\0{digest}".encode(), purpose=f"trail/{object_kind}")
    return made[:DIGEST_BYTES].hex()


def as_kept_on_the_trail(act: str, object_kind: str) -> Callable[[str, str], str]:
    """What turns number and digest of an object of this kind into what the trail keeps."""
    if object_kind not in KEYED_KINDS or act in PLAIN_ACTS:
        return lambda _, digest: digest
    keys: Keys = settings.VAULT.keys()
    return lambda object_id, digest: keyed_digest(keys, object_kind, object_id, digest)
