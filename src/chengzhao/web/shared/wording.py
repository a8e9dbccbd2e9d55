"""How a search compares texts: widths, quotes and brackets are one, marks between words do not count."""

import re
import unicodedata
from collections.abc import Sequence

_COUNTED = r"[\w%.]"
"""What decides; a point stands inside the id of a clause."""
_BETWEEN = r"[^\w%.]*"


def comparable(text: str) -> str:
    """The text in small letters of one width, sign for sign, so that a place in it is one in the text."""
    return "".join(_sign(each) for each in text)


def bare(text: str) -> str:
    """What of a text is compared: its letters, numerals, percent signs and points."""
    return "".join(re.findall(_COUNTED, comparable(text)))


def pattern_of(words: Sequence[str]) -> str:
    """Where in a comparable text one of the bare words stands, the longest first; empty for no words."""
    longest_first = sorted((word for word in words if word), key=len, reverse=True)
    return "|".join(_BETWEEN.join(map(re.escape, word)) for word in longest_first)


def _sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).lower()
    return plain if len(plain) == 1 else sign
