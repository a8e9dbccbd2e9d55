"""How times, numbers and names are written on the pages: pure functions of plain values."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from pypinyin import Style, pinyin

from chengzhao.rules.privacy.masks import masked_name

BEIJING = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"


def beijing(moment: datetime) -> datetime:
    """The moment on the clock of 北京时间."""
    return moment.astimezone(BEIJING)


def full_day(day: date) -> str:
    """2024年10月19日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date) -> str:
    """10月19日."""
    return f"{day.month}月{day.day}日"


def full_moment(moment: datetime) -> str:
    """2024年10月19日（周六）9:00, in 北京时间."""
    local = beijing(moment)
    return f"{full_day(local)}（周{WEEKDAYS[local.weekday()]}）{local.hour}:{local.minute:02}"


def closing_moment(moment: datetime) -> str:
    """A closing time; midnight is written as the end of the day before: 2024年9月10日（周二）24:00."""
    local = beijing(moment)
    if (local.hour, local.minute) != (0, 0):
        return full_moment(moment)
    day_before = local - timedelta(days=1)
    return f"{full_day(day_before)}（周{WEEKDAYS[day_before.weekday()]}）24:00"


def short_moment(moment: datetime) -> str:
    """10月19日 09:00, in 北京时间."""
    local = beijing(moment)
    return f"{short_day(local)} {local:%H:%M}"


def moment_of_record(moment: datetime) -> str:
    """2024年10月19日 09:00, in 北京时间, as records and receipts write it."""
    local = beijing(moment)
    return f"{full_day(local)} {local:%H:%M}"


def time_left(now: datetime, until: datetime) -> str:
    """还剩3天2小时; the largest two units, and 已截止 once the moment has come."""
    if until <= now:
        return "已截止"
    seconds = (until - now) // timedelta(seconds=1)
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return f"还剩{days}天{hours}小时" if hours else f"还剩{days}天"
    if hours:
        return f"还剩{hours}小时{minutes}分钟" if minutes else f"还剩{hours}小时"
    return f"还剩{minutes}分钟" if minutes else "还剩不到1分钟"


def duration(length: timedelta) -> str:
    """41秒, 2分05秒, 1小时03分: how long something takes, in its largest two units."""
    seconds = length // timedelta(seconds=1)
    if seconds < 60:
        return f"{seconds}秒"
    if seconds < 3600:
        return f"{seconds // 60}分{seconds % 60:02d}秒"
    return f"{seconds // 3600}小时{seconds // 60 % 60:02d}分"


def span(opens: datetime, closes: datetime) -> str:
    """12月3日—30日; month and year of the last day only where they differ; the closing moment is not in it."""
    first, last = beijing(opens).date(), beijing(closes - timedelta(microseconds=1)).date()
    if first == last:
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{short_day(first)}—{last.day}日"
    if first.year == last.year:
        return f"{short_day(first)}—{short_day(last)}"
    return f"{full_day(first)}—{full_day(last)}"


def count(number: int) -> str:
    """104,318: thousands separated by commas."""
    return f"{number:,}"


def points(value: Decimal | int) -> str:
    """251 or 251.5: exact, without trailing zeros."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(part: int, whole: int) -> str:
    """88.6, rounded half up to one decimal; an em dash where there is no whole."""
    if whole == 0:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def share(part: int, whole: int) -> str:
    """88.6%; an em dash alone where there is no whole."""
    return f"{percent(part, whole)}%" if whole else "—"


def place_of(office: str) -> str:
    """The place that an office is of: 太原市 for 太原市招生考试中心; other names stay as they are."""
    for ending in ("招生考试机构", "招生考试管理中心", "招生考试中心"):
        office = office.removesuffix(ending)
    return office


def masked(name: str) -> str:
    """张*丰, 唐*: first and last character only."""
    return masked_name(name)


def reading(name: str) -> str:
    """How a name is read, with tones: Liú Yǎn; '' where a character of it has no known reading."""
    parts = pinyin(name, style=Style.TONE, errors=lambda run: [[run if run in "·*" else ""]])
    read = [part[0] for part in parts]
    return " ".join(read) if all(read) else ""


def grouped(digest: str) -> str:
    """9f3c 51ae …: a digest in groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
