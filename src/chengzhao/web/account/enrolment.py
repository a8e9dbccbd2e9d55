"""Binding the authenticator: staff who have none reach this page and no other."""

import io

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.log_in import LogInStep, log_in_after_enrolment
from chengzhao.actions.second_factors import (
    confirm_replacement,
    confirm_second_factor,
    has_second_factor,
    is_bound,
    offered_secret,
    provisioning_uri,
    secret_mark,
    secret_text,
)
from chengzhao.records.queries.accounts import account_of, totp_secret
from chengzhao.web.account.forms import EnrolForm
from chengzhao.web.account.ways import STAFF, come_in, with_next
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import HalfWay, go_half_way, half_way, mark_bound, place_of

ISSUER = "成招业务平台"
WRONG_FIRST = "动态码不对，请核对手机的时间是否准确，等下一个动态码再填"


@login_not_required
@at_the_entry
@never_cache
@limited("factor")
@sensitive_post_parameters("factor")
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Show the secret, take the first code, show the recovery codes this once, then let the person in."""
    guest = half_way(request, LogInStep.ENROL.value)
    if guest is None:
        return redirect(with_next("account:login", "", door=STAFF))
    if request.POST.get("go_on") and _is_bound_here(guest):
        return _enter(request, guest)
    secret = _shown_secret(guest)
    if secret is None:
        return _elsewhere(request, guest)
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = _bind(request, guest, form.cleaned_data["factor"])
        if codes is not None:
            mark_bound(request, secret_mark(secret))
            return page(request, "account/recovery_codes.html", {"codes": codes, "is_first": True})
        form.add_error("factor", WRONG_FIRST)
    context = {"form": form, "secret": secret_text(secret), "issuer": ISSUER}
    return page(request, "account/enrol.html", context)


def _is_bound_here(guest: HalfWay) -> bool:
    """Whether the authenticator that works is the one that was bound in this session: another may have taken its
    place, or none be left, where the account was recovered meanwhile."""
    return is_bound(guest.account_id, guest.bound, vault_keys())


def _bind(request: HttpRequest, guest: HalfWay, typed: str) -> tuple[str, ...] | None:
    """The recovery codes of an authenticator that this code binds; None for a wrong code."""
    at, keys, place = timezone.now(), vault_keys(), place_of(request)
    if guest.offer:
        return confirm_replacement(
            account_id=guest.account_id, offer=guest.offer, typed=typed, at=at, keys=keys, place=place
        )
    return confirm_second_factor(
        account_id=guest.account_id, mark=guest.secret, typed=typed, at=at, keys=keys, place=place
    )


def _shown_secret(guest: HalfWay) -> bytes | None:
    """The secret that this session was given; None once it is bound, or another session was given another."""
    if guest.offer:
        return offered_secret(guest.account_id, guest.offer, vault_keys())
    secret = totp_secret(guest.account_id, vault_keys())
    is_own = secret is not None and constant_time_compare(secret_mark(secret), guest.secret)
    return secret if is_own else None


def _elsewhere(request: HttpRequest, guest: HalfWay) -> HttpResponseRedirect:
    """Where a guest goes who has nothing to bind here: a factor that is bound is shown, whoever bound it."""
    if not has_second_factor(guest.account_id):
        return redirect(with_next("account:login", guest.wanted, door=STAFF))
    go_half_way(request, guest.account_id, LogInStep.SECOND_FACTOR.value, guest.wanted)
    return redirect("account:second-factor")


def _enter(request: HttpRequest, guest: HalfWay) -> HttpResponseRedirect:
    came = log_in_after_enrolment(
        at=timezone.now(), keys=vault_keys(), account_id=guest.account_id, place=place_of(request)
    )
    if came.account_id is None:
        return redirect(with_next("account:login", "", door=STAFF))
    return come_in(request, came.account_id, guest.wanted)


@login_not_required
@at_the_entry
@never_cache
@require_GET
def qr_code(request: HttpRequest) -> HttpResponse:
    """The secret as a picture for the authenticator's camera; gone once it is bound."""
    guest = half_way(request, LogInStep.ENROL.value)
    secret = _shown_secret(guest) if guest else None
    if guest is None or secret is None:
        raise Http404
    name = f"{ISSUER}（演示）" if settings.DEMO_PERSONAS else ISSUER
    uri = provisioning_uri(secret, username=account_of(guest.account_id).username, issuer=name)
    drawn = io.BytesIO()
    segno.make(uri, error="m", micro=False).save(drawn, kind="svg", border=4, xmldecl=False, omitsize=True)
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "no-store"
    return answer
