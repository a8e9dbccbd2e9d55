"""N2.2 and N2.4: the officers' cases of telephones and of standard sites."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.rules.exams import (
    Equipment,
    PhonePolicy,
    SiteFacts,
    activation_findings,
    phone_policy_findings,
    site_findings,
    unchecked_rooms,
)

EXAM_DAY = date(2024, 10, 19)


def site(policy: str | None, method: str, until: date | None, inspected: dict[str, date]) -> SiteFacts:
    return SiteFacts(
        name="一中",
        certified_until=until,
        phone_policy=by_label(PhonePolicy, policy) if policy else None,
        phone_method=method,
        inspected={by_label(Equipment, label): day for label, day in inspected.items()},
    )


@pytest.mark.parametrize("case", cases("exams", "phones"))
def test_phone_policy(case: Case) -> None:
    check(case, phone_policy_findings(site(case["办法"], case["书面"], None, {})))


@pytest.mark.parametrize("case", cases("exams", "sites"))
def test_standard_site(case: Case) -> None:
    found = site_findings(site(None, "", case["认证至"], case["检查"]), EXAM_DAY, valid_days=30)
    check(case, found)


def test_site_with_nothing_is_told_everything() -> None:
    found = activation_findings(site(None, "", None, {}), EXAM_DAY, valid_days=30)
    assert [(item.clause, item.is_hard) for item in found] == [
        ("N2.2", True),
        ("N2.4", True),
        ("N2.4", True),
        ("N2.4", True),
        ("N2.4", False),
        ("N2.4", False),
    ]


def test_rooms_are_checked_before_the_day() -> None:
    checked = {"01": date(2024, 10, 18), "02": EXAM_DAY}
    assert unchecked_rooms(["03", "02", "01"], checked, EXAM_DAY) == ("02", "03")
