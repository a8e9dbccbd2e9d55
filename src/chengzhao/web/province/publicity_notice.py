"""一份公示 at the office: as everybody will see it, what the gate found, its next step, its lines and objections."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.complaints import ComplaintForm, file_complaint
from chengzhao.actions.notice_lines import discard_notice, withdraw_line
from chengzhao.actions.notices import complete_notice, put_up_notice
from chengzhao.actions.publishing_gate import gate_of
from chengzhao.records.queries.complaints import complaints_about
from chengzhao.records.queries.publicity import OfficeNotice, office_lines, office_notice
from chengzhao.rules.disclosure import PUBLIC_NOTICE, ComplaintChannel, NoticeState
from chengzhao.web.province.permissions import may_publicise
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
MOST_COMPLAINTS = 50
SCANNED_AT_ONCE = 2_000
"""A longer notice is looked through when it is signed and put up, not each time that it is opened."""

Step = Callable[[StaffRequest, OfficeNotice], None]


@require_http_methods(["GET", "POST"])
@shows("N3.6", "A1.6.1", "A1.6.3", "A1.6.4", called="一份照顾公示")
@allow(may_publicise)
@fresh_factor
@shows_person("照顾公示")
def publicity_notice(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One notice; on POST its next step, a line taken out, or an objection that came by letter, call or visit."""
    found = office_notice(request.acting.season, request.acting.province, public_id)
    if found is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            step = STEPS.get(request.POST.get("step", ""))
            if step is None:
                raise Refused("没有这一步，请回到页面重新选择。")
            step(request, found)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="public_notice", object_id=found.number)
        else:
            if step is _sign:
                return redirect("desk:approvals")
            return redirect("province:publicity-notice", public_id=public_id)
    after = key_of(request, "after") or 0
    lines = office_lines(found.key, after=after, limit=PAGE_SIZE + 1)
    context = {
        "notice": found,
        "is_waiting": found.state in PUBLIC_NOTICE.sets["NOT_YET_PUBLIC"],
        "is_up": found.state in PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"],
        "is_over": found.objections_until is not None and timezone.now() >= found.objections_until,
        "gate": _gate(request, found),
        "lines": lines[:PAGE_SIZE],
        "following": lines[PAGE_SIZE - 1].key if len(lines) > PAGE_SIZE else None,
        "is_first": not after,
        "complaints": complaints_about(found.key, limit=MOST_COMPLAINTS),
        "ways": [one for one in ComplaintChannel if one is not ComplaintChannel.WEB],
        "typed": request.POST if refusal else {},
        "refusal": refusal,
    }
    return page(request, "province/publicity_notice.html", context, status=409 if refusal else 200)


def _gate(request: StaffRequest, found: OfficeNotice) -> Any:
    """What the gate holds against the notice; None where nothing, or where it was not looked through."""
    if found.state not in PUBLIC_NOTICE.sets["NOT_YET_PUBLIC"] or found.entries > SCANNED_AT_ONCE:
        return None
    return gate_of(border_of(request), found.key)


def _who(request: StaffRequest) -> dict[str, Any]:
    return {"border": border_of(request), "actor": actor_of(request), "at": timezone.now()}


def _sign(request: StaffRequest, found: OfficeNotice) -> None:
    if found.state is not NoticeState.DRAFT:
        raise Refused(f"{found.number}现在是“{found.state.label}”，不能再提请签发。")
    open_approval(**_who(request), act="sign_notice", arguments={"notice_id": found.key})


def _put_up(request: StaffRequest, found: OfficeNotice) -> None:
    put_up_notice(**_who(request), notice_id=found.key)


def _complete(request: StaffRequest, found: OfficeNotice) -> None:
    complete_notice(**_who(request), notice_id=found.key)


def _discard(request: StaffRequest, found: OfficeNotice) -> None:
    discard_notice(**_who(request), notice_id=found.key)


def _line_of(request: StaffRequest, found: OfficeNotice) -> int | None:
    """The line that was chosen; None for the whole notice. Raises Refused for one of another notice."""
    chosen = request.POST.get("line", "")
    if not chosen:
        return None
    key = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else 0
    if not any(line.key == key for line in office_lines(found.key, after=key - 1, limit=1)):
        raise Refused("公示名单里没有这一行，请重新选择。")
    return key


def _withdraw(request: StaffRequest, found: OfficeNotice) -> None:
    key = _line_of(request, found)
    outcome = request.POST.get("outcome", "")
    if key is None or outcome not in ("corrected", "ended"):
        raise Refused("请选择撤下以后怎样办：更正后重新公示，或者不再享受照顾。")
    reason = request.POST.get("reason", "")
    withdraw_line(**_who(request), entry_id=key, reason=reason, is_corrected=outcome == "corrected")


def _enter(request: StaffRequest, found: OfficeNotice) -> None:
    way = next((one for one in ComplaintChannel if one.value == request.POST.get("way")), None)
    if way is None or way is ComplaintChannel.WEB:
        raise Refused("请选择来信、来电或者来访。")
    form = ComplaintForm(
        notice_id=found.key,
        entry_id=_line_of(request, found),
        text=request.POST.get("text", ""),
        contact=request.POST.get("contact", ""),
        came_by=way,
        once=uuid5(NAMESPACE_OID, f"{request.acting.account_id}/{request.POST.get('form', '')}"),
    )
    file_complaint(**_who(request), keys=vault_keys(), form=form)


STEPS: Mapping[str, Step] = {
    "sign": _sign,
    "up": _put_up,
    "complete": _complete,
    "discard": _discard,
    "withdraw": _withdraw,
    "enter": _enter,
}
