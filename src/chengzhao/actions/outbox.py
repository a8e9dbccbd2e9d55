"""Messages to phones: written in the transaction of their cause, so that they stand or fall with it.

What they say stands in `rules.messages`. The signature 【…】 is put before them by whoever sends.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chengzhao.actions.many_ids import any_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Account, Message
from chengzhao.records.queries.messages import Recipient
from chengzhao.records.sealed import ACCOUNT_PHONE, BY_PHONE, MESSAGE_PHONE, MESSAGE_TEXT
from chengzhao.rules.messages import filled
from chengzhao.rules.registration import texted_phone
from chengzhao.vault.sealing import Keys

MOST_TRIES = 5
"""After so many tries a message is given up."""

NO_PHONE = "没有能收短信的手机号"

_COLUMNS = (
    *("id", "key", "kind", "account_id", "candidate_id", "phone_index", "phone_sealed", "text_sealed"),
    *("due_at", "expires_at", "tries", "failure"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What is told to one person: `key` names the cause, `phone` is for the gateway alone."""

    key: str
    kind: str
    account_id: int | None
    candidate_id: int | None
    phone: str = field(repr=False)
    words: Mapping[str, str] = field(default_factory=dict)


def put_message(
    *,
    key: str,
    kind: str,
    phone: str,
    keys: Keys,
    account_id: int | None,
    expires_at: datetime | None = None,
    **words: str,
) -> None:
    """Write a message into the outbox; one with the same `key` is written once."""
    [number] = reserve_ids(Message, 1)
    sealed = _sealed(number, phone, filled(kind, words), keys)
    row = (number, key, kind, account_id, None, *sealed, None, expires_at, 0, "")
    copy_rows(Message, _COLUMNS, [row], skips_known=True)


def put_messages(*, batch: str, kind: str, text: str, to: Sequence[Recipient], keys: Keys) -> int:
    """Write one text to many candidates, and return how many had not got it: the `batch` writes to each once.

    Whom no text message reaches finds it on the own pages alone.
    """
    rows = []
    for number, one in zip(reserve_ids(Message, len(to)), to, strict=True):
        whose = (f"{batch}/{one.candidate_id}", kind, one.account_id, one.candidate_id)
        rows.append((number, *whose, *_to_phone(number, one.phone, text, keys)))
    return copy_rows(Message, _COLUMNS, rows, skips_known=True)


def put_news(
    news: Sequence[News], *, keys: Keys, due_at: datetime | None = None, expires_at: datetime | None = None
) -> int:
    """Tell each of many what happened, and return how many were told now: one cause is told once.

    Before `due_at` nobody reads it and `call_off` takes it back; after `expires_at` it is not sent any more.
    """
    rows = []
    for number, one in zip(reserve_ids(Message, len(news)), news, strict=True):
        whose = (one.key, one.kind, one.account_id, one.candidate_id)
        text = filled(one.kind, one.words)
        rows.append(
            (number, *whose, *_to_phone(number, one.phone, text, keys, due_at=due_at, expires_at=expires_at))
        )
    return copy_rows(Message, _COLUMNS, rows, skips_known=True)


def call_off(kind: str, candidates: Collection[int], *, at: datetime) -> int:
    """Take back what these candidates have not been told yet; returns how many messages that were."""
    waiting = Message.objects.filter(candidate__in=any_of(candidates), kind=kind, due_at__gt=at, sent_at=None)
    return waiting.delete()[0]


def _to_phone(
    number: int,
    phone: str,
    text: str,
    keys: Keys,
    *,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> tuple[object, ...]:
    """The columns behind whose message it is; whom no text message reaches finds it on the own pages alone."""
    reached = texted_phone(phone)
    tries = (0, "") if reached else (MOST_TRIES, NO_PHONE)
    return (*_sealed(number, reached, text, keys), due_at, expires_at, *tries)


def phone_of(account: Account, keys: Keys) -> str | None:
    """The phone of an account in clear; None where it has none."""
    if account.phone_sealed is None:
        return None
    return ACCOUNT_PHONE.text(keys, account.pk, account.phone_sealed)


def notify(account: Account, kind: str, *, keys: Keys, at: datetime) -> None:
    """Tell the owner of an account what happened to it, by its phone where it has one."""
    phone = phone_of(account, keys)
    if phone is not None:
        put_message(
            key=f"{kind}/{account.pk}/{at.timestamp()}",
            kind=kind,
            phone=phone,
            keys=keys,
            account_id=account.pk,
        )


def _sealed(number: int, phone: str, text: str, keys: Keys) -> tuple[bytes, bytes, bytes]:
    """Index and seal of the phone, and the seal of the text."""
    return (
        BY_PHONE.of(keys, phone),
        keys.seal(phone, row=MESSAGE_PHONE.place(number)),
        keys.seal(text, row=MESSAGE_TEXT.place(number)),
    )
