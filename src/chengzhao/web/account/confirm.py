"""Who sits there, once more: staff show the second factor, candidates the password or a code to their phone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from chengzhao.actions.log_in import LogInStep, confirm_presence
from chengzhao.actions.one_time_codes import CodePurpose
from chengzhao.records.queries.accounts import own_account
from chengzhao.web.account.demo import demo_code
from chengzhao.web.account.forms import ConfirmForm
from chengzhao.web.account.sending import forget, on_its_way, send
from chengzhao.web.account.ways import wait_text
from chengzhao.web.shared.addresses import own_page
from chengzhao.web.shared.fresh import SentOn
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import browser_of, place_of, prove_presence

SHOWN_BY, BY_CODE, BY_PASSWORD = "shown_by", "code", "password"
FACTOR, TRIED, CARRIED = "presence-factor", "presence-tried", "presence-carried"
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", FACTOR, TRIED, CARRIED})
WRONG = {
    "": "动态码或恢复码不对，或已经用过。动态码每30秒换一次，请等下一个再试",
    BY_PASSWORD: "密码不对，请核对后再试",
    BY_CODE: "验证码不对或已过期，请核对后再填，或重新获取（每60秒可获取一次）",
}


class EveryName:
    """The fields that a form may have more than once: any, for they are another form's."""

    def __contains__(self, name: object) -> bool:
        return True


def by_phone(request: HttpRequest) -> bool:
    """Whether the visitor last proved their presence by a code to the phone."""
    return bool(request.session.get(SHOWN_BY) == BY_CODE)


@at_the_entry
@never_cache
@limited("factor")
@sensitive_post_parameters(FACTOR)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for a factor, then go on to where the visitor was, with the form that was on its way."""
    account = own_account(request.user.pk, vault_keys())
    way = _way(request, is_staff=account.is_staff, has_password=account.has_password)
    sent = on_its_way(request, CodePurpose.CONFIRM) if way == BY_CODE else None
    tried = TRIED in request.POST
    form = ConfirmForm(request.POST if tried else None, prefix="presence", way=way)
    if tried and form.is_valid():
        came = confirm_presence(
            at=timezone.now(),
            keys=vault_keys(),
            account_id=request.user.pk,
            typed=form.cleaned_data["factor"],
            code_id=sent.code_id if sent else 0 if way == BY_CODE else None,
            browser=browser_of(request),
            place=place_of(request),
        )
        if came.step is LogInStep.DONE:
            return _go_back(request, way)
        form.add_error("factor", wait_text(came.wait) if came.step is LogInStep.WAIT else WRONG[way])
    context = {
        "form": form,
        "account": account,
        "way": way,
        "sent": sent,
        "here": request.get_full_path(),
        "by_code": _address(request, BY_CODE),
        "by_password": _address(request, BY_PASSWORD) if account.has_password else "",
        "send": f"{reverse('account:confirm-code')}?{urlencode({'next': _next(request)})}",
        "carried": _carried(request),
        "is_carried": CARRIED in request.POST or (request.method == "POST" and not tried),
        "demo_code": demo_code(request.user.pk) if settings.DEMO_PERSONAS and account.is_staff else "",
    }
    return page(request, "account/confirm.html", context)


confirm.lists = EveryName()


@at_the_entry
@limited("code")
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Send a code to the phone of the account, and go back to the page that asks for it."""
    fault = send(request, CodePurpose.CONFIRM, "", request.user.pk)
    if fault:
        request.session["code_fault"] = fault
    return SentOn(_address(request, BY_CODE))


send_again.lists = EveryName()  # type: ignore[attr-defined]


def _way(request: HttpRequest, *, is_staff: bool, has_password: bool) -> str:
    """How this visitor proves their presence."""
    if is_staff:
        return ""
    return BY_PASSWORD if has_password and request.GET.get("by") != BY_CODE else BY_CODE


def _next(request: HttpRequest) -> str:
    return own_page(request, request.GET.get("next", "")) or reverse("account:home")


def _address(request: HttpRequest, way: str) -> str:
    return f"{reverse('account:confirm')}?{urlencode({'next': _next(request), 'by': way})}"


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form that is on its way."""
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    return [pair for pair in pairs if pair[0] not in NOT_CARRIED]


def _go_back(request: HttpRequest, way: str) -> HttpResponse:
    prove_presence(request)
    request.session[SHOWN_BY] = way
    forget(request, CodePurpose.CONFIRM)
    return SentOn(_next(request)) if CARRIED in request.POST else HttpResponseRedirect(_next(request))
