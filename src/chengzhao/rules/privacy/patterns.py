"""What identity numbers, telephones and bank cards look like in running text.

Used from two sides: the gate before publication asks where they are, the scrubber of logs takes them out.
Both would rather stop a harmless number than let a real one through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chengzhao.law.words import Word
from chengzhao.rules.privacy.masks import masked_card, masked_identity, masked_phone
from chengzhao.rules.registration import check_digit


class Pattern(Word):
    """Kinds of personal numbers that can be told by their looks."""

    IDENTITY = "IDENTITY", "身份证号"
    OLD_IDENTITY = "OLD_IDENTITY", "15位身份证号"
    PERMIT = "PERMIT", "通行证或居留证号"
    MOBILE = "MOBILE", "手机号"
    BANK_CARD = "BANK_CARD", "银行卡号"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A personal number in a text: its kind, from where to where it stands, how it may be shown.

    `is_certain` says that its check digit is right; a number without one is never certain.
    """

    pattern: Pattern
    start: int
    end: int
    shown: str
    is_certain: bool


_GAP = "[ \u00a0\u200b\u200c\u200d\u2060\ufeff\u2010-\u2015-]{0,2}"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_EIGHTEEN = re.compile(
    rf"{_ALONE}[1-9]\d{{5}}{_GAP}(?:18|19|20)\d{{2}}{_GAP}{_DAY}{_GAP}\d{{3}}[\dXx]{_END}", re.ASCII
)
_FIFTEEN = re.compile(rf"{_ALONE}[1-9]\d{{7}}{_DAY}\d{{3}}{_END}", re.ASCII)
_PERMIT = re.compile(rf"{_ALONE}(?:[HM]\d{{8}}(?:\d{{2}})?|[A-Z]{{3}}\d{{12}}){_END}", re.ASCII)
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z.])(?:\+?86{_GAP})?(?P<number>1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}){_END}", re.ASCII
)
_CARD = re.compile(rf"{_ALONE}[3-69](?:{_GAP}\d){{15,18}}{_END}", re.ASCII)
# Full-width digits and letters are the same number to a reader; each is one character, so places stay.
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF38: "X", 0xFF58: "x", 0xFF0D: "-"}


def sightings(text: str) -> tuple[Sighting, ...]:
    """Every personal number in a text, in order; where two kinds claim the same signs, the surer one."""
    narrow = text.translate(_WIDE)
    taken: list[Sighting] = []
    for found in _all_sightings(narrow):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def _all_sightings(text: str) -> Iterator[Sighting]:
    for match in _EIGHTEEN.finditer(text):
        number = _signs(match[0])
        if _is_a_day(number[6:14]):
            yield _sighting(match, Pattern.IDENTITY, masked_identity(number), _has_check_digit(number))
    for match in _CARD.finditer(text):
        if _passes_luhn(_signs(match[0])):
            yield _sighting(match, Pattern.BANK_CARD, masked_card(_signs(match[0])), True)
    for match in _FIFTEEN.finditer(text):
        if _is_a_day("19" + match[0][6:12]):
            yield _sighting(match, Pattern.OLD_IDENTITY, masked_identity(match[0]), False)
    for match in _PERMIT.finditer(text):
        yield _sighting(match, Pattern.PERMIT, masked_identity(match[0]), False)
    for match in _MOBILE.finditer(text):
        yield _sighting(match, Pattern.MOBILE, masked_phone(_signs(match["number"])), False)


def _sighting(match: re.Match[str], pattern: Pattern, shown: str, is_certain: bool) -> Sighting:
    return Sighting(pattern=pattern, start=match.start(), end=match.end(), shown=shown, is_certain=is_certain)


def _signs(text: str) -> str:
    """The number without what stands between its signs."""
    return "".join(sign for sign in text if sign.isalnum()).upper()


def _is_a_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _has_check_digit(number: str) -> bool:
    return check_digit(number[:17]) == number[17]


def _passes_luhn(digits: str) -> bool:
    """The check of bank cards, ISO/IEC 7812."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
