"""附件1·二: the plan on its way from the colleges to the public; directory and places have modules of their own."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, record
from chengzhao.actions.departments import own_office
from chengzhao.actions.directory import ProgrammeForm, submit_directory
from chengzhao.actions.grounds import as_faults, require_role
from chengzhao.actions.moves import move_rows, state_trail
from chengzhao.actions.places import PlacesForm, PlanCapForm, set_plan_caps, submit_places
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import Role
from chengzhao.records.models import SourcePlan
from chengzhao.rules.governance import runs_college
from chengzhao.rules.plans import PLAN, PlanState, distribution_findings

__all__ = [
    "PlacesForm",
    "PlanCapForm",
    "ProgrammeForm",
    "agree_places",
    "distribute_plans",
    "publish_plans",
    "set_plan_caps",
    "submit_directory",
    "submit_places",
    "total_places",
]


@cites("A1.2.2", "A1.2.7")
@transaction.atomic
def agree_places(*, border: Border, actor: Actor, at: datetime, codes: Collection[str] | None = None) -> int:
    """The department agrees to its own colleges' submitted plans, or those of `codes`, and returns how many.

    Raises Refused where there are none, and RowsRefused for one of `codes` of another department's college.
    """
    require_role(actor, Role.DEPARTMENT_OFFICER)
    submitted, office = _in_state(border, PlanState.SUBMITTED, codes), own_office(actor)
    authorities = _authorities(border)
    names = {key: code for key, code in submitted.items() if runs_college(office, authorities[key])}
    refuse_faults(
        RowFault(row=row, value=code, expected=f"该院校由{authorities[key]}主管，应由其审核")
        for row, (key, code) in enumerate(submitted.items(), start=1)
        if codes is not None and key not in names
    )
    _advance(border, actor, at, "agree_places", names, PlanState.DEPARTMENT_AGREED, "agreed_at")
    return len(names)


@cites("A1.2.7")
@transaction.atomic
def total_places(*, border: Border, actor: Actor, at: datetime) -> int:
    """The ministry totals the plans that departments agreed to, and returns how many. Raises Refused."""
    require_role(actor, Role.MINISTRY_OFFICER)
    names = _in_state(border, PlanState.DEPARTMENT_AGREED)
    _advance(border, actor, at, "total_places", names, PlanState.TOTALLED, "totalled_at")
    return len(names)


@cites("A1.2.7", "A1.2.13")
@transaction.atomic
def distribute_plans(*, border: Border, actor: Actor, at: datetime) -> int:
    """The ministry distributes the totalled plans to the province, and returns how many. Raises Refused."""
    require_role(actor, Role.MINISTRY_OFFICER)
    names = _in_state(border, PlanState.TOTALLED)
    _advance(border, actor, at, "distribute_plans", names, PlanState.DISTRIBUTED, "distributed_at")
    return len(names)


@cites("A1.2.13")
@transaction.atomic
def publish_plans(*, border: Border, actor: Actor, at: datetime, codes: Collection[str] | None = None) -> int:
    """The province publishes the distributed plans, exactly those and all of them; returns how many.

    `codes`, where given, must be just the distributed ones. Raises Refused where there are none, and
    RowsRefused for one that was not distributed and for one that would be withheld.
    """
    require_role(actor, Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD)
    names = _in_state(border, PlanState.DISTRIBUTED)
    findings = distribution_findings(names.values(), names.values() if codes is None else codes)
    refuse_faults(as_faults(1, "公布", findings))
    _advance(border, actor, at, "publish_plans", names, PlanState.PUBLISHED, "published_at")
    return len(names)


def _authorities(border: Border) -> dict[int, str]:
    """The department in charge of the college of each plan, by the plan's key."""
    rows = SourcePlan.objects.filter(season=border.season, province=border.province)
    return dict(rows.values_list("pk", "programme__college__authority"))


def _in_state(border: Border, state: PlanState, codes: Collection[str] | None = None) -> dict[int, str]:
    """The programme codes of the plans in a state by key, of all or of `codes`, in the order of the codes."""
    here = SourcePlan.objects.filter(season=border.season, province=border.province)
    rows = here.filter(state=state.value) if codes is None else here.filter(programme__code__in=list(codes))
    names = dict(rows.order_by("programme__code").values_list("pk", "programme__code"))
    unknown = sorted(set(codes or ()) - set(names.values()))
    refuse_faults(
        RowFault(row=row, value=code, expected="专业目录中没有这个专业代号")
        for row, code in enumerate(unknown, start=1)
    )
    return names


def _advance(
    border: Border, actor: Actor, at: datetime, act: str, names: dict[int, str], to: PlanState, column: str
) -> None:
    if not names:
        sources = "、".join(state.label for state in PLAN.sources(to))
        raise Refused(f"没有“{sources}”的计划，不能转为“{to.label}”。")
    before = move_rows(SourcePlan, PLAN, border=border, names=names, to=to, columns={column: at})
    touched = state_trail(before, names, to)
    record(border=border, actor=actor, at=at, act=act, object_kind="source_plan", touched=touched)
