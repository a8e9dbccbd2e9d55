"""附件1·三: what was answered task by task becomes the form that is handed in; what is open is said by its name."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chengzhao.actions.audit import Border, Refused
from chengzhao.actions.registration_forms import (
    ChoiceForm,
    ClaimForm,
    EducationForm,
    LicenceForm,
    RegistrationForm,
    TraceForm,
)
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Sex,
)
from chengzhao.records.queries.drafted import pledge_digest
from chengzhao.records.queries.drafts import OwnIdentity
from chengzhao.rules.registration import (
    Answers,
    Drafted,
    DraftTask,
    LicenceKind,
    open_steps,
    told_by_number,
)

_ELSEWHERE: Mapping[IdentityDocument, str] = {
    IdentityDocument.HK_MACAO_PERMIT: "810000",
    IdentityDocument.HK_MACAO_RESIDENCE: "810000",
    IdentityDocument.TAIWAN_PERMIT: "710000",
    IdentityDocument.TAIWAN_RESIDENCE: "710000",
}


def registration_form(
    drafted: Drafted,
    identity: OwnIdentity,
    border: Border,
    *,
    account_id: int,
    candidate_number: str,
    trace: TraceForm,
) -> RegistrationForm:
    """The whole form. Raises Refused, naming the questions that are open."""
    waiting = open_steps(drafted)
    if waiting:
        names = "、".join(f"{step.task.label}（{step.label}）" for step in waiting)
        raise Refused(f"还没有填完，不能提交：{names}。")
    home = drafted.answers[DraftTask.HOUSEHOLD]
    return RegistrationForm(
        account_id=account_id,
        candidate_number=candidate_number,
        **_person(drafted, identity),
        hukou_division=home.get("hukou") or household_of(identity, border),
        employer=home["employer"],
        confirmation_path=home["point"],
        **_exam(drafted),
        works_in_health=drafted.text(DraftTask.LICENCE, "works_in_health") == "yes",
        pledge_signed=drafted.text(DraftTask.PLEDGE, "digest") == pledge_digest(border.season),
        education=_education(drafted.answers[DraftTask.EDUCATION]),
        licences=tuple(_licences(drafted)),
        choices=choice_forms(drafted),
        claims=tuple(_claims(drafted)),
        residence_proofs=drafted.items(DraftTask.HOUSEHOLD, "proofs") if drafted.is_from_elsewhere else (),
        trace=trace,
    )


def _person(drafted: Drafted, identity: OwnIdentity) -> dict[str, Any]:
    own = drafted.answers[DraftTask.IDENTITY]
    told = told_by_number(identity.document, identity.number)
    return {
        "name": own["name"],
        "sex": told.sex if told else Sex(own["sex"]),
        "birth_date": told.birth if told else date.fromisoformat(own["birth"]),
        "ethnicity": own["ethnicity"],
        "identity_kind": identity.document,
        "identity_number": identity.number,
        "phone": own["phone"],
        "address": own["address"],
        "postcode": own["postcode"],
    }


def _exam(drafted: Drafted) -> dict[str, Any]:
    exam = drafted.answers[DraftTask.LEVEL]
    return {
        "route": EntryRoute(exam["route"]),
        "level": ProgrammeLevel(exam["level"]),
        "also_gaoqizhuan": exam.get("also") == "yes",
        "category": ExamCategory(exam["category"]),
        "foreign_language": ForeignLanguage(exam["language"]),
        "specialised_paper": Paper(exam["paper"]) if drafted.is_upgrade else None,
    }


def household_of(identity: OwnIdentity, border: Border) -> str:
    """Of somebody without a household on the mainland the region of the document, else that of the province."""
    if identity.document is IdentityDocument.HK_MACAO_PERMIT and identity.number.startswith("M"):
        return "820000"
    if identity.document is IdentityDocument.HK_MACAO_RESIDENCE:
        return f"{identity.number[:2]}0000"
    return _ELSEWHERE.get(identity.document, f"{border.province}0000")


def _education(answers: Answers) -> EducationForm:
    return EducationForm(
        kind=EducationKind(answers["kind"]),
        school=answers["school"],
        certificate_number=answers["number"],
        graduated_on=date.fromisoformat(answers["graduated_on"]),
        major=answers.get("major", ""),
    )


def _licences(drafted: Drafted) -> Iterator[LicenceForm]:
    if not drafted.fields:
        return
    for kind in drafted.items(DraftTask.LICENCE, "kinds"):
        number = drafted.text(DraftTask.LICENCE, f"number_{kind}")
        yield LicenceForm(kind=LicenceKind(kind), number=number)


def choice_forms(drafted: Drafted) -> tuple[ChoiceForm, ...]:
    """The choices in their order, counted at each level from 1."""
    ranks: dict[str, int] = {}
    forms = []
    for one in drafted.choices:
        ranks[one["level"]] = ranks.get(one["level"], 0) + 1
        forms.append(
            ChoiceForm(
                level=ProgrammeLevel(one["level"]),
                rank=ranks[one["level"]],
                programme_codes=tuple(one["codes"]),
                accepts_reassignment=bool(one.get("reassigned")),
            )
        )
    return tuple(forms)


def _claims(drafted: Drafted) -> Iterator[ClaimForm]:
    """What is claimed with evidence; that of age 25 is made by itself when the form is handed in."""
    for kind in drafted.claims:
        if kind is not ClaimKind.AGED_25:
            evidence = drafted.text(DraftTask.CLAIMS, f"evidence_{kind}")
            yield ClaimForm(kind=kind, evidence=evidence)
