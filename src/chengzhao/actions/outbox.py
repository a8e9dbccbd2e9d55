"""Messages to phones: written in the transaction of their cause, so that they stand or fall with it.

At most 70 characters, which is one message; no full name, no identity number, no link. The signature 【…】 is
put before them by whoever sends.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import IntegrityError, transaction

from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Account, Message
from chengzhao.records.sealed import ACCOUNT_PHONE, BY_PHONE, MESSAGE_PHONE, MESSAGE_TEXT
from chengzhao.vault.sealing import Keys

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "code": "验证码{code}，用于{purpose}，5分钟内有效。不要告诉任何人，工作人员不会索要。",
        "taken": "这个手机号已有账号，不能再次注册。请直接登录，忘记密码可用短信验证码登录。",
        "unknown": "这个手机号还没有账号。如非本人操作，不用理会。",
        "document_again": "有人用您的证件号码再次注册，没有成功。如非本人操作，请向确认点反映。",
        "new_device": "您的账号在新设备上登录。如非本人操作，请立即登录修改密码并退出其他设备。",
        "password": "您的账号密码已修改，其他设备已退出。如非本人操作，请立即用短信验证码登录并联系确认点。",
        "phone_gone": "您的账号已改用其他手机号，本号码不再接收通知。如非本人操作，请立即联系确认点。",
        "phone_new": "本手机号已绑定您的报名账号。",
        "phone_waits": "有人申请更换您账号的手机号，7天后生效。如非本人操作，用本号码登录一次即可撤销。",
    }
)


_COLUMNS = (
    *("id", "key", "kind", "account_id", "phone_index", "phone_sealed", "text_sealed", "expires_at"),
    *("tries", "failure"),
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
    text = TEXTS[kind].format(**words)
    try:
        with transaction.atomic():
            copy_rows(
                Message,
                _COLUMNS,
                [
                    (
                        *(number, key, kind, account_id, BY_PHONE.of(keys, phone)),
                        keys.seal(phone, row=MESSAGE_PHONE.place(number)),
                        keys.seal(text, row=MESSAGE_TEXT.place(number)),
                        *(expires_at, 0, ""),
                    )
                ],
            )
    except IntegrityError as error:
        if "records_message_key_key" not in str(error):
            raise


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
