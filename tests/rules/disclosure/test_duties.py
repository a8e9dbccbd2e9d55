"""A1.6.1 and A1.6.2: the officers' cases of the checklist."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import OrganisationKind
from chengzhao.law.years import year_law
from chengzhao.rules.disclosure import DUTIES, accuracy_findings, checklist, overdue_findings


@pytest.mark.parametrize("case", cases("disclosure", "checklist"))
def test_overdue(case: Case) -> None:
    kind = case.word(OrganisationKind, "单位")
    check(case, overdue_findings(kind, case["已公开"], case["日期"], case.law))


def test_every_item_of_the_notice_has_its_office() -> None:
    assert list(DUTIES) == list(year_law(2024).disclosure_items.value)
    assert [item for item, (kinds, _) in DUTIES.items() if not kinds] == []


def test_results_are_due_when_admission_closes() -> None:
    due = {item.item: item.due_on for item in checklist(OrganisationKind.COLLEGE, {}, year_law(2024))}
    assert due["录取结果"] == date(2024, 12, 31)
    assert due["录取程序"] == date(2024, 12, 1)


def test_page_that_says_otherwise_than_the_record_is_named() -> None:
    found = accuracy_findings({"计划": "20", "学费": "2000"}, {"计划": "30", "学费": "2000"})
    assert [item.message for item in found] == ["公开的“计划”为“20”，记录为“30”。"]
