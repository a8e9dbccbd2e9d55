"""附件1·一: colleges, their teaching sites, the majors they may offer, and their charters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.governance import law_of
from chengzhao.actions.grounds import as_faults, kept, repeated, require_own_college
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import CollegeKind, OrganisationKind
from chengzhao.law.years import YearLaw
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Charter, College, Organisation, RegisteredMajor, TeachingSite
from chengzhao.rules.colleges import CollegeFacts, charter_findings, enrolment_findings

_NATIONAL_CODE = re.compile(r"\d{5}")
_IDENTIFIER = re.compile(r"\d{10}")
_PROVINCE = re.compile(r"\d{2}")
_MAJOR = re.compile(r"[0-9A-Z]{4,8}")


@dataclass(frozen=True, kw_only=True)
class CollegeForm:
    """A college approved to hold adult education: its organisation, codes, kind and authority."""

    org_path: str
    national_code: str
    identifier: str
    name: str
    kind: CollegeKind
    authority: str
    home_province: str
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class TeachingSiteForm:
    """A registered teaching site of a college in a province; without an end it is still registered."""

    national_code: str
    province: str
    name: str
    registered_from: date
    registered_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class RegisteredMajorForm:
    """A major of a college within the ministry's published list of the year."""

    national_code: str
    major_code: str


@dataclass(frozen=True, kw_only=True)
class CharterForm:
    """招生章程 of a college: what it says under each heading of A1.1.4."""

    national_code: str
    contents: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class HeldCollege:
    """A college as the acts need it: its key, its place in the tree, its name and authority."""

    key: int
    org_path: str
    name: str
    authority: str


def held_colleges(codes: Iterable[str]) -> dict[str, HeldCollege]:
    """The colleges of these national codes; codes that are unknown are left out."""
    rows = College.objects.filter(national_code__in=set(codes)).values_list(
        "national_code", "pk", "organisation__path", "name", "authority"
    )
    return {
        code: HeldCollege(key=key, org_path=path, name=name, authority=authority)
        for code, key, path, name, authority in rows
    }


def known_colleges(act: str, actor: Actor, codes: Sequence[str]) -> dict[str, HeldCollege]:
    """The colleges of rows that each name one. Raises RowsRefused for unknown ones and for another's."""
    held = held_colleges(codes)
    refuse_faults(
        RowFault(row=row, value=code, expected="没有这所院校，应先登记")
        for row, code in enumerate(codes, start=1)
        if code not in held
    )
    require_own_college(act, actor, {code: college.org_path for code, college in held.items()})
    return held


@cites("A1.1.1")
@transaction.atomic
def register_colleges(
    *, border: Border, actor: Actor, at: datetime, colleges: Sequence[CollegeForm]
) -> dict[str, int]:
    """Registers colleges approved by the ministry and returns their keys by national code.

    Each needs an organisation of its own. Raises RowsRefused.
    """
    law, _ = law_of(border)
    rows = Organisation.objects.filter(
        kind=OrganisationKind.COLLEGE, path__in=[form.org_path for form in colleges]
    )
    places = dict(rows.values_list("path", "pk"))
    refuse_faults(_college_faults(colleges, places, law))
    fields = (
        *("organisation_id", "national_code", "identifier", "name", "kind"),
        *("authority", "home_province", "city", "approved"),
    )
    with kept(College):
        copy_rows(
            College,
            fields,
            (
                (
                    *(places[form.org_path], form.national_code, form.identifier, form.name),
                    *(form.kind.value, form.authority, form.home_province, form.city, True),
                )
                for form in colleges
            ),
        )
    touched = (Touched(object_id=form.national_code, after=digest_of(vars(form))) for form in colleges)
    record(border=border, actor=actor, at=at, act="register_colleges", object_kind="college", touched=touched)
    return {code: college.key for code, college in held_colleges(f.national_code for f in colleges).items()}


def _college_faults(
    colleges: Sequence[CollegeForm], places: Mapping[str, int], law: YearLaw
) -> Iterator[RowFault]:
    yield from repeated(form.national_code for form in colleges)
    for row, form in enumerate(colleges, start=1):
        wrong = [
            (not _NATIONAL_CODE.fullmatch(form.national_code), "国标代码应为5位数字"),
            (not _IDENTIFIER.fullmatch(form.identifier), "学校标识码应为10位数字"),
            (not _PROVINCE.fullmatch(form.home_province), "所在省份应为2位数字"),
            (not form.name.strip() or not form.authority.strip(), "校名和主管部门不能为空"),
            (form.org_path not in places, f"没有院校单位{form.org_path}，应先登记"),
        ]
        name = form.national_code or form.name
        yield from (RowFault(row=row, value=name, expected=text) for bad, text in wrong if bad)
        facts = CollegeFacts(name=form.name, kind=form.kind, is_approved=True)
        yield from as_faults(row, name, enrolment_findings(facts, law))


@cites("A1.2.9")
@transaction.atomic
def register_teaching_sites(
    *, border: Border, actor: Actor, at: datetime, sites: Sequence[TeachingSiteForm]
) -> None:
    """Registers teaching sites that the ministry has published. Raises RowsRefused."""
    held = known_colleges("register_teaching_sites", actor, [form.national_code for form in sites])
    with kept(TeachingSite, teaching_site_once="该院校在该省已登记过同名教学点。"):
        copy_rows(
            TeachingSite,
            ("college_id", "province", "name", "registered_from", "registered_until"),
            (
                (
                    held[form.national_code].key,
                    form.province,
                    form.name,
                    form.registered_from,
                    form.registered_until,
                )
                for form in sites
            ),
        )
    touched = (Touched(object_id=form.national_code, after=digest_of(vars(form))) for form in sites)
    record(
        border=border,
        actor=actor,
        at=at,
        act="register_teaching_sites",
        object_kind="teaching_site",
        touched=touched,
    )


@cites("A1.2.10")
@transaction.atomic
def register_majors(
    *, border: Border, actor: Actor, at: datetime, majors: Sequence[RegisteredMajorForm]
) -> None:
    """Puts majors of colleges on the season's published list. Raises RowsRefused."""
    held = known_colleges("register_majors", actor, [form.national_code for form in majors])
    refuse_faults(
        RowFault(row=row, value=form.major_code, expected="专业代码应为4至8位数字或大写字母")
        for row, form in enumerate(majors, start=1)
        if not _MAJOR.fullmatch(form.major_code)
    )
    with kept(RegisteredMajor, registered_major_once="该院校的这个专业本年度已经备案。"):
        copy_rows(
            RegisteredMajor,
            ("season", "college_id", "major_code"),
            ((border.season, held[form.national_code].key, form.major_code) for form in majors),
        )
    touched = (
        Touched(object_id=f"{form.national_code}/{form.major_code}", after=digest_of(vars(form)))
        for form in majors
    )
    record(
        border=border,
        actor=actor,
        at=at,
        act="register_majors",
        object_kind="registered_major",
        touched=touched,
    )


@cites("A1.1.4")
@transaction.atomic
def publish_charters(*, border: Border, actor: Actor, at: datetime, charters: Sequence[CharterForm]) -> None:
    """Publishes charters, each as the next version of its college. Raises RowsRefused for what they lack."""
    law, _ = law_of(border)
    codes = [form.national_code for form in charters]
    refuse_faults(repeated(codes))
    held = known_colleges("publish_charters", actor, codes)
    refuse_faults(
        fault
        for row, form in enumerate(charters, start=1)
        for fault in as_faults(
            row, form.national_code, charter_findings(_headings(form), is_published=True, law=law)
        )
    )
    published = Charter.objects.filter(season=border.season, college__national_code__in=codes)
    versions = dict(published.values_list("college__national_code").annotate(Max("version")))
    texts = {form.national_code: {name: form.contents[name] for name in _headings(form)} for form in charters}
    with kept(Charter, charter_version_once="这所院校的章程刚刚由他人公布，请刷新后再试。"):
        Charter.objects.bulk_create(
            Charter(
                season=border.season,
                college_id=held[code].key,
                version=versions.get(code, 0) + 1,
                contents=contents,
                digest=digest_of(contents),
                published_at=at,
            )
            for code, contents in texts.items()
        )
    touched = (Touched(object_id=code, after=digest_of(contents)) for code, contents in texts.items())
    record(border=border, actor=actor, at=at, act="publish_charters", object_kind="charter", touched=touched)


def _headings(form: CharterForm) -> list[str]:
    """The headings under which the charter says something."""
    return [name for name, text in form.contents.items() if text.strip()]
