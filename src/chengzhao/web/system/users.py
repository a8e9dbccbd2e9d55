"""Accounts of the staff: found, closed, recovered; roles ended and extended; invitations put forward."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.invitations import InvitationForm, Invited, invitation_arguments
from chengzhao.actions.recoveries import replacement_arguments, start_recovery
from chengzhao.actions.sessions import disable_account, enable_account, end_sessions_of
from chengzhao.records.queries.invitations import open_invitations
from chengzhao.records.queries.staff import Reach, StaffView, member, staff
from chengzhao.records.queries.timelines import account_timeline
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
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
from chengzhao.web.system.forms import GRANTED, InviteForm
from chengzhao.web.system.permissions import is_security_admin, may_invite, may_manage_accounts

PAGE_SIZE = 50
MOST_INVITATIONS = 100


def _reach(request: StaffRequest) -> Reach:
    acting = request.acting
    return Reach(season=acting.season, province=acting.province, org_path=acting.org_path)


@require_GET
@allow(may_manage_accounts)
def users(request: StaffRequest) -> HttpResponse:
    """The accounts of the staff, found by a part of the user name or the name."""
    words, after = word_of(request, "words"), word_of(request, "after")
    found = staff(_reach(request), timezone.now(), words=words, after=after, limit=PAGE_SIZE + 1)
    context = {
        "users": found[:PAGE_SIZE],
        "words": words,
        "following": found[PAGE_SIZE - 1].username if len(found) > PAGE_SIZE else "",
        "may_invite": may_invite(request.acting),
    }
    return page(request, "system/users.html", context)


@require_http_methods(["GET", "POST"])
@allow(may_manage_accounts)
@fresh_factor
def user(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One account: its roles and sessions, and what an administrator may do with it."""
    found = member(_reach(request), timezone.now(), public_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _user_page(request, found)
    step = _STEPS.get(request.POST.get("step", ""))
    try:
        if step is None:
            raise Refused("请按页面上的按钮办理。")
        return step(request, found)
    except Refused as refusal:
        said = noted(request, refusal, object_kind="account", object_id=found.username)
        return _user_page(request, found, refusal=said)


def _user_page(request: StaffRequest, found: StaffView, *, refusal: str = "") -> HttpResponse:
    may_change = is_security_admin(request.acting) and found.key != request.acting.account_id
    context = {
        "user": found,
        "timeline": account_timeline(request.acting.season, request.acting.province, found.username),
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
        "until": request.POST.get("until", ""),
        "given": [one for one in found.roles if may_change and not one.is_over],
        "gives_roles": is_security_admin(request.acting),
        "is_self": found.key == request.acting.account_id,
    }
    return page(request, "system/user.html", context, status=409 if refusal else 200)


def _with_reason(act: Callable[..., object]) -> Callable[[StaffRequest, StaffView], HttpResponse]:
    """A step that does an act on the account, with the reason that was written."""

    def step(request: StaffRequest, found: StaffView) -> HttpResponse:
        made = act(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            account_id=found.key,
            reason=request.POST.get("reason", ""),
        )
        if isinstance(made, Invited):
            link = request.build_absolute_uri(reverse("account:invitation", args=[made.secret]))
            context = {"user": found, "link": link, "expires_at": made.expires_at}
            return page(request, "system/link.html", context)
        return redirect("system:user", public_id=found.public_id)

    return step


def _replace(request: StaffRequest, found: StaffView) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return put_forward_with_link(
        request, "start_replacement", lambda digest: replacement_arguments(found.key, reason, digest)
    )


def _end(request: StaffRequest, found: StaffView) -> HttpResponse:
    end_chosen_role(request, found.roles)
    return redirect("system:user", public_id=found.public_id)


def _extend(request: StaffRequest, found: StaffView) -> HttpResponse:
    return extend_chosen_role(request, found.roles)


_STEPS: Mapping[str, Callable[[StaffRequest, StaffView], HttpResponse]] = MappingProxyType(
    {
        "disable": _with_reason(disable_account),
        "enable": _with_reason(enable_account),
        "sessions": _with_reason(end_sessions_of),
        "recover": _with_reason(start_recovery),
        "replace": _replace,
        "end": _end,
        "extend": _extend,
    }
)


@require_http_methods(["GET", "POST"])
@shows("N5.1", called="邀请工作人员")
@allow(may_invite)
@fresh_factor
def invite(request: StaffRequest) -> HttpResponse:
    """Put an invitation forward and get its link; another who gives roles confirms it and gets the word."""
    if "invitation" in request.POST:
        return _withdraw(request)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = partial(
            InvitationForm,
            display_name=given["display_name"],
            org_path=given["org_path"],
            role=GRANTED[given["role"]],
            valid_from=timezone.now(),
            valid_until=end_of(given["until"]),
        )
        try:
            return put_forward_with_link(
                request, "invite_staff", lambda digest: invitation_arguments(wanted(link_digest=digest))
            )
        except Refused as refusal:
            form.add_error(None, noted(request, refusal, object_kind="invitation", object_id=""))
    return _invite_page(request, form)


def _withdraw(request: StaffRequest) -> HttpResponse:
    form = InviteForm(None)
    try:
        withdraw_invitation(request)
    except Refused as refused:
        refusal = noted(request, refused, object_kind="invitation", object_id="")
        return _invite_page(request, form, refusal=refusal)
    return redirect("system:invite")


def _invite_page(request: StaffRequest, form: InviteForm, *, refusal: str = "") -> HttpResponse:
    invitations = open_invitations(_reach(request), timezone.now(), limit=MOST_INVITATIONS)
    context = {"form": form, "refusal": refusal, "invitations": told_invitations(request, invitations)}
    return page(request, "system/invite.html", context, status=409 if refusal or form.errors else 200)
