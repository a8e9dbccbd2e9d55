"""A candidate marks the messages on the own pages as read."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Message
from chengzhao.records.queries.messages import own_messages


@transaction.atomic
def mark_messages_read(
    *, border: Border, actor: Actor, at: datetime, candidate_id: int, until: datetime
) -> int:
    """Mark what was written up to `until`, which is what the page showed; returns how many were new."""
    told = own_messages(candidate_id, actor.account or 0, until)
    new = list(told.filter(read_at__isnull=True).values_list("pk", flat=True))
    if new:
        Message.objects.filter(pk__in=new).update(read_at=at)
        touched = [
            Touched(
                object_id=str(candidate_id),
                before=digest_of({"unread": len(new)}),
                after=digest_of({"unread": 0}),
                reason=f"{len(new)}条",
            )
        ]
        record(
            border=border,
            actor=actor,
            at=at,
            act="mark_messages_read",
            object_kind="candidate",
            touched=touched,
        )
    return len(new)
