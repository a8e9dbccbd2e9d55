"""How a value of the law is said in Chinese: words by their labels, numbers with their unit, shares exactly."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch

from chengzhao.law.exact import exact_text
from chengzhao.law.provinces.shape import (
    CategoryInUse,
    ChoiceForm,
    NumberFormat,
    NumberFormats,
    RoomPlan,
    RoundRule,
    SubjectOverride,
)
from chengzhao.law.words import ExamCategory, LineRounding, ProgrammeLevel, Word
from chengzhao.law.years.shape import (
    AthletePlacing,
    ExamSession,
    MajorGroup,
    Preference,
    ResponsiblePost,
    StageWindow,
)

NUMBER_PARTS = {
    "year": "年份",
    "province": "省份",
    "division": "县区",
    "route": "报考方式",
    "category": "科类",
    "serial": "顺序号",
}


def said(value: object, unit: str = "", empty: str = "无") -> str:
    """A value in one line."""
    return "；".join(lines_of(value, unit, empty))


def lines_of(value: object, unit: str = "", empty: str = "无") -> tuple[str, ...]:
    """A value line by line: one for each entry of a table and for each session, window or group of a list."""
    if value is None or (isinstance(value, Mapping | tuple) and not value):
        return (empty,)
    if isinstance(value, Mapping):
        return tuple(f"{_key(key)}：{_entry(item, unit)}" for key, item in value.items())
    if isinstance(value, NumberFormats):
        return tuple(phrase(each, unit) for each in (value.registration, value.candidate, value.admit_card))
    if isinstance(value, tuple) and all(is_dataclass(item) or isinstance(item, tuple) for item in value):
        return tuple(_entry(item, unit) for item in value)
    return (_span(value) or phrase(value, unit),)


@singledispatch
def phrase(value: object, unit: str = "") -> str:
    """A value inside a line."""
    return "无" if value is None else str(value)


@phrase.register
def _(value: Word, unit: str = "") -> str:
    return value.label


@phrase.register
def _(value: LineRounding, unit: str = "") -> str:
    example = "65分" if value is LineRounding.UP else "64分，比70％低不到半分"
    return f"{value.label}（92分的70％是64.4分，取{example}）"


@phrase.register
def _(value: bool, unit: str = "") -> str:
    return "是" if value else "否"


@phrase.register
def _(value: int, unit: str = "") -> str:
    return f"{value}{unit}"


@phrase.register
def _(value: Fraction, unit: str = "") -> str:
    return f"{exact_text(value * 100 if unit == '％' else value)}{unit}"


@phrase.register
def _(value: Decimal, unit: str = "") -> str:
    return f"{value}{unit}"


@phrase.register
def _(value: date, unit: str = "") -> str:
    return f"{value.year}年{value.month}月{value.day}日"


@phrase.register
def _(value: datetime, unit: str = "") -> str:
    return f"{phrase(value.date())}{phrase(value.time())}"


@phrase.register
def _(value: time, unit: str = "") -> str:
    return f"{value.hour}:{value.minute:02}"


@phrase.register
def _(value: tuple, unit: str = "") -> str:  # type: ignore[type-arg]
    return "、".join(phrase(item, unit) for item in value) or "无"


@phrase.register
def _(value: ExamSession, unit: str = "") -> str:
    levels = phrase(value.levels)
    return f"{phrase(value.day)} {phrase(value.start)}—{phrase(value.end)} {levels} {value.slot.label}"


@phrase.register
def _(value: StageWindow, unit: str = "") -> str:
    return f"{value.stage.label}：{phrase(value.opens)}至{phrase(value.closes)}"


@phrase.register
def _(value: ResponsiblePost, unit: str = "") -> str:
    return f"{value.post}（{'第一责任人' if value.is_first else '直接责任人'}）"


@phrase.register
def _(value: Preference, unit: str = "") -> str:
    where = "所在省的" if value.is_own_province_only else ""
    effect = f"免试就读{where}{phrase(value.exempt_levels)}" if value.is_exemption else f"加{value.points}分"
    return f"{effect}；凭{phrase(value.evidence)}；主管部门：{value.department}"


@phrase.register
def _(value: AthletePlacing, unit: str = "") -> str:
    competitions = phrase(value.competitions)
    return f"{competitions}：奥运会项目前{value.olympic_place}名，非奥运会项目前{value.other_place}名"


@phrase.register
def _(value: MajorGroup, unit: str = "") -> str:
    levels = "" if set(value.levels) == set(ProgrammeLevel) else f"（{phrase(value.levels)}）"
    excluded = f"，不含{phrase(value.excluded)}" if value.excluded else ""
    return f"{value.name}{levels}：专业代码以{phrase(value.prefixes)}开头{excluded}"


@phrase.register
def _(value: ChoiceForm, unit: str = "") -> str:
    reassignment = "可以填是否服从调剂" if value.offers_reassignment else "不设服从调剂"
    return f"{value.colleges}个院校，每个院校{value.programmes}个专业，{reassignment}"


@phrase.register
def _(value: RoundRule, unit: str = "") -> str:
    relaxed = f"降{value.relaxation}分" if value.relaxation else "不降分"
    return f"{value.kind.label}：{relaxed}，{'重新填报志愿' if value.takes_new_choices else '用已填志愿'}"


@phrase.register
def _(value: CategoryInUse, unit: str = "") -> str:
    return f"{value.name}（代码{value.code}，{phrase(value.papers)}）"


@phrase.register
def _(value: NumberFormat, unit: str = "") -> str:
    parts = "＋".join(f"{NUMBER_PARTS.get(part.name, part.name)}{part.width}位" for part in value.parts)
    return f"{value.name}{value.width}位：{parts}"


@phrase.register
def _(value: RoomPlan, unit: str = "") -> str:
    order = "蛇形编号" if value.runs_back_and_forth else "逐列编号"
    return (
        f"{value.rows}排{value.columns}列，{value.seats}个座位，{order}，监考人员至少{value.invigilators}名"
    )


@phrase.register
def _(value: SubjectOverride, unit: str = "") -> str:
    return f"{value.paper.label}（{value.category.label}）"


def _key(key: object) -> str:
    """A key: a level and form parted by a dot, as is "LEVEL/CATEGORY" of the tie keys."""
    if isinstance(key, Word):
        return key.label
    if isinstance(key, tuple):
        return "·".join(phrase(part) for part in key)
    level, _, category = str(key).partition("/")
    if level not in tuple(ProgrammeLevel):
        return f"专业代码以{key}开头"
    return "·".join([ProgrammeLevel(level).label, *([ExamCategory(category).label] if category else [])])


def _entry(value: object, unit: str) -> str:
    """The value of one line: a kind with its majors is told as a pair."""
    match value:
        case (Word() as kind, MajorGroup() as group):
            return f"{kind.label}：{phrase(group)}"
        case _:
            return phrase(value, unit)


def _span(value: object) -> str:
    """Two moments as from and until; empty for anything else."""
    match value:
        case (datetime() as opens, datetime() as closes):
            return f"{phrase(opens)}至{phrase(closes)}"
        case _:
            return ""
