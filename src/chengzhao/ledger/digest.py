"""Digests: the fingerprint of a value, the same on every machine and in every run."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction


def digest_of(value: object) -> str:
    """SHA-256 of the canonical JSON of `value`, 64 lower-case hex digits.

    Keys are sorted, there are no blanks, text is UTF-8. Decimals, fractions, dates and enumerations
    are written as text. Any other type raises TypeError.
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_as_text)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_lines(lines: Iterable[bytes]) -> str:
    """SHA-256 over byte lines one after another, 64 lower-case hex digits."""
    running = hashlib.sha256()
    for part in lines:
        running.update(part)
    return running.hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, (Fraction, date, datetime)):
        return str(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")
