"""Public notices: the half-year clock and the checklist."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.provinces import supplement
from chengzhao.law.years import year_law
from chengzhao.rules.disclosure import PUBLIC_NOTICE, NoticeState, missing_items, take_down_day

LAW = year_law(2024)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_half_a_year_is_181_to_184_days(up_on: date) -> None:
    assert timedelta(181) <= take_down_day(up_on, LAW) - up_on <= timedelta(184)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 30)))
def test_later_notice_is_never_taken_down_earlier(up_on: date) -> None:
    assert take_down_day(up_on, LAW) <= take_down_day(up_on + timedelta(days=1), LAW)


def test_checklist_has_ten_items_and_names_what_is_missing() -> None:
    assert len(missing_items([], LAW)) == 10
    assert missing_items(LAW.disclosure_items.value[1:], LAW) == ("招生政策",)
    assert missing_items(LAW.disclosure_items.value, LAW) == ()


def test_notice_is_public_until_it_is_taken_down() -> None:
    assert PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"] == {NoticeState.UP, NoticeState.COMPLETED}
    assert PUBLIC_NOTICE.sources(NoticeState.DOWN) == (NoticeState.COMPLETED,)


def test_province_may_keep_a_notice_longer_but_not_shorter() -> None:
    shanxi = supplement("14", 2024)
    for months, day in ((12, date(2025, 10, 21)), (3, date(2025, 4, 21))):
        own = replace(shanxi, notice_months=replace(shanxi.notice_months, value=months))
        assert take_down_day(date(2024, 10, 21), LAW, own) == day
