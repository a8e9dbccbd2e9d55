"""附件1·三: registrations handed in and, after a return, handed in again; reviews have a module of their own."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.confirming import confirm_registrations
from chengzhao.actions.governance import require_open_for
from chengzhao.actions.grounds import kept, require_reach
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import move_rows
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.register_asking import ask_registers
from chengzhao.actions.registration_checks import (
    Grounds,
    identity_faults,
    read_grounds,
    registration_faults,
)
from chengzhao.actions.registration_forms import (
    ChoiceForm,
    ClaimForm,
    EducationForm,
    LicenceForm,
    RegistrationForm,
    ReviewForm,
    TraceForm,
    Verdict,
    VerificationForm,
)
from chengzhao.actions.registration_rows import (
    EDUCATION_COLUMNS,
    PERSON_COLUMNS,
    REGISTRATION_COLUMNS,
    add_choices,
    add_claims,
    add_details,
    add_licences,
    add_people,
    add_registrations,
    add_traces,
    claims_of,
    education_row,
    form_digest,
    person_row,
    registration_row,
)
from chengzhao.actions.review import (
    decide_registrations,
    held_registrations,
    withdraw_registrations,
)
from chengzhao.law.citation import cites
from chengzhao.law.words import Role, Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids, update_rows
from chengzhao.records.models import Candidate, Choice, Claim, Education, PracticeLicence, Registration
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION, LicenceKind, RegistrationState, route_findings
from chengzhao.vault.sealing import Keys

__all__ = [
    "ChoiceForm",
    "ClaimForm",
    "EducationForm",
    "LicenceForm",
    "LicenceKind",
    "RegistrationForm",
    "ReviewForm",
    "TraceForm",
    "Verdict",
    "VerificationForm",
    "confirm_registrations",
    "decide_registrations",
    "resubmit_registrations",
    "submit_registrations",
    "withdraw_registrations",
]

_SENTENCES = {"candidate_number_once": "报名号刚刚被他人使用，请重新取号。"}


@cites("A1.3.9", "A1.3.10", "A1.3.11", "N3.1", "N3.2", "N3.8", "A1.5.19")
@transaction.atomic
def submit_registrations(
    *, border: Border, actor: Actor, at: datetime, registrations: Sequence[RegistrationForm], keys: Keys
) -> dict[str, int]:
    """Hands in registrations with education, licences, choices and claims; returns candidate keys by number.

    The claim of age 25 is made by itself. An exempt or separate route taken after its deadline, which holds
    原则上, is said on the trail. All or nothing: raises Refused outside the window and
    RowsRefused with everything that stands against any of the forms.
    """
    _require_window(border, actor, at, registrations)
    grounds = read_grounds(border, at, registrations)
    refuse_faults(registration_faults(registrations, grounds))
    refuse_faults(identity_faults(registrations, border, keys, known={}))
    numbers = [form.candidate_number for form in registrations]
    ids = dict(zip(numbers, reserve_ids(Candidate, len(numbers)), strict=True))
    with kept(Candidate, **_SENTENCES):
        add_people(border, registrations, ids, grounds, keys)
        add_registrations(border, at, registrations, ids)
        add_details(border, at, registrations, ids, grounds)
        add_traces(border, registrations, ids)
    ask_registers(border, at, registrations, ids)
    touched = (
        Touched(
            object_id=form.candidate_number,
            after=form_digest(form, keys),
            reason="；".join(found.message for found in route_findings(form.route, grounds.day, grounds.law)),
        )
        for form in registrations
    )
    record(
        border=border,
        actor=actor,
        at=at,
        act="submit_registrations",
        object_kind="registration",
        touched=touched,
    )
    return ids


@cites("A1.3.9", "A1.3.11", "N3.1")
@transaction.atomic
def resubmit_registrations(
    *, border: Border, actor: Actor, at: datetime, registrations: Sequence[RegistrationForm], keys: Keys
) -> None:
    """Hands in returned registrations again, corrected; a changed certificate is to be verified anew.

    Claims that the office has already approved stay as they are. Raises Refused and RowsRefused.
    """
    _require_window(border, actor, at, registrations)
    ids = _own_ids(border, actor, registrations)
    held = held_registrations(border, list(ids.values()))
    before = move_rows(
        Registration,
        REGISTRATION,
        border=border,
        names={one.key: one.number for one in held.values()},
        to=RegistrationState.SUBMITTED,
        columns={"submitted_at": at},
    )
    grounds = read_grounds(border, at, registrations)
    refuse_faults(registration_faults(registrations, grounds))
    refuse_faults(identity_faults(registrations, border, keys, known=ids))
    with kept(Candidate, **_SENTENCES):
        _rewrite(border, at, registrations, ids, grounds, keys)
    was = {key: digest_of({"state": state}) for key, state in before.items()}
    touched = (
        Touched(
            object_id=form.candidate_number,
            before=was[held[ids[form.candidate_number]].key],
            after=form_digest(form, keys),
        )
        for form in registrations
    )
    record(
        border=border,
        actor=actor,
        at=at,
        act="resubmit_registrations",
        object_kind="registration",
        touched=touched,
    )


def _require_window(
    border: Border, actor: Actor, at: datetime, registrations: Sequence[RegistrationForm]
) -> None:
    require_reach(actor, {form.candidate_number: form.confirmation_path for form in registrations})
    require_open_for(border, Stage.REGISTRATION, at, {form.confirmation_path for form in registrations})


def _own_ids(border: Border, actor: Actor, registrations: Sequence[RegistrationForm]) -> dict[str, int]:
    """The keys of the candidates whose forms these are, by number; a number is never given to another.

    Of somebody who logged in as a candidate only the own registration; without an account no browser asks.
    """
    numbers = [form.candidate_number for form in registrations]
    rows = Candidate.objects.filter(
        season=border.season, province=border.province, candidate_number__in=numbers
    )
    if actor.role is Role.CANDIDATE and actor.account is not None:
        rows = rows.filter(account=actor.account)
    ids = dict(rows.values_list("candidate_number", "pk"))
    refuse_faults(
        RowFault(row=row, value=number, expected="没有这个报名号的报名，不能重新提交")
        for row, number in enumerate(numbers, start=1)
        if number not in ids
    )
    return ids


def _rewrite(
    border: Border,
    at: datetime,
    forms: Sequence[RegistrationForm],
    ids: Mapping[str, int],
    grounds: Grounds,
    keys: Keys,
) -> None:
    """Puts the corrected forms in the place of the old ones."""
    people = [
        (ids[form.candidate_number], *person_row(form, ids[form.candidate_number], point, keys))
        for form in forms
        for point in [grounds.points[form.confirmation_path]]
    ]
    update_rows(Candidate, "id", {"id": "bigint", **PERSON_COLUMNS}, people)
    update_rows(
        Registration,
        "candidate_id",
        {"candidate_id": "bigint", **REGISTRATION_COLUMNS},
        [(ids[form.candidate_number], *registration_row(form, at)) for form in forms],
    )
    _rewrite_education(forms, ids)
    everyone = any_of(ids.values())
    PracticeLicence.objects.filter(candidate__in=everyone).delete()
    Choice.objects.filter(candidate__in=everyone, filing_round=FilingRound.MAIN.value).delete()
    add_licences(border, forms, ids)
    add_choices(border, at, forms, ids, grounds.offered)
    _rewrite_claims(border, at, forms, ids, grounds)
    ask_registers(border, at, forms, ids)


def _rewrite_education(forms: Sequence[RegistrationForm], ids: Mapping[str, int]) -> None:
    held = Education.objects.filter(candidate__in=any_of(ids.values())).values_list(
        "candidate_id", *EDUCATION_COLUMNS
    )
    old = {key: tuple(shown) for key, *shown in held}
    new = {ids[form.candidate_number]: education_row(form) for form in forms}
    changed = [key for key, shown in new.items() if old.get(key) != shown]
    rows = [(key, *shown) for key, shown in new.items()]
    update_rows(Education, "candidate_id", {"candidate_id": "bigint", **EDUCATION_COLUMNS}, rows)
    Education.objects.filter(candidate__in=any_of(changed)).update(verified_at=None, verified_by="")


def _rewrite_claims(
    border: Border,
    at: datetime,
    forms: Sequence[RegistrationForm],
    ids: Mapping[str, int],
    grounds: Grounds,
) -> None:
    """Replaces the claims that nobody has approved yet; the others stay."""
    claims = Claim.objects.filter(candidate__in=any_of(ids.values()))
    claims.filter(state=ClaimState.CLAIMED.value).delete()
    staying = set(claims.values_list("candidate_id", "kind"))

    def wanted() -> Iterator[tuple[int, ClaimForm]]:
        for form in forms:
            key = ids[form.candidate_number]
            yield from (
                (key, claim) for claim in claims_of(form, grounds) if (key, claim.kind) not in staying
            )

    add_claims(border, at, wanted(), grounds)
