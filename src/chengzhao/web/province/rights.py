"""个人信息请求: what candidates ask about their own data, by the last day for the answer."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.rights import answer_request, deletion_of
from chengzhao.records.queries.rights import request_tally, request_under, requests_under
from chengzhao.rules.privacy.requests import Right
from chengzhao.web.province.forms import AnswerForm
from chengzhao.web.province.permissions import may_answer_requests
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of
from chengzhao.web.shared.refusals import noted

PAGE_SIZE = 50


@allow(may_answer_requests)
@require_GET
def requests(request: StaffRequest) -> HttpResponse:
    """The open requests, the most urgent first; or those that have been answered."""
    acting = request.acting
    border = (acting.season, acting.province, acting.org_path)
    today = timezone.localdate()
    is_open = word_of(request, "show") != "answered"
    behind = key_of(request, "after")
    found = requests_under(*border, is_open=is_open, behind=behind, limit=PAGE_SIZE + 1)
    rows = [(one, one.is_overdue(today), one.is_urgent(today)) for one in found[:PAGE_SIZE]]
    context = {
        "rows": rows,
        "tally": request_tally(*border, today),
        "is_answered": not is_open,
        "is_open": is_open,
        "following": found[PAGE_SIZE - 1].key if len(found) > PAGE_SIZE else None,
        "is_first": behind is None,
    }
    return page(request, "province/requests.html", context)


@allow(may_answer_requests)
@require_http_methods(["GET", "POST"])
@fresh_factor
def answer(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One request with what was asked, and the form for its answer while it is open."""
    acting = request.acting
    found = request_under(acting.season, acting.province, acting.org_path, public_id, vault_keys())
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(
                border=border_of(request),
                actor=actor_of(request),
                at=timezone.now(),
                keys=vault_keys(),
                request_id=found.key,
                is_granted=form.cleaned_data["outcome"] == "granted",
                answer=form.cleaned_data["answer"],
            )
        except Refused as refused:
            form.add_error(
                None, noted(request, refused, object_kind="rights_request", object_id=found.candidate_number)
            )
        else:
            return redirect("province:requests")
    today = timezone.localdate()
    would = None
    if found.is_open and found.right is Right.DELETE:
        would = deletion_of(timezone.now(), found.candidate_id).sentence
    context = {"one": found, "form": form, "is_overdue": found.is_overdue(today), "would": would}
    return page(request, "province/request.html", context)
