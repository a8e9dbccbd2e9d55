"""A1.5.11: the officers' cases of the supplementary round; vacancies and their announcement."""

from decimal import Decimal

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.admission import (
    FileState,
    announcement_of_vacancies_findings,
    supplementary_choice_findings,
    vacancies,
)


@pytest.mark.parametrize("case", cases("admission", "supplementary"))
def test_who_may_choose(case: Case) -> None:
    found = supplementary_choice_findings(
        case.word(FileState, "状态"), Decimal(case["投档分"]), case["控制线"], case["降分"]
    )
    check(case, found)


def test_vacancies_leave_out_full_programmes() -> None:
    assert vacancies({"b": 3, "a": 2, "c": 1}, {"a": 2, "b": 1}) == {"b": 2, "c": 1}


def test_vacancy_announced_wrongly_is_named() -> None:
    found = announcement_of_vacancies_findings({"a": 2, "b": 1}, {"a": 1, "b": 1, "c": 4})
    assert [item.message for item in found] == ["专业a缺额2人，公布为1人。", "专业c缺额0人，公布为4人。"]
