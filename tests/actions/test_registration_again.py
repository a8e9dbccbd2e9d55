"""Registrations handed in again after they were returned."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
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
    an_identity_number,
    an_open_stage,
    every_stage_open,
)

from chengzhao.actions.audit import Refused
from chengzhao.actions.registration import (
    ClaimForm,
    LicenceForm,
    LicenceKind,
    RegistrationForm,
    resubmit_registrations,
    submit_registrations,
)
from chengzhao.law.words import ClaimKind, EntryRoute, Stage
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Claim,
    Education,
    PracticeLicence,
    Registration,
    StageWindow,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import BY_NUMBER, IDENTITY_NUMBER
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION, RegistrationState

pytestmark = pytest.mark.django_db

COUNTY = "/14/1401/140105/"
AGAIN = REGISTRATION_DAY + timedelta(days=2)
MERIT = ClaimForm(kind=ClaimKind.THIRD_CLASS_MERIT, evidence="三等功证书")
MARTYR = ClaimForm(kind=ClaimKind.MARTYR_FAMILY, evidence="烈士证明书")


def a_returned_form(**facts: Any) -> RegistrationForm:
    """A registration that was handed in, verified and returned, as the form it came from."""
    a_tree()
    an_open_stage(Stage.REGISTRATION)
    a_programme(code="01")
    a_programme(code="02")
    form = a_registration_form(
        confirmation_path=COUNTY,
        choices=(a_choice_form("01"),),
        licences=(LicenceForm(kind=LicenceKind.NURSE, number="N1"),),
        **facts,
    )
    submit_registrations(
        border=BORDER,
        actor=an_actor_for("submit_registrations"),
        at=REGISTRATION_DAY,
        registrations=[form],
        keys=KEYS,
    )
    Education.objects.update(verified_at=REGISTRATION_DAY, verified_by="学信网")
    Registration.objects.update(state=RegistrationState.RETURNED)
    return form


def resubmit(*forms: RegistrationForm, account: int | None = None) -> None:
    actor = replace(an_actor_for("resubmit_registrations"), account=account)
    resubmit_registrations(border=BORDER, actor=actor, at=AGAIN, registrations=forms, keys=KEYS)


def test_resubmit_of_another_candidate_of_the_same_county_is_refused() -> None:
    form = a_returned_form()
    owner, neighbour = (an_account(kind=AccountKind.CANDIDATE) for _ in range(2))
    Candidate.objects.update(account=owner)
    with rows_refused((1, form.candidate_number, "没有这个报名号的报名，不能重新提交")):
        resubmit(replace(form, name="改名"), account=neighbour.pk)
    assert Candidate.objects.get().name == form.name
    resubmit(replace(form, name="张三风"), account=owner.pk)
    assert Candidate.objects.get().name == "张三风"


def test_resubmit_puts_the_corrected_form_in_the_place_of_the_old_one() -> None:
    form = a_returned_form()
    key = Candidate.objects.get().pk
    corrected = replace(
        form,
        name="张三风",
        employer="山西第二机床厂",
        licences=(),
        choices=(a_choice_form("02"), a_choice_form("01", rank=2)),
    )
    resubmit(corrected)
    candidate = Candidate.objects.get()
    assert (candidate.pk, candidate.name, candidate.name_pinyin, candidate.employer) == (
        key,
        "张三风",
        "zhang san feng",
        "山西第二机床厂",
    )
    held = bytes(candidate.identity_sealed)
    assert IDENTITY_NUMBER.text(KEYS, key, held) == form.identity_number
    registration = candidate.registration
    assert (registration.state, registration.submitted_at) == ("SUBMITTED", AGAIN)
    assert [row.rank for row in candidate.choices.order_by("rank")] == [1, 2]
    assert not PracticeLicence.objects.exists()
    assert trail_of("resubmit_registrations") == [("registration", form.candidate_number)]


@pytest.mark.parametrize("state", sorted(set(RegistrationState) - set(REGISTRATION.sets["WITH_CANDIDATE"])))
def test_resubmit_only_what_is_with_the_candidate(state: RegistrationState) -> None:
    form = a_returned_form()
    columns = ("submitted_at", "approved_at", "confirmed_at", "ticketed_at", "ended_at")
    Registration.objects.update(state=state, **dict.fromkeys(columns, REGISTRATION_DAY))
    with pytest.raises(Refused, match=f"报名“{state.label}”不能转为“待审核”"):
        resubmit(form)
    assert Registration.objects.get().state == state


def test_resubmit_twice_is_refused() -> None:
    form = a_returned_form()
    resubmit(form)
    with rows_refused(
        (
            1,
            form.candidate_number,
            "报名“待审核”不能转为“待审核”，只能转为：审核中、已撤回、已取消",
        )
    ):
        resubmit(form)


@pytest.mark.django_db(transaction=True)
def test_resubmit_at_once_is_done_once() -> None:
    form = a_returned_form()
    assert press_twice(lambda: resubmit(form)).count(DONE) == 1
    assert trail_of("resubmit_registrations") == [("registration", form.candidate_number)]


def test_resubmit_after_the_deadline_is_refused() -> None:
    form = a_returned_form()
    StageWindow.objects.update(closes_at=AGAIN)
    with refused("“报名”已于2024年9月7日10:00截止，如需延长请联系省级招生考试机构。"):
        resubmit(form)


def test_resubmit_an_unknown_number_is_refused() -> None:
    form = replace(a_returned_form(), candidate_number="24140105999999")
    with rows_refused((1, "24140105999999", "没有这个报名号的报名，不能重新提交")):
        resubmit(form)


def test_resubmit_a_form_that_is_wrong_changes_nothing() -> None:
    form = a_returned_form()
    with rows_refused((1, form.candidate_number, "手机号不能为空")):
        resubmit(replace(form, name="李四", phone=""))
    assert (Candidate.objects.get().name, Registration.objects.get().state) == ("张三丰", "RETURNED")


def test_resubmit_with_a_corrected_identity_number() -> None:
    form = a_returned_form()
    corrected = replace(form, identity_number=an_identity_number(birth=form.birth_date))
    resubmit(corrected)
    index = bytes(Candidate.objects.get().identity_index)
    assert index == BY_NUMBER.of(KEYS, corrected.identity_number)


def test_resubmit_with_the_identity_of_another_is_refused() -> None:
    form = a_returned_form()
    other = a_registration_form(confirmation_path=COUNTY)
    submit_registrations(
        border=BORDER,
        actor=an_actor_for("submit_registrations"),
        at=REGISTRATION_DAY,
        registrations=[other],
        keys=KEYS,
    )
    with rows_refused((1, form.candidate_number, "该证件本年度已经报名，不能重复报名")):
        resubmit(replace(form, identity_number=other.identity_number))


def test_resubmit_keeps_the_verification_of_the_same_certificate_only() -> None:
    form = a_returned_form()
    resubmit(form)
    assert Education.objects.get().verified_by == "学信网"
    Registration.objects.update(state=RegistrationState.RETURNED)
    changed = replace(form, education=replace(form.education, certificate_number="999"))
    resubmit(changed)
    held = Education.objects.get()
    assert (held.certificate_number, held.verified_at, held.verified_by) == ("999", None, "")


def test_resubmit_replaces_claims_that_nobody_approved() -> None:
    form = a_returned_form(claims=(MERIT, MARTYR))
    Claim.objects.filter(kind=ClaimKind.MARTYR_FAMILY).update(
        state=ClaimState.OFFICE_APPROVED, approved_at=REGISTRATION_DAY
    )
    resubmit(
        replace(form, claims=(replace(MERIT, evidence="二等功证书"), replace(MARTYR, evidence="新证明")))
    )
    claims = Claim.objects.order_by("kind").values_list("kind", "evidence", "state")
    assert list(claims) == [
        ("MARTYR_FAMILY", "烈士证明书", "OFFICE_APPROVED"),
        ("THIRD_CLASS_MERIT", "二等功证书", "CLAIMED"),
    ]
    Registration.objects.update(state=RegistrationState.RETURNED)
    resubmit(replace(form, claims=()))
    assert [claim.kind for claim in Claim.objects.all()] == ["MARTYR_FAMILY"]


def test_resubmit_with_another_birth_date_claims_age_25() -> None:
    form = a_returned_form()
    older = date(1995, 3, 5)
    resubmit(replace(form, birth_date=older, identity_number=an_identity_number(birth=older)))
    assert [claim.kind for claim in Claim.objects.all()] == ["AGED_25"]


@pytest.mark.parametrize(("day", "reason"), [(30, ""), (31, "免试考生原则上应于9月30日前办完报名手续。")])
def test_an_exempt_candidate_after_the_deadline_is_taken_and_said_on_the_trail(day: int, reason: str) -> None:
    a_tree()
    every_stage_open()
    a_programme(code="01")
    claim = ClaimForm(kind=ClaimKind.EXEMPT_VETERAN, evidence="退役证")
    form = a_registration_form(
        confirmation_path=COUNTY, choices=(a_choice_form("01"),), route=EntryRoute.EXEMPT, claims=(claim,)
    )
    at = REGISTRATION_DAY.replace(day=1) + timedelta(days=day - 1)
    submit_registrations(
        border=BORDER, actor=an_actor_for("submit_registrations"), at=at, registrations=[form], keys=KEYS
    )
    assert AuditRow.objects.get(act="submit_registrations").reason == reason
