"""How each kind of value of a supplement is written in TOML, and read.

A reading takes what TOML gives and returns the value; where it cannot, it raises ValueError with what was
expected, in Chinese.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from chengzhao.law.provinces.shape import (
    CategoryInUse,
    ChoiceForm,
    NumberFormat,
    NumberFormats,
    NumberPart,
    RoomPlan,
    RoundRule,
    SubjectOverride,
)
from chengzhao.law.words import (
    ExamCategory,
    Paper,
    PaperSlot,
    ProgrammeLevel,
    RoundKind,
    StudyForm,
    Word,
)

W = TypeVar("W", bound=Word)
V = TypeVar("V")
Reading = Callable[[object], V]


def word(kind: type[W]) -> Reading[W]:
    """A member by its identifier, or by its Chinese label where only one member has it."""

    def read(given: object) -> W:
        by_name = [member for member in kind if given == member.value]
        found = by_name or [member for member in kind if given == member.label]
        if len(found) != 1:
            raise ValueError("、".join(f"{member.value}（{member.label}）" for member in kind))
        return found[0]

    return read


def yes_no(given: object) -> bool:
    """true or false."""
    if not isinstance(given, bool):
        raise ValueError("true或false")
    return given


def whole(given: object) -> int:
    """A whole number."""
    if isinstance(given, bool) or not isinstance(given, int):
        raise ValueError("整数")
    return given


def text(given: object) -> str:
    """Text that is not empty."""
    if not isinstance(given, str) or not given.strip():
        raise ValueError("不空的文字")
    return given.strip()


def fraction(given: object) -> Fraction:
    """An exact number written as text: "1.05", "7/10"."""
    if not isinstance(given, str):
        raise ValueError('加引号的数，如"1.05"或"7/10"')
    try:
        return Fraction(given)
    except (ValueError, ZeroDivisionError):
        raise ValueError('加引号的数，如"1.05"或"7/10"') from None


def money(given: object) -> Decimal | None:
    """Yuan written as text, such as "120.00"; empty text where no fee is known."""
    if given == "":
        return None
    try:
        amount = Decimal(text(given))
    except (InvalidOperation, ValueError):
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise ValueError('金额如"120.00"，没有规定写""')
    return amount


def day(given: object) -> date:
    """A day: 2025-10-18."""
    if not isinstance(given, date) or isinstance(given, datetime):
        raise ValueError("日期，如2025-10-18")
    return given


def window(given: object) -> tuple[datetime, datetime]:
    """Two moments with their time zone, the first before the second."""
    expected = "开始和截止两个时间，如[2025-09-01T08:00:00+08:00, 2025-09-06T18:00:00+08:00]"
    if not isinstance(given, list) or len(given) != 2:
        raise ValueError(expected)
    opens, closes = given
    for moment in given:
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise ValueError(expected)
    if opens >= closes:
        raise ValueError("开始在截止之前")
    return opens, closes


def list_of(inner: Reading[V]) -> Reading[tuple[V, ...]]:
    """A list, each of its values read alike."""

    def read(given: object) -> tuple[V, ...]:
        if not isinstance(given, list):
            raise ValueError("方括号内的列表")
        return tuple(inner(item) for item in given)

    return read


def by_level(inner: Reading[V]) -> Reading[Mapping[ProgrammeLevel, V]]:
    """A table with every level as a key."""

    def read(given: object) -> Mapping[ProgrammeLevel, V]:
        found = by_some_levels(inner)(given)
        missing = [level.value for level in ProgrammeLevel if level not in found]
        if missing:
            raise ValueError(f"每个招生类型一项，缺{'、'.join(missing)}")
        return found

    return read


def by_some_levels(inner: Reading[V]) -> Reading[Mapping[ProgrammeLevel, V]]:
    """A table whose keys are levels."""
    return table_of(word(ProgrammeLevel), inner)


def table_of(key: Reading[W], inner: Reading[V]) -> Reading[Mapping[W, V]]:
    """A table with keys and values read alike."""

    def read(given: object) -> Mapping[W, V]:
        return MappingProxyType({key(name): inner(item) for name, item in fields(given).items()})

    return read


def tie_keys(given: object) -> Mapping[str, tuple[PaperSlot, ...]]:
    """Slots by "LEVEL" or "LEVEL/CATEGORY"."""
    slots, level, category = list_of(word(PaperSlot)), word(ProgrammeLevel), word(ExamCategory)
    found = {}
    for key, value in fields(given).items():
        level_name, slash, category_name = key.partition("/")
        name = f"{level(level_name)}/{category(category_name)}" if slash else str(level(level_name))
        found[name] = slots(value)
    return MappingProxyType(found)


def choice_form(given: object) -> ChoiceForm:
    """{ colleges = 2, programmes = 1, offers_reassignment = false }"""
    found = fields(given, "colleges", "programmes", "offers_reassignment")
    form = ChoiceForm(
        colleges=whole(found["colleges"]),
        programmes=whole(found["programmes"]),
        offers_reassignment=yes_no(found["offers_reassignment"]),
    )
    if form.colleges < 1 or form.programmes < 1:
        raise ValueError("院校志愿数和专业数至少为1")
    return form


def round_rule(given: object) -> RoundRule:
    """{ kind = "MAIN", relaxation = 0, takes_new_choices = false }"""
    found = fields(given, "kind", "relaxation", "takes_new_choices")
    return RoundRule(
        kind=word(RoundKind)(found["kind"]),
        relaxation=whole(found["relaxation"]),
        takes_new_choices=yes_no(found["takes_new_choices"]),
    )


def category_in_use(given: object) -> CategoryInUse:
    """{ category = "LAW", code = "15", name = "法学类", papers = ["CIVIL_LAW"] }"""
    found = fields(given, "category", "code", "name", "papers")
    return CategoryInUse(
        category=word(ExamCategory)(found["category"]),
        code=text(found["code"]),
        name=text(found["name"]),
        papers=list_of(word(Paper))(found["papers"]),
    )


def room_plan(given: object) -> RoomPlan:
    """{ rows = 6, columns = 5, invigilators = 2, runs_back_and_forth = true }"""
    found = fields(given, "rows", "columns", "invigilators", "runs_back_and_forth")
    plan = RoomPlan(
        rows=whole(found["rows"]),
        columns=whole(found["columns"]),
        invigilators=whole(found["invigilators"]),
        runs_back_and_forth=yes_no(found["runs_back_and_forth"]),
    )
    if plan.rows < 1 or plan.columns < 1:
        raise ValueError("排数和列数至少为1")
    return plan


def number_formats(given: object) -> NumberFormats:
    """Three lists of [part, width] under registration, candidate and admit_card."""
    found = fields(given, "registration", "candidate", "admit_card")
    return NumberFormats(
        registration=_number_format("报名号", found["registration"]),
        candidate=_number_format("考生号", found["candidate"]),
        admit_card=_number_format("准考证号", found["admit_card"]),
    )


def minimum_years(given: object) -> Mapping[tuple[ProgrammeLevel, StudyForm], Fraction]:
    """Years by level, then by study form."""
    by_form = table_of(word(StudyForm), fraction)
    levels = by_some_levels(by_form)(given)
    return MappingProxyType(
        {(level, form): years for level, forms in levels.items() for form, years in forms.items()}
    )


def subject_overrides(given: object) -> Mapping[str, SubjectOverride]:
    """{ paper = "ADVANCED_MATHS_1", category = "ENGINEERING" } by the beginning of a major's code."""
    overrides = {}
    for prefix, value in fields(given).items():
        found = fields(value, "paper", "category")
        overrides[prefix] = SubjectOverride(
            paper=word(Paper)(found["paper"]), category=word(ExamCategory)(found["category"])
        )
    return MappingProxyType(overrides)


def fields(given: object, *names: str) -> Mapping[str, object]:
    """A table; where names are given, with exactly those keys."""
    if not isinstance(given, dict):
        raise ValueError("键与值的表")
    if names and set(given) != set(names):
        raise ValueError(f"{'、'.join(names)}各一项")
    return given


def _number_format(name: str, given: object) -> NumberFormat:
    if not isinstance(given, list):
        raise ValueError("[名称, 位数]的列表")
    parts = []
    for item in given:
        if not isinstance(item, list) or len(item) != 2:
            raise ValueError('每一段写成["名称", 位数]')
        parts.append(NumberPart(name=text(item[0]), width=whole(item[1])))
    if any(part.width < 1 for part in parts):
        raise ValueError("每一段的位数至少为1")
    return NumberFormat(name=name, parts=tuple(parts))
