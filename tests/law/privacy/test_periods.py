"""Periods: how they are told, when they end."""

from datetime import date

import pytest

from chengzhao.law.privacy import PERIODS, Unit, article, period


@pytest.mark.parametrize(
    ("key", "begun_on", "ends_on"),
    [
        ("DRAFT", "2024-09-10", "2024-10-10"),
        ("REJECTED", "2024-09-10", "2025-09-10"),
        ("REJECTED", "2024-02-29", "2025-02-28"),
        ("NOTICE", "2024-08-31", "2025-02-28"),
        ("NOTICE", "2024-10-08", "2025-04-08"),
        ("CODE", "2024-10-08", "2024-10-10"),
        ("ROLL", "2024-10-08", None),
    ],
)
def test_period_ends_on(key: str, begun_on: str, ends_on: str | None) -> None:
    expected = date.fromisoformat(ends_on) if ends_on else None
    assert period(key).ends_on(date.fromisoformat(begun_on)) == expected


def test_labels_are_sentences_of_the_page() -> None:
    labels = {key: period(key).label for key in ("DRAFT", "NOTICE", "ROLL", "SESSION")}
    assert labels == {
        "DRAFT": "报名截止后30天",
        "NOTICE": "公示开始后6个月",
        "ROLL": "永久",
        "SESSION": "登录后12小时",
    }


def test_every_period_names_articles_that_exist_and_a_source() -> None:
    for one in PERIODS.values():
        assert all(article(key).label for key in one.basis), one.id
        assert one.source, one.id
        assert (one.length > 0) is (one.unit is not Unit.FOREVER), one.id
