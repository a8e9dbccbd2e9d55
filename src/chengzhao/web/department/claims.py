"""照顾申请: the claims that a department reviews together with the exam office, one by one or as a table."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from chengzhao.actions.audit import Refused
from chengzhao.actions.departments import kinds_in_charge
from chengzhao.actions.preferences import OpinionForm, give_opinions
from chengzhao.actions.refusals import RowsRefused
from chengzhao.exchange.claim_opinions import MOST, read_opinions
from chengzhao.exchange.confined import Refused as NotRead
from chengzhao.exchange.sheets import SheetFault, read_sheet
from chengzhao.records.queries.claims_desk import (
    ClaimToReview,
    claim_called,
    claims_of_department,
    claims_page,
    opinions_on,
)
from chengzhao.records.queries.evidence import evidence_of
from chengzhao.rules.preferences import ClaimState
from chengzhao.web.department.permissions import may_see_own_colleges
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.asking import ask_for
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.evidence import by_account, evidence_page
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.requests import takes_uploads
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
STATES = (ClaimState.OFFICE_APPROVED, ClaimState.DEPARTMENT_AGREED, ClaimState.REFUSED)


@takes_uploads
@require_http_methods(["GET", "POST"])
@shows("N3.5", called="照顾申请")
@allow(may_see_own_colleges)
def claims(request: StaffRequest) -> HttpResponse:
    """The list on GET; on POST the table that came back, taken whole or not at all."""
    faults: list[SheetFault] = []
    refusal = ""
    if request.method == "POST":
        try:
            faults = _take_back(request)
            if not faults:
                return redirect("department:claims")
            raise Refused(f"表里有{len(faults)}处要改，全部未办。改好后重新上传整张表。")
        except (Refused, NotRead) as refused:
            said = refused if isinstance(refused, Refused) else Refused(str(refused))
            refusal = noted(request, said, object_kind="list_file", object_id="")
    return page(
        request, "department/claims.html", _list(request, faults, refusal), status=409 if refusal else 200
    )


def _list(request: StaffRequest, faults: list[SheetFault], refusal: str) -> dict[str, Any]:
    acting, kinds = request.acting, kinds_in_charge(border_of(request), actor_of(request))
    asked = request.GET.get("state", "")
    state = next((one for one in STATES if one.value == asked), STATES[0])
    found = claims_page(
        claims_of_department(acting.season, acting.province, kinds, state=state),
        after=key_of(request, "after"),
        limit=PAGE_SIZE + 1,
    )
    counted = {
        one: claims_of_department(acting.season, acting.province, kinds, state=one).count() for one in STATES
    }
    return {
        "kinds": kinds,
        "claims": found[:PAGE_SIZE],
        "following": found[PAGE_SIZE - 1].key if len(found) > PAGE_SIZE else None,
        "states": counted,
        "state": state,
        "faults": faults,
        "refusal": refusal,
        "chooser": columns_for(acting.account_id, "department-claims"),
    }


def _take_back(request: StaffRequest) -> list[SheetFault]:
    """Book the opinions of a table, or say everything that is wrong with it."""
    sent = request.FILES.get("table")
    if not isinstance(sent, UploadedFile) or sent.name is None:
        raise Refused("请选择填好的表格再上传。")
    waiting = {(one.candidate_number, one.kind): one for one in _waiting(request)}
    found, faults = read_opinions(read_sheet(sent.read(), name=sent.name), waiting)
    if not found and not faults:
        raise Refused("表里没有填写任何意见。请在“部门意见”一列写“同意”或“不同意”。")
    if faults:
        return faults
    forms = [_form(request, one.claim, agrees=one.agrees, text=one.text) for one in found]
    try:
        give_opinions(border=border_of(request), actor=actor_of(request), at=timezone.now(), opinions=forms)
    except RowsRefused as refused:
        return [
            SheetFault(row=found[one.row - 1].row, column="报名号", value=one.value, expected=one.expected)
            for one in refused.faults
        ]
    return []


def _form(request: StaffRequest, claim: ClaimToReview, *, agrees: bool, text: str) -> OpinionForm:
    return OpinionForm(
        claim_id=claim.key, department_path=request.acting.org_path, agrees=agrees, text=text.strip()
    )


def _waiting(request: StaffRequest) -> tuple[ClaimToReview, ...]:
    acting, kinds = request.acting, kinds_in_charge(border_of(request), actor_of(request))
    found = claims_of_department(acting.season, acting.province, kinds)
    return claims_page(found, after=None, limit=MOST)


@allow(may_see_own_colleges)
@require_POST
@fresh_factor
def table(request: StaffRequest) -> HttpResponse:
    """Ask for everything that waits for the department as a table, to be filled in and sent back."""
    back = reverse("department:claims")
    return ask_for(request, kind="department_claims", title="导出待核的照顾申请", arguments={}, back=back)


@require_http_methods(["GET", "POST"])
@shows("N3.5", called="一项照顾申请")
@allow(may_see_own_colleges)
@shows_person("核照顾申请")
def claim(request: StaffRequest, public_id: UUID, kind: str) -> HttpResponse:
    """One claim with what proves it, and the department's opinion."""
    acting, kinds = request.acting, kinds_in_charge(border_of(request), actor_of(request))
    found = claim_called(acting.season, acting.province, kinds, public_id, kind)
    if found is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            said = request.POST.get("opinion", "")
            if said not in ("agree", "disagree"):
                raise Refused("请选择同意或不同意。")
            form = _form(request, found, agrees=said == "agree", text=request.POST.get("text", ""))
            give_opinions(
                border=border_of(request), actor=actor_of(request), at=timezone.now(), opinions=[form]
            )
            return redirect("department:claims")
        except Refused as refused:
            name = f"{found.candidate_number} {found.kind.label}"
            refusal = noted(request, refused, object_kind="claim", object_id=name)
    context = {
        "claim": found,
        "evidence": [one for one in evidence_of(found.candidate_id) if one.claim_kind in (None, found.kind)],
        "opinions": opinions_on(found.key),
        "is_waiting": found.state is ClaimState.OFFICE_APPROVED,
        "refusal": refusal,
        "opinion": request.POST.get("opinion", ""),
        "text": request.POST.get("text", ""),
    }
    return page(request, "department/claim.html", context, status=409 if refusal else 200)


@shows_person("查看材料")
@limited("evidence", subject=by_account)
@require_http_methods(["GET", "POST"])
@allow(may_see_own_colleges)
def evidence(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """A file that proves a claim: what it is, and the file itself as a download."""
    return evidence_page(request, public_id)
