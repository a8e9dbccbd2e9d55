"""The outbox as whoever delivers sees it: what waits, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Touched
from chengzhao.actions.outbox import MOST_TRIES
from chengzhao.actions.own import newest_border
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Message
from chengzhao.records.sealed import MESSAGE_PHONE, MESSAGE_TEXT
from chengzhao.rules.messages import TEMPLATES, is_quiet
from chengzhao.vault.sealing import Keys

PRESSING = tuple(kind for kind, template in TEMPLATES.items() if template.is_pressing)
"""What goes out at night as well."""
AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageToSend:
    """A message in clear, for the adapter's eyes only: its repr shows neither phone nor text."""

    message_id: int
    key: str
    phone: str = field(repr=False)
    text: str = field(repr=False)


@transaction.atomic
def claim_messages(*, at: datetime, keys: Keys, most: int) -> list[MessageToSend]:
    """Take messages that wait, so that no other process takes them at the same time; at night the pressing ones."""
    hours = Q(kind__in=PRESSING) if is_quiet(at) else Q()
    rows = list(
        Message.objects.select_for_update(skip_locked=True)
        .filter(
            Q(claimed_at__isnull=True) | Q(claimed_at__lte=at - AGAIN_AFTER),
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            Q(due_at__isnull=True) | Q(due_at__lte=at),
            hours,
            sent_at__isnull=True,
            tries__lt=MOST_TRIES,
        )
        .order_by("pk")[:most]
    )
    for row in rows:
        Message.objects.filter(pk=row.pk).update(claimed_at=at, tries=row.tries + 1)
    return [
        MessageToSend(
            message_id=row.pk,
            key=row.key,
            phone=MESSAGE_PHONE.text(keys, row.pk, row.phone_sealed),
            text=MESSAGE_TEXT.text(keys, row.pk, row.text_sealed),
        )
        for row in rows
    ]


@transaction.atomic
def settle_message(*, at: datetime, message_id: int, failure: str, is_final: bool) -> None:
    """Say what became of a message: sent, to be tried again, or given up (`is_final` with a `failure`)."""
    row = Message.objects.select_for_update().get(pk=message_id)
    before = _digest(row)
    if not failure:
        row.sent_at = at
    elif is_final:
        row.tries = MOST_TRIES
    row.failure = failure[:200]
    row.save(update_fields=["sent_at", "tries", "failure"])
    audit.record(
        border=newest_border(),
        actor=Actor(account=None, role=None, org_path=""),
        at=at,
        act="settle_message",
        object_kind="message",
        touched=[Touched(object_id=str(row.pk), before=before, after=_digest(row), reason=row.failure)],
    )


def _digest(row: Message) -> str:
    return digest_of([row.sent_at, row.tries, row.failure])
