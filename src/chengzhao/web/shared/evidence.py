"""A file that a candidate handed in, for whoever may read it: asked for on a page, handed out for a reason.

Reading leaves a row on the trail, so that the file comes in answer to a POST; the page itself shows no content.
Audiences mount `evidence_page` under their own address with their own permission.
"""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from chengzhao.actions.audit import Refused
from chengzhao.actions.evidence import NoSuchFile, OpenedFile, is_readable, open_file
from chengzhao.exchange.intake.contents import EXTENSIONS
from chengzhao.law.words import Role
from chengzhao.records.queries.evidence import EvidenceView, evidence_file, stage_of_candidate
from chengzhao.records.queries.timelines import file_timeline
from chengzhao.rules.privacy.sights import Reader, Room
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.forms import PageForm
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted

LONGEST_REASON = 200


class ReasonForm(PageForm):
    """Why somebody reads another's file."""

    reason = forms.CharField(
        label="查看理由",
        max_length=LONGEST_REASON,
        help_text="写明用途，如“审核照顾申请”。考生能看到谁因为什么看过材料。",
        error_messages={"required": "请写明查看的理由。"},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


def evidence_page(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """What the file is, and on POST the file itself as a download; 404 for what the visitor may not know of."""
    border, actor = border_of(request), actor_of(request)
    file = evidence_file(border.season, border.province, public_id)
    if file is None or not is_readable(border=border, actor=actor, public_id=public_id):
        raise Http404
    is_own = request.acting.role is Role.CANDIDATE
    form = None if is_own else ReasonForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            opened = open_file(
                border=border,
                actor=actor,
                at=timezone.now(),
                public_id=public_id,
                reason=form.cleaned_data["reason"] if form else "",
                keys=vault_keys(),
            )
        except NoSuchFile:
            raise Http404 from None
        except Refused as refusal:
            assert form is not None
            form.add_error(
                "reason", noted(request, refusal, object_kind="sealed_file", object_id=str(public_id))
            )
        else:
            return handed_out(opened)
    return page(request, "evidence.html", _context(request, file, form, is_own))


def by_account(request: HttpRequest) -> str:
    """Files are counted by their reader: who takes hundreds an hour is not reviewing."""
    return f"account/{request.user.pk}"


def handed_out(opened: OpenedFile) -> HttpResponse:
    """The file as a download under its own random number, never shown inside a page of ours."""
    answer = HttpResponse(opened.content, content_type=opened.media_type.value)
    name = f"{opened.public_id}.{EXTENSIONS[opened.media_type][0]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _context(
    request: StaffRequest, file: EvidenceView, form: ReasonForm | None, is_own: bool
) -> dict[str, object]:
    acting, stage = request.acting, stage_of_candidate(file.candidate_id)
    sees_trail = Reader(role=acting.role, stage=stage).sees(Room.TRAIL)
    where = (file.candidate_id, acting.season, acting.province, file.public_id)
    return {
        "has_timeline": sees_trail,
        "timeline": file_timeline(*where, is_own=is_own) if sees_trail else (),
        "file": file,
        "kilobytes": -(-file.size // 1000),
        "form": form,
        "base": "base_candidate.html" if is_own else "base_desk.html",
    }
