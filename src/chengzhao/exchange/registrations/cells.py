"""Single cells of a table of registrations as values; each mistake that tables make has its own sentence."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from chengzhao.exchange.dbf import CUT
from chengzhao.exchange.sheet_writing import could_be_formula
from chengzhao.law.provinces import Supplement
from chengzhao.law.reference import ethnic_groups
from chengzhao.law.words import ExamCategory, ProgrammeLevel, Word
from chengzhao.rules.registration import LicenceKind

W = TypeVar("W", bound=Word)

SEPARATOR = "；"
_SEVERAL = re.compile(r"[;；\n]")
_POWER = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]{1,2}")
_DATE = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?( 00:00:00)?")
_SERIAL = re.compile(r"[1-9][0-9]{4}(\.0)?")
_FIRST_SERIAL = date(1899, 12, 30)
YES, NO = "是", "否"
_ANSWERS = {YES: True, "1": True, "Y": True, "TRUE": True, NO: False, "0": False, "N": False, "FALSE": False}


class BadCell(ValueError):
    """A cell that is not what its column holds; the text says what was expected."""


def plain(text: str) -> str:
    """A cell without what our own CSV puts before it. Raises BadCell for one cut in the middle."""
    if CUT in text:
        raise BadCell("完整的文字：这一格的末尾有半个汉字或认不出的字，可能在原来的系统里超过了列宽")
    # What our own CSV marks as text, so that no program calculates it.
    return text[1:] if text[:1] == "'" and could_be_formula(text[1:]) else text


def digits(text: str) -> str:
    """A number as people type it, narrow and without blanks. Raises BadCell for one that a program has cut."""
    narrow = text if text.isascii() else unicodedata.normalize("NFKC", text)
    narrow = "".join(narrow.split())
    if _POWER.fullmatch(narrow):
        raise BadCell("完整的号码：现在是科学计数，后面几位已经丢失，请把列设为文本后重新填写")
    return narrow


def day(text: str) -> date:
    """A day, written in any of the usual ways. Raises BadCell."""
    typed = digits(text) if " " not in text else text
    match = _DATE.fullmatch(typed)
    if match:
        try:
            return date(*(int(part) for part in match.groups()[:3]))
        except ValueError:
            raise BadCell("存在的日期，如2022-06-30") from None
    if _SERIAL.fullmatch(typed):
        meant = _FIRST_SERIAL + timedelta(days=int(float(typed)))
        raise BadCell(f"日期：现在是表格软件的日期序号，可能是{meant:%Y-%m-%d}，请把列设为日期或文本")
    raise BadCell("日期，如2022-06-30")


def answer(text: str) -> bool:
    """是 or 否; nothing is 否. Raises BadCell."""
    if text == "":
        return False
    try:
        return _ANSWERS[text.upper()]
    except KeyError:
        raise BadCell(f"{YES}或{NO}") from None


def items(text: str) -> list[str]:
    """The parts of a cell that holds several."""
    return [part.strip() for part in _SEVERAL.split(text) if part.strip()]


@cache
def _known(words: type[Word]) -> Mapping[str, Word]:
    return {text: word for word in words for text in (word.value, word.label)}


def word(words: type[W], text: str) -> W:
    """The word that a cell names by its label or its code. Raises BadCell that lists the labels."""
    found = _known(words).get(text)
    if found is None:
        raise BadCell(listed(one.label for one in words))
    return found  # type: ignore[return-value]


def listed(labels: Iterable[str]) -> str:
    """What may stand in a cell, each once."""
    return "、".join(dict.fromkeys(labels))


def category(text: str, level: ProgrammeLevel, extra: Supplement) -> ExamCategory:
    """The category of a level, by its name or code in the province. Raises BadCell."""
    used = extra.categories.value.get(level, ())
    for one in used:
        if text in (one.name, one.code, one.category.label, one.category.value):
            return one.category
    raise BadCell(f"{extra.province_name}{level.label}的科类：{listed(one.name for one in used)}")


@cache
def _groups() -> Mapping[str, str]:
    return {text: one.code for one in ethnic_groups() for text in (one.code, one.name)}


def ethnicity(text: str) -> str:
    """The two digits of an ethnic group. Raises BadCell."""
    found = _groups().get(text) or _groups().get(text.removesuffix("族"))
    if found is None:
        raise BadCell("民族的名称或两位代码，如汉族、01（开头的0不能省）")
    return found


@cache
def ethnicity_name(code: str) -> str:
    """The name of an ethnic group, as tables are written."""
    return next(one.name for one in ethnic_groups() if one.code == code)


def licences(text: str) -> list[tuple[LicenceKind, str]]:
    """Health licences with their numbers. Raises BadCell."""
    found = []
    for part in items(text):
        kind, _, number = part.replace("：", ":").partition(":")
        if not number.strip():
            raise BadCell(f"证书名称：编号，名称为{listed(one.label for one in LicenceKind)}")
        found.append((word(LicenceKind, kind.strip()), number.strip()))
    return found
