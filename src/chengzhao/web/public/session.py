"""The way in and out: one form, one answer for every wrong pair; then the visitor's own home."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengzhao.records.queries.people import personas, seats_of
from chengzhao.web.public.forms import LoginForm
from chengzhao.web.shared.access import SEAT, current_acting, take_only_seat
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.navigation import HOMES
from chengzhao.web.shared.page import CARE_COOKIE, page
from chengzhao.web.shared.scoping import at_the_entry

WRONG_PAIR = "账号或密码不对，请核对后再试"
A_YEAR = 365 * 24 * 3600


@at_the_entry
@login_not_required
@never_cache
@limited("login", subject="username")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in; an unknown account, a wrong password and a closed account get the same answer."""
    if request.user.is_authenticated:
        return redirect("public:seats")
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, **form.cleaned_data)
        if account is not None:
            login(request, account)
            return _first_page(request)
        form.add_error(None, WRONG_PAIR)
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "personas": personas() if settings.DEMO_PERSONAS else (),
    }
    return page(request, "public/login.html", context)


def _first_page(request: HttpRequest) -> HttpResponse:
    """The page that was asked for if the seat is clear and the page is ours, else the home or the choice."""
    if not take_only_seat(request):
        return redirect("public:seats")
    return HttpResponseRedirect(_own_page(request, request.POST.get("next", "")) or reverse("public:seats"))


def _own_page(request: HttpRequest, wanted: str) -> str:
    """The address if it is one of ours, empty otherwise."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}
    )
    return wanted if is_ours else ""


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out and go to the public home."""
    logout(request)
    return redirect("public:home")


@at_the_entry
@never_cache
@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest) -> HttpResponse:
    """The role to act in: straight home where there is one, a choice where there are several."""
    found = seats_of(request.user.pk or 0)
    chosen = request.POST.get("seat", "")
    if len(found) == 1:
        chosen = found[0].seat
    for acting in found:
        if acting.seat == chosen:
            request.session[SEAT] = chosen
            return redirect(HOMES[acting.role])
    current = current_acting(request)
    return page(request, "public/seats.html", {"seats": found, "current": current.seat if current else ""})


@login_not_required
@require_GET
def care(request: HttpRequest) -> HttpResponse:
    """Switch 关怀版 on or off for this browser and go back to the page."""
    response = HttpResponseRedirect(_own_page(request, request.GET.get("next", "")) or reverse("public:home"))
    if request.GET.get("on") == "1":
        response.set_cookie(CARE_COOKIE, "1", max_age=A_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(CARE_COOKIE, samesite="Lax")
    return response
