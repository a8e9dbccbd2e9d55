"""Another phone: the old one is proved first; who has lost it waits seven days, or goes to the confirmation point."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.one_time_codes import CodePurpose
from chengzhao.actions.phones import ask_for_phone_change, change_phone
from chengzhao.records.queries.accounts import own_account
from chengzhao.web.account.codes import WRONG_CODE
from chengzhao.web.account.confirm import by_phone
from chengzhao.web.account.forms import CodeForm, LostPhoneForm, PhoneForm
from chengzhao.web.account.sending import forget, on_its_way, send
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import browser_of, place_of

LOST = "lost_phone"
WRONG_CODE_OR_DOCUMENT = "验证码或证件号码不对，请核对后再填"


@at_the_entry
@never_cache
@limited("code")
@fresh_factor(methods=frozenset({"GET", "POST"}))
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "POST"])
def new_phone(request: HttpRequest) -> HttpResponse:
    """Name the new phone; `lost` in the address says that the old one gets no messages any more."""
    account = own_account(request.user.pk, vault_keys())
    if account.is_staff:
        return redirect("account:home")
    is_lost = "lost" in request.GET
    if not is_lost and not by_phone(request):
        return redirect(f"/account/confirm/?{urlencode({'next': request.path, 'by': 'code'})}")
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fault = send(request, CodePurpose.NEW_PHONE, form.cleaned_data["phone"], request.user.pk)
        if not fault:
            request.session[LOST] = is_lost
            return redirect("account:phone-code")
        form.add_error("phone", fault)
    context = {"form": form, "account": account, "is_lost": is_lost}
    return page(request, "account/new_phone.html", context)


@at_the_entry
@never_cache
@limited("login")
@fresh_factor(methods=frozenset({"GET", "POST"}))
@sensitive_post_parameters("code", "identity_number")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Enter the code of the new phone, and without the old one the number of the document."""
    sent = on_its_way(request, CodePurpose.NEW_PHONE)
    if sent is None:
        return redirect("account:phone")
    is_lost = bool(request.session.get(LOST, True))
    form = (LostPhoneForm if is_lost else CodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if _changed(request, sent.code_id, form.cleaned_data, is_lost=is_lost):
                forget(request, CodePurpose.NEW_PHONE)
                return redirect("account:home")
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("。"))
        else:
            form.add_error("code", WRONG_CODE_OR_DOCUMENT if is_lost else WRONG_CODE)
    context = {
        "form": form,
        "sent": sent,
        "again": "/account/phone/",
        "title": "验证新手机号",
        "button": "提交更换" if is_lost else "更换手机号",
    }
    return page(request, "account/code.html", context)


def _changed(request: HttpRequest, code_id: int, typed: dict[str, str], *, is_lost: bool) -> bool:
    common = {
        "at": timezone.now(),
        "keys": vault_keys(),
        "account_id": request.user.pk,
        "code_id": code_id,
        "typed": typed["code"],
        "browser": browser_of(request),
        "place": place_of(request),
    }
    if is_lost:
        return ask_for_phone_change(**common, identity_number=typed["identity_number"]) is not None
    return change_phone(**common, session_key=request.session.session_key or "")
