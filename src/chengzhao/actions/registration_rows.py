"""The rows that a registration becomes: candidate, registration, education, licences, choices, claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from pypinyin import lazy_pinyin

from chengzhao.actions.audit import Border
from chengzhao.actions.choice_checks import OfferedProgramme
from chengzhao.actions.registration_checks import Grounds
from chengzhao.actions.registration_forms import ClaimForm, RegistrationForm
from chengzhao.law.citation import Citation, cites
from chengzhao.law.words import ClaimKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import (
    Candidate,
    Choice,
    Claim,
    Education,
    PracticeLicence,
    Registration,
    RegistrationTrace,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.sealed import (
    CANDIDATE_COLUMN_NAMES,
    CANDIDATE_COLUMNS,
    IDENTITY_NUMBER,
    blinded,
    sealed_values,
)
from chengzhao.rules.preferences import ClaimState, bonus_points, is_of_bonus_age
from chengzhao.rules.registration import RegistrationState
from chengzhao.vault.sealing import Keys

# The columns of a form in the tables, with the types by which they are updated.
PERSON_COLUMNS = {
    "name": "text",
    "name_pinyin": "text",
    "sex": "text",
    "birth_date": "date",
    "ethnicity": "text",
    "identity_kind": "text",
    "hukou_division": "text",
    "employer": "text",
    "confirmation_point_id": "bigint",
    "org_path": "text",
    **dict.fromkeys(CANDIDATE_COLUMN_NAMES, "bytea"),
}
REGISTRATION_COLUMNS = {
    "route": "text",
    "level": "text",
    "also_gaoqizhuan": "boolean",
    "category": "text",
    "foreign_language": "text",
    "specialised_paper": "text",
    "works_in_health": "boolean",
    "pledge_digest": "text",
    "state": "text",
    "submitted_at": "timestamptz",
}
EDUCATION_COLUMNS = {
    "kind": "text",
    "school": "text",
    "certificate_number": "text",
    "graduated_on": "date",
    "major": "text",
}


def person_row(form: RegistrationForm, key: int, point: int, keys: Keys) -> tuple[object, ...]:
    """The values of PERSON_COLUMNS for candidate `key` at confirmation point `point`."""
    return (
        form.name,
        " ".join(lazy_pinyin(form.name)),
        form.sex.value,
        form.birth_date,
        form.ethnicity,
        form.identity_kind.value,
        form.hukou_division,
        form.employer,
        point,
        form.confirmation_path,
        *sealed_values(keys, key, _sealed_texts(form)),
    )


def _sealed_texts(form: RegistrationForm) -> dict[str, str]:
    """The texts of a form that are kept sealed only, by their names."""
    held = {one.name: str(getattr(form, one.name)) for one in CANDIDATE_COLUMNS}
    return held | {IDENTITY_NUMBER.name: form.kept_identity}


@cites("A1.3.11")
def registration_row(
    form: RegistrationForm, at: datetime, state: RegistrationState = RegistrationState.SUBMITTED
) -> tuple[object, ...]:
    """The values of REGISTRATION_COLUMNS; the pledge is the notice's own sentence, bound to the person."""
    pledge = digest_of({"pledge": Citation("A1.3.11").text, "candidate": form.candidate_number})
    return (
        form.route.value,
        form.level.value,
        form.also_gaoqizhuan,
        form.category.value,
        form.foreign_language.value,
        form.specialised_paper or "",
        form.works_in_health,
        pledge,
        state.value,
        at,
    )


def add_people(
    border: Border,
    forms: Iterable[RegistrationForm],
    ids: Mapping[str, int],
    grounds: Grounds,
    keys: Keys,
) -> None:
    """Adds new candidates under their keys `ids`, by number."""
    fields = ("id", "season", "province", "account_id", "candidate_number", *PERSON_COLUMNS)
    rows = (
        (
            *(key, border.season, border.province, form.account_id, form.candidate_number),
            *person_row(form, key, grounds.points[form.confirmation_path], keys),
        )
        for form in forms
        for key in [ids[form.candidate_number]]
    )
    copy_rows(Candidate, fields, rows)


def add_registrations(
    border: Border,
    at: datetime,
    forms: Iterable[RegistrationForm],
    ids: Mapping[str, int],
    state: RegistrationState = RegistrationState.SUBMITTED,
) -> None:
    """Adds the registrations of new candidates."""
    rows = (
        (border.season, border.province, ids[form.candidate_number], *registration_row(form, at, state))
        for form in forms
    )
    copy_rows(Registration, ("season", "province", "candidate_id", *REGISTRATION_COLUMNS), rows)


def add_details(
    border: Border,
    at: datetime,
    forms: Sequence[RegistrationForm],
    ids: Mapping[str, int],
    grounds: Grounds,
) -> None:
    """Adds education, licences, choices and claims of new candidates (`ids` by number), one COPY a table."""
    head = (border.season, border.province)
    copy_rows(
        Education,
        ("season", "province", "candidate_id", *EDUCATION_COLUMNS, "verified_by"),
        ((*head, ids[form.candidate_number], *education_row(form), "") for form in forms),
    )
    add_licences(border, forms, ids)
    add_choices(border, at, forms, ids, grounds.offered)
    claims = ((ids[form.candidate_number], claim) for form in forms for claim in claims_of(form, grounds))
    add_claims(border, at, claims, grounds)


def add_traces(border: Border, forms: Iterable[RegistrationForm], ids: Mapping[str, int]) -> None:
    """Adds how the forms of new candidates came in."""
    rows = (
        (
            *(border.season, border.province, ids[form.candidate_number]),
            *(form.trace.device_digest, form.trace.network, form.trace.seconds),
        )
        for form in forms
    )
    fields = ("season", "province", "candidate_id", "device_digest", "network", "seconds")
    copy_rows(RegistrationTrace, fields, rows)


def add_licences(border: Border, forms: Iterable[RegistrationForm], ids: Mapping[str, int]) -> None:
    """Adds the health licences of candidates."""
    rows = (
        (border.season, border.province, ids[form.candidate_number], licence.kind.value, licence.number)
        for form in forms
        for licence in form.licences
    )
    copy_rows(PracticeLicence, ("season", "province", "candidate_id", "kind", "number"), rows)


def education_row(form: RegistrationForm) -> tuple[object, ...]:
    """The values of EDUCATION_COLUMNS."""
    shown = form.education
    return (shown.kind.value, shown.school, shown.certificate_number, shown.graduated_on, shown.major)


def add_choices(
    border: Border,
    at: datetime,
    forms: Iterable[RegistrationForm],
    ids: Mapping[str, int],
    offered: Mapping[str, OfferedProgramme],
) -> None:
    """Adds the choices of the main round."""
    rows = (
        (
            *(border.season, border.province, ids[form.candidate_number], FilingRound.MAIN.value),
            *(choice.level.value, choice.rank, offered[choice.programme_codes[0]].college_id),
            [offered[code].key for code in choice.programme_codes],
            *(choice.accepts_reassignment, at),
        )
        for form in forms
        for choice in form.choices
    )
    fields = (
        *("season", "province", "candidate_id", "filing_round", "level", "rank", "college_id", "programmes"),
        *("accepts_reassignment", "saved_at"),
    )
    copy_rows(Choice, fields, rows)


def claims_of(form: RegistrationForm, grounds: Grounds) -> Iterator[ClaimForm]:
    """The claims of a form, and that of age 25, which is made by itself where the age is reached (A1.5.19)."""
    yield from form.claims
    is_claimed = any(claim.kind is ClaimKind.AGED_25 for claim in form.claims)
    if not is_claimed and is_of_bonus_age(form.birth_date, grounds.extra):
        evidence = "、".join(grounds.law.preferences[ClaimKind.AGED_25].value.evidence)
        yield ClaimForm(kind=ClaimKind.AGED_25, evidence=evidence)


def add_claims(
    border: Border, at: datetime, claims: Iterable[tuple[int, ClaimForm]], grounds: Grounds
) -> None:
    """Adds claims, each with the key of its candidate and the points of the year and province."""
    points = {kind: bonus_points(kind, grounds.extra) for kind in ClaimKind}
    rows = (
        (
            *(border.season, border.province, candidate, claim.kind.value, points[claim.kind]),
            *(grounds.law.preferences[claim.kind].value.is_exemption, claim.evidence),
            *(ClaimState.CLAIMED.value, at, False, ""),
        )
        for candidate, claim in claims
    )
    fields = (
        *("season", "province", "candidate_id", "kind", "points", "exempts", "evidence"),
        *("state", "claimed_at", "objection_sustained", "refused_reason"),
    )
    copy_rows(Claim, fields, rows)


def form_digest(form: RegistrationForm, keys: Keys) -> str:
    """The digest of a form for the trail; what is kept sealed stands in it as a keyed hash."""
    facts = vars(form) | {
        **blinded(keys, _sealed_texts(form)),
        "education": vars(form.education),
        "licences": [vars(licence) for licence in form.licences],
        "choices": [vars(choice) for choice in form.choices],
        "claims": [vars(claim) for claim in form.claims],
        "trace": {
            "device": form.trace.device_digest.hex(),
            "network": form.trace.network,
            "seconds": form.trace.seconds,
        },
    }
    return digest_of(facts)
