"""到场办理: somebody stands at the confirmation point with the document, and the account becomes theirs.

The number is typed once and stands in no address: what it led to is kept in the session for some minutes, and
only from there is anything done. Two persons in two tabs each have an address of their own.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.in_person import (
    bind_candidate_in_person,
    change_phone_in_person,
    look_up_in_person,
)
from chengzhao.actions.released_accounts import release_arguments
from chengzhao.records.queries.in_person import Case, case_of
from chengzhao.rules.accounts import phone_fault
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.forms import PageForm
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

LOOKED_UP = "in_person"
LASTS, MOST = timedelta(minutes=15), 10
WHY = "到场办理"
_PLAIN = {"class": "input", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class LookUpForm(PageForm):
    """The whole number of the document that is shown."""

    identity_number = forms.CharField(
        label="证件号码",
        help_text="照本人出示的证件原件输入完整号码。",
        max_length=64,
        error_messages={"required": "请输入证件号码", "max_length": "证件号码最多64个字符"},
        widget=forms.TextInput(attrs=_PLAIN),
    )


class ReasonForm(PageForm):
    """What was seen."""

    reason = forms.CharField(
        label="证件和核对经过",
        help_text="例如：核对居民身份证原件，与本人一致。记入操作记录。",
        max_length=200,
        error_messages={"required": "请写明核对了什么证件", "max_length": "最多200字"},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


class PhoneForm(ReasonForm):
    """The phone that the person holds, twice: a slip of the finger would give the account to a stranger."""

    phone = forms.CharField(
        label="本人现在用的手机号",
        max_length=20,
        error_messages={"required": "请填写手机号", "max_length": "手机号应为11位数字"},
        widget=forms.TextInput(attrs={**_PLAIN, "inputmode": "tel"}),
    )
    phone_again = forms.CharField(
        label="再输一遍手机号",
        max_length=20,
        error_messages={"required": "请再输一遍手机号", "max_length": "手机号应为11位数字"},
        widget=forms.TextInput(attrs={**_PLAIN, "inputmode": "tel"}),
    )
    field_order = ("phone", "phone_again", "reason")

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if fault := phone_fault(typed):
            raise forms.ValidationError(fault)
        return typed

    def clean_phone_again(self) -> str:
        again: str = self.cleaned_data["phone_again"]
        if "phone" in self.cleaned_data and again != self.cleaned_data["phone"]:
            raise forms.ValidationError("两次输入的手机号不一致，请核对")
        return again


@sensitive_post_parameters("identity_number")
@require_http_methods(["GET", "POST"])
@shows("N3.2", called="到场办理")
@allow(may_see_confirmation_point)
@limited("look_up", subject="identity_number")
@fresh_factor
def in_person(request: StaffRequest) -> HttpResponse:
    """The form that finds somebody; the answer has an address of its own."""
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("county:in-person-case", token=_looked_up(request, form))
        except Refused as refused:
            said = noted(request, refused, object_kind="account", object_id="")
            form.add_error("identity_number", said.rstrip("。"))
    return page(request, "county/in_person.html", {"form": form, "is_late": "late" in request.GET})


def _looked_up(request: StaffRequest, form: LookUpForm) -> str:
    now = timezone.now()
    found = look_up_in_person(
        border=border_of(request),
        actor=actor_of(request),
        at=now,
        identity_number=form.cleaned_data["identity_number"],
        keys=vault_keys(),
    )
    token = str(uuid4())
    held = {
        "seat": request.acting.seat,
        "candidate": found.candidate_id,
        "account": found.account_id,
        "until": (now + LASTS).isoformat(),
    }
    before = [one for one in request.session.get(LOOKED_UP, {}).items() if _is_in_time(one[1], now)]
    request.session[LOOKED_UP] = dict([*before[1 - MOST :], (token, held)])
    return token


def _is_in_time(held: Mapping[str, str], now: datetime) -> bool:
    return datetime.fromisoformat(held["until"]) > now


@sensitive_post_parameters("phone", "phone_again")
@require_http_methods(["GET", "POST"])
@allow(may_see_confirmation_point)
@fresh_factor
@shows_person(WHY)
def case(request: StaffRequest, token: UUID) -> HttpResponse:
    """What was found, masked, and the one thing that can be done with it."""
    held = request.session.get(LOOKED_UP, {}).get(str(token))
    acting = request.acting
    if held is None or held["seat"] != acting.seat or not _is_in_time(held, timezone.now()):
        return redirect(f"{reverse('county:in-person')}?late=1")
    found = case_of(
        acting.season,
        acting.province,
        acting.org_path,
        (held["candidate"], held["account"]),
        keys=vault_keys(),
    )
    step = _step_of(found)
    form = _FORMS[step](request.POST or None) if step else None
    refusal = ""
    if request.method == "POST":
        try:
            if form is None or request.POST.get("step") != step:
                form = _FORMS[step]() if step else None
                raise Refused("情况刚刚有变化，请看过现在的内容再办理。")
            if form.is_valid():
                answer = _STEPS[step](request, found, form)
                _say_done(request, str(token))
                return answer
        except Refused as refused:
            object_id = found.account.username if found.account else ""
            refusal = noted(request, refused, object_kind="account", object_id=object_id)
    context = {"case": found, "form": form, "step": step, "refusal": refusal, "is_done": "done" in held}
    return page(request, "county/in_person_case.html", context, status=409 if refusal else 200)


def _say_done(request: StaffRequest, token: str) -> None:
    held = request.session[LOOKED_UP]
    request.session[LOOKED_UP] = held | {token: held[token] | {"done": "1"}}


def _step_of(found: Case) -> str:
    """What can be done for the person; '' for nothing."""
    ways = (("bind", found.may_bind), ("phone", found.may_change_phone), ("release", found.may_release))
    return next((step for step, may in ways if may), "")


def _bind(request: StaffRequest, found: Case, form: PageForm) -> HttpResponse:
    assert found.account is not None
    assert found.registration is not None
    bind_candidate_in_person(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_number=found.registration.candidate_number,
        username=found.account.username,
        phone=form.cleaned_data["phone"],
        reason=form.cleaned_data["reason"],
        keys=vault_keys(),
    )
    return redirect(request.path)


def _change_phone(request: StaffRequest, found: Case, form: PageForm) -> HttpResponse:
    assert found.account is not None
    change_phone_in_person(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        username=found.account.username,
        phone=form.cleaned_data["phone"],
        reason=form.cleaned_data["reason"],
        keys=vault_keys(),
    )
    return redirect(request.path)


def _release(request: StaffRequest, found: Case, form: PageForm) -> HttpResponse:
    assert found.account is not None
    acting = request.acting
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        act="release_account",
        arguments=release_arguments(found.account.account_id, acting.org_path, form.cleaned_data["reason"]),
    )
    return redirect("desk:approvals")


_FORMS: Mapping[str, type[PageForm]] = MappingProxyType(
    {"bind": PhoneForm, "phone": PhoneForm, "release": ReasonForm}
)
_STEPS: Mapping[str, Callable[[StaffRequest, Case, PageForm], HttpResponse]] = MappingProxyType(
    {"bind": _bind, "phone": _change_phone, "release": _release}
)
