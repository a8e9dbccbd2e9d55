"""A run of filing as steps, in the order in which they are taken; and the preparation of the next one (A1.5.7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Border, Refused
from chengzhao.actions.filing import prepare_run
from chengzhao.actions.filing_checks import preconditions
from chengzhao.actions.filing_rules import tiers_of
from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.queries.filing import RunView, run_by_key
from chengzhao.records.queries.season import FilingRound
from chengzhao.rules.admission import RunState
from chengzhao.web.province.permissions import may_run_filing
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

NAMES = ("检查", "试运行", "正式投档", "核验", "双人签字", "双人放行")
NEXT = {
    RunState.PREPARED: 1,
    RunState.DRY: 2,
    RunState.FAILED: 3,
    RunState.PROVED: 4,
    RunState.SIGNED: 5,
}
"""Which step comes next in a state; in every other all are taken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step of a run: taken, or the next one."""

    name: str
    note: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """A round and tier that can be filed."""

    filing_round: FilingRound
    tier: int
    levels: tuple[ProgrammeLevel, ...]

    @property
    def value(self) -> str:
        """How an address and a form name it."""
        return f"{self.filing_round.value}-{self.tier}"

    @property
    def label(self) -> str:
        """How people name it."""
        levels = "、".join(level.label for level in self.levels)
        return f"{self.filing_round.label}第{self.tier}批次（{levels}）"


def steps_of(run: RunView) -> tuple[Step, ...]:
    """The steps of a run; a proof that failed is where it ends."""
    now = NEXT.get(run.state, len(NAMES))
    failed = run.state is RunState.FAILED
    return tuple(
        Step(
            name=name,
            note="未通过" if failed and at == now else "已完成" if at < now else "待办" if at == now else "",
            is_done=at < now,
            is_now=at == now,
        )
        for at, name in enumerate(NAMES)
    )


def batches_of(border: Border) -> Iterator[Batch]:
    """Every round and tier of the province, in the order in which they are filed."""
    for filing_round in FilingRound:
        for tier, levels in enumerate(tiers_of(border), start=1):
            yield Batch(filing_round=filing_round, tier=tier, levels=levels)


@require_http_methods(["GET", "POST"])
@shows("A1.5.7", called="准备投档")
@allow(may_run_filing)
@fresh_factor
def new_run(request: StaffRequest) -> HttpResponse:
    """What must be so before a round and tier is filed, each with its evidence; prepares the run where all is."""
    try:
        batches = tuple(batches_of(border_of(request)))
    except Refused as refusal:
        # A season whose province has no supplement has no tiers: nothing can be prepared, and that is said.
        said = noted(request, refusal, object_kind="filing_run", object_id="")
        return page(request, "province/new_run.html", {"refusal": said, "chosen": None}, status=409)
    chosen = _chosen(request, batches)
    if request.method != "POST":
        return _page(request, batches, chosen)
    try:
        key = prepare_run(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            filing_round=chosen.filing_round,
            tier=chosen.tier,
        )
    except Refused as refusal:
        said = noted(request, refusal, object_kind="filing_run", object_id="")
        return _page(request, batches, chosen, refusal=said)
    return redirect("province:run", public_id=run_by_key(key))


def _chosen(request: HttpRequest, batches: tuple[Batch, ...]) -> Batch:
    """The batch that the address or the form names; the first one where it names none."""
    named = request.POST.get("batch") or request.GET.get("batch", "")
    return next((one for one in batches if one.value == named), batches[0])


def _page(
    request: StaffRequest, batches: tuple[Batch, ...], chosen: Batch, *, refusal: str = ""
) -> HttpResponse:
    conditions = preconditions(
        border_of(request), timezone.now(), chosen.filing_round, chosen.tier, chosen.levels
    )
    told = {
        "batches": batches,
        "chosen": chosen,
        "conditions": conditions,
        "unmet": sum(not one.is_met for one in conditions),
        "refusal": refusal,
    }
    return page(request, "province/new_run.html", told, status=409 if refusal else 200)
