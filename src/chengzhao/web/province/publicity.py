"""公示: what waits to be publicised, the form that makes a notice of it, and the notices there are."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.governance import law_of
from chengzhao.actions.notices import draft_notice
from chengzhao.law.words import ClaimKind
from chengzhao.records.queries.complaints import complaint_tally
from chengzhao.records.queries.publicity import last_channel, office_notices, ready_claims, ready_keys
from chengzhao.web.province.permissions import may_publicise
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 30
MOST = 20_000
"""Lines of one notice: more are put into the next."""


@require_http_methods(["GET", "POST"])
@shows("N3.6", "A1.6.1", "A1.6.3", "A1.6.4", called="照顾公示")
@allow(may_publicise)
@fresh_factor
def publicity(request: StaffRequest) -> HttpResponse:
    """The notices and what waits; on POST the draft of a notice, which is shown next as everybody will see it."""
    refusal = ""
    acting, border = request.acting, border_of(request)
    try:
        channels = law_of(border)[0].report_channels.value
    except Refused as refused:
        # A season whose province has no supplement publicises nothing, and that is said.
        said = noted(request, refused, object_kind="public_notice", object_id="")
        return page(request, "province/publicity.html", {"refusal": said}, status=409)
    if request.method == "POST":
        try:
            _draft(request, channels)
        except Refused as refused:
            refusal = noted(
                request, refused, object_kind="public_notice", object_id=request.POST.get("number", "")[:40]
            )
        else:
            newest = office_notices(acting.season, acting.province, behind=None, limit=1)
            return redirect("province:publicity-notice", public_id=newest[0].public_id)
    found = office_notices(
        acting.season, acting.province, behind=key_of(request, "after"), limit=PAGE_SIZE + 1
    )
    context = {
        "ready": _ready(request),
        "waiting": complaint_tally(acting.season, acting.province),
        "notices": found[:PAGE_SIZE],
        "following": found[PAGE_SIZE - 1].key if len(found) > PAGE_SIZE else None,
        "is_first": "after" not in request.GET,
        "number": request.POST.get("number", ""),
        "title": request.POST.get("title", f"{acting.season}年成人高校招生享受照顾政策考生名单"),
        "channels": _channel_fields(request, channels),
        "refusal": refusal,
        "most": MOST,
    }
    return page(request, "province/publicity.html", context, status=409 if refusal else 200)


def _ready(request: StaffRequest) -> list[tuple[ClaimKind, int, bool]]:
    """Each kind with how many wait, and whether it is ticked."""
    acting = request.acting
    ticked = set(request.POST.getlist("kind")) if request.method == "POST" else None
    return [
        (kind, number, ticked is None or kind.value in ticked)
        for kind, number in ready_claims(acting.season, acting.province).items()
    ]


def _channel_fields(request: StaffRequest, channels: Sequence[str]) -> list[tuple[str, str, str]]:
    """(name of the field, label, what stands in it): as typed, else as in the newest notice."""
    last = last_channel(request.acting.season, request.acting.province)
    known = dict(part.split("：", 1) for part in last.split("；") if "：" in part)
    return [
        (f"channel-{place}", label, request.POST.get(f"channel-{place}", known.get(label, "")))
        for place, label in enumerate(channels)
    ]


def _draft(request: StaffRequest, channels: Sequence[str]) -> None:
    acting = request.acting
    kinds = [kind for kind in ClaimKind if kind.value in request.POST.getlist("kind")]
    if not kinds:
        raise Refused("请至少选择一类照顾。")
    keys = ready_keys(acting.season, acting.province, kinds, most=MOST)
    if not keys:
        raise Refused("所选类别没有待公示的申请，可能已经列入另一份公示。")
    said = {label: request.POST.get(f"channel-{place}", "").strip() for place, label in enumerate(channels)}
    if any(mark in text for text in said.values() for mark in "；："):
        raise Refused("举报渠道里不能有全角的分号和冒号，请改用逗号。")
    facts: dict[str, Any] = {
        "number": request.POST.get("number", "").strip(),
        "title": request.POST.get("title", "").strip(),
        "report_channel": "；".join(f"{label}：{text}" for label, text in said.items()),
    }
    draft_notice(
        border=border_of(request), actor=actor_of(request), at=timezone.now(), claim_ids=keys, **facts
    )
