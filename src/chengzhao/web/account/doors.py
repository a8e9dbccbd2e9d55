"""The two doors: candidates by number or phone, staff by name, password and second factor. And the way out."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from chengzhao.actions import sessions as session_acts
from chengzhao.actions.log_in import LogInStep, log_in_with_password, log_in_with_second_factor
from chengzhao.web.account.demo import demo_code, demo_people
from chengzhao.web.account.forms import CandidateDoorForm, SecondFactorForm, StaffDoorForm
from chengzhao.web.account.ways import STAFF, door_of, go_on, wait_text, wanted_page, with_next
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import ENDED, half_way, place_of

WRONG_PAIR = "账号或密码不对，请核对后再试"
WRONG_FACTOR = "动态码或恢复码不对，或已经用过。动态码每30秒换一次，请等下一个再试"


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("password", "username")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in; an unknown account, a wrong password and a closed account get the same answer."""
    if request.user.is_authenticated:
        return redirect("account:seats")
    is_staff = door_of(request) == STAFF
    form = (StaffDoorForm if is_staff else CandidateDoorForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = log_in_with_password(
            at=timezone.now(),
            keys=vault_keys(),
            typed=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            is_staff=is_staff,
            place=place_of(request),
        )
        if came.account_id is not None:
            return go_on(request, came, wanted_page(request))
        form.add_error(None, wait_text(came.wait) if came.step is LogInStep.WAIT else WRONG_PAIR)
    wanted = wanted_page(request)
    context = {
        "form": form,
        "is_staff": is_staff,
        "next": wanted,
        "other_door": with_next("account:login", wanted, door="candidate" if is_staff else STAFF),
        "by_code": with_next("account:login-code", wanted),
        "has_ended": request.method == "GET" and request.session.pop(ENDED, False),
        "personas": demo_people(is_staff=is_staff) if settings.DEMO_PERSONAS else (),
        "demo_code": demo_code() if settings.DEMO_PERSONAS and is_staff else "",
    }
    return page(request, "account/login.html", context)


@login_not_required
@at_the_entry
@never_cache
@limited("factor")
@sensitive_post_parameters("factor")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second factor of staff who have shown their password."""
    guest = half_way(request, LogInStep.SECOND_FACTOR.value)
    if guest is None:
        return redirect(with_next("account:login", "", door=STAFF))
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = log_in_with_second_factor(
            at=timezone.now(),
            keys=vault_keys(),
            account_id=guest.account_id,
            typed=form.cleaned_data["factor"],
            place=place_of(request),
        )
        if came.account_id is not None:
            return go_on(request, came, guest.wanted)
        form.add_error(None, wait_text(came.wait) if came.step is LogInStep.WAIT else WRONG_FACTOR)
    code = demo_code(guest.account_id) if settings.DEMO_PERSONAS else ""
    return page(request, "account/second_factor.html", {"form": form, "demo_code": code})


@at_the_entry
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server, and have the browser forget the pages."""
    session_acts.log_out(
        at=timezone.now(),
        account_id=request.user.pk,
        session_key=request.session.session_key or "",
        place=place_of(request),
    )
    logout(request)
    return redirect("public:home")
