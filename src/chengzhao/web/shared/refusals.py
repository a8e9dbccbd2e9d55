"""A refused press of staff: the page says why, and the trail keeps that it was tried."""

from django.utils import timezone

from chengzhao.actions.audit import Refused
from chengzhao.actions.refused_tries import note_refusal
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of


def noted(request: StaffRequest, refusal: Refused, *, object_kind: str, object_id: str) -> str:
    """Write the refused press down, and give the sentence for the page."""
    note_refusal(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        object_kind=object_kind,
        object_id=object_id,
        refusal=refusal,
    )
    return str(refusal)
