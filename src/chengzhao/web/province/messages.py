"""群发短信: choose a text, see what it says and to how many, put it forward; after the second signature it is sent."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.mass_messages import LASTS, agreed_sending, sending_arguments
from chengzhao.records.queries.approvals import ApprovalView, opened_by
from chengzhao.records.queries.messages import count_audience, sample_of
from chengzhao.records.queries.places import places_under
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.messages import LONGEST, TO_MANY, Audience, filled, is_quiet, next_morning
from chengzhao.web.province.forms import MessageForm
from chengzhao.web.province.permissions import may_send_messages
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.asking import ask_for
from chengzhao.web.shared.chinese import masked
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted

SHOWN = 50
SAMPLE = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What would be sent: the whole text with its signature, how long it is, to how many, to whom among others."""

    text: str
    length: int
    count: int
    sample: tuple[tuple[str, str], ...]
    goes_out: str


@require_GET
@allow(may_send_messages)
def messages(request: StaffRequest) -> HttpResponse:
    """The texts, each with the number of those who would get it now, and what may be sent."""
    counted = {one: _count(request, one, request.acting.org_path) for one in Audience}
    rows = [
        (kind, template, counted[template.audience])
        for kind, template in TO_MANY.items()
        if template.audience is not None
    ]
    return page(request, "province/messages.html", {"rows": rows, "ready": _ready(request)})


@require_http_methods(["GET", "POST"])
@allow(may_send_messages)
@fresh_factor
def message(request: StaffRequest, kind: str) -> HttpResponse:
    """One text: its blanks, then the preview, and only from the preview on to the second person."""
    if kind not in TO_MANY:
        raise Http404
    places = places_under(request.acting.org_path)
    form = MessageForm(request.POST or None, kind=kind, places=places, signature=settings.SMS_SIGNATURE)
    preview, refusal = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            if "count" in request.POST:
                return _put_forward(request, kind, form)
            preview = _preview(request, kind, form)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="approval", object_id=kind)
            preview = _preview(request, kind, form)
    context = {
        "kind": kind,
        "template": TO_MANY[kind],
        "form": form,
        "preview": preview,
        "refusal": refusal,
        "most": LONGEST,
    }
    return page(request, "province/message.html", context, status=409 if refusal else 200)


@allow(may_send_messages)
@require_POST
@fresh_factor
def send(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """Begin to send what two agreed on, as a job; pressed again it leads to the same job."""
    try:
        sending = agreed_sending(
            border=border_of(request), actor=actor_of(request), at=timezone.now(), public_id=public_id
        )
    except Refused as refused:
        said = noted(request, refused, object_kind="approval", object_id=str(public_id))
        told = {"title": "群发短信", "refusal": said, "back": reverse("province:messages")}
        return page(request, "desk/not_queued.html", told, status=409)
    return ask_for(
        request,
        kind="mass_messages",
        title=f"群发短信：{sending.title}",
        arguments={"approval": str(public_id)},
        back=reverse("province:messages"),
        token=sending.batch,
    )


def _put_forward(request: StaffRequest, kind: str, form: MessageForm) -> HttpResponse:
    count = request.POST["count"]
    if not count.isascii() or not count.isdecimal() or len(count) > 9:
        raise Refused("人数不对，请重新预览。")
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        act="send_messages",
        arguments=sending_arguments(kind, form.words, form.path, count=int(count)),
    )
    return redirect("desk:approvals")


def _preview(request: StaffRequest, kind: str, form: MessageForm) -> Preview:
    template, now = TO_MANY[kind], timezone.now()
    assert template.audience is not None
    signature = f"【{settings.SMS_SIGNATURE}】" if settings.SMS_SIGNATURE else ""
    text = signature + filled(kind, form.words)
    found = sample_of(
        request.acting.season, request.acting.province, form.path, template.audience, limit=SAMPLE
    )
    waits = is_quiet(now) and not template.is_pressing
    return Preview(
        text=text,
        length=len(text),
        count=_count(request, template.audience, form.path),
        sample=tuple((number, masked(name)) for number, name in found),
        goes_out=f"{next_morning(now):%-H:%M}以后" if waits else "",
    )


def _count(request: StaffRequest, audience: Audience, path: str) -> int:
    return count_audience(request.acting.season, request.acting.province, path, audience)


def _ready(request: StaffRequest) -> list[ApprovalView]:
    """What was agreed on within the last day."""
    acting, now = request.acting, timezone.now()
    opened = opened_by(acting.season, acting.province, acting.account_id, now, limit=SHOWN)
    agreed = [
        one for one in opened if one.act == "send_messages" and one.state is ApprovalState.DONE and one.second
    ]
    return [one for one in agreed if one.second and now - one.second.at < LASTS]
