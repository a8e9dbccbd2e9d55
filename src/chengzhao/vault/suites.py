"""The two cipher suites behind one interface; which one new keys are of is an option."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from chengzhao.vault.intl import International
from chengzhao.vault.sm import Commercial


class Sealer(Protocol):
    """Authenticated encryption under one key: the tag stands behind the ciphertext."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


class Suite(Protocol):
    """One family of algorithms: `algorithms` names those that seal, index, hash and sign, in this order.

    `number` stands in what is sealed; `key_bytes` is the length of a sealing key.
    """

    name: str
    number: int
    key_bytes: int
    algorithms: tuple[str, str, str, str]

    def sealer(self, key: bytes) -> Sealer: ...

    def hash(self, data: bytes) -> bytes: ...

    def mac(self, key: bytes, data: bytes) -> bytes: ...

    def make_signing_key(self) -> bytes: ...

    def public_key(self, signing_key: bytes) -> bytes: ...

    def sign(self, signing_key: bytes, data: bytes) -> bytes: ...

    def is_signature(self, public_key: bytes, data: bytes, signature: bytes) -> bool: ...


class UnknownSuite(ValueError):
    """No suite has this name; the message names those there are."""


_ALL: tuple[Suite, ...] = (International(), Commercial())
SUITES: Mapping[str, Suite] = MappingProxyType({suite.name: suite for suite in _ALL})


def suite_called(name: str) -> Suite:
    """The suite of this name. Raises UnknownSuite."""
    if name not in SUITES:
        raise UnknownSuite(f"{name!r} is no cipher suite: expected {' or '.join(SUITES)}")
    return SUITES[name]
