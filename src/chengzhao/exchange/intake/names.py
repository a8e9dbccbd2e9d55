"""The name of a sent file, made fit to be shown: never used as a path, never believed."""

import re
import unicodedata

LONGEST = 80
NAMELESS = "未命名"
_PARTS = re.compile(r"[/\\]")
# Reading order, joiners and invisible marks could make a name look like another.
_KINDS_LEFT_OUT = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_NOT_IN_NAMES = '<>:"|?*'


def shown_name(sent: str) -> str:
    """The last part of the name without control, direction and invisible signs, at most 80 long."""
    last = _PARTS.split(sent[:1000])[-1]
    kept = "".join(
        sign
        for sign in last
        if unicodedata.category(sign) not in _KINDS_LEFT_OUT and sign not in _NOT_IN_NAMES
    )
    kept = " ".join(kept.split()).lstrip(".").rstrip(". ")
    if len(kept) <= LONGEST:
        return kept or NAMELESS
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 8:
        return kept[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
