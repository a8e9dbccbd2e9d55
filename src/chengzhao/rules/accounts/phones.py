"""Phones that an account may have: those that get text messages, in one spelling each."""

import unicodedata

from chengzhao.rules.registration import PhoneRegion, phone_findings, searched_number

_ABROAD = {"+852": PhoneRegion.HONG_KONG, "+853": PhoneRegion.MACAO, "+886": PhoneRegion.TAIWAN}
_SHOWN_HEAD, _SHOWN_TAIL = 3, 4


def account_phone(typed: str) -> str | None:
    """The phone in its one spelling: 11 digits, or +852, +853, +886 and the number; None for no such phone."""
    text = "".join(unicodedata.normalize("NFKC", typed).split()).replace("-", "")
    for prefix, region in _ABROAD.items():
        if text.startswith(prefix):
            return None if phone_findings(text, region) else text
    text = text.removeprefix("+86") if text.startswith("+86") else text
    return None if phone_findings(text, PhoneRegion.MAINLAND) else text


def account_name(typed: str) -> str:
    """What a candidate's account is named by, in its one spelling: a phone, or the number of a document."""
    return account_phone(typed) or searched_number(typed)


def phone_fault(typed: str) -> str:
    """What is wrong with a phone as typed; empty where nothing is."""
    if not typed.strip():
        return "请填写手机号"
    if account_phone(typed) is not None:
        return ""
    return "手机号应为11位数字；港澳台手机号前加+852、+853或+886"


def masked_phone(phone: str) -> str:
    """138****1234."""
    return f"{phone[:_SHOWN_HEAD]}****{phone[-_SHOWN_TAIL:]}"
