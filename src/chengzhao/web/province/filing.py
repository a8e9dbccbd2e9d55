"""Runs of filing: the list, and one run with its proofs, units and rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.law.words import (
    AssignmentRule,
    ExamCategory,
    FilingMechanism,
    FilingUnit,
    MeritScore,
    PaperSlot,
    ProgrammeLevel,
    TieRule,
    Word,
)
from chengzhao.records.queries import filing as queries
from chengzhao.records.queries.approvals import ApprovalView, open_approval_of
from chengzhao.records.queries.timelines import timeline
from chengzhao.rules.admission import RunState
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.web.province.filing_steps import steps_of
from chengzhao.web.province.permissions import may_run_filing, may_see_runs, may_take_inputs
from chengzhao.web.province.proofs import proof_rows
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.asking import ask_for
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.packs import pack_answer
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
NEXT_ACTS = {RunState.PROVED: "sign_run", RunState.SIGNED: "release_run"}
"""What two persons do next with a run in a state."""
WORK = {"try": ("filing_trial", "试运行投档"), "run": ("filing_run", "正式投档")}
"""What is done in the background with a run, by the button that asks for it."""


@shows("A1.5.7", called="投档运行")
@allow(may_see_runs)
def runs(request: StaffRequest) -> HttpResponse:
    """Every run of the season."""
    found = queries.runs(request.acting.season, request.acting.province)
    told = {"runs": found, "run_links": True, "may_prepare": may_run_filing(request.acting)}
    return page(request, "province/runs.html", told)


@require_http_methods(["GET", "POST"])
@shows("A1.5.7", "A1.5.8", "A1.5.10", called="一次投档运行")
@allow(may_see_runs)
@fresh_factor
def run(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One run of the visitor's own province and season; its next step is asked for here."""
    found = queries.run_of(request.acting.season, request.acting.province, public_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _run_page(request, found)
    step = request.POST.get("step", "")
    if step in WORK:
        return _ask(request, found, step)
    try:
        return _put_forward(request, found)
    except Refused as refusal:
        said = noted(request, refusal, object_kind="filing_run", object_id=str(found.number))
        return _run_page(request, found, refusal=said)


def _ask(request: StaffRequest, found: queries.RunView, step: str) -> HttpResponse:
    """Put a trial, or the filing itself, into the queue; the filing of a run is asked for once."""
    if not may_run_filing(request.acting):
        raise PermissionDenied
    kind, title = WORK[step]
    return ask_for(
        request,
        kind=kind,
        title=f"{title}第{found.number}号运行",
        arguments={"run_id": found.key},
        back=reverse("province:run", args=[found.public_id]),
    )


def _put_forward(request: StaffRequest, found: queries.RunView) -> HttpResponse:
    """Put the signing or the release of a run before a second person, and go to what waits."""
    act = NEXT_ACTS.get(found.state)
    if act is None:
        raise Refused(f"第{found.number}号运行为“{found.state.label}”，没有要两人办理的事项。")
    now = timezone.now()
    open_approval(
        border=border_of(request), actor=actor_of(request), at=now, act=act, arguments={"run_id": found.key}
    )
    waiting = _waiting(request, found, act, now)
    return redirect("desk:approval", public_id=waiting.public_id) if waiting else _run_page(request, found)


def _waiting(request: StaffRequest, found: queries.RunView, act: str, now: datetime) -> ApprovalView | None:
    border = (request.acting.season, request.acting.province)
    return open_approval_of(*border, act, str(found.number), now)


def _run_page(request: StaffRequest, found: queries.RunView, *, refusal: str = "") -> HttpResponse:
    public_id, act = found.public_id, NEXT_ACTS.get(found.state)
    only_short = request.GET.get("short") == "1"
    after = key_of(request, "after") or 0
    units = queries.units_of(public_id, only_short=only_short, after=after, limit=PAGE_SIZE + 1)
    sums = queries.figures_of(public_id)
    return page(
        request,
        "province/run.html",
        {
            "run": found,
            "refusal": refusal,
            "steps": steps_of(found),
            "may_run": may_run_filing(request.acting) and found.state in (RunState.PREPARED, RunState.DRY),
            "is_tried": found.state is RunState.DRY,
            "next_act": TWO_PERSON_ACTS[act].title if act else "",
            "waiting": _waiting(request, found, act, timezone.now()) if act else None,
            "may_put_forward": act is not None and request.acting.role in TWO_PERSON_ACTS[act].firsts,
            "may_take_input": found.ran_at is not None and may_take_inputs(request.acting),
            "figs": figures(sums),
            "sums": sums,
            "proofs": proof_rows(queries.proofs_of(public_id)),
            "rules": said_rules(found.rules),
            "units": [unit for _, unit in units[:PAGE_SIZE]],
            "only_short": only_short,
            "following": units[PAGE_SIZE - 1][0] if len(units) > PAGE_SIZE else None,
            "is_first": after == 0,
            "timeline": timeline(
                request.acting.season, request.acting.province, "filing_run", str(found.number)
            ),
        },
        status=409 if refusal else 200,
    )


@allow(may_take_inputs)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("复核投档")
def run_pack(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The evidence pack of a run, to file it again with `chengzhao replay`."""
    return pack_answer(request, public_id)


def figures(sums: queries.RunFigures) -> list[Fig]:
    """The strip of a run."""
    return [
        Fig(name="投档单位", value=count(sums.units), unit="个", note=f"{count(sums.colleges)}所院校"),
        Fig(name="名额", value=count(sums.places), unit="个", note="已扣除免试和此前录取"),
        Fig(name="投出", value=count(sums.filed), unit="人次"),
        Fig(name="拟录取", value=count(sums.admitted), unit="人"),
        Fig(
            name="缺额",
            value=count(sums.vacant),
            unit="个",
            note=f"{count(sums.short_units)}个单位",
            tone="warn" if sums.vacant else "",
        ),
    ]


_RULE_WORDS: tuple[tuple[str, str, type[Word]], ...] = (
    ("mechanism", "投档方式", FilingMechanism),
    ("unit", "投档单位", FilingUnit),
    ("ties", "同分", TieRule),
    ("assignment", "分专业", AssignmentRule),
    ("merit", "单位内排序", MeritScore),
)


def said_rules(rules: queries.RulesTable) -> list[tuple[str, str]]:
    """(name, value) of the rules of a run in words; what is missing is left out."""
    said = [(name, kind(rules[key]).label) for key, name, kind in _RULE_WORDS if key in rules]
    if "ratio" in rules:
        said.append(("投档比例", f"1:{rules['ratio']}"))
    if rules.get("relaxation"):
        said.append(("降分投档", f"最多{rules['relaxation']}分"))
    said += _tie_orders(rules.get("tie_keys", {}))
    if rules.get("seed"):
        said.append(("随机种子", rules["seed"]))
    return said


def _tie_orders(tie_keys: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Each order of papers once, with all the levels and categories that it settles."""
    scopes: dict[str, list[str]] = {}
    for key, papers in tie_keys.items():
        order = "、".join(PaperSlot(paper).label for paper in papers)
        scopes.setdefault(order, []).append(_scope(key))
    return [("同分顺序", f"{order}（{'，'.join(mine)}）") for order, mine in scopes.items()]


def _scope(key: str) -> str:
    level, _, category = key.partition("/")
    label = ProgrammeLevel(level).label
    return f"{label} {ExamCategory(category).label}" if category else label
