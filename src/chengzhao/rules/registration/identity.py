"""Identity documents (附件1·三（二）) and what a resident identity number says (GB 11643-1999)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.reference import division_existed
from chengzhao.law.words import IdentityDocument, Sex
from chengzhao.law.years import YearLaw

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
# No county has this code: numbers in it belong to nobody and serve rehearsals.
SYNTHETIC_REGION = "999999"
# Sequences of 15-digit numbers that were kept for people of a hundred years and more.
_OF_CENTENARIANS = ("996", "997", "998", "999")
_RESIDENCE_REGIONS = {
    IdentityDocument.HK_MACAO_RESIDENCE: ("810000", "820000"),
    IdentityDocument.TAIWAN_RESIDENCE: ("830000",),
}
_PATTERNS = {
    IdentityDocument.HK_MACAO_PERMIT: (r"[HM]([0-9]{8}|[0-9]{10})", "H或M加8位数字（可带2位换证次数）"),
    IdentityDocument.TAIWAN_PERMIT: (
        r"[0-9]{8}|[0-9]{10}(?:[A-Z]|\([0-9A-Z]\))?",
        "8位数字，或旧证10位数字（可带1位字母或括号）",
    ),
    IdentityDocument.FOREIGN_PERMANENT: (
        r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}",
        "新证为9开头的18位号码，旧证为3个字母加12位数字",
    ),
}
# Cards that are issued anew keep these first characters; what follows counts the issues.
_LASTING = {IdentityDocument.HK_MACAO_PERMIT: 9, IdentityDocument.TAIWAN_PERMIT: 8}
_COUNTED_PERMIT = re.compile(r"([HM]?[0-9]{8})[0-9]{2}(?:[A-Z]|\([0-9A-Z]\))?")
_CENTURIES = ("18", "19", "20")
_FULL_WIDTH = str.maketrans("（）", "()")


class BadIdentityNumber(ValueError):
    """A number that cannot be one of its kind; the message says in Chinese what is wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentityNumber:
    """An 18-digit number taken apart: region, birth, sex; synthetic where the region is 999999."""

    number: str
    region: str
    birth: date
    sex: Sex
    is_synthetic: bool


def check_digit(first_seventeen: str) -> str:
    """The eighteenth character for the first seventeen digits: ISO 7064 MOD 11-2."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_DIGITS[total % 11]


@cites("A1.3.8", "N3.2")
def read_resident_number(value: str) -> IdentityNumber:
    """Read a resident identity number as typed: blanks go, x becomes X. Raises BadIdentityNumber.

    A number of eighteen digits that begins as those of residence permits do is told by its own document.
    """
    number = _normalised(value)
    if re.fullmatch(r"[0-9]{15}", number):
        raise BadIdentityNumber("15位的第一代身份证已停止使用，请填写18位号码。")
    read = _read_eighteen(number)
    for permit, regions in _RESIDENCE_REGIONS.items():
        if number[:2] in {region[:2] for region in regions}:
            raise BadIdentityNumber(f"{number[:2]}开头的不是居民身份证号码，请选择{permit.label}。")
    if not read.is_synthetic and not division_existed(read.region, read.birth.year):
        raise BadIdentityNumber(f"身份证号前6位{read.region}不是出生当年可用的行政区划代码。")
    return read


@cites("N3.2")
def kept_number(document: IdentityDocument, value: str) -> str:
    """The number as it is kept and compared: capitals, no blanks, a permit without the count of its issues.

    Two cards of one person, the second issued anew, give the same kept number.
    """
    return _normalised(value)[: _LASTING.get(document)]


@cites("N3.2")
def searched_number(value: str) -> str:
    """The one form in which a number of any document is compared: no blanks, capitals, narrow digits.

    A number of the first generation (15 digits) becomes that of 18 digits which the same person has now; that
    of a permit loses the two digits that count its issues.
    """
    number = _normalised(unicodedata.normalize("NFKC", value))
    if permit := _COUNTED_PERMIT.fullmatch(number):
        return permit[1]
    return _folded(number) if re.fullmatch(r"[0-9]{15}", number) else number


def _folded(number: str) -> str:
    """The 18 digits of 15: the century is put in and the check digit behind; one with no such date stays."""
    century = "18" if number[12:] in _OF_CENTENARIANS else "19"
    longer = number[:6] + century + number[6:]
    try:
        date(int(longer[6:10]), int(longer[10:12]), int(longer[12:14]))
    except ValueError:
        return number
    return longer + check_digit(longer)


@cites("A1.3.8", "N3.2")
def document_findings(
    document: IdentityDocument, value: str, birth: date, sex: Sex, law: YearLaw
) -> tuple[Finding, ...]:
    """What is wrong with an identity document: its kind, its number, or its person; empty where nothing.

    Birth and sex are compared where the number carries them.
    """
    if document not in law.identity_documents.value:
        return (finding("A1.3.8", f"不能凭{document.label}报名。", 证件=document.label),)
    try:
        read = _read(document, value)
    except BadIdentityNumber as error:
        return (finding("N3.2", str(error), 证件=document.label),)
    if read is None:
        return ()
    found = []
    if read.birth != birth:
        found.append(finding("N3.2", f"证件号码中的出生日期{read.birth}与填报的{birth}不一致。"))
    if read.sex is not sex:
        found.append(finding("N3.2", f"证件号码中的性别为{read.sex.label}，与填报的{sex.label}不一致。"))
    return tuple(found)


@cites("A1.3.8", "N3.2")
def number_findings(document: IdentityDocument, value: str) -> tuple[Finding, ...]:
    """What is wrong with the number of an identity document, where nothing else is known of the person yet."""
    if not value.strip():
        return (finding("N3.2", "请填写证件号码。", 证件=document.label),)
    try:
        _read(document, value)
    except BadIdentityNumber as error:
        return (finding("N3.2", str(error), 证件=document.label),)
    return ()


@cites("A1.3.8", "N3.2")
def told_by_number(document: IdentityDocument, value: str) -> IdentityNumber | None:
    """Birth and sex as the number of a document carries them; None for permits that carry neither.

    Raises BadIdentityNumber.
    """
    return _read(document, value)


def _read(document: IdentityDocument, value: str) -> IdentityNumber | None:
    """The number taken apart, or None for a kind whose number carries neither birth nor sex."""
    if document is IdentityDocument.RESIDENT_ID:
        return read_resident_number(value)
    number = _normalised(value)
    if document in _RESIDENCE_REGIONS:
        read = _read_eighteen(number)
        if read.region not in _RESIDENCE_REGIONS[document]:
            allowed = "或".join(_RESIDENCE_REGIONS[document])
            raise BadIdentityNumber(f"{document.label}号码应以{allowed}开头。")
        return read
    pattern, expected = _PATTERNS[document]
    if not re.fullmatch(pattern, number):
        raise BadIdentityNumber(f"{document.label}号码格式不对：应为{expected}。")
    if document is IdentityDocument.FOREIGN_PERMANENT and len(number) == 18:
        return _read_eighteen(number)
    return None


def _read_eighteen(number: str) -> IdentityNumber:
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise BadIdentityNumber("号码应为18位：前17位是数字，最后一位是数字或X。")
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadIdentityNumber(f"号码中的出生日期{number[6:14]}不存在。") from None
    if not number.startswith(_CENTURIES, 6):
        raise BadIdentityNumber(f"号码中的出生年份{birth.year}不对，应为18、19或20开头。")
    if check_digit(number[:17]) != number[17]:
        raise BadIdentityNumber("号码最后一位校验码不对，请核对是否输错。")
    region = number[:6]
    return IdentityNumber(
        number=number,
        region=region,
        birth=birth,
        sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE,
        is_synthetic=region == SYNTHETIC_REGION,
    )


def _normalised(value: str) -> str:
    return "".join(value.translate(_FULL_WIDTH).split()).upper()
