"""The page behind an invitation's link: an account with a name and secret of one's own, or a secret set anew.

A link that goes with a word asks for the word first, and carries it along to the end.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.invitation_links import is_half
from chengzhao.actions.invitations import accept_invitation, accept_recovery, invitation_of
from chengzhao.web.account.doors import WRONG_FACTOR
from chengzhao.web.account.forms import InvitationForm, NewPasswordForm, RecoveryForm, WordForm
from chengzhao.web.account.ways import STAFF, to_enrolment, with_next
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import place_of

WRONG_WORD = "邀请码不对，或这个邀请已经用过、撤回或超过72小时，也可能还在等另一位管理员复核"


@login_not_required
@at_the_entry
@never_cache
@limited("login")
@sensitive_post_parameters("password", "factor", "word")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link and what it is for; one that is used, revoked or old says only that.

    Its answer is no error, for the address of an error is written into the log, and a link that still waits for
    its approval would stand there.
    """
    word = request.POST.get("word", "")
    found = invitation_of(token, timezone.now(), word=word)
    if found is None:
        return _ask_word(request) if is_half(token) else page(request, "account/no_invitation.html")
    if found.purpose == "JOIN":
        return _join(request, token, word, found)
    return _recover(request, token, word, needs_factor=found.purpose == "RECOVER")


def _ask_word(request: HttpRequest) -> HttpResponse:
    form = WordForm(request.POST or None)
    if form.is_valid():
        form.add_error("word", WRONG_WORD)
    context = {
        "form": form,
        "title": "填写邀请码",
        "button": "下一步",
        "action": request.path,
        "note": "链接和邀请码由两位管理员分别交给你，两样都有才能打开。",
    }
    return page(request, "account/plain_form.html", context)


def _typed(request: HttpRequest) -> QueryDict | None:
    """What was typed into the form behind the word; None where only the word was sent."""
    return request.POST if "password" in request.POST else None


def _join(request: HttpRequest, token: str, word: str, found: object) -> HttpResponse:
    form = InvitationForm(_typed(request))
    if form.is_valid():
        try:
            account_id = accept_invitation(
                at=timezone.now(),
                keys=vault_keys(),
                token=token,
                word=word,
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                place=place_of(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("。"))
        else:
            return to_enrolment(request, account_id, "")
    return page(request, "account/invitation.html", {"form": form, "invitation": found, "word": word})


def _recover(request: HttpRequest, token: str, word: str, *, needs_factor: bool) -> HttpResponse:
    typed = _typed(request)
    form = RecoveryForm(typed) if needs_factor else NewPasswordForm(typed, is_staff=True)
    if form.is_valid():
        try:
            account_id = accept_recovery(
                at=timezone.now(),
                keys=vault_keys(),
                token=token,
                word=word,
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
    context = {
        "form": form,
        "title": "重设密码",
        "button": "保存新密码",
        "action": request.path,
        "word": word,
    }
    return page(request, "account/plain_form.html", context)
