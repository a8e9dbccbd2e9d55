"""N5.1: the acts of two, who opens and who confirms them, and when one lapses."""

from datetime import datetime, timedelta

import pytest
from tests.factories import BEIJING
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law import texts
from chengzhao.law.words import Role
from chengzhao.rules.governance import (
    APPROVAL,
    POWERS,
    TWO_PERSON_ACTS,
    ApprovalState,
    confirming_findings,
    proposing_findings,
    state_at,
)

SECURITY_ITSELF = {
    *("grant_roles", "extend_role", "invite_staff", "start_replacement"),
    # Whether numbers of persons go public, and what of persons is deleted.
    *("override_gate", "order_retention"),
}
LAPSES = datetime(2024, 9, 8, 10, tzinfo=BEIJING)


@pytest.mark.parametrize("case", cases("governance", "two_persons"))
def test_two_persons(case: Case) -> None:
    act, role = case["事项"], case.word(Role, "角色")
    if case["步骤"] == "提请":
        check(case, proposing_findings(act, role))
    else:
        check(case, confirming_findings(act, role, is_first=case.get("是提请人", False)))


@pytest.mark.parametrize("act", sorted(TWO_PERSON_ACTS))
def test_every_act_of_two_has_its_clauses_and_its_people(act: str) -> None:
    one = TWO_PERSON_ACTS[act]
    assert [texts.clause(clause).place for clause in one.clauses]
    assert one.firsts
    assert one.seconds
    assert len(set(one.firsts)) == len(one.firsts)
    assert len(set(one.seconds)) == len(one.seconds)
    assert Role.CANDIDATE not in {*one.firsts, *one.seconds}
    assert one.waits >= timedelta(hours=1)


def test_no_administrator_has_a_hand_in_the_business() -> None:
    for act, one in TWO_PERSON_ACTS.items():
        if act not in SECURITY_ITSELF:
            assert not set(POWERS) & {*one.firsts, *one.seconds}
    assert Role.SYSTEM_ADMIN not in TWO_PERSON_ACTS["grant_roles"].firsts
    assert Role.AUDIT_ADMIN not in TWO_PERSON_ACTS["grant_roles"].firsts


@pytest.mark.parametrize(
    ("state", "now", "then"),
    [
        (ApprovalState.OPEN, LAPSES - timedelta(microseconds=1), ApprovalState.OPEN),
        (ApprovalState.OPEN, LAPSES, ApprovalState.LAPSED),
        (ApprovalState.DONE, LAPSES, ApprovalState.DONE),
        (ApprovalState.WITHDRAWN, LAPSES, ApprovalState.WITHDRAWN),
    ],
)
def test_state_at_a_moment(state: ApprovalState, now: datetime, then: ApprovalState) -> None:
    assert state_at(state, LAPSES, now) is then


def test_an_answer_is_final() -> None:
    assert set(ApprovalState) - {ApprovalState.OPEN} == APPROVAL.terminal
