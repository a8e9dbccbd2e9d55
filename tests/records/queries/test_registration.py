"""A candidate's registration and claims, and the figures of a confirmation point."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, REGISTRATION_DAY, YEAR

from chengzhao.law.words import ClaimKind
from chengzhao.records.models import ReviewDecision
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.registration import (
    claims_of,
    claims_under,
    registration_of,
    review_tally,
    states_under,
)
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db


def a_decision(candidate_id: int, verdict: Verdict, reason: str = "", day: int = 0) -> None:
    ReviewDecision.objects.create(
        season=YEAR,
        province=PROVINCE,
        candidate_id=candidate_id,
        reviewer=factories.an_account(),
        verdict=verdict,
        reason=reason,
        at=REGISTRATION_DAY + timedelta(days=day),
    )


def test_registration_shows_the_last_reason() -> None:
    candidate = factories.a_candidate(state=RegistrationState.RETURNED)
    a_decision(candidate.pk, Verdict.RETURN, "身份证过期", day=2)
    a_decision(candidate.pk, Verdict.RETURN, "毕业证照片看不清", day=1)
    mine = registration_of(candidate.pk)
    assert mine is not None
    assert (mine.state, mine.last_reason, mine.has_seat) == (RegistrationState.RETURNED, "身份证过期", False)


def test_registration_knows_of_the_seat() -> None:
    candidate = factories.a_candidate(ticketed=True)
    factories.a_seat(candidate=candidate)
    mine = registration_of(candidate.pk)
    assert mine is not None
    assert mine.has_seat is True


def test_registration_of_nobody_is_none() -> None:
    assert registration_of(0) is None


def test_claims_come_exemptions_first_then_by_points() -> None:
    candidate = factories.a_candidate()
    factories.a_claim(candidate=candidate, kind=ClaimKind.SELF_EMPLOYED_VETERAN, points=10)
    factories.a_claim(candidate=candidate, kind=ClaimKind.AGED_25, points=20, effective=True)
    factories.a_claim(candidate=candidate, kind=ClaimKind.NATIONAL_MODEL_WORKER, exempts=True)
    assert [(claim.points, claim.exempts, claim.is_effective) for claim in claims_of(candidate.pk)] == [
        (0, True, False),
        (20, False, True),
        (10, False, False),
    ]


def test_states_under_a_path_are_counted_in_the_order_of_the_states() -> None:
    tree = factories.a_tree()
    factories.a_candidate(confirmation_point=tree.county, approved=True)
    for _ in range(2):
        factories.a_candidate(confirmation_point=tree.county)
    factories.a_candidate()
    assert states_under(YEAR, PROVINCE, tree.county.path) == {
        RegistrationState.SUBMITTED: 2,
        RegistrationState.APPROVED: 1,
    }


def test_claims_under_a_path_are_counted() -> None:
    tree = factories.a_tree()
    factories.a_claim(candidate=factories.a_candidate(confirmation_point=tree.county), effective=True)
    factories.a_claim()
    assert claims_under(YEAR, PROVINCE, tree.county.path) == {ClaimState.EFFECTIVE: 1}


def test_review_tally_counts_decisions_not_people() -> None:
    tree = factories.a_tree()
    candidate = factories.a_candidate(confirmation_point=tree.county)
    a_decision(candidate.pk, Verdict.RETURN, "补正")
    a_decision(candidate.pk, Verdict.PASS, day=1)
    tally = review_tally(YEAR, PROVINCE, tree.county.path)
    assert (tally.passed, tally.returned, tally.second, tally.rejected) == (1, 1, 0, 0)
    assert tally.last_at == REGISTRATION_DAY + timedelta(days=1)
    assert review_tally(YEAR, "32", "/").last_at is None


@pytest.mark.parametrize("claims", [1, 3])
def test_claims_are_read_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, claims: int
) -> None:
    candidate = factories.a_candidate()
    for kind in list(ClaimKind)[:claims]:
        factories.a_claim(candidate=candidate, kind=kind)
    with django_assert_num_queries(1):
        assert len(claims_of(candidate.pk)) == claims
