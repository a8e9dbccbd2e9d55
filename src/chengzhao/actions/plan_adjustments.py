"""附件1·五（六）: places moved between a college's programmes during admission; the province consents (A1.5.22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.choice_grounds import IN_HAND
from chengzhao.actions.duties import COLLEGES
from chengzhao.actions.governance import require_open
from chengzhao.actions.grounds import as_faults, require_reach
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.law.words import Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import CandidateFile, PlanCap, SourcePlan
from chengzhao.rules.admission import adjustment_findings
from chengzhao.rules.plans import PlanState


@dataclass(frozen=True, kw_only=True)
class AdjustmentForm:
    """So many places from one programme to another of the same college, by their codes, and why."""

    giving: str
    taking: str
    moved: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """The two plans as they stand, locked, and how many places of the giving one are used."""

    giving: SourcePlan
    taking: SourcePlan
    used: int


@cites("A1.5.22")
@transaction.atomic
def adjust_places(*, border: Border, actor: Actor, at: datetime, form: AdjustmentForm) -> None:
    """Moves places between two programmes of a college. Raises Refused and RowsRefused.

    The college or the province puts it forward, the province consents. The college's total stays what it was,
    and no programme gets fewer places than it has used.
    """
    require_both("adjust_places", border, actor, adjustment_arguments(form))
    found = _adjustment(border, actor, at, form)
    before = {plan.pk: plan.places for plan in (found.giving, found.taking)}
    for plan, by in ((found.giving, -form.moved), (found.taking, form.moved)):
        SourcePlan.objects.filter(pk=plan.pk).update(places=F("places") + by)
    touched = [
        Touched(
            object_id=plan.programme.code,
            before=digest_of({"places": before[plan.pk]}),
            after=digest_of({"places": before[plan.pk] + by}),
            reason=form.reason,
        )
        for plan, by in ((found.giving, -form.moved), (found.taking, form.moved))
    ]
    record(border=border, actor=actor, at=at, act="adjust_places", object_kind="source_plan", touched=touched)


def _adjustment(border: Border, actor: Actor, at: datetime, form: AdjustmentForm) -> Adjustment:
    require_open(border, Stage.ADMISSION, at)
    plans = {
        plan.programme.code: plan
        for plan in SourcePlan.objects.select_for_update(of=("self",))
        .filter(
            season=border.season, province=border.province, programme__code__in=[form.giving, form.taking]
        )
        .select_related("programme__college__organisation")
        .order_by("pk")
    }
    refuse_faults(_plan_faults(form, plans))
    giving, taking = plans[form.giving], plans[form.taking]
    college = giving.programme.college
    if actor.role in COLLEGES:
        require_reach(actor, {college.name: college.organisation.path})
    here = {"season": border.season, "province": border.province}
    in_hand = CandidateFile.objects.filter(**here, programme=giving.programme_id, state__in=IN_HAND).count()
    used = giving.admitted + in_hand
    ceiling = PlanCap.objects.filter(**here, college=college).values_list("ceiling", flat=True).first()
    total = SourcePlan.objects.filter(**here, programme__college=college).aggregate(n=Sum("places"))["n"]
    findings = adjustment_findings(
        places=giving.places,
        used=used,
        moved=form.moved,
        total_after=total,
        ceiling=total if ceiling is None else ceiling,
        province_agrees=True,
    )
    refuse_faults(as_faults(1, form.giving, findings))
    return Adjustment(giving=giving, taking=taking, used=used)


def _plan_faults(form: AdjustmentForm, plans: dict[str, SourcePlan]) -> Iterator[RowFault]:
    if not form.reason.strip():
        raise Refused("调整计划必须写明理由。")
    for row, code in enumerate((form.giving, form.taking), start=1):
        plan = plans.get(code)
        if plan is None:
            yield RowFault(row=row, value=code, expected="专业目录中没有这个专业代号")
        elif plan.state != PlanState.PUBLISHED:
            yield RowFault(
                row=row, value=code, expected=f"计划“{PlanState(plan.state).label}”，公布后才能调整"
            )
    if form.giving == form.taking:
        yield RowFault(row=2, value=form.taking, expected="调出和调入不能是同一个专业")
    elif len({plan.programme.college_id for plan in plans.values()}) > 1:
        yield RowFault(row=2, value=form.taking, expected="只能在同一所院校的专业之间调整")


def adjustment_arguments(form: AdjustmentForm) -> dict[str, object]:
    """An adjustment as it is kept between the two signatures."""
    return dict(vars(form))


def adjustment_of(arguments: Arguments) -> AdjustmentForm:
    """The adjustment that was kept. Raises Refused where it is none."""
    try:
        return AdjustmentForm(
            giving=str(arguments["giving"]),
            taking=str(arguments["taking"]),
            moved=int(arguments["moved"]),
            reason=str(arguments["reason"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明从哪个专业向哪个专业调整多少人。") from error


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    form = adjustment_of(arguments)
    found = _adjustment(border, actor, at, form)
    college = found.giving.programme.college
    return Matter(
        object_kind="source_plan",
        object_id=f"{form.giving}→{form.taking}"[:64],
        org_path=college.organisation.path,
        facts=(
            ("院校", college.name),
            ("调出", _line(found.giving, -form.moved) + f"，已用{found.used}人"),
            ("调入", _line(found.taking, form.moved)),
            ("理由", form.reason),
        ),
        content=digest_of([form.giving, form.taking, form.moved, found.giving.places, found.taking.places]),
    )


def _line(plan: SourcePlan, by: int) -> str:
    return f"{plan.programme.name}（{plan.programme.code}）{plan.places}人改为{plan.places + by}人"


ADJUSTMENT = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: adjust_places(
        border=border, actor=actor, at=at, form=adjustment_of(given)
    ),
)
