"""Messages as their owners read them, and the candidates whom an office writes to at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from chengzhao.records.models import Admission, Candidate, Choice, Message
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import MESSAGE_TEXT, PHONE
from chengzhao.rules.messages import TEMPLATES, Audience, Template, template_of
from chengzhao.vault.sealing import Keys

_SECRET = tuple(kind for kind, template in TEMPLATES.items() if template.is_secret)
_CHOSEN = Exists(Choice.objects.filter(candidate=OuterRef("pk")))

_WHO: Mapping[Audience, Q] = {
    Audience.DRAFT: Q(registration__state="DRAFT"),
    Audience.RETURNED: Q(registration__state="RETURNED"),
    Audience.APPROVED: Q(registration__state="APPROVED"),
    Audience.TICKETED: Q(registration__state="TICKETED"),
    Audience.WITHOUT_CHOICE: Q(registration__state="TICKETED") & ~Q(_CHOSEN),
    Audience.WITH_CHOICE: Q(_CHOSEN),
    Audience.ADMITTED: Q(Exists(Admission.objects.filter(candidate=OuterRef("pk"), revoked_at__isnull=True))),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageView:
    """A message as its owner reads it; what a code was is told to nobody again."""

    template: Template
    text: str
    written_at: datetime
    sent_at: datetime | None
    failure: str
    is_read: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """A candidate who is written to; the phone is for the gateway alone."""

    candidate_id: int
    account_id: int | None
    phone: str = field(repr=False)


def messages_of(candidate_id: int, account_id: int, keys: Keys, *, limit: int) -> tuple[MessageView, ...]:
    """What was written to a candidate and to the account, the newest first. Raises SealBroken."""
    rows = own_messages(candidate_id, account_id).order_by("-told_at", "-pk")[:limit]
    return tuple(_view(row, keys) for row in rows)


def unread_messages(candidate_id: int, account_id: int) -> int:
    """How many of them the candidate has not marked as read; codes count not."""
    return (
        own_messages(candidate_id, account_id).filter(read_at__isnull=True).exclude(kind__in=_SECRET).count()
    )


def count_audience(season: int, province: str, org_path: str, audience: Audience) -> int:
    """How many candidates at or below an organisation belong to an audience."""
    return _audience(season, province, org_path, audience).count()


def sample_of(
    season: int, province: str, org_path: str, audience: Audience, *, limit: int
) -> tuple[tuple[str, str], ...]:
    """(candidate number, name) of the first of an audience."""
    rows = _audience(season, province, org_path, audience).order_by("pk")
    return tuple(rows.values_list("candidate_number", "name")[:limit])


def recipients(
    season: int,
    province: str,
    org_path: str,
    audience: Audience,
    keys: Keys,
    *,
    after: int,
    limit: int,
) -> tuple[Recipient, ...]:
    """The next candidates of an audience behind the one with the key `after`. Raises SealBroken."""
    rows = _audience(season, province, org_path, audience).filter(pk__gt=after).order_by("pk")
    return tuple(
        Recipient(candidate_id=key, account_id=account, phone=PHONE.text(keys, key, bytes(sealed)))
        for key, account, sealed in rows.values_list("pk", "account_id", "phone_sealed")[:limit]
    )


def _audience(season: int, province: str, org_path: str, audience: Audience) -> "QuerySet[Candidate]":
    rows = Candidate.objects.filter(under("org_path", org_path), season=season, province=province)
    return rows.filter(_WHO[audience])


def own_messages(candidate_id: int, account_id: int, until: datetime | None = None) -> "QuerySet[Message]":
    """What was told to a candidate by now, or `until`, or to the account before; `told_at` is from when on."""
    told = Message.objects.annotate(told_at=Coalesce("due_at", "written_at"))
    rows = told.filter(Q(candidate=candidate_id) | Q(account=account_id), told_at__lte=Now())
    return rows.filter(told_at__lte=until) if until is not None else rows


def _view(row: Message, keys: Keys) -> MessageView:
    template = template_of(row.kind)
    return MessageView(
        template=template,
        text="" if template.is_secret else MESSAGE_TEXT.text(keys, row.pk, bytes(row.text_sealed)),
        written_at=row.due_at or row.written_at,
        sent_at=row.sent_at,
        failure=row.failure,
        is_read=row.read_at is not None,
    )
