"""授予角色: a role for somebody who has an account already, put forward by one and confirmed by another."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.roles import GrantForm, grant_arguments
from chengzhao.records.queries.season import account_keys
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.terms import end_of
from chengzhao.web.system.forms import GRANTED, RoleForm
from chengzhao.web.system.permissions import may_grant


@require_http_methods(["GET", "POST"])
@shows("N5.1", called="授予角色")
@allow(may_grant)
@fresh_factor
def grant(request: StaffRequest) -> HttpResponse:
    """The form; `username` of the address fills it in, for whoever comes from an account's page."""
    if request.method != "POST":
        form = RoleForm(initial={"username": word_of(request, "username")})
        return page(request, "system/grant.html", {"form": form})
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            return _put_forward(request, form)
        except Refused as refusal:
            name = form.cleaned_data["username"]
            form.add_error(None, noted(request, refusal, object_kind="account", object_id=name))
    return page(request, "system/grant.html", {"form": form}, status=409)


def _put_forward(request: StaffRequest, form: RoleForm) -> HttpResponse:
    given, now = form.cleaned_data, timezone.now()
    name = given["username"].casefold()
    key = account_keys([name]).get(name)
    if key is None:
        raise Refused(f"没有工作人员账号{name}；没有账号的请办理邀请。")
    wanted = GrantForm(
        account_id=key,
        org_path=given["org_path"],
        role=GRANTED[given["role"]],
        valid_from=now,
        valid_until=end_of(given["until"]),
    )
    if wanted.valid_until <= now:
        raise Refused("任期必须到今天或以后。")
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=now,
        act="grant_roles",
        arguments=grant_arguments([wanted]),
    )
    return redirect("desk:approvals")
