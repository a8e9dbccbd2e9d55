"""Programmes offered in a province with their places: the public search and the totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from chengzhao.law.words import ExamCategory, Paper, ProgrammeLevel, StudyForm
from chengzhao.records.models import College, PlanCap, Programme, SourcePlan
from chengzhao.rules.plans import PlanState


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFilter:
    """What a visitor asked for; an empty field asks for everything."""

    level: str = ""
    category: str = ""
    college: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanView:
    """One programme with its places in the province."""

    college: str
    code: str
    name: str
    level: ProgrammeLevel
    category: ExamCategory
    study_form: StudyForm
    half_years: int
    specialised_paper: Paper | None
    teaching_place: str
    annual_fee: Decimal
    extra_test: bool
    places: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanTotal:
    """Sums over plans: programmes, colleges, places and those already taken."""

    programmes: int
    colleges: int
    places: int
    admitted: int

    @property
    def vacant(self) -> int:
        """Places not yet taken."""
        return self.places - self.admitted


def published_plans(season: int, province: str, wanted: PlanFilter) -> "QuerySet[SourcePlan]":
    """The published plans that answer a search; list and count share it."""
    rows = SourcePlan.objects.filter(season=season, province=province, state=PlanState.PUBLISHED)
    if wanted.level:
        rows = rows.filter(programme__level=wanted.level)
    if wanted.category:
        rows = rows.filter(programme__category=wanted.category)
    if wanted.college:
        rows = rows.filter(programme__college__national_code=wanted.college)
    if wanted.words:
        rows = rows.filter(
            Q(programme__name__contains=wanted.words) | Q(programme__college__name__contains=wanted.words)
        )
    return rows


def plan_page(rows: "QuerySet[SourcePlan]", *, after: str, limit: int) -> tuple[PlanView, ...]:
    """Plans in the order of the programme codes, from behind the code `after`."""
    ordered = rows.select_related("programme__college").order_by("programme__code")
    return tuple(plan_view(row) for row in ordered.filter(programme__code__gt=after)[:limit])


def plan_total(rows: "QuerySet[SourcePlan]") -> PlanTotal:
    """The sums over the plans."""
    return PlanTotal(
        **rows.aggregate(
            programmes=Count("pk"),
            colleges=Count("programme__college", distinct=True),
            places=Sum("places", default=0),
            admitted=Sum("admitted", default=0),
        )
    )


def plan_levels(rows: "QuerySet[SourcePlan]") -> dict[ProgrammeLevel, PlanTotal]:
    """The sums over the plans by level, in the order of the levels."""
    sums = rows.values("programme__level").annotate(
        programmes=Count("pk"),
        colleges=Count("programme__college", distinct=True),
        places_sum=Sum("places"),
        admitted_sum=Sum("admitted"),
    )
    found = {row["programme__level"]: _total(row) for row in sums.order_by()}
    return {level: found[level] for level in ProgrammeLevel if level in found}


def colleges_with_plans(season: int, province: str) -> tuple[tuple[str, str], ...]:
    """(national code, name) of the colleges that have published plans, by name."""
    offering = SourcePlan.objects.filter(
        season=season,
        province=province,
        state=PlanState.PUBLISHED,
        programme__college=OuterRef("pk"),
    )
    rows = College.objects.filter(Exists(offering)).order_by("national_code")
    return tuple(rows.values_list("national_code", "name"))


def plans_in_states(
    season: int, province: str, college_ids: Iterable[int] | None = None
) -> dict[PlanState, PlanTotal]:
    """The sums by state, of all colleges or of the given ones, in the order of the states."""
    rows = SourcePlan.objects.filter(season=season, province=province)
    if college_ids is not None:
        rows = rows.filter(programme__college__in=college_ids)
    sums = rows.values("state").annotate(
        programmes=Count("pk"),
        colleges=Count("programme__college", distinct=True),
        places_sum=Sum("places", default=0),
        admitted_sum=Sum("admitted", default=0),
    )
    found = {row["state"]: row for row in sums.order_by()}
    return {state: _total(found[state]) for state in PlanState if state in found}


def _total(sums: Mapping[str, Any]) -> PlanTotal:
    return PlanTotal(
        programmes=sums["programmes"],
        colleges=sums["colleges"],
        places=sums["places_sum"],
        admitted=sums["admitted_sum"],
    )


def plan_view(row: SourcePlan) -> PlanView:
    """A plan as pages show it; needs `programme__college`."""
    programme = row.programme
    return PlanView(
        college=programme.college.name,
        code=programme.code,
        name=programme.name,
        level=ProgrammeLevel(programme.level),
        category=ExamCategory(programme.category),
        study_form=StudyForm(programme.study_form),
        half_years=programme.half_years,
        specialised_paper=Paper(programme.specialised_paper) if programme.specialised_paper else None,
        teaching_place=programme.teaching_place,
        annual_fee=programme.annual_fee,
        extra_test=programme.extra_test,
        places=row.places,
    )


def published_at(rows: "QuerySet[SourcePlan]") -> datetime | None:
    """When the first of the plans was published; None where none was."""
    first: datetime | None = rows.aggregate(first=Min("published_at"))["first"]
    return first


@dataclass(frozen=True, kw_only=True, slots=True)
class CollegePlan:
    """The plans of one college in the province beside its ceiling; `ceiling` is None where none is set."""

    name: str
    code: str
    ceiling: int | None
    programmes: int
    places: int
    admitted: int
    published: int


def plans_by_college(season: int, province: str, authority: str = "") -> tuple[CollegePlan, ...]:
    """The plans of the colleges, of one department in charge or of all, in two statements."""
    rows = SourcePlan.objects.filter(season=season, province=province)
    if authority:
        rows = rows.filter(programme__college__authority=authority)
    sums = (
        rows.values("programme__college", "programme__college__name", "programme__college__national_code")
        .annotate(
            programmes=Count("pk"),
            places_sum=Sum("places"),
            admitted_sum=Sum("admitted"),
            published=Count("pk", filter=Q(state=PlanState.PUBLISHED)),
        )
        .order_by("programme__college__national_code")
    )
    ceilings = dict(
        PlanCap.objects.filter(season=season, province=province).values_list("college", "ceiling")
    )
    return tuple(
        CollegePlan(
            name=row["programme__college__name"],
            code=row["programme__college__national_code"],
            ceiling=ceilings.get(row["programme__college"]),
            programmes=row["programmes"],
            places=row["places_sum"],
            admitted=row["admitted_sum"],
            published=row["published"],
        )
        for row in sums
    )


def programme_names(season: int, province: str) -> dict[str, str]:
    """College and name of every programme of the season by its code."""
    rows = Programme.objects.filter(season=season, province=province)
    return {
        code: f"{college} {name}" for code, college, name in rows.values_list("code", "college__name", "name")
    }
