"""A deadline in a table: when in 北京时间, what is left, what happens then."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template

NOW = datetime(2024, 9, 8, 1, 30, tzinfo=UTC)


def shown(until: datetime | date) -> str:
    """What the tag writes at half past nine on 8 September in Beijing."""
    template = Template('{% load show %}{% deadline until "失效，须重新提请" %}')
    return template.render(Context({"shell": SimpleNamespace(now=NOW), "until": until}))


@pytest.mark.parametrize(
    ("until", "when", "said"),
    [
        (
            NOW + timedelta(days=2, hours=3),
            "2024年9月10日（周二）12:30",
            "还剩2天3小时，到时失效，须重新提请",
        ),
        (NOW + timedelta(seconds=1), "2024年9月8日（周日）9:30", "还剩不到1分钟，到时失效，须重新提请"),
        # Midnight in Beijing is the end of the day before.
        (
            datetime(2024, 9, 9, 16, tzinfo=UTC),
            "2024年9月9日（周一）24:00",
            "还剩1天14小时，到时失效，须重新提请",
        ),
        # A day lasts until its end.
        (date(2024, 9, 8), "2024年9月8日（周日）24:00", "还剩14小时30分钟，到时失效，须重新提请"),
        (NOW, "2024年9月8日（周日）9:30", "已到时，失效，须重新提请"),
        (date(2024, 9, 7), "2024年9月7日（周六）24:00", "已到时，失效，须重新提请"),
    ],
)
def test_deadline_says_when_what_is_left_and_what_then(until: datetime | date, when: str, said: str) -> None:
    text = shown(until)
    assert f">{when}</time>" in text
    assert f">北京时间，{said}</small>" in text
