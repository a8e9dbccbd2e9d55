"""Passwords: what is refused and why, and how one is set. Nobody but its owner ever chooses one."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from pypinyin import lazy_pinyin

from chengzhao.actions.audit import Refused
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Candidate, StaffRole
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import BY_NUMBER, BY_PHONE
from chengzhao.rules.accounts import (
    CANDIDATE_MINIMUM,
    PASSWORD_AGE,
    STAFF_MINIMUM,
    PasswordGround,
    local_words,
    password_faults,
)
from chengzhao.vault.sealing import Keys

ROUND_THE_YEAR = range(-3, 3)


@cache
def common_passwords() -> frozenset[str]:
    """The 20,000 most common passwords that Django ships (by Royce Williams, BSD licence of Django)."""
    return frozenset(CommonPasswordValidator().passwords)


def policy_is_strict() -> bool:
    """Whether the office has switched on the rules of 等保 for its staff."""
    return bool(getattr(settings, "POLICY_DENGBAO", False))


def require_good_password(
    password: str,
    *,
    kind: AccountKind,
    names: tuple[str, ...],
    numbers: Iterable[bytes | memoryview | None],
    at: datetime,
    keys: Keys,
) -> None:
    """Raise Refused for a password that is too short, common, or about its owner.

    `names` are those of the person and their offices; `numbers` the indexes of their ID number and phone.
    """
    is_staff = kind is AccountKind.STAFF
    own = {bytes(number) for number in numbers if number}
    ground = PasswordGround(
        minimum=STAFF_MINIMUM if is_staff else CANDIDATE_MINIMUM,
        words=local_words(
            names=names,
            years=(at.year + step for step in ROUND_THE_YEAR),
            pinyin=(" ".join(lazy_pinyin(name)) for name in names),
        ),
        numbers_of_owner=lambda text: any(
            not own.isdisjoint(index.any_of(keys, part))
            for part in _numbers_in(text)
            for index in (BY_NUMBER, BY_PHONE)
        ),
        is_common=lambda text: text.casefold() in common_passwords(),
        needs_kinds=is_staff and policy_is_strict(),
    )
    faults = password_faults(password, ground)
    if faults:
        raise Refused("；".join(faults) + "。")


def _numbers_in(text: str) -> Iterator[str]:
    """Every part of a password that could be a phone or an identity number."""
    for length in (8, 9, 10, 11, 15, 18):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            if part.isascii() and part[:-1].isalnum() and sum(sign.isdigit() for sign in part) >= 8:
                yield part


def names_about(account: Account) -> tuple[str, ...]:
    """The words that stand for an account's owner: name, user name, and the organisations they belong to."""
    offices = StaffRole.objects.filter(account=account).values_list("organisation__name", flat=True)
    points = Candidate.objects.filter(account=account).values_list("confirmation_point__name", flat=True)
    return (account.display_name, account.username, *offices, *points)


def set_password(account: Account, password: str, *, at: datetime, keys: Keys) -> None:
    """Give an account the password that its owner chose. Must be called inside an act. Raises Refused."""
    require_good_password(
        password,
        kind=AccountKind(account.kind),
        names=names_about(account),
        numbers=(account.identity_index, account.phone_index),
        at=at,
        keys=keys,
    )
    account.set_password(password)
    account.password_changed_at = at
    account.save(update_fields=["password", "password_changed_at"])


def digest_of_password(account: Account) -> str:
    """What the trail keeps of a password: since when it is, and nothing of the word."""
    return digest_of({"password_since": account.password_changed_at})


def password_is_old(account: Account, at: datetime) -> bool:
    """Whether a member of staff has to change the password now: only under the rules of 等保."""
    if account.kind != AccountKind.STAFF.value or not policy_is_strict():
        return False
    return account.password_changed_at is None or at - account.password_changed_at >= PASSWORD_AGE
