"""附件1·五（二）（六）（七）: the officers' cases of lists, letters, days and adjustments."""

from decimal import Decimal
from typing import Any

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.words import ReturnReason
from chengzhao.rules.admission import (
    FileState,
    ListEntry,
    ListState,
    adjustment_findings,
    admission_day_findings,
    entry_findings,
    letter_findings,
    list_findings,
)


def entry(**given: Any) -> ListEntry:
    facts = {
        "candidate": "140105000001",
        "college": "某校",
        "programme": "法学",
        "listed_programmes": ("法学",),
        "return_reason": None,
        "filing_score": Decimal(200),
        "line": 180,
        "relaxed_by": 0,
        "is_relaxable": False,
        "merit_rank": 1,
        "bonus_points": 0,
        "bonus_is_effective": False,
        "lacks_extra_test": False,
        "lacks_credential": False,
        "decided_by": "王敏",
        "officer_college": "某校",
    }
    return ListEntry(**(facts | given))


@pytest.mark.parametrize("case", cases("admission", "entries"))
def test_entry(case: Case) -> None:
    reason = case.get("退档原因")
    made = entry(
        programme=case.get("专业", "法学"),
        return_reason=by_label(ReturnReason, reason) if reason else None,
        filing_score=Decimal(case.get("投档分", "200")),
        relaxed_by=case.get("降分", 0),
        is_relaxable=case.get("可降分专业", False),
        bonus_points=case.get("加分", 0),
        bonus_is_effective=case.get("加分生效", False),
        lacks_extra_test=case.get("不在合格名单", False),
        lacks_credential=case.get("缺资格", False),
        decided_by=case.get("署名", "王敏"),
        officer_college=case.get("署名单位", "某校"),
    )
    check(case, entry_findings(made, case.law))


@pytest.mark.parametrize("case", cases("admission", "lists"))
def test_list(case: Case) -> None:
    entries = []
    for rank, listed, verdict in case["考生"]:
        reason = next((each for each in ReturnReason if each.label == verdict), None)
        entries.append(
            entry(
                candidate=f"考生{rank}",
                merit_rank=rank,
                listed_programmes=tuple(listed),
                programme="" if reason else verdict,
                return_reason=reason,
            )
        )
    check(case, list_findings(entries, case["名额"], case.law))


@pytest.mark.parametrize("case", cases("admission", "letters"))
def test_letter(case: Case) -> None:
    check(case, letter_findings(case.word(ListState, "名单"), case.word(FileState, "档案")))


@pytest.mark.parametrize("case", cases("admission", "days"))
def test_admission_day(case: Case) -> None:
    check(case, admission_day_findings(case["日期"], case.law))


@pytest.mark.parametrize("case", cases("admission", "adjustments"))
def test_adjustment(case: Case) -> None:
    found = adjustment_findings(
        places=case["计划"],
        used=case["已用"],
        moved=case["调出"],
        total_after=case["调整后"],
        ceiling=case["上限"],
        province_agrees=case["省招办同意"],
    )
    check(case, found)
