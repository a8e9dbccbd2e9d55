"""Names, telephones and postcodes as typed at registration: put right where it is safe, refused where not (N3.2)."""

import re
import unicodedata
from dataclasses import dataclass

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import IdentityDocument, Word

INTERPUNCT = "\u00b7"
# What keyboards and old files give for the dot in a name.
_DOTS = "\u2022\u30fb\uff65\u2027\u22c5\u2219\uff0e.\u0387\u16eb\u318d\u25cf\u2e33\ua78f"
_DOT_TABLE = str.maketrans(dict.fromkeys(_DOTS, INTERPUNCT))
_HAN = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    # Composition (NFC) would make others of these; they stay as they stand in the document.
    (0xF900, 0xFAD9),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EE5D),
    (0x2F800, 0x2FA1D),
    (0x30000, 0x323AF),
)
_RARE = ((0x3400, 0x4DBF), (0x9FA6, 0x9FFF), (0xE000, 0xF8FF), (0x20000, 0x323AF))
RARE_SIGNS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RARE)
"""The same as the inside of a character class of a regular expression."""
_LATIN_NAME = re.compile(r"[A-Z]+([ '\-][A-Z]+)*")
LONGEST_NAME = 40


class PhoneRegion(Word):
    """Whose numbering plan a telephone number follows."""

    MAINLAND = "MAINLAND", "内地手机"
    LANDLINE = "LANDLINE", "内地固定电话"
    HONG_KONG = "HONG_KONG", "香港"
    MACAO = "MACAO", "澳门"
    TAIWAN = "TAIWAN", "台湾"


_PHONES = {
    PhoneRegion.MAINLAND: (r"(?:\+?86)?(1[3-9][0-9]{9})", "1开头的11位手机号"),
    PhoneRegion.LANDLINE: (r"(0[0-9]{2,3}-?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?)", "区号加7至8位号码"),
    PhoneRegion.HONG_KONG: (r"(?:\+?852)?([4-9][0-9]{7})", "8位号码"),
    PhoneRegion.MACAO: (r"(?:\+?853)?(6[0-9]{7})", "6开头的8位号码"),
    PhoneRegion.TAIWAN: (r"(?:\+?886)?(0?9[0-9]{8})", "09开头的10位号码"),
}
_FOR_MACHINES = ("140", "141", "144", "145", "146", "148", "149")


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedName:
    """A name as it is kept, and whether that differs from what was typed."""

    name: str
    was_changed: bool


def kept_name(typed: str) -> TypedName:
    """The name as it is kept: Chinese without blanks, one kind of dot; Latin in capitals, single blanks."""
    text = typed.strip().translate(_DOT_TABLE)
    is_latin = text.isascii() or (INTERPUNCT not in text and re.fullmatch(r"[A-Za-z '\-]+", text))
    name = " ".join(text.upper().split()) if is_latin else "".join(text.split())
    return TypedName(name=name, was_changed=name != typed)


@cites("N3.2")
def name_findings(name: str, document: IdentityDocument) -> tuple[Finding, ...]:
    """Whether a kept name can stand in the record: Chinese characters with dots between, Latin for foreigners."""
    if not name:
        return (finding("N3.2", "请填写姓名。"),)
    if len(name) > LONGEST_NAME:
        return (finding("N3.2", f"姓名不能超过{LONGEST_NAME}个字：现为{len(name)}个字。"),)
    if "?" in name or "？" in name:
        return (finding("N3.2", "姓名中的生僻字不能用“?”代替，请输入该字。", 姓名=name),)
    if document is IdentityDocument.FOREIGN_PERMANENT and _LATIN_NAME.fullmatch(name):
        return ()
    parts = name.split(INTERPUNCT)
    if not all(parts):
        return (finding("N3.2", f"间隔号“{INTERPUNCT}”只能在姓名中间，且不能连用。", 姓名=name),)
    strange = "".join(_seen(sign) for sign in sorted({sign for sign in "".join(parts) if not _is_han(sign)}))
    if strange:
        return (finding("N3.2", f"姓名中不能有“{strange}”，请与证件一致。", 姓名=name),)
    return ()


@cites("N3.2")
def phone_findings(number: str, region: PhoneRegion) -> tuple[Finding, ...]:
    """Whether a telephone number is one of its region, and one that a person can answer."""
    pattern, expected = _PHONES[region]
    match = re.fullmatch(pattern, "".join(number.split()))
    if match is None:
        return (finding("N3.2", f"{region.label}号码应为{expected}：{number}。", 号码=number),)
    if region is PhoneRegion.MAINLAND and match[1].startswith(_FOR_MACHINES):
        return (finding("N3.2", f"{match[1][:3]}号段是物联网或数据卡号段，收不到短信通知。", 号码=number),)
    return ()


@cites("N3.2")
def searched_phone(typed: str) -> str:
    """The one form in which telephone numbers are compared: digits, without the country's code of a mobile."""
    digits = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", typed))
    plain = re.sub(r"^00(?=8)", "+", digits)
    for region, (pattern, _) in _PHONES.items():
        match = re.fullmatch(pattern, plain)
        if match and region is not PhoneRegion.LANDLINE:
            return match[1].removeprefix("0")
    return plain


@cites("N3.2")
def texted_phone(kept: str) -> str:
    """The number that text messages go to: 11 digits, or +852, +853, +886 and the rest; '' for any other telephone."""
    digits = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", kept))
    mainland = re.fullmatch(_PHONES[PhoneRegion.MAINLAND][0], digits)
    if mainland:
        return "" if mainland[1].startswith(_FOR_MACHINES) else mainland[1]
    abroad = re.fullmatch(r"(?:\+|00)(85[23]|886)0?([0-9]{8,9})", digits)
    return f"+{abroad[1]}{abroad[2]}" if abroad else ""


@cites("N3.4")
def searched_address(typed: str) -> str:
    """The one form in which addresses are compared: letters and digits, narrow and in capitals."""
    narrow = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in narrow if sign.isalnum())


@cites("N3.2")
def postcode_findings(postcode: str) -> tuple[Finding, ...]:
    """Whether a postcode has six digits."""
    if re.fullmatch(r"[0-9]{6}", postcode):
        return ()
    return (finding("N3.2", f"邮政编码应为6位数字：{postcode or '（空）'}。", 邮政编码=postcode),)


def is_rare(sign: str) -> bool:
    """Whether a character of names may be missing from a telephone: beyond those that Unicode had in 1993.

    Extension A, what came to the end of the first block later, the private area of old systems, the further planes.
    """
    point = ord(sign)
    return any(first <= point <= last for first, last in _RARE)


def _seen(sign: str) -> str:
    """A sign that can be pointed at: those that nobody sees (direction, joiners, controls) by their number."""
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def _is_han(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _HAN)
