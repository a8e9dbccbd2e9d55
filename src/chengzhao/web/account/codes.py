"""Logging in by a code that is sent to the phone: candidates only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.log_in import log_in_with_code
from chengzhao.actions.one_time_codes import CodePurpose
from chengzhao.web.account.confirm import BY_CODE, SHOWN_BY
from chengzhao.web.account.forms import CodeForm, WhoForm
from chengzhao.web.account.sending import forget, on_its_way, send
from chengzhao.web.account.ways import go_on, wanted_page, with_next
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import browser_of, place_of

WRONG_CODE = "验证码不对或已过期，请核对后再填，或重新获取（每60秒可获取一次）"


@login_not_required
@at_the_entry
@never_cache
@limited("code")
@sensitive_post_parameters("who")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code: by phone or by document, with the same answer whether or not there is an account."""
    form = WhoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fault = send(request, CodePurpose.LOG_IN, form.cleaned_data["who"])
        if not fault:
            return redirect(with_next("account:login-code-enter", wanted_page(request)))
        form.add_error("who", fault)
    context = {
        "form": form,
        "title": "用短信验证码登录",
        "button": "获取验证码",
        "next": wanted_page(request),
        "back": with_next("account:login", wanted_page(request)),
        "back_label": "用密码登录",
    }
    return page(request, "account/ask.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter the code."""
    sent = on_its_way(request, CodePurpose.LOG_IN)
    if sent is None:
        return redirect("account:login-code")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = log_in_with_code(
            at=timezone.now(),
            keys=vault_keys(),
            code_id=sent.code_id,
            typed=form.cleaned_data["code"],
            browser=browser_of(request),
            place=place_of(request),
        )
        if came.account_id is not None:
            forget(request, CodePurpose.LOG_IN)
            answer = go_on(request, came, wanted_page(request))
            request.session[SHOWN_BY] = BY_CODE
            return answer
        form.add_error("code", WRONG_CODE)
    context = {
        "form": form,
        "sent": sent,
        "next": wanted_page(request),
        "again": with_next("account:login-code", wanted_page(request)),
        "title": "填写短信验证码",
        "button": "登录",
    }
    return page(request, "account/code.html", context)
