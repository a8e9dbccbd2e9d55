"""附件1·二（一）, first phase: the colleges' directories of programmes, checked row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.colleges import known_colleges
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.grounds import as_faults, kept, repeated
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import Finding, blocking, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ExamCategory, Paper, ProgrammeKind, ProgrammeLevel, Stage, StudyForm
from chengzhao.law.years import YearLaw
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Charter, Programme, RegisteredMajor, SourcePlan, TeachingSite
from chengzhao.rules.colleges import charter_findings, years_text
from chengzhao.rules.exams import NoSuchPaper, extra_test_findings, programme_kind, specialised_paper
from chengzhao.rules.plans import (
    PlanContext,
    PlanRow,
    PlanState,
    directory_findings,
    is_relaxable,
    row_findings,
)

LONGEST = 20
"""The most half years a programme can be written with; a check of the form, not of the law."""

_FIELDS = (
    *("id", "season", "province", "college_id", "code", "major_code", "name", "level", "category", "kind"),
    *("study_form", "half_years", "specialised_paper", "relaxable", "extra_test", "foreign_language"),
    *("teaching_place", "annual_fee"),
)


@dataclass(frozen=True, kw_only=True)
class ProgrammeForm:
    """A row of the directory; `half_years` counts half years, the fee is in 元 a year."""

    national_code: str
    code: str
    major_code: str
    name: str
    level: ProgrammeLevel
    category: ExamCategory
    kind: ProgrammeKind
    study_form: StudyForm
    half_years: int
    specialised_paper: Paper | None
    relaxable: bool
    extra_test: bool
    foreign_language: str
    teaching_place: str
    annual_fee: Decimal


@dataclass(frozen=True, kw_only=True)
class CollegeGrounds:
    """What the directory of a college is checked against: majors, sites in the province, a charter or none."""

    registered_majors: frozenset[str]
    sites: tuple[str, ...]
    has_charter: bool


@cites("A1.2.1", "A1.2.7", "A1.1.3", "A1.1.4", "A1.2.9", "A1.2.10", "A1.2.11", "A1.2.12")
@transaction.atomic
def submit_directory(
    *, border: Border, actor: Actor, at: datetime, programmes: Sequence[ProgrammeForm]
) -> dict[str, int]:
    """Adds programmes to the directory, each with a plan of no places yet; returns their keys by code.

    Raises Refused outside the window, and RowsRefused with everything the linter finds that is hard.
    """
    require_open(border, Stage.DIRECTORY, at)
    held = known_colleges("submit_directory", actor, [form.national_code for form in programmes])
    refuse_faults(repeated(form.code for form in programmes))
    refuse_faults(_directory_faults(border, programmes, localtime(at).date()))
    ids = dict(zip((form.code for form in programmes), reserve_ids(Programme, len(programmes)), strict=True))
    head = (border.season, border.province)
    with kept(Programme, programme_code_once="专业代号在本省已经使用，请换一个。"):
        copy_rows(
            Programme,
            _FIELDS,
            ((ids[form.code], *head, held[form.national_code].key, *_columns(form)) for form in programmes),
        )
    copy_rows(
        SourcePlan,
        ("season", "province", "programme_id", "places", "admitted", "state"),
        ((*head, key, 0, 0, PlanState.DRAFT.value) for key in ids.values()),
    )
    touched = (Touched(object_id=form.code, after=digest_of(vars(form))) for form in programmes)
    record(
        border=border, actor=actor, at=at, act="submit_directory", object_kind="programme", touched=touched
    )
    return ids


def _columns(form: ProgrammeForm) -> tuple[object, ...]:
    return (
        *(form.code, form.major_code, form.name, form.level.value, form.category.value, form.kind.value),
        *(form.study_form.value, form.half_years, form.specialised_paper or "", form.relaxable),
        *(form.extra_test, form.foreign_language, form.teaching_place, form.annual_fee),
    )


def _directory_faults(border: Border, programmes: Sequence[ProgrammeForm], day: date) -> Iterator[RowFault]:
    law, extra = law_of(border)
    grounds = college_grounds(border, {form.national_code for form in programmes}, day)
    for row, form in enumerate(programmes, start=1):
        if not 0 < form.half_years <= LONGEST:
            yield RowFault(row=row, value=form.code, expected=f"学制应为1至{LONGEST}个半年")
            continue
        findings = programme_findings(form, grounds[form.national_code], law, extra)
        yield from as_faults(row, form.code, blocking(findings))


def college_grounds(border: Border, codes: Iterable[str], day: date) -> dict[str, CollegeGrounds]:
    """What is registered for these colleges (national codes) on a day, in three statements."""
    wanted = sorted(codes)
    named = {"college__national_code__in": wanted}
    majors: dict[str, set[str]] = {code: set() for code in wanted}
    sites: dict[str, list[str]] = {code: [] for code in wanted}
    registered = RegisteredMajor.objects.filter(season=border.season, **named)
    for code, major in registered.values_list("college__national_code", "major_code"):
        majors[code].add(major)
    current = TeachingSite.objects.filter(
        Q(registered_until__isnull=True) | Q(registered_until__gte=day),
        province=border.province,
        registered_from__lte=day,
        **named,
    )
    for code, name in current.order_by("name").values_list("college__national_code", "name"):
        sites[code].append(name)
    charters = Charter.objects.filter(season=border.season, **named)
    chartered = set(charters.values_list("college__national_code", flat=True))
    return {
        code: CollegeGrounds(
            registered_majors=frozenset(majors[code]),
            sites=tuple(sites[code]),
            has_charter=code in chartered,
        )
        for code in wanted
    }


def programme_findings(
    form: ProgrammeForm, grounds: CollegeGrounds, law: YearLaw, extra: Supplement
) -> tuple[Finding, ...]:
    """Every finding on a row of the directory; those that are not hard are for the department's eye."""
    plan_row = PlanRow(
        major_code=form.major_code,
        major_name=form.name,
        level=form.level,
        study_form=form.study_form,
        years=Fraction(form.half_years, 2),
        places=0,
    )
    context = PlanContext(
        ceiling=None,
        applicants=0,
        registered_majors=grounds.registered_majors,
        has_teaching_site=bool(grounds.sites),
    )
    charter = (
        ()
        if grounds.has_charter
        else charter_findings(law.charter_contents.value, is_published=False, law=law)
    )
    return (
        *charter,
        *directory_findings(_contents(form, grounds.sites), form.study_form, law),
        *row_findings(plan_row, context, law, extra),
        *extra_test_findings(form.kind, is_announced=form.extra_test, list_filed_on=None, law=law),
        *_kind_findings(form, law),
        *_paper_findings(form, extra),
    )


def _contents(form: ProgrammeForm, sites: Sequence[str]) -> Mapping[str, str]:
    """The row under the headings of A1.2.1."""
    fee_is_given = form.annual_fee >= 0
    return {
        "招生专业": form.name,
        "层次": form.level.label,
        "学习形式": form.study_form.label,
        "学制": years_text(Fraction(form.half_years, 2)),
        "外语语种": form.foreign_language,
        "校外教学点": "、".join(sites),
        "授课地点": form.teaching_place,
        "收费标准": f"{form.annual_fee}元/年" if fee_is_given else "",
    }


@cites("A1.5.4", "A1.5.9", "A1.5.10")
def _kind_findings(form: ProgrammeForm, law: YearLaw) -> Iterator[Finding]:
    """A row that calls itself of another kind than its major, or relaxable where the notice does not."""
    kind = programme_kind(form.level, form.major_code, law)
    if form.kind is not kind:
        yield finding("A1.5.9", f"{form.name}属于{kind.label}，不能按{form.kind.label}编制。")
    if form.relaxable and not is_relaxable(form.level, form.major_code, law):
        yield finding("A1.5.10", f"{form.name}不在可降分投档的专业范围内。")


@cites("A1.4.2", "A1.5.3")
def _paper_findings(form: ProgrammeForm, extra: Supplement) -> Iterator[Finding]:
    """A category the province does not use, or a specialised paper other than the table's."""
    if extra.category_in_use(form.level, form.category) is None:
        yield finding("A1.5.3", f"{extra.province_name}{form.level.label}没有“{form.category.label}”科类。")
    if form.level is not ProgrammeLevel.ZHUANSHENGBEN:
        if form.specialised_paper is not None:
            yield finding("A1.4.2", f"{form.level.label}不考专业基础课。")
        return
    if form.specialised_paper is None:
        yield finding("A1.4.2", "专升本专业应指明专业基础课。")
        return
    try:
        paper = specialised_paper(form.major_code, extra)
    except NoSuchPaper:
        return  # The table says nothing on this major: the province decides.
    if form.specialised_paper is not paper:
        yield finding(
            "A1.4.2", f"{form.name}的专业基础课应为{paper.label}，不是{form.specialised_paper.label}。"
        )
