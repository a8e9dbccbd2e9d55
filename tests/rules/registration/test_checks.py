"""N3.7: the officers' cases of online checks; what is kept of each."""

from datetime import datetime, timedelta, timezone

import pytest
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.rules.registration import (
    CheckAnswer,
    CheckOutcome,
    CheckSubject,
    OnlineCheck,
    check_outcome,
    kept_check_findings,
)

DAWN = datetime(2024, 9, 1, tzinfo=timezone(timedelta(hours=8)))


def online_check(hour: int | None, answer: str, **changes: str) -> OnlineCheck:
    texts = {"request": "证书编号 1", "source": "学信网", **changes}
    at = None if hour is None else DAWN + timedelta(hours=hour)
    return OnlineCheck(
        subject=CheckSubject.EDUCATION, answer=by_label(CheckAnswer, answer), answered_at=at, **texts
    )


@pytest.mark.parametrize("case", cases("registration", "online_checks"))
def test_outcome(case: Case) -> None:
    checks = [online_check(hour, answer) for hour, answer in case["答复"]]
    assert check_outcome(checks, CheckSubject.EDUCATION) is case.word(CheckOutcome, "结果")


def test_checks_of_another_subject_do_not_count() -> None:
    assert check_outcome([online_check(1, "一致")], CheckSubject.VETERAN) is CheckOutcome.BY_HAND


def test_record_without_request_source_and_time_is_incomplete() -> None:
    found = kept_check_findings(online_check(None, "一致", request="", source=" "))
    assert [item.message for item in found] == [
        "学历核查记录缺少请求内容。",
        "学历核查记录缺少数据来源。",
        "学历核查记录缺少答复时间。",
    ]


def test_outage_needs_no_time_of_answer() -> None:
    assert kept_check_findings(online_check(None, "未答复")) == ()
