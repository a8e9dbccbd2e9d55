"""Signatures over the digests of seals, and their check by the standard library alone: one file.

    python3 signatures.py FOLDER --key FIRST:SUITE:ID:PUBLIC [--key ...]

checks that the seals of a folder that `chengzhao audit export` wrote are signed, each by a key that one trusts. Keys
are taken from paper (`chengzhao audit keys`): FIRST is the number of the first seal that the key signed, and from the
smallest of these on every seal has to be signed. That the seals fit the rows is `trail.py`'s to say. Exit status: 0
every signature is right, 1 one is not (the first is named), 2 the folder or a key cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import new, sha512
from pathlib import Path

Check = Callable[[str, bytes, bytes, bytes], bool]
"""Suite, public key, data, signature: whether it is one."""


@dataclass(frozen=True, kw_only=True)
class SealKey:
    """A public key that signs seals: the first seal it signed, its suite and the id of its set."""

    first: int
    suite: str
    id: str
    public: bytes

    def __str__(self) -> str:
        return f"{self.first}:{self.suite}:{self.id}:{self.public.hex()}"


def read_key(text: str) -> SealKey:
    """The key of a line as `chengzhao audit keys` prints it. Raises ValueError."""
    parts = text.strip().split(":")
    sizes = {"intl": 32, "sm": 64}
    try:
        first, suite, key_id, public = (
            int(parts[0]),
            parts[1],
            bytes.fromhex(parts[2]),
            bytes.fromhex(parts[3]),
        )
        if len(parts) == 4 and first > 0 and len(key_id) == 4 and len(public) == sizes[suite]:
            return SealKey(first=first, suite=suite, id=key_id.hex(), public=public)
    except (ValueError, LookupError):
        pass
    raise ValueError(f"{text!r} is no key of seals: expected FIRST:SUITE:ID:PUBLIC")


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A seal's number and digest, and the signature it bears: id of the key, then 64 bytes, in hexadecimal."""

    number: int
    digest: str
    signature: str


@dataclass(frozen=True, kw_only=True)
class BadSignature:
    """The first seal whose signature is missing or wrong, and a sentence."""

    seal: int
    said: str


def first_fault(seals: Iterable[Signed], keys: Iterable[SealKey], is_signature: Check) -> BadSignature | None:
    """The first seal, of those in order, whose signature is not as the trusted keys demand; None where none is."""
    known = {key.id: key for key in keys}
    since = min((key.first for key in known.values()), default=None)
    for one in seals:
        if said := _fault_of(one, known, since, is_signature):
            return BadSignature(seal=one.number, said=said)
    return None


def _fault_of(one: Signed, known: dict[str, SealKey], since: int | None, is_signature: Check) -> str:
    if not one.signature:
        return (
            f"it bears no signature, but seals are signed from {since} on"
            if since and one.number >= since
            else ""
        )
    try:
        given, data = bytes.fromhex(one.signature), bytes.fromhex(one.digest)
    except ValueError:
        return "its signature cannot be read"
    key = known.get(given[:4].hex())
    if key is None:
        return f"it is signed with key {given[:4].hex()}, which is none of those that are trusted"
    if one.number < key.first:
        return f"it is signed with key {key.id}, which signs from seal {key.first} on"
    return "" if is_signature(key.suite, key.public, data, given[4:]) else "its signature is wrong"


def is_signature(suite: str, public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether a signature is that of the data by the owner of a public key; nothing here is secret, nor fast."""
    if len(signature) != 64:
        return False
    return is_ed25519(public, data, signature) if suite == "intl" else is_sm2(public, data, signature)


Point = tuple[int, ...]

_Q = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _Q) % _Q
_ROOT = pow(2, (_Q - 1) // 4, _Q)
_BASE = (4 * pow(5, -1, _Q) % _Q).to_bytes(32, "little")


def is_ed25519(public: bytes, data: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032, 5.1.7)."""
    base, key, commitment = (_edwards(encoded) for encoded in (_BASE, public, signature[:32]))
    number = int.from_bytes(signature[32:], "little")
    if base is None or key is None or commitment is None or number >= _L:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + data).digest(), "little") % _L
    nothing = (0, 1, 1, 0)
    one = _times(number, base, _edwards_sum, nothing)
    other = _edwards_sum(commitment, _times(challenge, key, _edwards_sum, nothing))
    return all((one[at] * other[2] - other[at] * one[2]) % _Q == 0 for at in (0, 1))


def _edwards(encoded: bytes) -> Point | None:
    """The point of 32 bytes in extended coordinates (5.1.3); None where they are none."""
    held = int.from_bytes(encoded, "little")
    sign, y = held >> 255, held & (2**255 - 1)
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _Q) % _Q
    x = pow(square, (_Q + 3) // 8, _Q)
    if x * x % _Q != square:
        x = x * _ROOT % _Q
    if y >= _Q or x * x % _Q != square or (x == 0 and sign):
        return None
    x = _Q - x if x & 1 != sign else x
    return (x, y, 1, x * y % _Q)


def _edwards_sum(one: Point, other: Point) -> Point:
    """The sum of two points, also of equal ones (5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0])
    b = (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * _D * one[3] * other[3], 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _Q, g * h % _Q, f * g % _Q, e * h % _Q)


_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
_A = _P - 3
_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
_G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
_NOWHERE = (1, 1, 0)
_SIGNER = b"1234567812345678"


def is_sm2(public: bytes, data: bytes, signature: bytes) -> bool:
    """SM2 with SM3 (GB/T 32918.2, 7.1), the signer's identity that of GM/T 0009."""
    key = (int.from_bytes(public[:32], "big"), int.from_bytes(public[32:], "big"))
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    is_point = max(key) < _P and (key[1] ** 2 - key[0] ** 3 - _A * key[0] - _B) % _P == 0
    if not is_point or not (0 < r < _N and 0 < s < _N) or (r + s) % _N == 0:
        return False
    curve = b"".join(number.to_bytes(32, "big") for number in (_A, _B, *_G))
    head = new("sm3", (8 * len(_SIGNER)).to_bytes(2, "big") + _SIGNER + curve + public).digest()
    digest = int.from_bytes(new("sm3", head + data).digest(), "big")
    both = (_times(s, (*_G, 1), _sm2_sum, _NOWHERE), _times((r + s) % _N, (*key, 1), _sm2_sum, _NOWHERE))
    found = _sm2_sum(*both)
    return found[2] != 0 and (digest + found[0] * pow(found[2], -2, _P) % _P) % _N == r


def _sm2_sum(one: Point, other: Point) -> Point:
    """The sum of two points in Jacobian coordinates; the point at infinity has a third of nought."""
    (a, b, c), (d, e, f) = one, other
    if not (c and f):
        return one if c else other
    u, v = a * f * f % _P, d * c * c % _P
    s, t = b * f**3 % _P, e * c**3 % _P
    if u == v:
        return _sm2_double(one) if s == t else _NOWHERE
    wide, high = v - u, t - s
    square = wide * wide % _P
    cube, side = wide * square % _P, u * square % _P
    x = (high * high - cube - 2 * side) % _P
    return (x, (high * (side - x) - s * cube) % _P, wide * c * f % _P)


def _sm2_double(one: Point) -> Point:
    a, b, c = one
    slope, side = 3 * (a - c * c) * (a + c * c) % _P, 4 * a * b * b % _P
    x = (slope * slope - 2 * side) % _P
    return (x, (slope * (side - x) - 8 * b**4) % _P, 2 * b * c % _P)


def _times(number: int, point: Point, plus: Callable[[Point, Point], Point], none: Point) -> Point:
    """A point so many times."""
    found = none
    while number:
        if number & 1:
            found = plus(found, point)
        point, number = plus(point, point), number >> 1
    return found


def _seals_of(folder: Path) -> Iterator[Signed]:
    with (folder / "seals.jsonl").open(encoding="utf-8") as file:
        for held in map(json.loads, file):
            number, signature = int(held["seal"]["number"]), str(held["signature"])
            yield Signed(number=number, digest=str(held["digest"]), signature=signature)


def main(arguments: list[str] | None = None) -> int:
    """Check the signatures of an exported folder and say what was found."""
    parser = argparse.ArgumentParser(
        prog="signatures.py", description="Check the signatures of an exported trail."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--key", action="append", required=True, metavar="FIRST:SUITE:ID:PUBLIC")
    given = parser.parse_args(arguments)
    try:
        seals = list(_seals_of(given.folder))
        fault = first_fault(seals, map(read_key, given.key), is_signature)
    except (OSError, ValueError, LookupError, TypeError) as error:
        print(f"This cannot be read: {error}", file=sys.stderr)
        return 2
    if fault:
        print(f"BROKEN SIGNATURE seal {fault.seal}: {fault.said}")
        return 1
    print(f"SIGNED {sum(bool(one.signature) for one in seals)} of {len(seals)} seals")
    return 0


if __name__ == "__main__":
    sys.exit(main())
