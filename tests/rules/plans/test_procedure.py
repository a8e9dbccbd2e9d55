"""A1.2.7: the officers' cases of who moves a plan; who has not compiled one."""

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import OrganisationKind
from chengzhao.rules.plans import MOVERS, PlanState, mover_findings, uncompiled_findings


@pytest.mark.parametrize("case", cases("plans", "procedure"))
def test_mover(case: Case) -> None:
    found = mover_findings(
        case.word(PlanState, "由"),
        case.word(PlanState, "到"),
        case.word(OrganisationKind, "办理"),
        is_own_college=case["所属"],
    )
    check(case, found)


def test_every_state_has_its_movers() -> None:
    assert set(MOVERS) == set(PlanState)


def test_college_that_has_not_compiled_is_named() -> None:
    found = uncompiled_findings(["b", "a", "c"], ["a"])
    assert [item.message for item in found] == [
        "b尚未在网上系统编制分省分专业计划。",
        "c尚未在网上系统编制分省分专业计划。",
    ]
