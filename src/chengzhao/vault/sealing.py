"""Sealing of personal fields and the blind index that finds equal ones.

A sealed field is `version | suite | key id | nonce | ciphertext and tag`. What stands before the nonce and
the place that the field belongs to (table, key, column) are bound in as associated data, so a ciphertext
moved to another row does not open. A blind index is `key id | MAC` under a key of its own: equal inputs
give equal indexes, and nothing else can be read from it. Keys come from a file or the environment, never
from the database.
"""

import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag

from chengzhao.vault.ring import ID_BYTES, KeySet, Ring
from chengzhao.vault.suites import Sealer

VERSION = 1
NONCE_BYTES = 12
HEADER_BYTES = 2 + ID_BYTES
INDEX_BYTES = ID_BYTES + 32
Stored = bytes | memoryview
"""What a database driver hands over of a binary column."""

MOST_SEALS = 2**32
"""With random nonces of 96 bits a key may seal so often before two equal ones grow likely (NIST SP 800-38D)."""


class SealBroken(Exception):
    """A sealed field does not open: wrong key, wrong row or changed bytes."""


class SignatureBroken(Exception):
    """A signature is not that of the data by one of the ring's keys."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What seals, opens, indexes, hashes and signs with the keys of a ring."""

    ring: Ring

    def seal(self, text: str, *, row: str) -> bytes:
        """The sealed form of `text`, which opens only for the same `row` (table, key and column)."""
        return self.seal_bytes(text.encode(), row=row)

    def open(self, sealed: Stored, *, row: str) -> str:
        """The text of a sealed field. Raises SealBroken."""
        return self.open_bytes(sealed, row=row).decode()

    def seal_bytes(self, data: bytes, *, row: str) -> bytes:
        """The sealed form of bytes, as of a text."""
        nonce = new_nonce()
        header = self.header
        return header + nonce + self._sealers[header].encrypt(nonce, data, header + row.encode())

    def open_bytes(self, sealed: Stored, *, row: str) -> bytes:
        """The bytes of a sealed field. Raises SealBroken."""
        sealed = bytes(sealed)
        header, nonce = sealed[:HEADER_BYTES], sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
        sealer = self._sealers.get(header)
        if sealer is None or len(nonce) < NONCE_BYTES:
            raise SealBroken(_what_is_unknown(header))
        try:
            return sealer.decrypt(nonce, sealed[HEADER_BYTES + NONCE_BYTES :], header + row.encode())
        except InvalidTag:
            raise SealBroken("the sealed field does not belong to this row or was changed") from None

    @cached_property
    def header(self) -> bytes:
        """How everything begins that is sealed now: version, suite, id of the current set."""
        return header_of(self.ring.current)

    def index(self, text: str, *, purpose: str = "") -> bytes:
        """The blind index of a text without its blanks and in capitals; those of two purposes are never equal."""
        return _mac(self.ring.current, _canonical(text), purpose)

    def indexes(self, text: str, *, purpose: str = "") -> list[bytes]:
        """The blind indexes that rows of any of the ring's sets can have for the same text."""
        return [_mac(one, _canonical(text), purpose) for one in self.ring.sets]

    def is_index(self, index: Stored, text: str, *, purpose: str = "") -> bool:
        """Whether `index` was made of this text with one of the ring's sets, compared in constant time."""
        return self.is_mac(index, _canonical(text), purpose=purpose)

    def hash(self, data: bytes) -> bytes:
        """The hash of `data` by the current suite."""
        return self.ring.current.suite.hash(data)

    def mac(self, data: bytes, *, purpose: str) -> bytes:
        """A keyed hash that only a holder of the ring can make: key id and 32 bytes."""
        return _mac(self.ring.current, data, purpose)

    def is_mac(self, mac: Stored, data: bytes, *, purpose: str) -> bool:
        """Whether `mac` was made of `data` with one of the ring's sets, compared in constant time."""
        given = bytes(mac)
        made = self._set_of(given[:ID_BYTES])
        return made is not None and hmac.compare_digest(_mac(made, data, purpose), given)

    def sign(self, data: bytes) -> bytes:
        """The signature of `data`: key id and 64 bytes."""
        current = self.ring.current
        return current.id_bytes + current.suite.sign(current.signing, data)

    def verify(self, data: bytes, signature: Stored) -> str:
        """The id of the set that signed `data`. Raises SignatureBroken."""
        given = bytes(signature)
        made = self._set_of(given[:ID_BYTES])
        if made is None:
            raise SignatureBroken("the signature names a key that is not in the ring")
        public = made.suite.public_key(made.signing)
        if not made.suite.is_signature(public, data, given[ID_BYTES:]):
            raise SignatureBroken("the signature is not that of the data")
        return made.id

    def public_key(self) -> bytes:
        """The key with which anybody verifies what the current set signs."""
        return self.ring.current.suite.public_key(self.ring.current.signing)

    @cached_property
    def _sealers(self) -> dict[bytes, Sealer]:
        return {header_of(one): one.suite.sealer(one.sealing) for one in self.ring.sets}

    def _set_of(self, key_id: bytes) -> KeySet | None:
        return next((one for one in self.ring.sets if one.id_bytes == key_id), None)


def new_nonce() -> bytes:
    """96 random bits, which no seal of a key has had before."""
    return secrets.token_bytes(NONCE_BYTES)


def header_of(key_set: KeySet) -> bytes:
    """How a field begins that was sealed with a set: version, suite, id."""
    return bytes((VERSION, key_set.suite.number)) + key_set.id_bytes


def _canonical(text: str) -> bytes:
    return "".join(text.split()).upper().encode()


def _mac(key_set: KeySet, data: bytes, purpose: str) -> bytes:
    # The purpose has no zero byte, so no two pairs of purpose and data are the same input.
    return key_set.id_bytes + key_set.suite.mac(key_set.indexing, purpose.encode() + b"\0" + data)


def _what_is_unknown(header: bytes) -> str:
    if len(header) < HEADER_BYTES or header[0] != VERSION:
        return "the sealed field has an unknown version"
    return f"the sealed field needs key {header[2:].hex()} of suite {header[1]}, which is not in the ring"
