"""可疑报名线索 are decided: with a reason, on what was seen, within reach; registrations are voided by two."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.actions.refusing import trail_of
from tests.actions.two_persons import by_two, confirm, put_forward
from tests.factories import BORDER, KEYS, REGISTRATION_DAY, Tree, a_candidate, a_risk_case, an_actor

from chengzhao.actions.approvals import Changed
from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.recusals import declare_recusal
from chengzhao.actions.risk_cases import (
    CaseForm,
    decide_case,
    shown_digest,
)
from chengzhao.actions.voided_registrations import void_registrations, voiding_arguments
from chengzhao.law.words import Role
from chengzhao.records.models import (
    Candidate,
    Message,
    Recusal,
    Registration,
    ReviewDecision,
    RiskCase,
    RiskDecision,
)
from chengzhao.records.models.registration import Verdict
from chengzhao.rules.governance import Relation
from chengzhao.rules.registration import HEARD_FOR, CaseDecision, CaseState, RegistrationState

pytestmark = pytest.mark.django_db
AT = REGISTRATION_DAY + timedelta(days=1)
HEARD = AT + HEARD_FOR


@pytest.fixture
def tree() -> Tree:
    """A season whose stages are open."""
    factories.a_season()
    factories.every_stage_open()
    return factories.a_tree()


@pytest.fixture
def pair(tree: Tree) -> list[Candidate]:
    """Two registrations of one county."""
    return [a_candidate(confirmation_point=tree.county) for _ in range(2)]


@pytest.fixture
def case(pair: list[Candidate]) -> RiskCase:
    """Their case."""
    return a_risk_case(*pair)


def reviewer(tree: Tree, role: Role = Role.COUNTY_REVIEWER) -> Actor:
    path = tree.county.path if role is Role.COUNTY_REVIEWER else tree.province.path
    return an_actor(role=role, org_path=path)


def refused(part: str) -> AbstractContextManager[object]:
    """The step inside is refused with a sentence that has this in it."""
    return pytest.raises(Refused, match=part)


def form(case: RiskCase, decision: CaseDecision, *voided: Candidate, reason: str = "已电话核实") -> CaseForm:
    case.refresh_from_db()
    return CaseForm(
        case_id=case.pk,
        decision=decision,
        reason=reason,
        seen=shown_digest(case.pk, CaseState(case.state), case.changed_at),
        voided=tuple(one.candidate_number for one in voided),
    )


def decide(actor: Actor, wanted: CaseForm, at: datetime = AT) -> None:
    decide_case(border=BORDER, actor=actor, at=at, form=wanted, keys=KEYS)


def states(candidates: list[Candidate]) -> list[str]:
    return [Registration.objects.get(candidate=one).state for one in candidates]


@pytest.mark.parametrize(
    ("decision", "state"), [(CaseDecision.KEEP, CaseState.KEPT), (CaseDecision.MERGE, CaseState.MERGED)]
)
def test_keeping_and_merging_voids_nothing_and_tells_nobody(
    tree: Tree, pair: list[Candidate], case: RiskCase, decision: CaseDecision, state: CaseState
) -> None:
    decide(reviewer(tree), form(case, decision))
    case.refresh_from_db()
    held = RiskDecision.objects.get()
    assert (case.state, held.decision, held.reason, held.voided) == (state, decision, "已电话核实", 0)
    assert states(pair) == ["SUBMITTED", "SUBMITTED"]
    assert Message.objects.count() == 0
    assert trail_of("decide_case") == [("risk_case", str(case.pk))]


def test_looking_into_it_asks_each_of_them_once(tree: Tree, pair: list[Candidate], case: RiskCase) -> None:
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    case.refresh_from_db()
    assert (case.state, case.heard_until) == (CaseState.CHECKING, HEARD)
    assert Message.objects.filter(kind="registration_asked").count() == 2
    assert states(pair) == ["SUBMITTED", "SUBMITTED"]
    with refused("不能再决定“查证”"):
        decide(reviewer(tree), form(case, CaseDecision.CHECK))


def test_what_has_changed_since_it_was_shown_is_not_decided(tree: Tree, case: RiskCase) -> None:
    seen = form(case, CaseDecision.KEEP)
    decide(reviewer(tree), seen)
    with refused("这组线索刚有变动或已由他人处理"):
        decide(reviewer(tree), seen)
    assert RiskDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "said"), [("", "请写明理由"), ("　 ", "请写明理由"), ("长" * 201, "理由最多200字")]
)
def test_each_decision_has_a_reason(tree: Tree, case: RiskCase, reason: str, said: str) -> None:
    with refused(said):
        decide(reviewer(tree), form(case, CaseDecision.KEEP, reason=reason))


def test_numbers_of_persons_are_covered_in_the_reason(tree: Tree, case: RiskCase) -> None:
    decide(reviewer(tree), form(case, CaseDecision.KEEP, reason="来电19900001234，属一家人"))
    assert "19900001234" not in RiskDecision.objects.get().reason


def test_a_case_over_two_counties_is_not_for_one_of_them(tree: Tree) -> None:
    neighbour = factories.an_organisation(parent=tree.county.parent)
    case = a_risk_case(a_candidate(confirmation_point=tree.county), a_candidate(confirmation_point=neighbour))
    with refused("不在你单位的管辖范围内"):
        decide(reviewer(tree), form(case, CaseDecision.KEEP))
    decide(reviewer(tree, Role.PROVINCE_OFFICER), form(case, CaseDecision.KEEP))


def test_nobody_decides_on_whom_they_keep_away_from(
    tree: Tree, pair: list[Candidate], case: RiskCase
) -> None:
    actor = reviewer(tree)
    declare_recusal(
        border=BORDER,
        actor=actor,
        at=AT,
        candidate_number=pair[0].candidate_number,
        relation=Relation.RELATIVE,
    )
    assert Recusal.objects.count() == 1
    with refused("应当回避"):
        decide(actor, form(case, CaseDecision.KEEP))


def test_one_person_voids_nothing(tree: Tree, pair: list[Candidate], case: RiskCase) -> None:
    with refused("取消报名须由两人办理"):
        decide(reviewer(tree), form(case, CaseDecision.MERGE, pair[1]))
    with refused("须由两人办理"):
        void_registrations(
            border=BORDER,
            actor=reviewer(tree, Role.PROVINCE_OFFICER),
            at=HEARD,
            form=form(case, CaseDecision.MERGE, pair[1]),
            keys=KEYS,
        )
    assert states(pair) == ["SUBMITTED", "SUBMITTED"]


def void(wanted: CaseForm, at: datetime = HEARD) -> object:
    return by_two("void_registrations", voiding_arguments(wanted), at)


def test_two_persons_void_after_everybody_was_asked(
    tree: Tree, pair: list[Candidate], case: RiskCase
) -> None:
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    assert void(form(case, CaseDecision.MERGE, pair[1], reason="同一人重复报名，本人确认保留前一份")) == 1
    case.refresh_from_db()
    assert states(pair) == ["SUBMITTED", "CANCELLED"]
    assert (case.state, RiskDecision.objects.filter(voided=1).count()) == (CaseState.MERGED, 1)
    told = ReviewDecision.objects.get(candidate=pair[1])
    assert (told.verdict, told.reason) == (Verdict.VOID, "同一人重复报名，本人确认保留前一份")
    assert Message.objects.filter(kind="registration_voided").count() == 1
    assert trail_of("void_registrations") == [("registration", pair[1].candidate_number)]


@pytest.mark.parametrize(("moment", "is_done"), [(HEARD - timedelta(seconds=1), False), (HEARD, True)])
def test_whoever_was_asked_has_time_to_answer(
    tree: Tree, pair: list[Candidate], case: RiskCase, moment: datetime, is_done: bool
) -> None:
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    wanted = form(case, CaseDecision.MERGE, pair[0])
    if is_done:
        void(wanted, moment)
    else:
        with refused("还在听取本人说明的期限内"):
            void(wanted, moment)
    assert states(pair)[0] == ("CANCELLED" if is_done else "SUBMITTED")


def test_nothing_is_voided_before_it_was_looked_into(
    tree: Tree, pair: list[Candidate], case: RiskCase
) -> None:
    with refused("先决定“查证”"):
        void(form(case, CaseDecision.MERGE, pair[0]))


def test_one_registration_is_left(tree: Tree, pair: list[Candidate], case: RiskCase) -> None:
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    with refused("至少保留一份报名"):
        void(form(case, CaseDecision.MERGE, *pair))


def test_strangers_and_the_seated_are_not_voided(tree: Tree, pair: list[Candidate]) -> None:
    seated = a_candidate(confirmation_point=tree.county, state=RegistrationState.TICKETED)
    case = a_risk_case(*pair, seated)
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    with refused("不在这一组里"):
        void(form(case, CaseDecision.MERGE, a_candidate(confirmation_point=tree.county)))
    with refused("不能在这里取消"):
        void(form(case, CaseDecision.MERGE, seated))


def test_news_between_the_two_signatures_stops_the_second(
    tree: Tree, pair: list[Candidate], case: RiskCase
) -> None:
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    waiting = put_forward(
        "void_registrations", voiding_arguments(form(case, CaseDecision.MERGE, pair[0])), HEARD
    )
    RiskCase.objects.filter(pk=case.pk).update(changed_at=HEARD)
    with pytest.raises((Refused, Changed)):
        confirm(waiting, HEARD)
    assert states(pair) == ["SUBMITTED", "SUBMITTED"]


def test_an_approval_of_one_registration_voids_no_other(
    tree: Tree, pair: list[Candidate], case: RiskCase
) -> None:
    decide(reviewer(tree), form(case, CaseDecision.CHECK))
    wanted = form(case, CaseDecision.MERGE, pair[0])
    void(wanted)
    second = an_actor(role=Role.PROVINCE_LEAD, org_path="/14/")
    other = replace(wanted, voided=(pair[1].candidate_number,))
    with refused("须由两人办理"):
        void_registrations(border=BORDER, actor=second, at=HEARD, form=other, keys=KEYS)
