"""Mistakes are counted by field and day; nobody and nothing typed is kept."""

from datetime import datetime

import pytest
from tests.factories import BEIJING, BORDER
from tests.records.models.breaking import again, breaks, change

from chengzhao.actions.mistakes import count_mistakes
from chengzhao.records.models import AuditRow, FieldMistake
from chengzhao.records.queries.mistakes import Mistakes, typed_wrong

pytestmark = pytest.mark.django_db
EVENING = datetime(2024, 9, 1, 23, 59, tzinfo=BEIJING)
MIDNIGHT = datetime(2024, 9, 2, 0, 0, tzinfo=BEIJING)


def count(at: datetime = EVENING, question: str = "contact", **fields: str) -> None:
    count_mistakes(border=BORDER, at=at, question=question, fields=fields)


def test_one_row_a_field_and_day_of_beijing() -> None:
    for at in (EVENING, EVENING, MIDNIGHT):
        count(at, postcode="邮政编码")
    count(phone="手机号")
    rows = FieldMistake.objects.order_by("field", "day").values_list("field", "day__day", "times")
    assert list(rows) == [("phone", 1, 1), ("postcode", 1, 2), ("postcode", 2, 1)]
    assert AuditRow.objects.count() == 0


def test_the_worst_field_comes_first_with_its_task() -> None:
    for _ in range(3):
        count(postcode="邮政编码")
    count(phone="手机号")
    assert typed_wrong(BORDER.season, BORDER.province, limit=9) == (
        Mistakes(task="身份", label="邮政编码", times=3),
        Mistakes(task="身份", label="手机号", times=1),
    )
    assert typed_wrong(BORDER.season, "15", limit=9) == ()


def test_field_mistake_once_a_day() -> None:
    count(phone="手机号")
    with breaks("field_mistake_once_a_day"):
        again(FieldMistake.objects.get())


def test_field_mistake_happened() -> None:
    count(phone="手机号")
    with breaks("field_mistake_happened"):
        change(FieldMistake.objects.get(), times=0)
