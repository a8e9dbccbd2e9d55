"""SM2 signatures with SM3 (GB/T 32918.2) over the library gmssl, whose sharp edges are kept in here.

The library counts on the curve; what a signature must never leave to it stands here: the random number of
each signature comes from the system, points and numbers out of range are refused, and each signature is
verified before it leaves. It does not count in constant time, so sign in jobs, never at a stranger's wish.
"""

import secrets

from cryptography.hazmat.primitives import hashes
from gmssl.sm2 import CryptSM2, default_ecc_table

NUMBER_BYTES = 32
SIGNER_ID = b"1234567812345678"
"""The identity that GM/T 0009 gives to whoever has no other."""

_ORDER = int(default_ecc_table["n"], 16)
_PRIME = int(default_ecc_table["p"], 16)
_A, _B = int(default_ecc_table["a"], 16), int(default_ecc_table["b"], 16)
_BASE = bytes.fromhex(default_ecc_table["g"])


class SigningFailed(Exception):
    """A signature that does not verify was made: the machine counts wrongly; nothing is signed."""


def sm3(data: bytes) -> bytes:
    """The SM3 of `data`, 32 bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def make_key() -> bytes:
    """A new secret number from 1 to the order of the curve less two, 32 bytes."""
    return (1 + secrets.randbelow(_ORDER - 2)).to_bytes(NUMBER_BYTES, "big")


def public_key(secret: bytes) -> bytes:
    """The point of a secret number: 64 bytes, x then y."""
    point: str = CryptSM2("", "")._kg(int.from_bytes(secret, "big"), default_ecc_table["g"])
    return bytes.fromhex(point)


def sign(secret: bytes, data: bytes, *, nonce: int | None = None) -> bytes:
    """The signature of `data`, 64 bytes; `nonce` is given only to repeat a published example.

    Raises SigningFailed.
    """
    public = public_key(secret)
    calculator = _calculator(public)
    calculator.private_key = secret.hex()
    message = _bound_digest(public, data)
    made = None
    while made is None:
        chosen = nonce or 1 + secrets.randbelow(_ORDER - 1)
        made = calculator.sign(message, f"{chosen:064x}")
    signature = bytes.fromhex(made)
    if not is_signature(public, data, signature):
        raise SigningFailed("an SM2 signature did not verify after it was made")
    return signature


def is_signature(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether `signature` is that of `data` by the owner of the point `public`."""
    if len(public) != 2 * NUMBER_BYTES or len(signature) != 2 * NUMBER_BYTES or not _is_on_curve(public):
        return False
    numbers = (signature[:NUMBER_BYTES], signature[NUMBER_BYTES:])
    if not all(0 < int.from_bytes(number, "big") < _ORDER for number in numbers):
        return False
    try:
        return bool(_calculator(public).verify(signature.hex(), _bound_digest(public, data)))
    except TypeError:
        # The library has no point at infinity: a sum that meets it belongs to no signature.
        return False


def _bound_digest(public: bytes, data: bytes) -> bytes:
    """What is signed: SM3 of the data behind the SM3 of identity, curve and public point."""
    curve = b"".join(bytes.fromhex(default_ecc_table[name]) for name in ("a", "b"))
    length = (8 * len(SIGNER_ID)).to_bytes(2, "big")
    return sm3(sm3(length + SIGNER_ID + curve + _BASE + public) + data)


def _calculator(public: bytes) -> CryptSM2:
    calculator = CryptSM2("", "")
    # Set here: its constructor strips leading digits 0 and 4 from points that begin with 04.
    calculator.public_key = public.hex()
    return calculator


def _is_on_curve(point: bytes) -> bool:
    x, y = (int.from_bytes(part, "big") for part in (point[:NUMBER_BYTES], point[NUMBER_BYTES:]))
    return x < _PRIME and y < _PRIME and (y * y - x * x * x - _A * x - _B) % _PRIME == 0
