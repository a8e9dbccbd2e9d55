"""For how long each kind of personal data is kept, and who says so."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from chengzhao.law.citation import is_certain
from chengzhao.law.word import Word


class Unit(Word):
    """In what a period is counted."""

    MINUTES = "MINUTES", "分钟"
    HOURS = "HOURS", "小时"
    DAYS = "DAYS", "天"
    MONTHS = "MONTHS", "个月"
    YEARS = "YEARS", "年"
    FOREVER = "FOREVER", "永久"


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """How long, counted from what; `basis` are ids of articles, empty where the period is our own.

    A period that is a least one ends no keeping: it says how long one may count on what is kept.
    """

    id: str
    length: int
    unit: Unit
    counted_from: str
    basis: tuple[str, ...]
    source: str
    confidence: Decimal
    is_least: bool = False

    @property
    def label(self) -> str:
        """报名截止后30天."""
        if self.unit is Unit.FOREVER:
            return f"{self.counted_from}永久"
        least = "至少" if self.is_least else ""
        return f"{self.counted_from}后{least}{self.length}{self.unit.label}"

    @property
    def is_certain(self) -> bool:
        """Whether the period may be shown without a warning."""
        return is_certain(self.confidence)

    def ends_on(self, begun_on: date) -> date | None:
        """The first day after the period; None for one that never ends.

        A month without that day ends it on its last day (民法典 第二百零二条).
        """
        if self.unit is Unit.FOREVER:
            return None
        if self.unit in (Unit.MINUTES, Unit.HOURS, Unit.DAYS):
            days = self.length if self.unit is Unit.DAYS else 1
            return begun_on + timedelta(days=days)
        months = begun_on.month - 1 + self.length * (12 if self.unit is Unit.YEARS else 1)
        year, month = begun_on.year + months // 12, months % 12 + 1
        return date(year, month, min(begun_on.day, monthrange(year, month)[1]))

    def begun_by(self, day: date) -> date | None:
        """The last day on which a period began that is over on `day`; None for one that never ends."""
        if self.unit is Unit.FOREVER:
            return None
        begun_on = day
        while (ended := self.ends_on(begun_on)) is not None and ended > day:
            begun_on -= max(ended - day, _A_DAY)
        while (following := self.ends_on(begun_on + _A_DAY)) is not None and following <= day:
            begun_on += _A_DAY
        return begun_on


_A_DAY = timedelta(days=1)
_OURS = "our own: the shortest time in which the purpose can be met (个人信息保护法第十九条)"
_LAW, _KNOWN, _OWN = Decimal(1), Decimal("0.9"), Decimal("0.75")

_ROWS: tuple[tuple[str, int, Unit, str, tuple[str, ...], str, Decimal], ...] = (
    ("DRAFT", 30, Unit.DAYS, "报名截止", ("PIPL-19", "PIPL-47"), _OURS, _OWN),
    ("REJECTED", 1, Unit.YEARS, "报名不通过、撤回或取消", ("PIPL-19", "PIPL-47"), _OURS, _OWN),
    ("NOT_ADMITTED", 1, Unit.YEARS, "录取结束", ("PIPL-19", "PIPL-47"), _OURS, _OWN),
    (
        "ADMITTED",
        6,
        Unit.YEARS,
        "录取结束",
        ("PIPL-19",),
        "our own: the longest course of study and a year",
        _OWN,
    ),
    (
        "ON_ROLL",
        0,
        Unit.FOREVER,
        "列入录取名册的",
        ("COLLEGE_ARCHIVES-16",),
        "a roll says who is on it; of everybody else it goes with the rest",
        _OWN,
    ),
    ("NOTICE", 6, Unit.MONTHS, "公示开始", ("A1.6.3",), "附件1·六（二）", _LAW),
    ("EVIDENCE", 1, Unit.YEARS, "录取结束", ("PIPL-19", "PIPL-28"), _OURS, _OWN),
    ("FACE", 30, Unit.DAYS, "新生复查结束", ("PIPL-19", "PIPL-28"), _OURS, _OWN),
    ("HEALTH", 30, Unit.DAYS, "考试结束", ("PIPL-19", "PIPL-28"), _OURS, _OWN),
    ("DECISION", 3, Unit.YEARS, "录取结束", ("PIPL-56",), "for as long as the record of processing", _OWN),
    ("TRAIL", 3, Unit.YEARS, "写入", ("CSL-21", "PIPL-56"), "longer than the six months of the law", _KNOWN),
    ("ROLL", 0, Unit.FOREVER, "", ("COLLEGE_ARCHIVES-16",), "录取名册属于永久保存的档案", _OWN),
    ("CONSENT", 3, Unit.YEARS, "写入", ("PIPL-56",), "proof that one was told", _OWN),
    ("REQUEST", 3, Unit.YEARS, "办结", ("PIPL-50", "PIPL-56"), "proof that one was answered", _OWN),
    ("MESSAGE", 6, Unit.MONTHS, "发送", ("PIPL-19",), _OURS, _OWN),
    ("SESSION", 12, Unit.HOURS, "登录", ("PIPL-19",), _OURS, _OWN),
    (
        "EXPORT",
        7,
        Unit.DAYS,
        "生成",
        ("PIPL-19",),
        "our own: a week to fetch a file that can be made anew",
        _OWN,
    ),
    ("CODE", 2, Unit.DAYS, "发送", ("PIPL-19",), "our own: the ten a day are counted by them", _OWN),
    ("ACCOUNT", 1, Unit.YEARS, "最后一个年度结束", ("PIPL-19", "PIPL-47"), _OURS, _OWN),
    (
        "STAFF",
        3,
        Unit.YEARS,
        "最后一次任职结束",
        ("PIPL-56",),
        "who decided stays known as long as the decision",
        _OWN,
    ),
)

_LEAST = frozenset({"DECISION", "TRAIL", "CONSENT", "STAFF"})
"""What shows who decided what is only ever added; the article says three years at least (第五十六条)."""

PERIODS: Mapping[str, Period] = MappingProxyType(
    {
        key: Period(
            id=key,
            length=length,
            unit=unit,
            counted_from=counted_from,
            basis=basis,
            source=source,
            confidence=confidence,
            is_least=key in _LEAST,
        )
        for key, length, unit, counted_from, basis, source, confidence in _ROWS
    }
)


def period(key: str) -> Period:
    """The period of that id. Raises KeyError."""
    return PERIODS[key]
