"""个人信息: what a candidate is told, agrees to and asks about their own data."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.consents import Answer, answer_consents
from chengzhao.actions.rights import ask_right, take_back_request
from chengzhao.law.privacy.consents import ConsentKind, ConsentText, current_text
from chengzhao.records.queries.consents import ConsentView, consents_of
from chengzhao.records.queries.rights import requests_of
from chengzhao.rules.privacy.requests import Right
from chengzhao.web.candidate.forms import ConsentForm, RightForm
from chengzhao.web.candidate.middleware import TOLD
from chengzhao.web.candidate.permissions import may_see_own_privacy
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page

ASKED = tuple(kind for kind in ConsentKind if kind is not ConsentKind.NOTICE)
"""What one may say no to."""


@allow(may_see_own_privacy)
@require_http_methods(["GET", "POST"])
def notice(request: StaffRequest) -> HttpResponse:
    """The notice before anything is collected; read once for each version."""
    wanted = _own_page(request.POST.get("next") or request.GET.get("next", ""))
    text = current_text(ConsentKind.NOTICE, timezone.localdate())
    held = consents_of(request.acting.account_id).get(ConsentKind.NOTICE)
    form = ConsentForm(request.POST or None, initial={"digest": text.digest})
    if request.method == "POST" and form.is_valid():
        answer = Answer(kind=ConsentKind.NOTICE, digest=form.cleaned_data["digest"], is_given=True)
        if _is_done(form, lambda: _answer(request, answer)):
            request.session[TOLD] = text.version
            return HttpResponseRedirect(wanted or reverse("candidate:home"))
    context = {"text": text, "held": held, "form": form, "next": wanted, "is_read": _is_current(held, text)}
    return page(request, "candidate/notice.html", context)


@allow(may_see_own_privacy)
@require_GET
def privacy(request: StaffRequest) -> HttpResponse:
    """Everything about one's own data in one place."""
    today = timezone.localdate()
    held = consents_of(request.acting.account_id)
    found = requests_of(request.acting.candidate_id or 0, vault_keys())
    context = {
        "notice": held.get(ConsentKind.NOTICE),
        "consents": [(current_text(kind, today), _standing(held.get(kind), today)) for kind in ASKED],
        "requests": found,
        "today": today,
    }
    return page(request, "candidate/privacy.html", context)


@allow(may_see_own_privacy)
@require_http_methods(["GET", "POST"])
def consent(request: StaffRequest, kind: str) -> HttpResponse:
    """One text that is asked by itself: yes, or no and the other way; an answer can be changed at any time."""
    asked = next((one for one in ASKED if one.value.lower() == kind), None)
    if asked is None:
        raise Http404
    today = timezone.localdate()
    wanted = _own_page(request.POST.get("next") or request.GET.get("next", ""))
    text = current_text(asked, today)
    form = ConsentForm(request.POST or None, initial={"digest": text.digest})
    if request.method == "POST" and form.is_valid():
        is_given = request.POST.get("answer") == "yes"
        answer = Answer(kind=asked, digest=form.cleaned_data["digest"], is_given=is_given)
        if _is_done(form, lambda: _answer(request, answer)):
            return HttpResponseRedirect(wanted or reverse("candidate:privacy"))
    held = _standing(consents_of(request.acting.account_id).get(asked), today)
    return page(request, "candidate/consent.html", {"text": text, "held": held, "form": form, "next": wanted})


@allow(may_see_own_privacy)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """Ask for correction, deletion, withdrawal or an explanation."""
    form = RightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        right, text = Right(form.cleaned_data["right"]), form.cleaned_data["text"]
        candidate_id = request.acting.candidate_id or 0

        def asked() -> object:
            return ask_right(
                border=border_of(request),
                actor=actor_of(request),
                at=timezone.now(),
                keys=vault_keys(),
                candidate_id=candidate_id,
                right=right,
                text=text,
            )

        if _is_done(form, asked):
            return HttpResponseRedirect(reverse("candidate:privacy") + "#requests")
    return page(request, "candidate/ask.html", {"form": form})


@allow(may_see_own_privacy)
def take_back(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """Take back a request that nobody has answered; one that is answered already stays as it is."""
    own = requests_of(request.acting.candidate_id or 0, vault_keys())
    mine = [one for one in own if one.public_id == public_id]
    if not mine:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if mine[0].is_open:
        take_back_request(
            border=border_of(request), actor=actor_of(request), at=timezone.now(), request_id=mine[0].key
        )
    return HttpResponseRedirect(reverse("candidate:privacy") + "#requests")


def _answer(request: StaffRequest, answer: Answer) -> None:
    answer_consents(border=border_of(request), actor=actor_of(request), at=timezone.now(), answers=[answer])


def _is_done(form: ConsentForm | RightForm, act: Callable[[], object]) -> bool:
    """Do an act; where it is refused, the sentence stands at the head of the form."""
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _is_current(held: ConsentView | None, text: ConsentText) -> bool:
    return held is not None and held.text == text


def _standing(held: ConsentView | None, today: object) -> ConsentView | None:
    """The last answer where it was given to the text in force; an answer to an older one counts no more."""
    return held if held is not None and held.is_current(today) else None  # type: ignore[arg-type]


def _own_page(path: str) -> str:
    """The address if it is one of the candidate's own pages, empty otherwise."""
    try:
        return path if resolve(path).app_name == "candidate" else ""
    except Resolver404:
        return ""
