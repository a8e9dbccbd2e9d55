"""One's own account: what is known of it, where one is logged in, the second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengzhao.actions.audit import Refused
from chengzhao.actions.second_factors import renew_recovery_codes
from chengzhao.actions.sessions import revoke_other_sessions, revoke_session
from chengzhao.records.queries.accounts import own_account, own_sessions
from chengzhao.rules.accounts import masked_phone
from chengzhao.web.account.ways import to_replacement
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import place_of


@at_the_entry
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What the account is, and every place where it is logged in."""
    account = own_account(request.user.pk, vault_keys())
    key = request.session.session_key or ""
    context = {
        "account": account,
        "phone": masked_phone(account.phone) if account.phone else "",
        "sessions": own_sessions(request.user.pk, key, timezone.now()),
    }
    return page(request, "account/home.html", context)


@at_the_entry
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End one log-in."""
    revoke_session(
        at=timezone.now(),
        account_id=request.user.pk,
        digest=request.POST.get("session", ""),
        place=place_of(request),
    )
    return redirect("account:home")


@at_the_entry
@require_POST
def revoke_others(request: HttpRequest) -> HttpResponse:
    """End every log-in but this one."""
    revoke_other_sessions(
        at=timezone.now(),
        account_id=request.user.pk,
        session_key=request.session.session_key or "",
        place=place_of(request),
    )
    return redirect("account:home")


@at_the_entry
@never_cache
@fresh_factor
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them this once."""
    account = own_account(request.user.pk, vault_keys())
    context: dict[str, object] = {"account": account}
    if request.method == "POST":
        try:
            context["codes"] = renew_recovery_codes(
                account_id=request.user.pk, at=timezone.now(), keys=vault_keys(), place=place_of(request)
            )
        except Refused as refusal:
            context["refusal"] = str(refusal)
    return page(request, "account/recovery_codes.html", context)


@at_the_entry
@never_cache
@fresh_factor
@require_http_methods(["GET", "POST"])
def replace_factor(request: HttpRequest) -> HttpResponse:
    """Take another authenticator; until it is bound, nothing opens but by the old one."""
    account = own_account(request.user.pk, vault_keys())
    if not account.is_staff or account.is_persona:
        return redirect("account:home")
    context: dict[str, object] = {"account": account}
    if request.method == "POST":
        try:
            return to_replacement(request, request.user.pk, "/account/")
        except Refused as refusal:
            context["refusal"] = str(refusal)
    return page(request, "account/replace_factor.html", context)
