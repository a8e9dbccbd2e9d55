"""Working days: the days off and the exchanged days of each year, as the State Council's office sets them.

Of a year that is not listed, Monday to Friday are the working days.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision

ANSWER_WORKING_DAYS = Provision(
    15,
    Citation("A1.6.4"),
    "《App违法违规收集使用个人信息行为认定方法》第六条, general knowledge; 《个人信息保护法》第五十条 gives no number",
    Decimal("0.9"),
)
"""Within so many working days a request about one's own data is answered."""

_SATURDAY = 5
_SOURCE = "国务院办公厅关于部分节假日安排的通知, general knowledge"

_DAYS_OFF: Mapping[int, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        2024: (
            ("01-01", "01-01"),
            ("02-10", "02-17"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-08", "06-10"),
            ("09-15", "09-17"),
            ("10-01", "10-07"),
        ),
        2025: (
            ("01-01", "01-01"),
            ("01-28", "02-04"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("05-31", "06-02"),
            ("10-01", "10-08"),
        ),
        2026: (
            ("01-01", "01-03"),
            ("02-15", "02-23"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-19", "06-21"),
            ("09-25", "09-27"),
            ("10-01", "10-07"),
        ),
    }
)
_EXCHANGED: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        2024: ("02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"),
        2025: ("01-26", "02-08", "04-27", "09-28", "10-11"),
        2026: ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
    }
)
LISTED_YEARS = Provision(tuple(sorted(_DAYS_OFF)), Citation("A1.6.4"), _SOURCE, Decimal("0.85"))


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")


def _days_off(year: int) -> Iterator[date]:
    for first, last in _DAYS_OFF.get(year, ()):
        day = _day(year, first)
        while day <= _day(year, last):
            yield day
            day += timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    if day in set(_days_off(day.year)):
        return False
    if day.weekday() >= _SATURDAY:
        return day in {_day(day.year, exchanged) for exchanged in _EXCHANGED.get(day.year, ())}
    return True


def working_day_after(begun_on: date, days: int) -> date:
    """The working day on which a term of so many working days ends; the day of receipt is not counted."""
    day = begun_on
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day
