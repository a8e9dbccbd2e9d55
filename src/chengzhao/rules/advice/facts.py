"""The facts as people write them: each with its names, what it may be, and how its text is read."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    ForeignLanguage,
    IdentityDocument,
    ProgrammeLevel,
    Word,
)
from chengzhao.law.years import PhysicianClass
from chengzhao.rules.registration import LicenceKind, MedicalField, Residence

W = TypeVar("W", bound=Word)
NOTHING = "以上都没有"
"""What somebody answers who has none of the kinds of education."""
_CALLED: Mapping[str, Word] = MappingProxyType(
    {
        **dict.fromkeys(
            ("高中", "普通高中", "中专", "中职", "职高", "职业高中", "技校", "技工学校"),
            EducationKind.SENIOR_SECONDARY,
        ),
        **dict.fromkeys(("大专", "专科", "高职", "高职专科"), EducationKind.ZHUANKE),
        **dict.fromkeys(
            ("三支一扶", "西部计划", "特岗教师", "特岗计划", "大学生村官", "选聘到村任职"),
            ClaimKind.GRASSROOTS_SERVICE,
        ),
    }
)
"""How people call a member whose label says it otherwise."""
_YES, _NO = ("是", "yes", "true", "y", "1", "有"), ("否", "no", "false", "n", "0", "不是", "没有")


class BadText(ValueError):
    """A text that is not one of those allowed; the message is what is allowed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactField:
    """One fact that may be given: its identifier, its Chinese name, whether it is a list, how it is read."""

    name: str
    label: str
    read: Callable[[str], object]
    is_list: bool = False


def word_of(kind: type[W], text: str, members: Iterable[W] | None = None) -> W:
    """The member that a text means: its identifier, its label, what people call it, or a part of one label only.

    Raises BadText, naming those allowed.
    """
    among = tuple(members if members is not None else kind)
    wanted = unicodedata.normalize("NFKC", text.strip())
    for member in among:
        if wanted.upper() == member.value.upper() or wanted == unicodedata.normalize("NFKC", member.label):
            return member
    called = _CALLED.get(wanted)
    if isinstance(called, kind) and called in among:
        return called
    near = [one for one in among if wanted and wanted in unicodedata.normalize("NFKC", one.label)]
    if len(near) == 1:
        return near[0]
    raise BadText(f"可填：{one_of(near or among)}")


def one_of(members: Iterable[Word]) -> str:
    """The labels of members, told apart even where a label is a list itself."""
    labels = [member.label for member in members]
    return ("；" if any("、" in label for label in labels) else "、").join(labels)


def yes_or_no(text: str) -> bool:
    """是 or 否 in its usual spellings. Raises BadText."""
    wanted = text.strip().lower()
    if wanted in _YES:
        return True
    if wanted in _NO:
        return False
    raise BadText("可填：是、否")


def day_of(text: str) -> date:
    """A day written 1998-05-01 or 19980501. Raises BadText for one that is not in the calendar."""
    digits = unicodedata.normalize("NFKC", text.strip())
    try:
        return date.fromisoformat(digits)
    except ValueError:
        raise BadText("应为存在的日期，写成1998-05-01") from None


def whole_number(text: str) -> int:
    """A number from 1. Raises BadText."""
    digits = text.strip()
    if digits.isascii() and digits.isdecimal() and 0 < int(digits) < 1000:
        return int(digits)
    raise BadText("应为1以上的整数")


def plain(text: str) -> str:
    """The text itself, without blanks around it."""
    return text.strip()


def _education(text: str) -> EducationKind | None:
    """The kind of education; None for somebody who has none."""
    if text.strip() in (NOTHING, "无", "NONE"):
        return None
    try:
        return word_of(EducationKind, text)
    except BadText as error:
        raise BadText(f"{error}、{NOTHING}") from None


def _words(kind: type[W]) -> Callable[[str], W]:
    return lambda text: word_of(kind, text)


def _fields() -> tuple[FactField, ...]:
    words = {
        "level": ("报考层次", _words(ProgrammeLevel)),
        "education": ("学历", _education),
        "recognised": ("国民教育系列", yes_or_no),
        "student": ("在校生", yes_or_no),
        "residence": ("户口与居住", _words(Residence)),
        "hukou": ("户籍所在地", plain),
        "works_in": ("工作所在地", plain),
        "lives_in": ("居住所在地", plain),
        "medical": ("医学类", _words(MedicalField)),
        "document": ("证件", _words(IdentityDocument)),
        "major": ("专业", plain),
        "category": ("科类", plain),
        "language": ("外语语种", _words(ForeignLanguage)),
        "minority_language": ("少数民族语言授课", yes_or_no),
        "physician_class": ("执业类别", _words(PhysicianClass)),
        "matching_diploma": ("相应专业学历", yes_or_no),
        "secondary_diploma": ("中专学历", yes_or_no),
        "works_in_health": ("从事卫生医药工作", yes_or_no),
        "occupation_matches": ("专业对口", yes_or_no),
        "birth": ("出生日期", day_of),
        "competition": ("比赛", plain),
        "placing": ("名次", whole_number),
        "olympic_event": ("奥运会项目", yes_or_no),
    }
    lists = {
        "also": ("兼报层次", _words(ProgrammeLevel)),
        "proof": ("异地报考材料", plain),
        "licence": ("执业证书", _words(LicenceKind)),
        "honour": ("照顾项目", _words(ClaimKind)),
    }
    return (
        *(FactField(name=name, label=label, read=read) for name, (label, read) in words.items()),
        *(
            FactField(name=name, label=label, read=read, is_list=True)
            for name, (label, read) in lists.items()
        ),
    )


FIELDS: Mapping[str, FactField] = MappingProxyType({field.name: field for field in _fields()})
"""Every fact that may be given, by its identifier."""
