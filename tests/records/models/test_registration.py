"""What the database promises of candidates, registrations, education, licences and reviews."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.factories import BORDER, KEYS, REGISTRATION_DAY, a_candidate, an_account
from tests.records.models.breaking import again, breaks, change, drop

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models import (
    Candidate,
    Education,
    PracticeLicence,
    Registration,
    ReviewDecision,
)
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
S = RegistrationState


def a_registration(state: S = S.SUBMITTED, **facts: Any) -> Registration:
    return Registration.objects.get(candidate=a_candidate(state=state, **facts))


def test_candidate_number_once() -> None:
    row = a_candidate()
    other = {"identity_index": KEYS.index("other", purpose="identity_number")}
    with breaks("candidate_number_once"):
        again(row, **other)
    again(row, candidate_number="24140105999999", **other)


def test_candidate_once_per_person() -> None:
    row = a_candidate()
    with breaks("candidate_once_per_person"):
        again(row, candidate_number="24140105999999")
    again(row, season=2025)
    again(row, province="32")
    assert Candidate.objects.count() == 3


@pytest.mark.parametrize(
    ("column", "name"),
    [("sex", "candidate_sex_known"), ("identity_kind", "candidate_identity_kind_known")],
)
def test_candidate_words_known(column: str, name: str) -> None:
    row = a_candidate()
    with breaks(name):
        change(row, **{column: "3"})


def test_registration_once_per_candidate() -> None:
    row = a_registration()
    with breaks("records_registration_candidate_id_key"):
        again(row)


def test_registration_category_known() -> None:
    row = a_registration()
    with breaks("registration_category_known"):
        change(row, category="OTHER")


def test_registration_state_known() -> None:
    row = a_registration()
    drop(Registration, "registration_state_has_its_time")
    with breaks("registration_state_known"):
        change(row, state="OTHER")


def test_registration_level_known() -> None:
    row = a_registration(level=ProgrammeLevel.GAOQIZHUAN)
    with breaks("registration_level_known"):
        change(row, level="OTHER")


@pytest.mark.parametrize("level", list(ProgrammeLevel))
def test_registration_also_only_from_gaoqiben(level: ProgrammeLevel) -> None:
    row = a_registration(level=level)
    if level is ProgrammeLevel.GAOQIBEN:
        change(row, also_gaoqizhuan=True)
        assert Registration.objects.get().also_gaoqizhuan is True
        return
    with breaks("registration_also_only_from_gaoqiben"):
        change(row, also_gaoqizhuan=True)


@pytest.mark.parametrize(
    ("state", "column"),
    [
        (S.SUBMITTED, "submitted_at"),
        (S.UNDER_REVIEW, "submitted_at"),
        (S.RETURNED, "submitted_at"),
        (S.SECOND_REVIEW, "submitted_at"),
        (S.REJECTED, "submitted_at"),
        (S.APPROVED, "submitted_at"),
        (S.APPROVED, "approved_at"),
        (S.CONFIRMED, "approved_at"),
        (S.CONFIRMED, "confirmed_at"),
        (S.TICKETED, "confirmed_at"),
        (S.TICKETED, "ticketed_at"),
        (S.WITHDRAWN, "ended_at"),
        (S.CANCELLED, "ended_at"),
    ],
)
def test_registration_state_has_its_time(state: S, column: str) -> None:
    row = a_registration(state)
    with breaks("registration_state_has_its_time"):
        change(row, **{column: None})


def test_registration_draft_was_not_submitted() -> None:
    row = a_registration(S.DRAFT)
    with breaks("registration_state_has_its_time"):
        change(row, submitted_at=AT)


def test_registration_specialised_paper_for_zhuanshengben() -> None:
    upgrade, secondary = a_registration(), a_registration(level=ProgrammeLevel.GAOQIBEN)
    with breaks("registration_specialised_paper_for_zhuanshengben"):
        change(upgrade, specialised_paper="")
    with breaks("registration_specialised_paper_for_zhuanshengben"):
        change(secondary, specialised_paper="CIVIL_LAW")
    change(upgrade, specialised_paper="CIVIL_LAW")


def test_education_kind_known() -> None:
    row = Education.objects.get(candidate=a_candidate())
    with breaks("education_kind_known"):
        change(row, kind="OTHER")


def test_education_verified_has_method() -> None:
    row = Education.objects.get(candidate=a_candidate(education_verified=True))
    with breaks("education_verified_has_method"):
        change(row, verified_by="")
    change(row, verified_at=None, verified_by="")


def a_licence() -> PracticeLicence:
    return PracticeLicence.objects.create(
        season=BORDER.season, province=BORDER.province, candidate=a_candidate(), kind="NURSE", number="1"
    )


def test_practice_licence_kind_known() -> None:
    row = a_licence()
    with breaks("practice_licence_kind_known"):
        change(row, kind="DRIVER")


def test_practice_licence_once() -> None:
    row = a_licence()
    with breaks("practice_licence_once"):
        again(row, number="2")
    again(row, kind="VILLAGE_DOCTOR")


def a_decision(verdict: str, reason: str) -> ReviewDecision:
    return ReviewDecision.objects.create(
        season=BORDER.season,
        province=BORDER.province,
        candidate=a_candidate(),
        reviewer=an_account(),
        verdict=verdict,
        reason=reason,
        at=AT,
    )


@pytest.mark.parametrize("verdict", ["RETURN", "SECOND", "REJECT"])
def test_review_decision_against_has_reason(verdict: str) -> None:
    with breaks("review_decision_against_has_reason"):
        a_decision(verdict, "")
    a_decision(verdict, "材料不清楚")
    a_decision("PASS", "")


def test_review_decision_verdict_known() -> None:
    with breaks("review_decision_verdict_known"):
        a_decision("MAYBE", "x")


def test_review_decision_is_never_changed() -> None:
    row = a_decision("PASS", "")
    for step in (lambda: change(row, verdict="REJECT", reason="x"), row.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            step()
