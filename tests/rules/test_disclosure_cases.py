"""附件1·六: the officers' cases of public notices."""

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.disclosure import (
    channel_findings,
    entry_findings,
    missing_items,
    notice_day_findings,
    take_down_day,
)


@pytest.mark.parametrize("case", cases("disclosure", "entries"))
def test_entry(case: Case) -> None:
    fields = {name: "无" for name in case.law.notice_fields.value if name not in case["缺"]}
    fields |= dict.fromkeys(case["多"], "无")
    check(case, entry_findings(fields, case.law))


@pytest.mark.parametrize("case", cases("disclosure", "days"))
def test_days(case: Case) -> None:
    check(case, notice_day_findings(case["公示"], case.law))
    assert take_down_day(case["公示"], case.law) == case["撤下"]


@pytest.mark.parametrize("case", cases("disclosure", "channels"))
def test_channels(case: Case) -> None:
    channels = {name: "有" for name in case.law.report_channels.value if name not in case["缺"]}
    check(case, channel_findings(channels, case.law))


@pytest.mark.parametrize("case", cases("disclosure", "items"))
def test_items(case: Case) -> None:
    published = [item for item in case.law.disclosure_items.value if item not in case["未公开"]]
    assert list(missing_items(published, case.law)) == case["结果"]
