"""批量查看完整信息: put forward with a reason, and fetched once as a file after the second signature."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.bulk_unmasking import (
    LASTS,
    MOST_PERSONS,
    ROOMS,
    Unmasked,
    take_unmasked,
    unmasking_arguments,
)
from chengzhao.exchange.sheet_writing import Row
from chengzhao.records.queries.approvals import ApprovalView, opened_by
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.privacy.sights import Room
from chengzhao.web.province.permissions import may_unmask_many
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.tables import csv_answer

SHOWN = 50
WHY = "批量查看完整信息"


@require_http_methods(["GET", "POST"])
@allow(may_unmask_many)
@fresh_factor
def unmasking(request: StaffRequest) -> HttpResponse:
    """The form, and the lists that the visitor may fetch now."""
    refusal = ""
    if request.method == "POST":
        try:
            return _put_forward(request)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="list_file", object_id="")
    return _page(request, refusal)


def _put_forward(request: StaffRequest) -> HttpResponse:
    wanted = request.POST.getlist("room")
    arguments = unmasking_arguments(
        request.POST.get("numbers", "").split(),
        [room for room in ROOMS if room.value in wanted],
        request.POST.get("reason", ""),
    )
    who = {"border": border_of(request), "actor": actor_of(request), "at": timezone.now()}
    open_approval(**who, act="unmask_people", arguments=arguments)  # type: ignore[arg-type]
    return redirect("desk:approvals")


def _page(request: StaffRequest, refusal: str = "") -> HttpResponse:
    context = {
        "refusal": refusal,
        "most": MOST_PERSONS,
        "rooms": [(room, room.value in request.POST.getlist("room")) for room in ROOMS],
        "numbers": request.POST.get("numbers", ""),
        "reason": request.POST.get("reason", ""),
        "ready": _ready(request),
    }
    return page(request, "province/unmasking.html", context, status=409 if refusal else 200)


def _ready(request: StaffRequest) -> list[ApprovalView]:
    """What was agreed on within the last day; whether it was fetched is said when it is asked for."""
    acting, now = request.acting, timezone.now()
    opened = opened_by(acting.season, acting.province, acting.account_id, now, limit=SHOWN)
    return [
        one
        for one in opened
        if one.act == "unmask_people"
        and one.state is ApprovalState.DONE
        and one.second is not None
        and now < one.second.at + LASTS
    ]


@allow(may_unmask_many)
@require_POST
@fresh_factor
@shows_person(WHY)
def unmasked_csv(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The file, once."""
    try:
        people = take_unmasked(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            public_id=public_id,
            keys=vault_keys(),
        )
    except Refused as refused:
        said = noted(request, refused, object_kind="approval", object_id=str(public_id))
        return _page(request, said)
    return csv_answer(_rows(people), name="unmasked")


def _rows(people: tuple[Unmasked, ...]) -> list[Row]:
    head: Row = ["报名号", "姓名", Room.IDENTITY.label, Room.PHONE.label, Room.PLACE.label]
    return [
        head,
        *([one.candidate_number, one.name, one.identity_number, one.phone, one.address] for one in people),
    ]
