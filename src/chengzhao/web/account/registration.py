"""Opening a candidate's account: the phone, its code, then the document. Every answer is the same for all."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.candidate_accounts import AccountApplication, register_account
from chengzhao.actions.one_time_codes import CodePurpose, prove_phone
from chengzhao.law.words import IdentityDocument
from chengzhao.web.account.codes import WRONG_CODE
from chengzhao.web.account.forms import CodeForm, IdentityForm, PhoneForm
from chengzhao.web.account.sending import forget, on_its_way, send
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import browser_of, place_of

PROVED = "proved_phone"


@login_not_required
@at_the_entry
@never_cache
@limited("code")
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """First page: the phone."""
    if request.user.is_authenticated:
        return redirect("account:seats")
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fault = send(request, CodePurpose.REGISTER, form.cleaned_data["phone"])
        if not fault:
            return redirect("account:register-code")
        form.add_error("phone", fault)
    context = {
        "form": form,
        "title": "考生注册",
        "step": "第1步，共3步",
        "button": "获取验证码",
        "back": "/login/",
        "back_label": "已有账号，去登录",
    }
    return page(request, "account/ask.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Second page: the code."""
    sent = on_its_way(request, CodePurpose.REGISTER)
    if sent is None:
        return redirect("account:register")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_proved = prove_phone(
            code_id=sent.code_id,
            typed=form.cleaned_data["code"],
            purpose=CodePurpose.REGISTER,
            browser=browser_of(request),
            at=timezone.now(),
            keys=vault_keys(),
            place=place_of(request),
        )
        if is_proved:
            request.session[PROVED] = sent.code_id
            return redirect("account:register-identity")
        form.add_error("code", WRONG_CODE)
    context = {
        "form": form,
        "sent": sent,
        "again": "/register/",
        "title": "填写短信验证码",
        "step": "第2步，共3步",
        "button": "下一步",
    }
    return page(request, "account/code.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("register")
@sensitive_post_parameters("identity_number", "name", "password")
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest) -> HttpResponse:
    """Third page: document, name, and a password if one is wanted."""
    code_id = request.session.get(PROVED)
    if code_id is None:
        return redirect("account:register")
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            register_account(
                at=timezone.now(),
                keys=vault_keys(),
                application=AccountApplication(
                    identity_kind=IdentityDocument(held["identity_kind"]),
                    identity_number=held["identity_number"],
                    name=held["name"],
                    password=held["password"],
                ),
                code_id=code_id,
                browser=browser_of(request),
                place=place_of(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            forget(request, CodePurpose.REGISTER)
            request.session.pop(PROVED)
            return redirect("account:register-done")
    return page(request, "account/identity.html", {"form": form})


@login_not_required
@never_cache
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Last page: the same whether an account was opened or the document already had one."""
    return page(request, "account/registered.html")
