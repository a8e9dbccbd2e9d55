"""N7.3 and A1.3.11: the officers' cases of the pledge and of false statements."""

from datetime import datetime, timedelta, timezone

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.registration import (
    SignedPledge,
    crime_notice,
    false_statement_findings,
    pledge_findings,
)

CHINA_TIME = timezone(timedelta(hours=8))


@pytest.mark.parametrize("case", cases("registration", "pledge"))
def test_pledge(case: Case) -> None:
    signed = None
    if case["签署"] is not None:
        signed = SignedPledge(
            version=case["版本"],
            signed_at=case["签署"].replace(tzinfo=CHINA_TIME),
            showed_the_crime=case["提示"],
        )
    submitted = datetime(2024, 9, 1, 10, tzinfo=CHINA_TIME)
    check(case, pledge_findings(signed, version_in_force="2024-1", submitted_at=submitted))


@pytest.mark.parametrize("case", cases("registration", "statements"))
def test_statement(case: Case) -> None:
    check(case, false_statement_findings(case["填报"], case["核实"]))


def test_notice_shows_three_crimes_with_their_penalties() -> None:
    notice = crime_notice()
    assert [item.split("：")[0] for item in notice] == [
        "组织考试作弊",
        "非法出售或提供试题答案",
        "代替他人或让他人代替考试",
    ]
    assert notice[2] == "代替他人或让他人代替考试：拘役或管制, 并/单处罚金。"
