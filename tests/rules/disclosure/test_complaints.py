"""A1.6.4 and N6.1: the officers' cases of reports and of clues about training agencies."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.disclosure import (
    ClueKind,
    ComplaintFacts,
    clue_authority,
    clue_findings,
    complaint_findings,
    handler_findings,
)


@pytest.mark.parametrize("case", cases("disclosure", "complaints"))
def test_complaint(case: Case) -> None:
    facts = ComplaintFacts(
        received_on=case["收到"],
        accepted_on=case["受理"],
        answered_on=case["答复"],
        is_extended=case["延长"],
    )
    check(case, complaint_findings(facts, case["日期"]))


@pytest.mark.parametrize("case", cases("disclosure", "clues"))
def test_clue(case: Case) -> None:
    kind = case.word(ClueKind, "类型")
    assert clue_authority(kind) == case["部门"]
    facts = ComplaintFacts(received_on=case["收到"], transferred_on=case["移交"], answered_on=case["反馈"])
    check(case, clue_findings(kind, facts, case["日期"]))


@pytest.mark.parametrize(
    ("handler", "sees", "may", "count"),
    [
        ("省招办", False, False, 0),
        ("甲大学", False, False, 1),
        ("省招办", True, False, 1),
        ("省招办", True, True, 0),
        ("甲大学", True, False, 2),
    ],
)
def test_reports_are_kept_from_the_reported(handler: str, sees: bool, may: bool, count: int) -> None:
    assert len(handler_findings(handler, "甲大学", sees_name=sees, may_see_name=may)) == count


def test_extension_is_counted_from_acceptance() -> None:
    facts = ComplaintFacts(received_on=date(2024, 1, 1), accepted_on=date(2024, 1, 1), is_extended=True)
    assert complaint_findings(facts, date(2024, 3, 31)) == ()
    assert len(complaint_findings(facts, date(2024, 4, 1))) == 1
