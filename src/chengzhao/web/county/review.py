"""审核一份报名: what was typed beside the evidence, and the decision; whoever holds the file decides."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.certificates import verify_education
from chengzhao.actions.desk import decide_file, give_back_file, save_note, take_file
from chengzhao.actions.recusals import declare_recusal
from chengzhao.actions.registration_forms import VerificationForm
from chengzhao.actions.review_undoing import undo_passes
from chengzhao.records.queries.desk import DeskKey
from chengzhao.records.queries.desk_file import DeskFile, candidate_called, desk_file
from chengzhao.rules.governance import Relation
from chengzhao.rules.registration import CHECKED_BY_HAND
from chengzhao.web.county import review_checks
from chengzhao.web.county.filters import DeskAddress, address_of
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.county.queue import to_next
from chengzhao.web.county.review_form import note_of, review_of, ways_for, written_in
from chengzhao.web.county.review_page import grounds_for, show_file
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows


@require_http_methods(["GET", "POST"])
@shows("N3.1", "N3.3", "N3.4", "N3.5", "N3.7", "N5.1", "A1.3.9", "A1.5.21", called="审核报名")
@allow(may_see_confirmation_point)
@shows_person("审核报名")
def file(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The file on GET; on POST one step of the work on it, named by the button that was pressed."""
    acting = request.acting
    key = candidate_called(acting.season, acting.province, acting.org_path, public_id)
    held = desk_file(key, acting.org_path) if key is not None else None
    if held is None:
        raise Http404
    address = address_of(request, acting)
    if request.method != "POST":
        return show_file(request, held, address)
    step = _STEPS.get(request.POST.get("step", ""))
    try:
        if step is None:
            raise Refused("请按页面上的按钮办理。")
        return step(request, held, address)
    except Refused as refused:
        said = noted(request, refused, object_kind="registration", object_id=held.candidate.candidate_number)
        again = desk_file(held.candidate.pk, acting.org_path) or held
        return show_file(request, again, address, refusal=said)


def _here(held: DeskFile, address: DeskAddress) -> HttpResponse:
    narrowed = f"?{address.first_query}" if address.first_query else ""
    return redirect(f"{reverse('county:file', args=[held.candidate.public_id])}{narrowed}")


def _take(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    take_file(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_id=held.candidate.pk,
    )
    return _here(held, address)


def _give_back(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    give_back_file(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_id=held.candidate.pk,
    )
    return redirect(f"{reverse('county:queue')}?{address.first_query}")


def _note(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    _keep(request, held)
    return _here(held, address)


def _keep(request: StaffRequest, held: DeskFile) -> None:
    save_note(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_id=held.candidate.pk,
        note=note_of(written_in(request)),
    )


def _decide(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    """Decide; with 看下一份 the filter, the order and the place are kept. What is refused stays as a draft."""
    written, account = written_in(request), request.acting.account_id
    seen = request.POST.get("seen", "")
    try:
        grounds = grounds_for(held)
        form = review_of(
            written, ways_for(held.state, grounds), grounds, candidate=held.candidate.pk, reviewer=account
        )
        decide_file(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            form=form,
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0,
            text=written.note,
        )
    except Refused:
        _keep(request, held)
        raise
    if request.POST.get("then") == "stay":
        return _here(held, address)
    assert held.registration.submitted_at is not None
    key = DeskKey(submitted_at=held.registration.submitted_at, pk=held.registration.pk)
    return to_next(request, address, after=key)


def _undo(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    undo_passes(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_ids=[held.candidate.pk],
        reason=request.POST.get("undo_reason", "").strip() or "刚才按错",
    )
    return _here(held, address)


def _verify(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    """What no register answered, somebody verifies from papers: the file then needs a second person."""
    how = request.POST.get("how", "").strip()
    if not how:
        raise Refused("请写明看过什么材料，例如：教育部学历认证报告编号。")
    longest = 40 - len(CHECKED_BY_HAND) - 1
    if len(how) > longest:
        raise Refused(f"看过的材料最多写{longest}字。")
    verify_education(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        outcomes=[VerificationForm(candidate_id=held.candidate.pk, verified_by=f"{CHECKED_BY_HAND}：{how}")],
    )
    return _here(held, address)


def _recuse(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    """Keep away from the file, and give it back with that."""
    chosen = request.POST.get("relation", "")
    relation = next((one for one in Relation if one.value == chosen), None)
    if relation is None:
        raise Refused("请选择与考生的关系。")
    declare_recusal(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_number=held.candidate.candidate_number,
        relation=relation,
    )
    return _give_back(request, held, address)


def _ask_again(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    review_checks.again(request, held)
    return _here(held, address)


def _by_hand(request: StaffRequest, held: DeskFile, address: DeskAddress) -> HttpResponse:
    review_checks.by_hand(request, held)
    return _here(held, address)


Step = Callable[[StaffRequest, DeskFile, DeskAddress], HttpResponse]
_STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "take": _take,
        "give_back": _give_back,
        "note": _note,
        "decide": _decide,
        "undo": _undo,
        "verify": _verify,
        "recuse": _recuse,
        "ask_again": _ask_again,
        "by_hand": _by_hand,
    }
)
