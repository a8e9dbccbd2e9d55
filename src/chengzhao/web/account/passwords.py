"""Changing one's own password, with everybody else logged out of the account."""

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.candidate_accounts import change_password
from chengzhao.actions.log_in import LogInStep, log_in_after_enrolment
from chengzhao.records.queries.accounts import account_of, own_account
from chengzhao.web.account.forms import NewPasswordForm
from chengzhao.web.account.ways import STAFF, come_in, with_next
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import half_way, place_of


@at_the_entry
@never_cache
@fresh_factor(methods=frozenset({"GET", "POST"}))
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Choose another password."""
    account = own_account(request.user.pk, vault_keys())
    form = NewPasswordForm(request.POST or None, is_staff=account.is_staff)
    if request.method == "POST" and form.is_valid():
        try:
            change_password(
                at=timezone.now(),
                keys=vault_keys(),
                account_id=request.user.pk,
                password=form.cleaned_data["password"],
                session_key=request.session.session_key or "",
                place=place_of(request),
            )
        except Refused as refusal:
            form.add_error("password", str(refusal).rstrip("。"))
        else:
            update_session_auth_hash(request, account_of(request.user.pk))
            return redirect("account:home")
    context = {
        "form": form,
        "title": "修改密码",
        "button": "保存新密码",
        "action": request.path,
        "note": "保存后，其他设备上的登录都会退出。",
    }
    return page(request, "account/plain_form.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def replace_old(request: HttpRequest) -> HttpResponse:
    """A password of staff that is 90 days old, where the office asks for that: another, before coming in."""
    guest = half_way(request, LogInStep.NEW_PASSWORD.value)
    if guest is None:
        return redirect(with_next("account:login", "", door=STAFF))
    form = NewPasswordForm(request.POST or None, is_staff=True)
    if request.method == "POST" and form.is_valid():
        now, place = timezone.now(), place_of(request)
        try:
            change_password(
                at=now,
                keys=vault_keys(),
                account_id=guest.account_id,
                password=form.cleaned_data["password"],
                session_key="",
                place=place,
            )
        except Refused as refusal:
            form.add_error("password", str(refusal).rstrip("。"))
        else:
            log_in_after_enrolment(at=now, keys=vault_keys(), account_id=guest.account_id, place=place)
            return come_in(request, guest.account_id, guest.wanted)
    context = {
        "form": form,
        "title": "密码已满90天，请更换",
        "button": "保存新密码",
        "action": request.path,
    }
    return page(request, "account/plain_form.html", context)
