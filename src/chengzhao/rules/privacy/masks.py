"""How a personal value is covered: 张*丰, 138****1234, 35*************123. The one place that does it."""

import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from chengzhao.law.words import Word

STAR = "*"
COVERED = "******"
"""What stands for a value of which nothing is shown."""
_SHORT_PHONE = 8
_LONG_ADDRESS = 9


class Mask(Word):
    """The ways to cover a value."""

    NAME = "NAME", "姓名"
    IDENTITY = "IDENTITY", "证件号码"
    PHONE = "PHONE", "电话"
    BANK_CARD = "BANK_CARD", "银行卡号"
    CERTIFICATE = "CERTIFICATE", "证书编号"
    ADDRESS = "ADDRESS", "地址"
    BIRTH_DATE = "BIRTH_DATE", "出生日期"
    WHOLE = "WHOLE", "全部遮盖"


def characters(text: str) -> list[str]:
    """The characters of a name; a variation selector stays with the one before it."""
    clusters: list[str] = []
    for mark in text:
        if clusters and (
            unicodedata.combining(mark) or unicodedata.name(mark, "").startswith("VARIATION SEL")
        ):
            clusters[-1] += mark
        else:
            clusters.append(mark)
    return clusters


def masked_name(name: str) -> str:
    """张*丰, 唐*: first and last character only; of one character nothing but the mask."""
    parts = characters(name.strip())
    if len(parts) <= 1:
        return STAR if parts else ""
    if len(parts) == 2:
        return parts[0] + STAR
    return parts[0] + STAR + parts[-1]


def masked_identity(number: str) -> str:
    """35*************123: the first two and the last three, as many stars as there were signs."""
    return _between(number, first=2, last=3)


def masked_phone(number: str) -> str:
    """138****1234; of a short number the last two alone."""
    plain = "".join(number.split())
    return _between(plain, first=3, last=4) if len(plain) > _SHORT_PHONE else _between(plain, first=0, last=2)


def masked_card(number: str) -> str:
    """************1234: the last four."""
    return _between("".join(number.split()), first=0, last=4)


def masked_certificate(number: str) -> str:
    """1234************01: the first four and the last two."""
    return _between(number, first=4, last=2)


def masked_address(address: str) -> str:
    """太原市小店区******: six characters say the place, the rest is covered."""
    if len(address) < _LONG_ADDRESS:
        return _whole(address)
    return address[:6] + COVERED


def masked_birth_date(day: str) -> str:
    """1990-**-** or 1990年**月**日: the year alone."""
    year, rest = day[:4], day[4:]
    return year + "".join(STAR if sign.isdigit() else sign for sign in rest)


def _whole(value: str) -> str:
    return COVERED if value else ""


MASKS: Mapping[Mask, Callable[[str], str]] = MappingProxyType(
    {
        Mask.NAME: masked_name,
        Mask.IDENTITY: masked_identity,
        Mask.PHONE: masked_phone,
        Mask.BANK_CARD: masked_card,
        Mask.CERTIFICATE: masked_certificate,
        Mask.ADDRESS: masked_address,
        Mask.BIRTH_DATE: masked_birth_date,
        Mask.WHOLE: _whole,
    }
)


def covered(value: str, mask: Mask) -> str:
    """The value under a mask; an empty one stays empty."""
    return MASKS[mask](value)


def _between(text: str, *, first: int, last: int) -> str:
    """The ends of a text with stars between; of one that would show nearly whole, the stars alone."""
    hidden = len(text) - first - last
    if hidden < max(first, last, 1):
        return STAR * len(text)
    return text[:first] + STAR * hidden + text[len(text) - last :]
