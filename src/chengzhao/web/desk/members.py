"""本单位人员: whoever leads an office or a college sees its people, invites, takes back, ends and extends."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.invitations import InvitationForm, invitation_arguments
from chengzhao.law.words import Role
from chengzhao.records.queries.invitations import open_invitations
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.running import path_of_place
from chengzhao.records.queries.staff import Reach, RoleView, StaffView, member, staff
from chengzhao.records.queries.timelines import timeline
from chengzhao.rules.governance import COLLEGES_PATH, DELEGATION, ROLE_PLACES, delegation_findings, reaches
from chengzhao.web.desk.forms import InviteForm
from chengzhao.web.desk.permissions import may_lead
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.handing_over import put_forward_with_link
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.terms import (
    end_chosen_role,
    end_of,
    extend_chosen_role,
    told_invitations,
    withdraw_invitation,
)

PAGE_SIZE = 50
MOST_INVITATIONS = 100


def _reach(acting: Acting) -> Reach:
    return Reach(
        season=acting.season,
        province=acting.province,
        org_path=acting.org_path,
        has_colleges=reaches(acting.role, acting.org_path, COLLEGES_PATH),
        has_sessions=False,
    )


@require_http_methods(["GET", "POST"])
@shows("N5.1", called="本单位人员")
@allow(may_lead)
@fresh_factor
def members(request: StaffRequest) -> HttpResponse:
    """The people of one's own part of the tree, and the invitations that nobody has accepted yet."""
    refusal = ""
    if request.method == "POST":
        try:
            withdraw_invitation(request)
            return redirect("desk:members")
        except Refused as refused:
            refusal = noted(request, refused, object_kind="invitation", object_id="")
    acting, now = request.acting, timezone.now()
    words, after = word_of(request, "words"), word_of(request, "after")
    found = staff(_reach(acting), now, words=words, after=after, limit=PAGE_SIZE + 1)
    invitations = open_invitations(_reach(acting), now, limit=MOST_INVITATIONS)
    context = {
        "members": found[:PAGE_SIZE],
        "words": words,
        "following": found[PAGE_SIZE - 1].username if len(found) > PAGE_SIZE else "",
        "invitations": told_invitations(
            request, invitations, lambda one: _may_give(acting, one.role, one.org_path)
        ),
        "refusal": refusal,
    }
    return page(request, "desk/members.html", context, status=409 if refusal else 200)


def _may_give(acting: Acting, role: Role, org_path: str) -> bool:
    return not delegation_findings(acting.role, acting.org_path, role, org_path)


@require_http_methods(["GET", "POST"])
@allow(may_lead)
@fresh_factor
def one(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One of one's people: the roles held here, and what whoever may give them does with them."""
    acting = request.acting
    found = member(_reach(acting), timezone.now(), public_id)
    if found is None:
        raise Http404
    given = [held for held in found.roles if _is_changeable(acting, found, held)]
    refusal = ""
    if request.method == "POST":
        try:
            return _change(request, found, given)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="staff_role", object_id=found.username)
    context: Mapping[str, object] = {
        "user": found,
        "timeline": timeline(acting.season, acting.province, "staff_role", found.username),
        "given": given,
        "refusal": refusal,
        "until": request.POST.get("until", ""),
        "reason": request.POST.get("reason", ""),
    }
    return page(request, "desk/member.html", context, status=409 if refusal else 200)


def _is_changeable(acting: Acting, found: StaffView, held: RoleView) -> bool:
    is_own = found.key == acting.account_id
    return not is_own and not held.is_over and _may_give(acting, held.role, held.org_path)


def _change(request: StaffRequest, found: StaffView, given: list[RoleView]) -> HttpResponse:
    step = request.POST.get("step", "")
    if step == "extend":
        return extend_chosen_role(request, given)
    if step != "end":
        raise Refused("请按页面上的按钮办理。")
    end_chosen_role(request, given)
    return redirect("desk:member", public_id=found.public_id)


@require_http_methods(["GET", "POST"])
@shows("N5.1", called="邀请本单位人员")
@allow(may_lead)
@fresh_factor
def invite(request: StaffRequest) -> HttpResponse:
    """Put an invitation forward and get its link; another who may give the role confirms it and gets the word."""
    acting = request.acting
    roles = tuple(DELEGATION[acting.role])
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, roles=roles, initial={"code": acting.organisation_code})
    if form.is_valid():
        try:
            return _put_forward(request, form)
        except Refused as refusal:
            form.add_error(None, noted(request, refusal, object_kind="invitation", object_id=""))
    return page(request, "desk/invite.html", {"form": form}, status=409 if form.errors else 200)


def _put_forward(request: StaffRequest, form: InviteForm) -> HttpResponse:
    given = form.cleaned_data
    role = Role(given["role"])
    path = path_of_place(ROLE_PLACES[role], given["code"], request.acting.province)
    if path is None:
        kinds = "、".join(kind.label for kind in ROLE_PLACES[role])
        raise Refused(f"没有代码为{given['code']}的{kinds}，请核对单位代码。")
    wanted = partial(
        InvitationForm,
        display_name=given["display_name"],
        org_path=path,
        role=role,
        valid_from=timezone.now(),
        valid_until=end_of(given["until"]),
    )
    return put_forward_with_link(
        request, "invite_staff", lambda digest: invitation_arguments(wanted(link_digest=digest))
    )
