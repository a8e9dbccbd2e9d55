"""通知二.3, the gate: no bonus and no exemption counts before approval, publicity in full, and no sustained objection.

Every combination in the rule; every state of a claim in what a run reads and in who may be placed without an exam.
"""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from tests.factories import BEIJING, BORDER, a_candidate, a_claim, a_season

from chengzhao.actions.exempt_places import ExemptPlacementForm, _exempts
from chengzhao.actions.filing_entrants import read_entrants
from chengzhao.law.words import ClaimKind, EntryRoute, ProgrammeLevel
from chengzhao.records.models import Claim
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.preferences import CLAIM, ClaimFacts, ClaimState, is_effective

DAYS = 10
FIRST = datetime(2024, 10, 8, tzinfo=BEIJING).date()
LEVEL = ProgrammeLevel.ZHUANSHENGBEN
GATE = list(product((False, True), (False, True), (None, DAYS - 1, DAYS, DAYS + 1), (False, True)))


@pytest.mark.parametrize(("office", "department", "days", "objection"), GATE)
def test_a_claim_counts_by_all_four_conditions_together(
    office: bool, department: bool, days: int | None, objection: bool
) -> None:
    facts = ClaimFacts(
        kind=ClaimKind.THIRD_CLASS_MERIT,
        office_approved=office,
        department_agreed=department,
        publicised_from=FIRST if days else None,
        publicised_until=FIRST + timedelta(days=days - 1) if days else None,
        has_sustained_objection=objection,
    )
    wanted = office and department and days is not None and days >= DAYS and not objection
    assert is_effective(facts, DAYS) is wanted


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(ClaimState))
def test_a_run_reads_the_bonus_of_a_claim_in_effect_alone(state: ClaimState) -> None:
    a_season()
    candidate = a_candidate(ticketed=True, level=LEVEL)
    a_claim(candidate=candidate, state=state, refused_reason="材料不符")
    [entrant] = read_entrants(BORDER, FilingRound.MAIN, [LEVEL.value])
    assert entrant.candidate.bonus == (2000 if state in CLAIM.sets["COUNTS"] else 0)
    assert CLAIM.sets["COUNTS"] == {ClaimState.EFFECTIVE}


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(ClaimState))
def test_an_exemption_places_nobody_before_it_is_in_effect(state: ClaimState) -> None:
    a_season()
    candidate = a_candidate(confirmed=True, route=EntryRoute.EXEMPT, level=LEVEL)
    kind = ClaimKind.EXEMPT_VETERAN
    a_claim(candidate=candidate, kind=kind, exempts=True, state=state, refused_reason="材料不符")
    found = _exempts(
        BORDER, [ExemptPlacementForm(candidate_id=candidate.pk, programme_code="1", officer_id=1)]
    )
    wanted = {kind} if state is ClaimState.EFFECTIVE else set()
    assert found[candidate.pk].claims == wanted


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lacking", [{"approved_at": None}, {"notice_completed_at": None}, {"objection_sustained": True}]
)
def test_the_database_holds_the_gate_too(lacking: dict[str, object]) -> None:
    claim = a_claim(effective=True)
    with pytest.raises(IntegrityError, match="claim_effective_only_after_publicity"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**lacking)
