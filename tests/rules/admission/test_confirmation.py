"""A2.2: the officers' cases of confirming choices."""

from typing import Any

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.provinces import supplement
from chengzhao.rules.admission import ConfirmationFacts, confirmation_findings, needs_confirmation


@pytest.mark.parametrize("case", cases("admission", "confirmation"))
def test_confirmation(case: Case) -> None:
    facts: dict[str, Any] = {
        "scores_are_released": True,
        "lines_are_published": True,
        "version_shown": 1,
        "version_now": 1,
        **case["改"],
    }
    check(case, confirmation_findings(ConfirmationFacts(day=case["日期"], **facts), case.law))


@pytest.mark.parametrize("key", [("14", 2024), ("32", 2025), ("33", 2025), ("41", 2025)])
def test_every_province_confirms(key: tuple[str, int]) -> None:
    assert needs_confirmation(supplement(*key))
