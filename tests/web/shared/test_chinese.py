"""Times, numbers and names as the pages write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chengzhao.web.shared import chinese
from chengzhao.web.shared.chinese import BEIJING

EXAM = datetime(2024, 10, 19, 9, tzinfo=BEIJING)


def test_full_moment_is_in_beijing_time() -> None:
    assert chinese.full_moment(EXAM.astimezone(UTC)) == "2024年10月19日（周六）9:00"
    assert chinese.full_moment(EXAM.replace(hour=14, minute=5)) == "2024年10月19日（周六）14:05"


def test_closing_moment_at_midnight_is_the_end_of_the_day_before() -> None:
    midnight = datetime(2024, 9, 11, tzinfo=BEIJING)
    assert chinese.closing_moment(midnight) == "2024年9月10日（周二）24:00"
    assert chinese.closing_moment(midnight + timedelta(minutes=1)) == "2024年9月11日（周三）0:01"


def test_short_and_record_moments() -> None:
    assert chinese.short_moment(EXAM) == "10月19日 09:00"
    assert chinese.moment_of_record(EXAM) == "2024年10月19日 09:00"
    assert chinese.full_day(date(2024, 1, 2)) == "2024年1月2日"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=2, minutes=59), "还剩3天2小时"),
        (timedelta(days=3), "还剩3天"),
        (timedelta(hours=23, minutes=59, seconds=59), "还剩23小时59分钟"),
        (timedelta(hours=1), "还剩1小时"),
        (timedelta(minutes=1), "还剩1分钟"),
        (timedelta(seconds=59), "还剩不到1分钟"),
        (timedelta(0), "已截止"),
        (timedelta(seconds=-1), "已截止"),
    ],
)
def test_time_left(left: timedelta, said: str) -> None:
    assert chinese.time_left(EXAM, EXAM + left) == said


def test_span_leaves_out_the_closing_moment() -> None:
    def at(*parts: int) -> datetime:
        return datetime(*parts, tzinfo=BEIJING)  # type: ignore[misc,arg-type]

    assert chinese.span(at(2024, 12, 3), at(2024, 12, 31)) == "12月3日—30日"
    assert chinese.span(at(2024, 10, 19), at(2024, 10, 20)) == "10月19日"
    assert chinese.span(at(2024, 9, 1), at(2024, 12, 1, 17)) == "9月1日—12月1日"
    assert chinese.span(at(2024, 12, 30), at(2025, 1, 3)) == "2024年12月30日—2025年1月2日"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(886, 1000, "88.6"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 2000, "0.1"), (9, 20001, "0.0"), (5, 0, "—")],
)
def test_percent_rounds_half_up(part: int, whole: int, said: str) -> None:
    assert chinese.percent(part, whole) == said


def test_share_has_a_sign_only_where_there_is_a_whole() -> None:
    assert (chinese.share(1, 4), chinese.share(0, 4), chinese.share(0, 0)) == ("25.0%", "0.0%", "—")


@pytest.mark.parametrize(
    ("office", "place"),
    [("太原市招生考试中心", "太原市"), ("小店区招生考试机构", "小店区"), ("山西省教育厅", "山西省教育厅")],
)
def test_place_of_an_office(office: str, place: str) -> None:
    assert chinese.place_of(office) == place


def test_points_have_no_trailing_zeros() -> None:
    assert [chinese.points(Decimal(text)) for text in ("251.00", "251.50", "0.0", "100", "200")] == [
        "251",
        "251.5",
        "0",
        "100",
        "200",
    ]


def test_count() -> None:
    assert chinese.count(1204387) == "1,204,387"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张*丰"),
        ("唐敏", "唐*"),
        ("赵", "*"),
        ("", ""),
        ("阿依古丽·买买提", "阿*提"),
        ("𠮷田花", "𠮷*花"),
        ("葛\U000e0100明", "葛\U000e0100*"),
    ],
)
def test_masked_shows_first_and_last_character_only(name: str, shown: str) -> None:
    assert chinese.masked(name) == shown


def test_grouped_digest() -> None:
    assert chinese.grouped("9f3c51ae07") == "9f3c 51ae 07"
