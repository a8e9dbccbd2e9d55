"""What is written of a registration: all of it or nothing, in as many statements for three as for one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import (
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    a_choice_form,
    a_programme,
    a_registration_form,
    a_tree,
    an_account,
    an_actor_for,
    an_open_stage,
)
from tests.vault.rings import a_key_set, keys_of

from chengzhao.actions import registration
from chengzhao.actions.registration import (
    ClaimForm,
    LicenceForm,
    LicenceKind,
    RegistrationForm,
    ReviewForm,
    Verdict,
    confirm_registrations,
    decide_registrations,
    resubmit_registrations,
    submit_registrations,
)
from chengzhao.actions.registration_rows import form_digest
from chengzhao.law.words import ClaimKind, Stage
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Choice,
    Claim,
    Education,
    PracticeLicence,
    Registration,
)
from chengzhao.rules.registration import RegistrationState

COUNTY = "/14/1401/140105/"
TABLES = (Candidate, Registration, Education, PracticeLicence, Choice, Claim, AuditRow)


def a_form(**facts: Any) -> RegistrationForm:
    return a_registration_form(
        confirmation_path=COUNTY,
        choices=(a_choice_form("01"),),
        licences=(LicenceForm(kind=LicenceKind.NURSE, number="N1"),),
        claims=(ClaimForm(kind=ClaimKind.MARTYR_FAMILY, evidence="烈士证明书"),),
        **facts,
    )


def open_county() -> None:
    a_tree()
    an_open_stage(Stage.REGISTRATION)
    an_open_stage(Stage.REVIEW)
    a_programme(code="01")


def submit(*forms: RegistrationForm) -> dict[str, int]:
    return submit_registrations(
        border=BORDER,
        actor=an_actor_for("submit_registrations"),
        at=REGISTRATION_DAY,
        registrations=forms,
        keys=KEYS,
    )


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_at_its_end_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    open_county()

    def fail(**_: object) -> None:
        raise RuntimeError("the trail cannot be written")

    monkeypatch.setattr(registration, "record", fail)
    with pytest.raises(RuntimeError, match="trail"):
        submit(a_form())
    assert counts() == [0] * 7


@pytest.mark.django_db
def test_three_are_handed_in_and_reviewed_in_as_many_statements_as_one() -> None:
    open_county()
    actor, reviewer = replace(an_actor_for("submit_registrations"), account=None), an_account().pk
    county = an_actor_for("decide_registrations")

    def play(count: int) -> list[int]:
        # A claim would ask for a second person.
        forms = [replace(a_form(), claims=()) for _ in range(count)]
        ids: dict[str, int] = {}
        given: dict[str, Any] = {"border": BORDER, "actor": actor, "at": REGISTRATION_DAY}
        taken = [
            statements(lambda: ids.update(submit_registrations(**given, registrations=forms, keys=KEYS)))
        ]
        keys = list(ids.values())
        Registration.objects.filter(candidate__in=keys).update(state=RegistrationState.RETURNED)
        taken.append(statements(lambda: resubmit_registrations(**given, registrations=forms, keys=KEYS)))
        Education.objects.filter(candidate__in=keys).update(
            verified_at=REGISTRATION_DAY, verified_by="学信网"
        )
        reviews = [ReviewForm(candidate_id=key, reviewer_id=reviewer, verdict=Verdict.PASS) for key in keys]
        taken.append(statements(lambda: decide_registrations(**given | {"actor": county}, decisions=reviews)))
        taken.append(statements(lambda: confirm_registrations(**given, candidate_ids=keys)))
        return taken

    assert play(3) == play(1)
    assert Registration.objects.filter(state="CONFIRMED").count() == 4


def test_the_digest_of_a_form_covers_every_field_and_hides_what_is_sealed() -> None:
    form = a_form()
    digest = form_digest(form, KEYS)
    assert form_digest(replace(form), KEYS) == digest
    changed = [
        replace(form, name="李四"),
        replace(form, phone="10087654321"),
        replace(form, identity_number="999999200103051234"),
        replace(form, address="太原市小店区演练路2号"),
        replace(form, postcode="030007"),
        replace(form, education=replace(form.education, school="山西大学")),
        replace(form, choices=(replace(form.choices[0], rank=2),)),
        replace(form, claims=()),
        replace(form, licences=()),
    ]
    digests = {form_digest(one, KEYS) for one in changed}
    assert len(digests | {digest}) == len(changed) + 1
    other_keys = keys_of(a_key_set(2))
    assert form_digest(form, other_keys) != digest
