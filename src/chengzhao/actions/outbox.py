"""Messages to phones: written in the transaction of their cause, so that they stand or fall with it.

What they say stands in `rules.messages`. The signature 【…】 is put before them by whoever sends.
"""

from collections.abc import Sequence
from datetime import datetime

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
    *("expires_at", "tries", "failure"),
)


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
    row = (number, key, kind, account_id, None, *sealed, expires_at, 0, "")
    copy_rows(Message, _COLUMNS, [row], skips_known=True)


def put_messages(*, batch: str, kind: str, text: str, to: Sequence[Recipient], keys: Keys) -> int:
    """Write one text to many candidates, and return how many had not got it: the `batch` writes to each once.

    Whom no text message reaches finds it on the own pages alone.
    """
    rows = []
    for number, one in zip(reserve_ids(Message, len(to)), to, strict=True):
        phone = texted_phone(one.phone)
        whose = (f"{batch}/{one.candidate_id}", kind, one.account_id, one.candidate_id)
        tries = (0, "") if phone else (MOST_TRIES, NO_PHONE)
        rows.append((number, *whose, *_sealed(number, phone, text, keys), None, *tries))
    return copy_rows(Message, _COLUMNS, rows, skips_known=True)


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
