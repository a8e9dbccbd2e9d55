"""The page behind an invitation's link: an account with a name and secret of one's own, or a secret set anew."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.invitations import accept_invitation, accept_recovery, invitation_of
from chengzhao.web.account.doors import WRONG_FACTOR
from chengzhao.web.account.forms import InvitationForm, NewPasswordForm, RecoveryForm
from chengzhao.web.account.ways import STAFF, to_enrolment, with_next
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import place_of


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("password", "factor")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link and what it is for; one that is used, revoked or old says only that.

    Its answer is no error, for the address of an error is written into the log, and a link that still waits for
    its approval would stand there.
    """
    found = invitation_of(token, timezone.now())
    if found is None:
        return page(request, "account/no_invitation.html")
    if found.purpose == "JOIN":
        return _join(request, token, found)
    return _recover(request, token, needs_factor=found.purpose == "RECOVER")


def _join(request: HttpRequest, token: str, found: object) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account_id = accept_invitation(
                at=timezone.now(),
                keys=vault_keys(),
                token=token,
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                place=place_of(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("。"))
        else:
            return to_enrolment(request, account_id, "")
    return page(request, "account/invitation.html", {"form": form, "invitation": found})


def _recover(request: HttpRequest, token: str, *, needs_factor: bool) -> HttpResponse:
    form = (
        RecoveryForm(request.POST or None)
        if needs_factor
        else NewPasswordForm(request.POST or None, is_staff=True)
    )
    if request.method == "POST" and form.is_valid():
        try:
            account_id = accept_recovery(
                at=timezone.now(),
                keys=vault_keys(),
                token=token,
                password=form.cleaned_data["password"],
                factor=form.cleaned_data.get("factor", ""),
                place=place_of(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("。"))
        else:
            if account_id is not None:
                return redirect(with_next("account:login", "", door=STAFF))
            form.add_error("factor", WRONG_FACTOR)
    context = {"form": form, "title": "重设密码", "button": "保存新密码", "action": request.path}
    return page(request, "account/plain_form.html", context)
