"""N5.3: the officers' cases of the yearly commitment."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import Role
from chengzhao.rules.governance import (
    Commitment,
    commitment_findings,
    commitment_lists,
    uncertain_rules,
)


@pytest.mark.parametrize("case", cases("governance", "commitments"))
def test_commitment(case: Case) -> None:
    signed = [Commitment(year=case["年份"], lists=tuple(case["已签"]), signed_on=case["签署日"])]
    check(case, commitment_findings(case.word(Role, "角色"), signed, 2024, date(2024, 12, 1)))


def test_lists_are_those_of_the_notice_in_its_order() -> None:
    assert [name for name, _ in commitment_lists()] == ["十严禁", "30个不得", "八项基本要求"]


def test_uncertain_rules_are_the_ones_without_number_or_words() -> None:
    names = [rule.list_name for rule in uncertain_rules()]
    assert names == ["30个不得"] * 10 + ["八项基本要求"]
