"""通知·一 and 附件2: the officers' cases of stages, calendar and responsible persons."""

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import OrganisationKind
from chengzhao.rules.governance import Stage, calendar_findings, order_findings, responsible_findings


@pytest.mark.parametrize("case", cases("governance", "calendar"))
def test_calendar(case: Case) -> None:
    stage = case.word(Stage, "阶段")
    check(case, calendar_findings(stage, case["日期"], has_extension=case["延期"], law=case.law))


@pytest.mark.parametrize("case", cases("governance", "order"))
def test_order(case: Case) -> None:
    check(case, order_findings(case.word(Stage, "阶段"), case.words(Stage, "已结束")))


@pytest.mark.parametrize("case", cases("governance", "responsible"))
def test_responsible_persons(case: Case) -> None:
    named = {case.word(OrganisationKind, "单位"): case["已确定"]}
    check(case, responsible_findings(named, case.law))
