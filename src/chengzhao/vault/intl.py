"""The international suite: AES-256-GCM, HMAC-SHA-256, SHA-256, Ed25519."""

import hashlib
import hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class International:
    """What `vault.suites.Suite` asks for, by the algorithms of NIST and the IETF."""

    name = "intl"
    number = 1
    key_bytes = 32
    algorithms = ("AES-256-GCM", "HMAC-SHA-256", "SHA-256", "Ed25519")

    def sealer(self, key: bytes) -> AESGCM:
        """What seals and opens under a key of 32 bytes."""
        return AESGCM(key)

    def hash(self, data: bytes) -> bytes:
        """The SHA-256 of `data`."""
        return hashlib.sha256(data).digest()

    def mac(self, key: bytes, data: bytes) -> bytes:
        """The HMAC-SHA-256 of `data`."""
        return hmac.digest(key, data, "sha256")

    def make_signing_key(self) -> bytes:
        """A new Ed25519 key: its 32 secret bytes."""
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def public_key(self, signing_key: bytes) -> bytes:
        """The 32 bytes with which anybody verifies."""
        return Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw()

    def sign(self, signing_key: bytes, data: bytes) -> bytes:
        """The signature of `data`, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(signing_key).sign(data)

    def is_signature(self, public_key: bytes, data: bytes, signature: bytes) -> bool:
        """Whether `signature` is that of `data` by the owner of `public_key`."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True
