"""A candidate's forgotten password: a code to the phone, then a new one. Without the phone: the confirmation point."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.candidate_accounts import recover_account
from chengzhao.actions.one_time_codes import CodePurpose, prove_phone
from chengzhao.web.account.codes import WRONG_CODE
from chengzhao.web.account.forms import CodeForm, NewPasswordForm, WhoForm
from chengzhao.web.account.sending import forget, on_its_way, send
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import browser_of, place_of

PROVED = "proved_owner"


@login_not_required
@at_the_entry
@never_cache
@limited("recover")
@sensitive_post_parameters("who")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code, with the same answer whether or not there is an account."""
    form = WhoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fault = send(request, CodePurpose.RECOVER, form.cleaned_data["who"])
        if not fault:
            return redirect("account:recover-code")
        form.add_error("who", fault)
    context = {
        "form": form,
        "title": "重设密码",
        "button": "获取验证码",
        "back": "/login/",
        "back_label": "返回登录",
        "note": "手机号已经不用的，请本人带身份证件原件和现在用的手机到报名的确认点更换手机号，"
        "还没有报名的到就近的确认点。"
        "工作人员请找本单位管理员发起重设。",
    }
    return page(request, "account/ask.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Enter the code."""
    sent = on_its_way(request, CodePurpose.RECOVER)
    if sent is None:
        return redirect("account:recover")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_proved = prove_phone(
            code_id=sent.code_id,
            typed=form.cleaned_data["code"],
            purpose=CodePurpose.RECOVER,
            browser=browser_of(request),
            at=timezone.now(),
            keys=vault_keys(),
            place=place_of(request),
        )
        if is_proved:
            request.session[PROVED] = sent.code_id
            return redirect("account:recover-password")
        form.add_error("code", WRONG_CODE)
    context = {
        "form": form,
        "sent": sent,
        "again": "/recover/",
        "title": "填写短信验证码",
        "button": "下一步",
    }
    return page(request, "account/code.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set the new password; every log-in of the account ends."""
    code_id = request.session.get(PROVED)
    if code_id is None:
        return redirect("account:recover")
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recover_account(
                at=timezone.now(),
                keys=vault_keys(),
                password=form.cleaned_data["password"],
                code_id=code_id,
                browser=browser_of(request),
                place=place_of(request),
            )
        except Refused as refusal:
            form.add_error("password", str(refusal))
        else:
            forget(request, CodePurpose.RECOVER)
            request.session.pop(PROVED)
            return page(request, "account/recovered.html")
    context = {"form": form, "title": "设置新密码", "button": "保存新密码", "action": request.path}
    return page(request, "account/plain_form.html", context)
