"""How a return is named in a text message, and when a reminder is due."""

from datetime import datetime, timedelta

import pytest
from tests.factories import BEIJING

from chengzhao.rules.messages import reminder_of, returned_in_words
from chengzhao.rules.messages.steps import LONGEST_ITEMS
from chengzhao.rules.registration import USUAL_REASONS, ReturnItem

CLOSES = datetime(2024, 9, 9, 17, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        ([], "原因见报名系统"),
        ([(ReturnItem.NAME, "与证件不一致，请按证件填写")], "姓名（与证件不一致，请按证件填写）"),
        ([(ReturnItem.NAME, "见附件")], "姓名"),
        ([(ReturnItem.RESIDENCE_PAPER, "不能证明在本地工作或居住，请更换材料")], "异地报考证明"),
        ([(ReturnItem.NAME, "一"), (ReturnItem.SEX, "二")], "姓名、性别"),
        ([(item, "看不清") for item in ReturnItem], "姓名、性别、出生日期、民族、证件号码等23项"),
    ],
)
def test_what_was_returned_in_words(returned: list[tuple[ReturnItem, str]], words: str) -> None:
    assert returned_in_words(returned) == words


def test_words_of_any_return_fit() -> None:
    for item in ReturnItem:
        for reason in (*USUAL_REASONS.get(item, ()), "字" * 200):
            assert len(returned_in_words([(item, reason)])) <= LONGEST_ITEMS
    items = list(ReturnItem)
    for first in range(len(items)):
        for last in range(first + 2, len(items) + 1):
            assert len(returned_in_words([(item, "") for item in items[first:last]])) <= LONGEST_ITEMS


@pytest.mark.parametrize(
    ("left", "due"),
    [
        (timedelta(hours=24, seconds=1), ""),
        (timedelta(hours=24), "last_day"),
        (timedelta(hours=2, seconds=1), "last_day"),
        (timedelta(hours=2), "last_hours"),
        (timedelta(), ""),
        (timedelta(seconds=-1), ""),
    ],
)
def test_reminder_before_a_deadline(left: timedelta, due: str) -> None:
    assert reminder_of(CLOSES - left, CLOSES) == due
