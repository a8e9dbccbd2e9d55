"""附件1·三: everything that can stand against a registration when it is handed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from chengzhao.actions.audit import Border
from chengzhao.actions.choice_checks import Chooser, OfferedProgramme, choice_findings, offered_programmes
from chengzhao.actions.governance import law_of, province_path
from chengzhao.actions.grounds import as_faults, repeated
from chengzhao.actions.many_ids import any_bytes
from chengzhao.actions.refusals import RowFault
from chengzhao.actions.registration_forms import ClaimForm, RegistrationForm
from chengzhao.law.citation import Finding, blocking, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.reference import ethnic_groups
from chengzhao.law.words import ClaimKind, EducationKind, EntryRoute, IdentityDocument
from chengzhao.law.years import YearLaw
from chengzhao.records.models import Account, Candidate, Organisation
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import BY_NUMBER
from chengzhao.rules.exams import NoSuchPaper, language_findings, papers_of
from chengzhao.rules.preferences import exemption_findings, is_of_bonus_age
from chengzhao.rules.registration import (
    Applicant,
    Place,
    declaration_findings,
    document_findings,
    education_findings,
    level_findings,
    medical_findings,
    place_findings,
    postcode_findings,
    split_number,
)
from chengzhao.vault.sealing import Keys

LONGEST_ADDRESS = 120
"""As long as an address line on an envelope of three rows."""


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What registrations are checked against, read once for a whole act."""

    border: Border
    law: YearLaw
    extra: Supplement
    day: date
    offered: Mapping[str, OfferedProgramme]
    points: Mapping[str, int]
    accounts: frozenset[int]
    ethnic_codes: frozenset[str]


def read_grounds(border: Border, at: datetime, forms: Sequence[RegistrationForm]) -> Grounds:
    """The grounds for these forms: directory, confirmation points and accounts, each in one statement."""
    law, extra = law_of(border)
    paths = {form.confirmation_path for form in forms}
    points = Organisation.objects.filter(path__in=paths, path__startswith=province_path(border))
    named = [form.account_id for form in forms if form.account_id is not None]
    accounts = Account.objects.filter(pk__in=named, kind=AccountKind.CANDIDATE)
    return Grounds(
        border=border,
        law=law,
        extra=extra,
        day=localtime(at).date(),
        offered=offered_programmes(border),
        points=dict(points.values_list("path", "pk")),
        accounts=frozenset(accounts.values_list("pk", flat=True)),
        ethnic_codes=frozenset(group.code for group in ethnic_groups()),
    )


def registration_faults(forms: Sequence[RegistrationForm], grounds: Grounds) -> Iterator[RowFault]:
    """Everything that is wrong with each form by itself; findings that hold 原则上 are left to the reviewer."""
    for row, form in enumerate(forms, start=1):
        for field, findings in _form_findings(form, grounds):
            yield from as_faults(row, form.candidate_number, blocking(findings), field)
        for field, expected in _field_faults(form, grounds):
            yield RowFault(row=row, value=form.candidate_number, expected=expected, field=field)


def identity_faults(
    forms: Sequence[RegistrationForm], border: Border, keys: Keys, *, known: Mapping[str, int]
) -> Iterator[RowFault]:
    """Persons and numbers that are registered already this season, or twice in the same act.

    `known` gives the keys of the forms' own candidates where they are handed in again.
    """
    yield from number_faults(forms, border, known=known)
    yield from person_faults(forms, border, keys, known=known)


def number_faults(
    forms: Sequence[RegistrationForm], border: Border, *, known: Mapping[str, int]
) -> Iterator[RowFault]:
    """Numbers that stand twice in an act, or that another registration has."""
    yield from repeated(form.candidate_number for form in forms)
    numbers = {form.candidate_number for form in forms}
    taken = set(
        _here(border, known).filter(candidate_number__in=numbers).values_list("candidate_number", flat=True)
    )
    for row, form in enumerate(forms, start=1):
        if form.candidate_number in taken:
            yield RowFault(row=row, value=form.candidate_number, expected="报名号已被使用")


def person_faults(
    forms: Sequence[RegistrationForm], border: Border, keys: Keys, *, known: Mapping[str, int]
) -> Iterator[RowFault]:
    """Persons who are registered already this season, or who stand twice in the same act."""
    indexes = [BY_NUMBER.any_of(keys, form.identity_number) for form in forms]
    wanted = [index for own in indexes for index in own]
    held = _here(border, known).filter(identity_index__in=any_bytes(wanted))
    persons = {bytes(one) for one in held.values_list("identity_index", flat=True)}
    for row, (form, own) in enumerate(zip(forms, indexes, strict=True), start=1):
        if not persons.isdisjoint(own):
            expected = "该证件本年度已经报名，不能重复报名"
            yield RowFault(row=row, value=form.candidate_number, expected=expected, field="identity_number")
        persons.update(own)


def _here(border: Border, known: Mapping[str, int]) -> "QuerySet[Candidate]":
    rows = Candidate.objects.filter(season=border.season, province=border.province)
    return rows.exclude(pk__in=list(known.values()))


def _field_faults(form: RegistrationForm, grounds: Grounds) -> Iterator[tuple[str, str]]:
    """Plain mistakes in the fields that no clause speaks of, each with the name of its field."""
    border = grounds.border
    try:
        parts = split_number(grounds.extra.number_formats.value.registration, form.candidate_number)
    except ValueError as error:
        yield "candidate_number", str(error)
    else:
        if int(parts["year"]) != border.season % 100 or parts["province"] != border.province:
            yield "candidate_number", "报名号的年份或省份与本年度不符"
    wrong = [
        (not form.name.strip(), "name", "姓名不能为空"),
        (not form.phone.strip(), "phone", "手机号不能为空"),
        (not form.address.strip(), "address", "通讯地址不能为空"),
        (len(form.address) > LONGEST_ADDRESS, "address", f"通讯地址不能超过{LONGEST_ADDRESS}个字"),
        (form.birth_date >= grounds.day, "birth_date", "出生日期不能晚于今天"),
        (form.education.graduated_on > grounds.day, "graduated_on", "毕业日期不能晚于今天"),
        (form.ethnicity not in grounds.ethnic_codes, "ethnicity", "民族代码不在国家标准之内"),
        (
            len(form.hukou_division) != 6 or not form.hukou_division.isdecimal(),
            "hukou_division",
            "户籍所在地应为6位行政区划代码",
        ),
        (form.confirmation_path not in grounds.points, "confirmation_path", "没有这个确认点"),
        (
            form.account_id is not None and form.account_id not in grounds.accounts,
            "account_id",
            "没有这个考生账号",
        ),
    ]
    yield from ((field, text) for bad, field, text in wrong if bad)


def _form_findings(form: RegistrationForm, grounds: Grounds) -> Iterator[tuple[str, Iterable[Finding]]]:
    """What the rules find, with the name of the field that it is found on."""
    law, extra = grounds.law, grounds.extra
    person = document_findings(form.identity_kind, form.identity_number, form.birth_date, form.sex, law)
    yield "identity_number", person
    yield "postcode", postcode_findings(form.postcode)
    yield "level", level_findings(form.levels, extra)
    yield "category", _category_findings(form, extra)
    if not form.pledge_signed:
        yield "pledge_signed", (finding("A1.3.11", "尚未签署诚信承诺书，不能提交报名。"),)
    yield "pledge_signed", declaration_findings(_applicant(form))
    yield "education", _eligibility_findings(form, grounds)
    yield "hukou_division", _place_findings(form, grounds)
    yield "specialised_paper", _paper_findings(form, law)
    yield "foreign_language", language_findings(form.level, form.foreign_language, (), law, extra)
    yield "choices", choice_findings(form.choices, chooser_of(form), grounds.offered, law, extra)
    yield "claims", _claim_findings(form, grounds)


def chooser_of(form: RegistrationForm) -> Chooser:
    """What of a form decides which programmes may be chosen."""
    return Chooser(
        levels=form.levels,
        category=form.category,
        specialised_paper=form.specialised_paper,
        foreign_language=form.foreign_language,
    )


@cites("N3.3")
def _place_findings(form: RegistrationForm, grounds: Grounds) -> tuple[Finding, ...]:
    """Proofs of residents from another province; the other documents of A1.3.8 carry no household."""
    if form.identity_kind is not IdentityDocument.RESIDENT_ID:
        return ()
    place = Place(
        hukou_province=form.hukou_division[:2],
        applies_in=grounds.border.province,
        proofs=form.residence_proofs,
    )
    return place_findings(place, grounds.extra)


@cites("A1.5.3")
def _category_findings(form: RegistrationForm, extra: Supplement) -> Iterator[Finding]:
    for level in form.levels:
        if extra.category_in_use(level, form.category) is None:
            yield finding("A1.5.3", f"{extra.province_name}{level.label}没有“{form.category.label}”科类。")


@cites("A1.4.1", "A1.4.2")
def _paper_findings(form: RegistrationForm, law: YearLaw) -> Iterator[Finding]:
    try:
        papers_of(form.level, form.category, law=law, specialised=form.specialised_paper)
    except NoSuchPaper as error:
        yield finding("A1.4.2", str(error))


@cites("A1.3.1", "A1.3.2", "A1.3.3", "A1.3.4", "A1.3.5", "A1.3.6", "A1.3.11")
def _eligibility_findings(form: RegistrationForm, grounds: Grounds) -> Iterator[Finding]:
    """Eligibility as declared; the certificate is verified before a reviewer may pass it (N3.1)."""
    applicant = _applicant(form)
    yield from education_findings(applicant, form.level, grounds.law)
    codes = {
        code: None for choice in form.choices for code in choice.programme_codes if code in grounds.offered
    }
    for programme in (grounds.offered[code] for code in codes):
        matching = replace(
            applicant,
            has_matching_diploma=applicant.has_secondary_diploma and form.education.major == programme.name,
        )
        yield from medical_findings(matching, programme.level, programme.major_code, grounds.law)


def _applicant(form: RegistrationForm) -> Applicant:
    return Applicant(
        keeps_the_law=form.pledge_signed,
        is_full_time_student=not form.pledge_signed,
        is_healthy=form.pledge_signed,
        education=form.education.kind,
        education_is_recognised=True,
        education_is_verified=True,
        licences=tuple(licence.kind for licence in form.licences),
        has_secondary_diploma=form.education.kind is not EducationKind.EQUIVALENT,
        works_in_health=form.works_in_health,
    )


@cites("A1.5.12", "A1.5.13", "A1.5.14", "A1.5.15", "A1.5.19", "A1.5.21")
def _claim_findings(form: RegistrationForm, grounds: Grounds) -> Iterator[Finding]:
    """Claims without evidence or twice, an age not reached, exemptions for another level, 免试 without one."""
    law = grounds.law
    kinds = [claim.kind for claim in form.claims]
    if len(set(kinds)) != len(kinds):
        yield finding("A1.5.21", "同一照顾类别只能申请一次。")
    for claim in form.claims:
        if not claim.evidence.strip():
            yield finding("A1.5.21", f"“{claim.kind.label}”没有填写证明材料。")
        if claim.kind is ClaimKind.AGED_25 and not is_of_bonus_age(form.birth_date, grounds.extra):
            day = grounds.extra.age_reference_day.value
            yield finding("A1.5.19", f"到{day.year}年{day.month}月{day.day}日未满25周岁。")
        if law.preferences[claim.kind].value.is_exemption:
            yield from _exemption_findings(claim, form, grounds)
    if form.route is EntryRoute.EXEMPT and not any(
        law.preferences[kind].value.is_exemption for kind in kinds
    ):
        yield finding("A1.5.12", "申请免试入学须同时提交一项免试照顾申请。")


def _exemption_findings(claim: ClaimForm, form: RegistrationForm, grounds: Grounds) -> tuple[Finding, ...]:
    chosen = {
        grounds.offered[code].college_province
        for choice in form.choices
        for code in choice.programme_codes
        if code in grounds.offered
    }
    return exemption_findings(
        claim.kind, form.level, is_own_province=chosen <= {grounds.border.province}, law=grounds.law
    )
