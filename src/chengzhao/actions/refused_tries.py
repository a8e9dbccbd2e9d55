"""What was tried and not done: it changes nothing, and stands on the trail all the same."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.rules.privacy.scrubbing import numbers_covered


@transaction.atomic
def note_refusal(
    *, border: Border, actor: Actor, at: datetime, object_kind: str, object_id: str, refusal: Refused
) -> None:
    """Write down that somebody of the staff tried an act on an object that was refused, and why.

    To be called when the act's own transaction has been taken back: whoever presses a button that is not
    for them, or signs as both persons, is seen.
    """
    # An object that was typed may be anything: a number that finds nobody is one of a person all the same.
    touched = [Touched(object_id=numbers_covered(object_id), after="", reason=str(refusal))]
    audit.record(
        border=border, actor=actor, at=at, act="note_refusal", object_kind=object_kind, touched=touched
    )
