"""What the database promises of clusters of registrations and of what was decided on them."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import REGISTRATION_DAY, a_candidate, a_risk_case, an_account
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import RiskCase, RiskDecision, RiskScan

pytestmark = pytest.mark.django_db


def a_case() -> RiskCase:
    return a_risk_case(a_candidate(), a_candidate())


def a_decision() -> RiskDecision:
    case = a_case()
    return RiskDecision.objects.create(
        season=case.season,
        province=case.province,
        case=case,
        decision="MERGE",
        account=an_account(),
        reason="本人确认",
        at=REGISTRATION_DAY,
        weight=50,
        size=2,
        voided=1,
    )


def test_risk_scan_once() -> None:
    row = RiskScan.objects.create(season=2024, province="14")
    with breaks("risk_scan_once"):
        again(row)
    again(row, province="15")


def test_risk_case_state_known() -> None:
    with breaks("risk_case_state_known"):
        change(a_case(), state="LOST")


def test_risk_case_checked_has_a_time() -> None:
    case = a_case()
    with breaks("risk_case_checked_has_a_time"):
        change(case, state="CHECKING")
    change(case, state="CHECKING", heard_until=REGISTRATION_DAY)


@pytest.mark.parametrize("columns", [{"size": 0}, {"size": 1, "out_of_place": 2}])
def test_risk_case_has_registrations(columns: dict[str, int]) -> None:
    with breaks("risk_case_has_registrations"):
        change(a_case(), **columns)


def test_risk_trait_signal_known() -> None:
    row = a_case().traits.first()
    assert row is not None
    with breaks("risk_trait_signal_known"):
        change(row, signal="GUESS")


def test_risk_trait_once() -> None:
    row = a_case().traits.first()
    assert row is not None
    with breaks("risk_trait_once"):
        again(row)
    again(row, signal="DEVICE")


def test_risk_decision_known() -> None:
    with breaks("risk_decision_known"):
        again(a_decision(), decision="NONE", voided=0)


def test_risk_decision_has_reason() -> None:
    with breaks("risk_decision_has_reason"):
        again(a_decision(), reason="")


@pytest.mark.parametrize("columns", [{"decision": "KEEP"}, {"voided": 2}])
def test_risk_decision_voids_only_merged(columns: dict[str, object]) -> None:
    with breaks("risk_decision_voids_only_merged"):
        again(a_decision(), **columns)


def test_a_decision_is_never_taken_back() -> None:
    row = a_decision()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(row, reason="另一个理由")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        row.delete()
