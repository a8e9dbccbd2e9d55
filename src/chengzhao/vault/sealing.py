"""Sealing of personal fields and the blind index that finds equal ones.

A sealed field is `version | nonce | ciphertext and tag` under AES-256-GCM. The row it belongs to is
bound in as associated data, so a ciphertext moved to another row does not open. The blind index is
HMAC-SHA-256 under a key of its own: equal inputs give equal indexes, and nothing else can be read
from it. Keys come from a file or the environment, never from the database.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(Exception):
    """A sealed field does not open: wrong key, wrong row or changed bytes."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The two keys: one seals, one indexes; 32 bytes each."""

    sealing: bytes
    indexing: bytes

    def seal(self, text: str, *, row: str) -> bytes:
        """The sealed form of `text`, which opens only for the same `row` (table, key and column)."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + AESGCM(self.sealing).encrypt(nonce, text.encode(), row.encode())

    def open(self, sealed: bytes, *, row: str) -> str:
        """The text of a sealed field; raises SealBroken."""
        sealed = bytes(sealed)
        if sealed[:1] != VERSION:
            raise SealBroken("the sealed field has an unknown version")
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return AESGCM(self.sealing).decrypt(nonce, body, row.encode()).decode()
        except InvalidTag:
            raise SealBroken("the sealed field does not belong to this row or was changed") from None

    def index(self, text: str) -> bytes:
        """The blind index of `text` in its canonical form (upper case, no blanks), 32 bytes."""
        canonical = "".join(text.split()).upper()
        return hmac.new(self.indexing, canonical.encode(), hashlib.sha256).digest()


def read_keys(path: Path) -> Keys:
    """The keys of a file with mode 0600; one is made, with new random keys, where there is none.

    Raises PermissionError where others may read the file, ValueError where it is not a key file.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _parse(path)
    with os.fdopen(handle, "w") as file:
        file.write(f"{secrets.token_hex(KEY_BYTES)}\n{secrets.token_hex(KEY_BYTES)}\n")
    return _parse(path)


def _parse(path: Path) -> Keys:
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} can be read by others: run chmod 600 on it")
    parts = path.read_text().split()
    if len(parts) != 2 or any(len(part) != 2 * KEY_BYTES for part in parts):
        raise ValueError(f"{path} is not a key file: two lines of {2 * KEY_BYTES} hex digits were expected")
    return Keys(sealing=bytes.fromhex(parts[0]), indexing=bytes.fromhex(parts[1]))
