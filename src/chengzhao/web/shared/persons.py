"""A person's page for every desk: what the table of sights shows, masks that a reason lifts for ten minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from chengzhao.actions.audit import Refused
from chengzhao.actions.uncovering import uncover
from chengzhao.records.queries.person_card import PersonCard, person_card
from chengzhao.records.queries.trail import TrailRow, story_of_person
from chengzhao.rules.privacy.sights import Reader, Room
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.forms import PageForm
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import over_unmasking
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted

UNCOVERED = "uncovered"
MINUTES = 10


class UncoverForm(PageForm):
    """Which mask to lift, and why."""

    room = forms.ChoiceField(
        label="查看哪一项",
        choices=[(room.value, room.label) for room in Room],
        error_messages={"required": "请选择查看哪一项", "invalid_choice": "请选择查看哪一项"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=200,
        error_messages={"required": "请写明查看的理由", "max_length": "理由最多200字"},
    )


def show_person(request: StaffRequest, public_id: UUID) -> HttpResponseBase:
    """The card on GET; on POST one mask is lifted for a reason. The view asks for a fresh factor before it."""
    card = _card(request, public_id)
    form = UncoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if (refused := over_unmasking(request)) is not None:
            return refused
        if _lift(request, card, form):
            return HttpResponseRedirect(request.path)
    context = {
        "card": card,
        "form": form,
        "minutes": MINUTES,
        "covered": [one.room for one in card.rooms if one.may_uncover],
        "timeline": _story(request, card),
        "has_timeline": _reads_trail(request, card),
    }
    return page(request, "parts/person_page.html", context)


def _reads_trail(request: StaffRequest, card: PersonCard) -> bool:
    """Whether the table of sights shows the visitor what was done with the file."""
    return Reader(role=request.acting.role, stage=card.stage).sees(Room.TRAIL)


def _story(request: StaffRequest, card: PersonCard) -> tuple[TrailRow, ...]:
    acting = request.acting
    return (
        story_of_person(card.candidate_id, acting.season, acting.province)
        if _reads_trail(request, card)
        else ()
    )


def _card(request: StaffRequest, public_id: UUID) -> PersonCard:
    found = person_card(
        request.acting, public_id, keys=vault_keys(), uncovered=uncovered_rooms(request, public_id)
    )
    if found is None:
        raise Http404
    return found


def _lift(request: StaffRequest, card: PersonCard, form: UncoverForm) -> bool:
    """Write the act down, then remember which mask is lifted until when; what it covered is never kept."""
    room, now = Room(form.cleaned_data["room"]), timezone.now()
    try:
        uncover(
            border=border_of(request),
            actor=actor_of(request),
            at=now,
            candidate_id=card.candidate_id,
            room=room,
            stage=card.stage,
            reason=form.cleaned_data["reason"],
        )
    except Refused as refused:
        said = noted(request, refused, object_kind="candidate", object_id=str(card.candidate_id))
        form.add_error("reason", said)
        return False
    held = request.session.get(UNCOVERED, {})
    until = (now + timedelta(minutes=MINUTES)).isoformat()
    request.session[UNCOVERED] = _still(held, now) | {_key(request, card.public_id, room): until}
    return True


def uncovered_rooms(request: StaffRequest, public_id: UUID) -> frozenset[Room]:
    """The rooms of a person whose masks the visitor lifted in this seat within the last minutes."""
    held = _still(request.session.get(UNCOVERED, {}), timezone.now())
    return frozenset(room for room in Room if _key(request, public_id, room) in held)


def _key(request: StaffRequest, public_id: UUID, room: Room) -> str:
    return f"{request.acting.seat}|{public_id}|{room.value}"


def _still(held: dict[str, str], now: datetime) -> dict[str, str]:
    """What has not run out."""
    return {key: until for key, until in held.items() if datetime.fromisoformat(until) > now}
