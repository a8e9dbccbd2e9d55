"""附件1·二: the ceilings that departments set and the places that colleges submit under them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.colleges import HeldCollege, known_colleges
from chengzhao.actions.directory import college_grounds
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.grounds import as_faults, kept, repeated, require_own_college
from chengzhao.actions.moves import move_rows
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import blocking, cites
from chengzhao.law.words import ProgrammeLevel, Stage, StudyForm
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, update_rows
from chengzhao.records.models import Choice, PlanCap, SourcePlan
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.scope import counting
from chengzhao.rules.plans import (
    PLAN,
    PlanContext,
    PlanRow,
    PlanState,
    ceiling_authority,
    lint,
)
from chengzhao.rules.registration import REGISTRATION


@dataclass(frozen=True, kw_only=True)
class PlanCapForm:
    """招生计划上限 of a college in the province, and who set it."""

    national_code: str
    ceiling: int
    set_by: str


@dataclass(frozen=True, kw_only=True)
class PlacesForm:
    """The places of one programme, named by its code."""

    code: str
    places: int


@dataclass(frozen=True, kw_only=True)
class HeldPlan:
    """A row of a college's plan as it stands in the tables."""

    key: int
    code: str
    national_code: str
    org_path: str
    state: PlanState
    row: PlanRow


@cites("A1.2.2", "A1.2.3", "A1.2.6")
@transaction.atomic
def set_plan_caps(*, border: Border, actor: Actor, at: datetime, caps: Sequence[PlanCapForm]) -> None:
    """Sets the ceilings of colleges for the province, once each. Raises RowsRefused or Refused.

    The ceiling of a college comes from its authority; that of the ministry's own colleges from the
    ministry's planning department.
    """
    held = known_colleges("set_plan_caps", actor, [form.national_code for form in caps])
    refuse_faults(_cap_faults(caps, held))
    with kept(PlanCap, plan_cap_once="这所院校本年度的招生计划上限已经核定，不能再次核定。"):
        copy_rows(
            PlanCap,
            ("season", "province", "college_id", "ceiling", "set_by"),
            (
                (border.season, border.province, held[form.national_code].key, form.ceiling, form.set_by)
                for form in caps
            ),
        )
    touched = (Touched(object_id=form.national_code, after=digest_of(vars(form))) for form in caps)
    record(border=border, actor=actor, at=at, act="set_plan_caps", object_kind="plan_cap", touched=touched)


def _cap_faults(caps: Sequence[PlanCapForm], held: Mapping[str, HeldCollege]) -> Iterator[RowFault]:
    yield from repeated(form.national_code for form in caps)
    for row, form in enumerate(caps, start=1):
        authority = ceiling_authority(held[form.national_code].authority)
        if form.ceiling < 0:
            yield RowFault(row=row, value=form.national_code, expected="上限不能为负")
        if form.set_by != authority:
            yield RowFault(row=row, value=form.national_code, expected=f"上限应由{authority}核定")


@cites("A1.2.2", "A1.2.3", "A1.2.4", "A1.2.5", "A1.2.8", "N4.3")
@transaction.atomic
def submit_places(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    places: Sequence[PlacesForm],
    reasons: Mapping[str, str],
) -> None:
    """Submits the places of programmes to the departments in charge; a college's plan is looked at whole.

    `reasons` gives, by national code, why a college goes beyond what holds 原则上 (85% of its applicants
    and the like). Raises Refused outside the window and RowsRefused for all that is wrong.
    """
    require_open(border, Stage.PLACES, at)
    wanted = {form.code: form.places for form in places}
    plans = _locked_plans(border, wanted)
    refuse_faults(_places_faults(places, plans))
    require_own_college(
        "submit_places", actor, {plan.national_code: plan.org_path for plan in plans.values()}
    )
    refuse_faults(_plan_faults(border, plans, wanted, reasons, localtime(at).date()))
    before = move_rows(
        SourcePlan,
        PLAN,
        border=border,
        names={plans[code].key: code for code in wanted},
        to=PlanState.SUBMITTED,
        through=PlanState.DRAFT,
        columns={"submitted_at": at},
    )
    numbers = [(plans[code].key, number) for code, number in wanted.items()]
    update_rows(SourcePlan, "id", {"id": "bigint", "places": "integer"}, numbers)
    touched = _places_trail(wanted, plans, before, reasons)
    record(border=border, actor=actor, at=at, act="submit_places", object_kind="source_plan", touched=touched)


def _places_trail(
    wanted: Mapping[str, int],
    plans: Mapping[str, HeldPlan],
    before: Mapping[int, PlanState],
    reasons: Mapping[str, str],
) -> Iterator[Touched]:
    for code, number in wanted.items():
        yield Touched(
            object_id=code,
            before=digest_of({"state": before[plans[code].key]}),
            after=digest_of({"state": PlanState.SUBMITTED, "places": number}),
            reason=reasons.get(plans[code].national_code, ""),
        )


def _places_faults(places: Sequence[PlacesForm], plans: Mapping[str, HeldPlan]) -> Iterator[RowFault]:
    yield from repeated(form.code for form in places)
    for row, form in enumerate(places, start=1):
        if form.code not in plans:
            yield RowFault(row=row, value=form.code, expected="专业目录中没有这个专业代号")
        if form.places < 0:
            yield RowFault(row=row, value=form.code, expected="计划数不能为负")


def _locked_plans(border: Border, codes: Iterable[str]) -> dict[str, HeldPlan]:
    """All plan rows of the colleges that offer `codes`, by code; their ceilings locked until the act ends.

    The lock of the ceiling makes two submissions of one college come one after the other.
    """
    here = SourcePlan.objects.filter(season=border.season, province=border.province)
    colleges = set(here.filter(programme__code__in=list(codes)).values_list("programme__college", flat=True))
    caps = PlanCap.objects.select_for_update().filter(
        season=border.season, province=border.province, college__in=colleges
    )
    list(caps.order_by("pk").values_list("pk"))
    rows = here.filter(programme__college__in=colleges).select_related("programme__college__organisation")
    return {plan.code: plan for plan in map(_held_plan, rows.order_by("programme__code"))}


def _held_plan(row: SourcePlan) -> HeldPlan:
    programme = row.programme
    return HeldPlan(
        key=row.pk,
        code=programme.code,
        national_code=programme.college.national_code,
        org_path=programme.college.organisation.path,
        state=PlanState(row.state),
        row=PlanRow(
            major_code=programme.major_code,
            major_name=programme.name,
            level=ProgrammeLevel(programme.level),
            study_form=StudyForm(programme.study_form),
            years=Fraction(programme.half_years, 2),
            places=row.places,
        ),
    )


def _plan_faults(
    border: Border,
    plans: Mapping[str, HeldPlan],
    wanted: Mapping[str, int],
    reasons: Mapping[str, str],
    day: date,
) -> Iterator[RowFault]:
    law, extra = law_of(border)
    contexts = plan_contexts(border, {plan.national_code for plan in plans.values()}, day)
    first_rows = {plans[code].national_code: row for row, code in reversed(list(enumerate(wanted, start=1)))}
    for national_code, row in sorted(first_rows.items(), key=lambda pair: pair[1]):
        whole = [
            replace(plan.row, places=_places_now(plan, wanted))
            for plan in plans.values()
            if plan.national_code == national_code
        ]
        findings = lint(whole, contexts[national_code], law, extra)
        hard = blocking(findings)
        yield from as_faults(row, national_code, hard)
        if not reasons.get(national_code, "").strip():
            yield from as_faults(row, national_code, (found for found in findings if found not in hard))


def _places_now(plan: HeldPlan, wanted: Mapping[str, int]) -> int:
    """What a row counts for: the number given now, else the one on its way; a row back at the college, none."""
    if plan.code in wanted:
        return wanted[plan.code]
    return 0 if plan.state in PLAN.sets["WITH_COLLEGE"] else plan.row.places


def plan_contexts(border: Border, codes: Iterable[str], day: date) -> dict[str, PlanContext]:
    """What the plans of these colleges (national codes) in the province are checked against."""
    wanted = sorted(codes)
    ceilings = PlanCap.objects.filter(
        season=border.season, province=border.province, college__national_code__in=wanted
    )
    ceiling = dict(ceilings.values_list("college__national_code", "ceiling"))
    grounds = college_grounds(border, wanted, day)
    applicants = _applicants(border, wanted)
    return {
        code: PlanContext(
            ceiling=ceiling.get(code),
            applicants=applicants.get(code, 0),
            registered_majors=grounds[code].registered_majors,
            has_teaching_site=bool(grounds[code].sites),
        )
        for code in wanted
    }


@cites("A1.2.4")
def _applicants(border: Border, codes: Sequence[str]) -> dict[str, int]:
    """本校在生源地报名人数: persons with a live registration and a choice for the college.

    Counted over everybody: before filing a college sees none of those who chose it.
    """
    rows = Choice.objects.filter(
        season=border.season,
        province=border.province,
        filing_round=FilingRound.MAIN,
        college__national_code__in=codes,
        candidate__registration__state__in=sorted(REGISTRATION.sets["ACTIVE"]),
    )
    counts = rows.values_list("college__national_code").annotate(Count("candidate", distinct=True))
    with counting(border.season, border.province):
        return dict(counts.order_by())
