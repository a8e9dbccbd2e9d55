"""回避: declared by oneself, and no review and no claim passes over it."""

from datetime import timedelta

import pytest
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import by_two
from tests.factories import (
    BORDER,
    REGISTRATION_DAY,
    a_candidate,
    a_claim,
    a_season,
    a_tree,
    an_account,
    an_actor,
    every_stage_open,
)

from chengzhao.actions.audit import Actor, Touched, record
from chengzhao.actions.recusals import declare_recusal
from chengzhao.actions.registration import ReviewForm, Verdict, decide_registrations
from chengzhao.law.words import ClaimKind, Role
from chengzhao.records.models import Candidate, Recusal, Registration
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.governance import Relation
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
COUNTY = "/14/1401/140105/"
KEEP_AWAY = "审核人已申报与考生有近亲属关系，应当回避，由其他人办理（通知·二.5）"


@pytest.fixture
def person() -> Candidate:
    """A candidate of the county whose registration waits for its review."""
    a_season()
    every_stage_open()
    return a_candidate(confirmation_point=a_tree().county, state=RegistrationState.SUBMITTED)


def reviewer(role: Role = Role.COUNTY_REVIEWER) -> Actor:
    return an_actor(role=role, org_path=COUNTY)


def declare(actor: Actor, person: Candidate, relation: Relation = Relation.RELATIVE) -> None:
    declare_recusal(
        border=BORDER, actor=actor, at=AT, candidate_number=person.candidate_number, relation=relation
    )


def decide(actor: Actor, person: Candidate, by: int | None = None) -> None:
    form = ReviewForm(
        candidate_id=person.pk,
        reviewer_id=by or actor.account or 0,
        verdict=Verdict.RETURN,
        reason="照片不清",
    )
    decide_registrations(border=BORDER, actor=actor, at=AT, decisions=[form])


def test_who_declared_does_not_decide_and_another_does(person: Candidate) -> None:
    actor = reviewer()
    declare(actor, person)
    with rows_refused((1, person.candidate_number, KEEP_AWAY)):
        decide(actor, person)
    decide(reviewer(), person)
    assert Registration.objects.get(candidate=person).state == "RETURNED"
    assert trail_of("declare_recusal") == [("candidate", str(person.pk))]


def test_who_declared_does_not_press_in_another_s_name(person: Candidate) -> None:
    actor = reviewer()
    declare(actor, person)
    with rows_refused((1, person.candidate_number, KEEP_AWAY)):
        decide(actor, person, by=an_account().pk)


def test_nobody_decides_on_the_own_registration(person: Candidate) -> None:
    own = an_account(kind=AccountKind.CANDIDATE)
    Candidate.objects.filter(pk=person.pk).update(account=own)
    actor = an_actor(role=Role.COUNTY_REVIEWER, org_path=COUNTY, account=own)
    sentence = "这是审核人本人的报名，应当回避，由其他人办理（通知·二.5）"
    with rows_refused((1, person.candidate_number, sentence)):
        decide(actor, person)


def test_nobody_decides_on_what_he_entered(person: Candidate) -> None:
    clerk = an_account()
    # Entered under an account of which the registration was taken away since.
    Candidate.objects.filter(pk=person.pk).update(account=clerk)
    record(
        border=BORDER,
        actor=an_actor(role=Role.CANDIDATE, account=clerk),
        at=AT,
        act="submit_registrations",
        object_kind="registration",
        touched=[Touched(object_id=person.candidate_number, after="")],
    )
    Candidate.objects.filter(pk=person.pk).update(account=None)
    actor = an_actor(role=Role.COUNTY_REVIEWER, org_path=COUNTY, account=clerk)
    sentence = "这份报名由审核人录入，须由其他人办理（通知·二.5）"
    with rows_refused((1, person.candidate_number, sentence)):
        decide(actor, person)


@pytest.mark.parametrize("is_first", [True, False])
def test_neither_of_the_two_who_approve_a_claim_has_declared(person: Candidate, is_first: bool) -> None:
    claim = a_claim(candidate=person, kind=ClaimKind.AGED_25, state=ClaimState.CLAIMED)
    related, other = reviewer(), reviewer(Role.SECOND_REVIEWER)
    declare(related, person)
    first, second = (related, other) if is_first else (other, related)
    with rows_refused((1, f"{person.candidate_number} 年满25周岁", KEEP_AWAY)):
        by_two("approve_claims", {"claim_ids": [claim.pk]}, AT, first=first, second=second)


def test_declared_once_and_only_of_candidates_of_the_own_office(person: Candidate) -> None:
    actor = reviewer()
    declare(actor, person)
    with refused("你已申报过对这名考生回避，不必再次申报。"):
        declare(actor, person)
    with rows_refused((1, person.candidate_number, "不在你单位的管辖范围内")):
        declare(an_actor(role=Role.COUNTY_REVIEWER, org_path="/14/1401/140106/"), person)
    assert Recusal.objects.count() == 1


def test_a_declaration_needs_a_person_and_a_candidate(person: Candidate) -> None:
    nobody = Actor(account=None, role=Role.COUNTY_REVIEWER, org_path=COUNTY)
    with refused("回避须由本人登录申报。"):
        declare(nobody, person)
    with refused("在你的范围内没有这个考生号，请核对。"):
        declare_recusal(
            border=BORDER,
            actor=reviewer(),
            at=AT + timedelta(hours=1),
            candidate_number="0",
            relation=Relation.SELF,
        )
