"""检查并提交: every answer once more, handing in, the receipts, the form on paper; withdrawing and confirming."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.own_registration import confirm_own, hand_in, objections, withdraw_own
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.registration_forms import TraceForm
from chengzhao.documents import registration_form
from chengzhao.documents.typesetting import CannotPrint
from chengzhao.records.queries.directory import programmes_by_code
from chengzhao.records.queries.drafts import VersionView, own_identity, versions_of
from chengzhao.records.queries.governance import season_of
from chengzhao.records.queries.people import candidate_seat
from chengzhao.records.queries.registration import registration_of
from chengzhao.rules.registration import Answers, DraftTask, open_steps
from chengzhao.web.candidate.enrolment import (
    Enrolment,
    deadline_lines,
    enrolment_of,
    is_with_office,
    received_at,
)
from chengzhao.web.candidate.permissions import may_fill_in, may_see_own_registration
from chengzhao.web.candidate.summary import SummarySection, Told, sections
from chengzhao.web.shared.access import SEAT, StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.chinese import moment_of_record
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.visitors import address_of, device_of, network_of


@shows("N3.2", "N7.3", "A1.3.9", "A1.3.11", called="检查并提交")
@allow(may_fill_in)
@require_http_methods(["GET", "POST"])
def check(request: StaffRequest) -> HttpResponse:
    """Every answer with a way to change it; pressed, it is handed in, and pressed twice once."""
    if is_with_office(request.acting):
        return redirect("candidate:receipts")
    enrolment = enrolment_of(request, request.acting)
    if enrolment is None:
        raise Http404
    if request.method == "POST":
        refused = _handed_in(request)
        if not refused:
            return redirect("candidate:receipts")
    else:
        refused = _objections(request, enrolment)
    waiting = open_steps(enrolment.drafted)
    context = {
        "sections": written(request, enrolment.drafted.answers, bool(enrolment.drafted.fields)),
        "files": enrolment.files,
        "refused": refused,
        "was_pressed": request.method == "POST",
        "waiting": waiting,
        "deadline": deadline_lines(enrolment.window, enrolment.now),
    }
    return page(request, "candidate/check.html", context, status=409 if request.method == "POST" else 200)


def _handed_in(request: StaffRequest) -> tuple[str, ...]:
    """Hand in; what was refused, sentence by sentence, nothing where it went in."""
    trace = TraceForm(device=device_of(request), network=network_of(address_of(request)))
    try:
        receipt = hand_in(
            border=border_of(request),
            actor=actor_of(request),
            at=received_at(request),
            keys=vault_keys(),
            trace=trace,
        )
    except RowsRefused as refusal:
        return tuple(fault.expected for fault in refusal.faults)
    except Refused as refusal:
        return (str(refusal),)
    # From now on the seat is that of a candidate with a number.
    request.session[SEAT] = candidate_seat(receipt.candidate_id)
    return ()


def _objections(request: StaffRequest, enrolment: Enrolment) -> tuple[str, ...]:
    """What would stand against it now; what is open stands on the page by itself."""
    if open_steps(enrolment.drafted):
        return ()
    try:
        return objections(
            border=border_of(request), actor=actor_of(request), at=received_at(request), keys=vault_keys()
        )
    except Refused as refusal:
        return (str(refusal),)


def written(
    request: StaffRequest, answers: Mapping[DraftTask, Answers], asks_licence: bool
) -> tuple[SummarySection, ...]:
    """The answers in rows."""
    acting = request.acting
    identity = own_identity(acting.account_id, vault_keys())
    if identity is None:
        raise Http404
    codes = [code for one in answers.get(DraftTask.CHOICES, {}).get("choices", ()) for code in one["codes"]]
    known = programmes_by_code(acting.season, acting.province, codes)
    return sections(answers, Told(identity=identity, programmes=known, asks_licence=asks_licence))


@shows("N3.2", "A1.3.9", called="报名回执")
@allow(may_see_own_registration)
@require_GET
def receipts(request: StaffRequest) -> HttpResponse:
    """The number, and every version that was handed in, with its receipt; one of them in full."""
    acting = request.acting
    mine = registration_of(acting.candidate_id or 0)
    found = versions_of(acting.candidate_id or 0, vault_keys())
    if mine is None or not found:
        return redirect("candidate:home")
    wanted = request.GET.get("version", "")
    shown = next((one for one in found if str(one.number) == wanted), found[0])
    context = {
        "registration": mine,
        "versions": found,
        "shown": shown,
        "sections": written(request, shown.answers, True) if shown.content else (),
    }
    return page(request, "candidate/receipts_of_registration.html", context)


@allow(may_see_own_registration)
@require_GET
def paper(request: StaffRequest) -> HttpResponse:
    """The newest version as the printed form; a character that no font has is said, not left out."""
    acting = request.acting
    mine = registration_of(acting.candidate_id or 0)
    found = versions_of(acting.candidate_id or 0, vault_keys())
    season = season_of(acting.season, acting.province)
    if mine is None or not found or season is None or not found[0].content:
        raise Http404
    sheet = registration_form.RegistrationSheet(
        season=acting.season,
        office=season.office_name,
        name=mine.name,
        candidate_number=mine.candidate_number,
        version=found[0].number,
        submitted_at=moment_of_record(found[0].submitted_at),
        digest=found[0].digest,
        sections=_printed(request, found[0]),
        pledge=found[0].content.get("pledge", ()),
    )
    try:
        pdf = registration_form.render(sheet, at=received_at(request))
    except CannotPrint as lacking:
        return page(request, "candidate/not_done.html", {"refusal": str(lacking)}, status=409)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="registration.pdf"'
    return answer


def _printed(request: StaffRequest, version: VersionView) -> tuple[registration_form.FormSection, ...]:
    return tuple(
        registration_form.FormSection(
            title=section.task.label, rows=tuple((row.name, row.value) for row in section.rows)
        )
        for section in written(request, version.answers, True)
        if section.task is not DraftTask.PLEDGE
    )


@allow(may_see_own_registration)
@require_http_methods(["GET", "POST"])
@fresh_factor
def withdraw(request: StaffRequest) -> HttpResponse:
    """Withdraw before the deadline, with what follows from it."""
    reason = request.POST.get("reason", "").strip()[:200]
    return _stepped(request, "candidate/withdraw.html", lambda: _withdrawn(request, reason))


def _withdrawn(request: StaffRequest, reason: str) -> None:
    withdraw_own(
        border=border_of(request),
        actor=actor_of(request),
        at=received_at(request),
        reason=reason,
    )


@shows("A1.3.9", called="确认报名")
@allow(may_see_own_registration)
@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest) -> HttpResponse:
    """Confirm what the office has passed."""
    return _stepped(request, "candidate/confirm.html", lambda: _confirmed(request))


def _confirmed(request: StaffRequest) -> None:
    confirm_own(border=border_of(request), actor=actor_of(request), at=received_at(request))


def _stepped(request: StaffRequest, template: str, act: Callable[[], None]) -> HttpResponse:
    """A page with one button: pressed, the act is done and the home shows how it stands; refused, why."""
    mine = registration_of(request.acting.candidate_id or 0)
    if mine is None:
        return redirect("candidate:home")
    refused = ""
    if request.method == "POST":
        try:
            act()
        except RowsRefused as refusal:
            refused = "；".join(fault.expected for fault in refusal.faults)
        except Refused as refusal:
            refused = str(refusal)
        else:
            return redirect("candidate:home")
    context = {"registration": mine, "refusal": refused}
    return page(request, template, context, status=409 if refused else 200)
