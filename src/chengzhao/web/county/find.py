"""窗口查找: somebody stands at the counter; the document, the 报名号, the phone or the barcode leads to the file."""

import re

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.access_log import search_person, view_file
from chengzhao.records.queries.persons import (
    FoundPerson,
    persons_by_candidate_number,
    persons_by_number,
    persons_by_phone,
    persons_by_tail,
)
from chengzhao.records.sealed import TAIL
from chengzhao.rules.accounts import phone_fault
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.forms import PageForm
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

WHY = "窗口查找"
AROUND_A_CODE = "*\t\r\n "
"""What readers of barcodes put around what they read."""


class FindForm(PageForm):
    """What was typed or read by a scanner."""

    wanted = forms.CharField(
        label="证件号码、报名号、后6位或手机号",
        help_text="扫描确认表的条形码也可以。只有一人时直接打开。",
        max_length=64,
        error_messages={"required": "请输入或扫描要找的号码", "max_length": "最多64个字符"},
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


@sensitive_post_parameters("wanted")
@require_http_methods(["GET", "POST"])
@shows("A1.3.9", called="窗口查找")
@allow(may_see_confirmation_point)
@limited("look_up", subject="wanted")
@shows_person(WHY)
def find(request: StaffRequest) -> HttpResponse:
    """The box, and what it found; one person alone is opened at once. The number stands in no address."""
    form = FindForm(request.POST or None)
    found: tuple[FoundPerson, ...] | None = None
    if request.method == "POST" and form.is_valid():
        found = persons_like(request, form.cleaned_data["wanted"])
        if len(found) == 1:
            # Who is sent on at once has seen that there is somebody, whether the page is opened or not.
            view_file(
                border=border_of(request),
                actor=actor_of(request),
                at=timezone.now(),
                candidate_ids=[found[0].candidate_id],
                reason=WHY,
            )
            return redirect("county:file", public_id=found[0].public_id)
        if not found:
            search_person(border=border_of(request), actor=actor_of(request), at=timezone.now(), reason=WHY)
        # The box is empty for the next person: what was typed stays on no screen.
        form = FindForm()
    return page(request, "county/find.html", {"form": form, "found": found})


def persons_like(request: StaffRequest, text: str) -> tuple[FoundPerson, ...]:
    """Who registered here and is meant by the text: read as what it can be, the longest meaning first."""
    acting, wanted = request.acting, text.strip(AROUND_A_CODE)
    here = (acting.season, acting.province, acting.org_path)
    if wanted.isascii() and wanted.isdecimal() and (found := persons_by_candidate_number(*here, wanted)):
        return found
    if not phone_fault(wanted):
        return persons_by_phone(*here, wanted, vault_keys())
    if re.fullmatch(rf"[0-9]{{{TAIL - 1}}}[0-9Xx]", wanted):
        return persons_by_tail(*here, wanted, vault_keys())
    return persons_by_number(*here, wanted, vault_keys())
