"""回避: whoever reviews declares from whose file they keep away; the province sees everybody's declarations."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.recusals import declare_recusal
from chengzhao.law.words import Role
from chengzhao.records.queries.recusals import recusals_under
from chengzhao.rules.governance import Relation
from chengzhao.web.desk.permissions import may_declare_recusals
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
SEES_ALL = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD})


@require_http_methods(["GET", "POST"])
@shows("N5.1", called="回避")
@allow(may_declare_recusals)
def recusals(request: StaffRequest) -> HttpResponse:
    """The form and the list: a declaration is never taken back, for it says why somebody kept away."""
    if request.method != "POST":
        return _page(request)
    try:
        _declare(request)
    except Refused as refused:
        return _page(request, noted(request, refused, object_kind="account", object_id=""))
    return redirect("desk:recusals")


def _declare(request: StaffRequest) -> None:
    chosen = request.POST.get("relation", "")
    relation = next((one for one in Relation if one.value == chosen), None)
    if relation is None:
        raise Refused("请选择与考生的关系。")
    declare_recusal(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_number=request.POST.get("number", ""),
        relation=relation,
    )


def _page(request: StaffRequest, refusal: str = "") -> HttpResponse:
    acting, behind = request.acting, key_of(request, "after")
    sees_all = acting.role in SEES_ALL
    found = recusals_under(
        acting.season,
        acting.province,
        acting.org_path,
        account_id=None if sees_all else acting.account_id,
        behind=behind,
        limit=PAGE_SIZE + 1,
    )
    context = {
        "refusal": refusal,
        "number": request.POST.get("number", ""),
        "relations": [(one, one.value == request.POST.get("relation")) for one in Relation],
        "recusals": found[:PAGE_SIZE],
        "following": found[PAGE_SIZE - 1].key if len(found) > PAGE_SIZE else None,
        "sees_all": sees_all,
    }
    return page(request, "desk/recusals.html", context, status=409 if refusal else 200)
