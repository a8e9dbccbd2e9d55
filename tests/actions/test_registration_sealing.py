"""What identifies and reaches a person is kept sealed only, and still tells one person from another."""

from dataclasses import replace

import pytest
from tests.actions.refusing import rows_refused
from tests.factories import (
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    a_registration_form,
    a_tree,
    an_actor_for,
    an_open_stage,
)
from tests.vault.rings import a_key_set, keys_of

from chengzhao.actions.registration import RegistrationForm, submit_registrations
from chengzhao.law.words import IdentityDocument, Stage
from chengzhao.records.models import Candidate
from chengzhao.records.sealed import BY_ADDRESS, BY_NUMBER, BY_PHONE, BY_TAIL, CANDIDATE_COLUMNS
from chengzhao.vault.sealing import Keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county(db: None) -> None:
    a_tree()
    an_open_stage(Stage.REGISTRATION)


def a_form() -> RegistrationForm:
    return a_registration_form(confirmation_path="/14/1401/140105/")


def submit(form: RegistrationForm, keys: Keys = KEYS) -> None:
    submit_registrations(
        border=BORDER,
        actor=an_actor_for("submit_registrations"),
        at=REGISTRATION_DAY,
        registrations=[form],
        keys=keys,
    )


def test_submit_seals_what_identifies_and_reaches_the_person() -> None:
    form = a_form()
    spaced = f" {form.identity_number[:6]} {form.identity_number[6:].lower()}"
    submit(replace(form, identity_number=spaced))
    candidate = Candidate.objects.get()
    for one in CANDIDATE_COLUMNS:
        sealed = bytes(getattr(candidate, one.column))
        assert one.text(KEYS, candidate.pk, sealed) == getattr(form, one.name)
        assert getattr(form, one.name).encode() not in sealed
    for index, text in (
        (BY_NUMBER, form.identity_number),
        (BY_TAIL, form.identity_number),
        (BY_PHONE, form.phone),
        (BY_ADDRESS, form.address),
    ):
        assert bytes(getattr(candidate, index.column)) == index.of(KEYS, text)


def test_submit_with_a_permit_issued_anew_is_the_same_person() -> None:
    permit = IdentityDocument.HK_MACAO_PERMIT
    form = replace(a_form(), identity_kind=permit, identity_number="h12345678 01")
    submit(form)
    assert bytes(Candidate.objects.get().identity_index) == BY_NUMBER.of(KEYS, "H12345678")
    again = replace(a_form(), identity_kind=permit, identity_number="H1234567802")
    with rows_refused((1, again.candidate_number, "该证件本年度已经报名，不能重复报名")):
        submit(again)


def test_the_same_person_is_known_while_keys_are_rotated() -> None:
    form = a_form()
    submit(form)
    again = replace(a_form(), identity_number=form.identity_number)
    with rows_refused((1, again.candidate_number, "该证件本年度已经报名，不能重复报名")):
        submit(again, keys_of(*KEYS.ring.sets, a_key_set(2, suite="sm")))
