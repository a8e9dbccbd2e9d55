"""提出异议: anybody says what is wrong with a notice or one line of it, and follows what becomes of it."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.complaints import ComplaintForm, file_complaint
from chengzhao.records.queries.complaints import receipt_of
from chengzhao.records.queries.disclosure import EntryView, NoticeView, entry_of, public_notice
from chengzhao.rules.disclosure import ComplaintChannel
from chengzhao.web.public.disclosure import unseen
from chengzhao.web.public.forms import ObjectionForm
from chengzhao.web.shared.challenge import fault_of, pose
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.shows import shows

SHORTEST_NUMBER = 16


def _somebody() -> Actor:
    """Who reports is written down nowhere: not the account that is logged in, nor where the request came from."""
    return Actor(account=None, role=None, org_path="")


@shows("N3.6", "A1.6.4", called="提出异议")
@login_not_required
@at_the_entry
@never_cache
@limited("object")
@sensitive_post_parameters("text", "contact")
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The form; what was sent leads to its receipt, however often it was sent."""
    notice = public_notice(public_id, timezone.localdate())
    if notice is None:
        raise Http404
    line = key_of(request, "line")
    entry = entry_of(public_id, line) if line is not None else None
    if line is not None and entry is None:
        raise Http404
    form = ObjectionForm(request.POST or None)
    if request.method == "POST":
        once = _once(request)
        if once is not None and receipt_of(once) is not None:
            return redirect("public:receipt", public_id=once)
        if form.is_valid() and _is_right(request, form) and _file(notice, entry, form, once):
            return redirect("public:receipt", public_id=once)
    # Every page has a new sum: the answer to the last one is not put back.
    form.data = {name: value for name, value in form.data.items() if name != "answer"}
    challenge = pose()
    form.fields["answer"].label = challenge.question
    context = {"notice": notice, "entry": entry, "form": form, "challenge": challenge}
    return unseen(page(request, "public/objection.html", context))


def _once(request: HttpRequest) -> UUID | None:
    """The id of the report that this very form makes; None where the form has no number of its own."""
    number = request.POST.get("form", "")
    return uuid5(NAMESPACE_OID, number) if len(number) >= SHORTEST_NUMBER else None


def _is_right(request: HttpRequest, form: ObjectionForm) -> bool:
    wrong = fault_of(request.POST.get("token", ""), form.cleaned_data["answer"], timezone.now())
    if wrong:
        form.add_error("answer", wrong)
    return not wrong


def _file(notice: NoticeView, entry: EntryView | None, form: ObjectionForm, once: UUID | None) -> bool:
    """Take the report in; False where it is refused, which the form then says."""
    if once is None:
        form.add_error(None, "页面不完整，请重新打开后再填")
        return False
    said = ComplaintForm(
        notice_id=notice.key,
        entry_id=entry.key if entry is not None else None,
        text=form.cleaned_data["text"],
        contact=form.cleaned_data["contact"],
        came_by=ComplaintChannel.WEB,
        once=once,
    )
    try:
        file_complaint(
            border=Border(season=notice.season, province=notice.province),
            actor=_somebody(),
            at=timezone.now(),
            keys=vault_keys(),
            form=said,
        )
    except Refused as refused:
        form.add_error(None, str(refused).rstrip("。"))
        return False
    return True


@require_GET
@shows("A1.6.4", called="异议回执")
@login_not_required
@at_the_entry
@never_cache
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How a report stands and what was answered; nothing of what was reported, nor by whom."""
    found = receipt_of(public_id)
    if found is None:
        raise Http404
    return unseen(page(request, "public/receipt.html", {"one": found}))
