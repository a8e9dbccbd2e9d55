"""可疑报名线索: what offices of every level see of registrations that share something, and how they decide (N3.4)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.risk_cases import CaseForm, decide_case, shown_digest
from chengzhao.actions.voided_registrations import voiding_arguments
from chengzhao.records.queries.governance import names_of_paths
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.risks import (
    CaseRow,
    case_counts,
    case_page,
    decisions_on,
    members_of,
    risk_case,
    risk_cases,
    scanned_at,
)
from chengzhao.rules.registration import CASE, CaseDecision, CaseState
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.refusals import noted

PAGE_SIZE = 20
MOST_MEMBERS = 300
TABS = {
    "open": ("待核实", frozenset({CaseState.OPEN})),
    "checking": ("查证中", frozenset({CaseState.CHECKING})),
    "decided": ("已决定", CASE.sets["DECIDED"]),
    "ended": ("已消失", frozenset({CaseState.ENDED})),
}


def risk_list(request: StaffRequest, template: str) -> HttpResponse:
    """The cases of the visitor's own part of the tree in one tab, the heaviest first."""
    acting = request.acting
    cases = risk_cases(acting.season, acting.province, acting.org_path)
    counts = case_counts(cases)
    wanted = request.GET.get("tab", "")
    tab = wanted if wanted in TABS else "open"
    offset = min(key_of(request, "from") or 0, 100_000)
    found = case_page(cases, TABS[tab][1], offset=offset, limit=PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    names = names_of_paths({case.org_path for case in shown})
    context = {
        "cases": [(case, names.get(case.org_path, "")) for case in shown],
        "tab": tab,
        "tabs": [
            (key, label, sum(counts.get(one, 0) for one in states)) for key, (label, states) in TABS.items()
        ],
        "before": max(0, offset - PAGE_SIZE) if offset else None,
        "behind": offset + PAGE_SIZE if len(found) > PAGE_SIZE else None,
        "at": scanned_at(acting.season, acting.province),
        "figs": _figures(counts),
    }
    return page(request, template, context)


def risk_page(
    request: StaffRequest, template: str, public_id: UUID, *, home: str, may_decide: bool
) -> HttpResponse:
    """One case: its evidence, its registrations, what was decided, and the form that decides.

    `home` is the name of the list's URL; a case out of reach is answered like one that does not exist.
    """
    acting = request.acting
    case = _found(acting, public_id)
    refusal = ""
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        try:
            return _decide(request, case, home)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="risk_case", object_id=str(case.key))
            case = _found(acting, public_id)
    decided = decisions_on(case)
    now = timezone.now()
    is_waiting = case.state in CASE.sets["WAITING"]
    context = {
        "case": case,
        "office": names_of_paths({case.org_path}).get(case.org_path, ""),
        "members": members_of(case, decided[0].at if decided else None, limit=MOST_MEMBERS),
        "most": MOST_MEMBERS,
        "decided": decided,
        "seen": shown_digest(case.key, case.state, case.changed_at),
        "ways": [one for one in CaseDecision if may_decide and is_waiting and one is not _done(case)],
        "may_void": may_decide and _is_heard(case, now),
        "heard_left": case.heard_until is not None and now < case.heard_until,
        "sees_persons": home.startswith("province"),
        "refusal": refusal,
        "typed": request.POST,
        "chosen": request.POST.getlist("void"),
        "home": reverse(home),
        "action": request.path,
        "now": now,
    }
    return page(request, template, context, status=409 if refusal else 200)


def _found(acting: Acting, public_id: UUID) -> CaseRow:
    case = risk_case(acting.season, acting.province, acting.org_path, public_id)
    if case is None:
        raise Http404
    return case


def _done(case: CaseRow) -> CaseDecision | None:
    """The decision that a waiting case has already had: it is asked for once."""
    return CaseDecision.CHECK if case.state is CaseState.CHECKING else None


def _is_heard(case: CaseRow, now: Any) -> bool:
    return case.state is CaseState.CHECKING and case.heard_until is not None and now >= case.heard_until


def _decide(request: StaffRequest, case: CaseRow, home: str) -> HttpResponse:
    wanted = request.POST.get("decision", "")
    if wanted not in {one.value for one in CaseDecision}:
        raise Refused("请选择查证、保留或者并案。")
    form = CaseForm(
        case_id=case.key,
        decision=CaseDecision(wanted),
        reason=request.POST.get("reason", ""),
        seen=request.POST.get("seen", ""),
        voided=tuple(request.POST.getlist("void")),
    )
    border, actor, at = border_of(request), actor_of(request), timezone.now()
    if form.voided:
        if form.decision is not CaseDecision.MERGE:
            raise Refused("只有并案可以取消报名：请改选“并案”，或者不勾选要取消的报名。")
        open_approval(
            border=border, actor=actor, at=at, act="void_registrations", arguments=voiding_arguments(form)
        )
        return redirect("desk:approvals")
    decide_case(border=border, actor=actor, at=at, form=form, keys=vault_keys())
    return redirect(home)


def _figures(counts: Any) -> list[Fig]:
    """The strip of the page."""
    checking = counts.get(CaseState.CHECKING, 0)
    return [
        Fig(name="待核实", value=count(counts.get(CaseState.OPEN, 0)), unit="组"),
        Fig(name="查证中", value=count(checking), unit="组", tone="warn" if checking else ""),
        Fig(name="已保留", value=count(counts.get(CaseState.KEPT, 0)), unit="组"),
        Fig(name="已并案", value=count(counts.get(CaseState.MERGED, 0)), unit="组"),
    ]
