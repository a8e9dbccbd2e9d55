"""The tree of organisations: found, renamed, closed. Moving one is done at the server, over all seasons."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.organisations import close_organisation, rename_organisation
from chengzhao.records.queries.running import OrganisationLine, organisation_by_id, organisation_lines
from chengzhao.records.queries.timelines import timeline
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.system.permissions import may_manage_organisations

PAGE_SIZE = 50


@require_GET
@allow(may_manage_organisations)
def organisations(request: StaffRequest) -> HttpResponse:
    """The organisations of the visitor's part of the tree, by path."""
    words, after = word_of(request, "words"), word_of(request, "after")
    found = organisation_lines(request.acting.org_path, words=words, after=after, limit=PAGE_SIZE + 1)
    context = {
        "organisations": found[:PAGE_SIZE],
        "words": words,
        "following": found[PAGE_SIZE - 1].path if len(found) > PAGE_SIZE else "",
    }
    return page(request, "system/organisations.html", context)


@require_http_methods(["GET", "POST"])
@allow(may_manage_organisations)
@fresh_factor
def organisation(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One organisation, with the acts that change it."""
    found = organisation_by_id(request.acting.org_path, public_id)
    if found is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            _change(request, found)
            return redirect("system:organisation", public_id=public_id)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="organisation", object_id=str(found.key))
    acting = request.acting
    context = {
        "organisation": found,
        "timeline": timeline(acting.season, acting.province, "organisation", str(found.key)),
        "refusal": refusal,
        "name": request.POST.get("name", found.name),
        "reason": request.POST.get("reason", ""),
    }
    return page(request, "system/organisation.html", context, status=409 if refusal else 200)


def _change(request: StaffRequest, found: OrganisationLine) -> None:
    border, actor, at = border_of(request), actor_of(request), timezone.now()
    reason, step = request.POST.get("reason", ""), request.POST.get("step", "")
    if step == "rename":
        name = request.POST.get("name", "")
        rename_organisation(border=border, actor=actor, at=at, org_path=found.path, name=name, reason=reason)
    elif step == "close":
        close_organisation(border=border, actor=actor, at=at, org_path=found.path, reason=reason)
    else:
        raise Refused("请按页面上的按钮办理。")
