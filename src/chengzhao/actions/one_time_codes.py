"""One-time codes: sent to a phone, bound to purpose, browser and phone, kept as a keyed digest, used once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from chengzhao.actions.outbox import phone_of, put_message
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.throttle import is_known_device
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Account, OneTimeCode
from chengzhao.records.models.accounts import CodePurpose
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import BY_NUMBER, BY_PHONE, CODE_PHONE
from chengzhao.rules.accounts import (
    CODE_DIGITS,
    CODE_LIFE,
    CODE_TRIES,
    account_phone,
    code_wait,
)
from chengzhao.vault.sealing import Keys

PROOF_LIFE = timedelta(minutes=30)
"""How long the pages may take that follow a proved phone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeSent:
    """The number of a code on its way, or how long to wait before another may be sent."""

    code_id: int = 0
    wait: timedelta = timedelta(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeUsed:
    """A code that was right: whose it is (None at registration) and the phone that it proves."""

    account_id: int | None
    phone: str


@transaction.atomic
def send_code(
    *,
    at: datetime,
    keys: Keys,
    purpose: CodePurpose,
    typed: str,
    browser: bytes,
    place: Place,
    account: Account | None = None,
) -> CodeSent:
    """Send a code for `purpose` to the phone that was typed, or to that of the account whose ID number was typed.

    Whoever asks gets the same answer, whether or not there is an account: only the message differs. With
    `account` the code goes to that account's own phone, or for NEW_PHONE to the typed one.
    """
    phone, owner = _addressee(purpose, typed, account, keys)
    index = keys.index(phone or typed)
    network = "" if _asks_for_own(owner, account, place) else place.network
    if wait := _wait(index, network, at):
        return CodeSent(wait=wait)
    is_live = phone is not None and _opens(purpose, phone, owner, account, keys)
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    [number] = reserve_ids(OneTimeCode, 1)
    OneTimeCode.objects.create(
        pk=number,
        purpose=purpose.value,
        account=account or owner,
        phone_index=index,
        phone_sealed=keys.seal(phone or typed, row=CODE_PHONE.place(number)) if is_live else None,
        browser_digest=browser,
        network=network,
        code_digest=keys.index(_bound(number, purpose, browser, digits)),
        sent_at=at,
        expires_at=at + CODE_LIFE,
    )
    if phone is not None:
        _tell(purpose, phone, digits if is_live else None, number, at, keys, owner)
    record_own(account or owner, at=at, act="send_code", object_id=f"code/{number}", place=place)
    return CodeSent(code_id=number)


def _addressee(
    purpose: CodePurpose, typed: str, account: Account | None, keys: Keys
) -> tuple[str | None, Account | None]:
    """The phone that a code goes to, and the account that has this phone."""
    if account is not None and purpose is not CodePurpose.NEW_PHONE:
        return phone_of(account, keys), account
    phone = account_phone(typed)
    candidates = Account.objects.filter(kind=AccountKind.CANDIDATE.value, is_active=True)
    if phone is not None:
        return phone, candidates.filter(phone_index__in=BY_PHONE.any_of(keys, phone)).first()
    if purpose in (CodePurpose.REGISTER, CodePurpose.NEW_PHONE):
        return None, None
    owner = candidates.filter(identity_index__in=BY_NUMBER.any_of(keys, typed)).first()
    return (phone_of(owner, keys), owner) if owner else (None, None)


def _opens(
    purpose: CodePurpose, phone: str, owner: Account | None, account: Account | None, keys: Keys
) -> bool:
    """Whether the code will open something: a free phone at registration, an account everywhere else."""
    holders = Account.objects.filter(phone_index__in=BY_PHONE.any_of(keys, phone))
    if purpose is CodePurpose.REGISTER:
        return not holders.exists()
    if purpose is CodePurpose.NEW_PHONE:
        return account is not None and not holders.exists()
    return (account or owner) is not None


def _tell(
    purpose: CodePurpose,
    phone: str,
    digits: str | None,
    number: int,
    at: datetime,
    keys: Keys,
    owner: Account | None,
) -> None:
    """Put the code into the outbox, or the sentence why there is none: it reaches the phone's owner alone."""
    takes_free_phones = purpose in (CodePurpose.REGISTER, CodePurpose.NEW_PHONE)
    kind = "code" if digits else "taken" if takes_free_phones else "unknown"
    put_message(
        key=f"code/{number}",
        kind=kind,
        phone=phone,
        keys=keys,
        account_id=owner.pk if owner else None,
        expires_at=at + CODE_LIFE,
        code=digits or "",
        purpose=purpose.label,
    )


def _asks_for_own(owner: Account | None, account: Account | None, place: Place) -> bool:
    """Whether the phone's owner asks: logged in, or on a device that the account knows."""
    return owner is not None and (owner == account or is_known_device(owner, place))


def _wait(phone_index: bytes, network: str, at: datetime) -> timedelta:
    """How long before a message may go to this phone again; two presses at once see each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(phone_index[-8:], "big", signed=True)]
        )
    rows = OneTimeCode.objects.filter(phone_index=phone_index, sent_at__gt=at - timedelta(days=1))
    sent = tuple(rows.values_list("network", "sent_at"))
    mine = tuple(moment for where, moment in sent if where == network)
    return code_wait(mine, at, strangers=tuple(moment for where, moment in sent if network and where))


def _bound(number: int, purpose: CodePurpose, browser: bytes, digits: str) -> str:
    """What the keyed digest of a code is of."""
    return f"one-time-code/{number}/{purpose.value}/{browser.hex()}/{digits}"


def still_reaches(used: CodeUsed, account: Account, keys: Keys) -> bool:
    """Whether the phone that a code went to is still the phone of the account."""
    return bytes(account.phone_index or b"") in BY_PHONE.any_of(keys, used.phone)


def use_code(
    *, code_id: int, typed: str, purpose: CodePurpose, browser: bytes, at: datetime, keys: Keys
) -> CodeUsed | None:
    """Use a code up. None for a wrong, old, used or foreign one, and for one that opens nothing.

    Must be called inside the transaction of the act that the code opens. Each call counts as a try.
    """
    row = (
        OneTimeCode.objects.select_for_update()
        .filter(
            pk=code_id,
            purpose=purpose.value,
            browser_digest=browser,
            used_at__isnull=True,
            expires_at__gt=at,
            tries__lt=CODE_TRIES,
        )
        .first()
    )
    digits = "".join(typed.split())
    if row is None:
        return None
    is_right = keys.is_index(row.code_digest, _bound(row.pk, purpose, browser, digits))
    OneTimeCode.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    if not is_right or row.phone_sealed is None:
        return None
    OneTimeCode.objects.filter(pk=row.pk).update(used_at=at)
    return CodeUsed(account_id=row.account_id, phone=CODE_PHONE.text(keys, row.pk, row.phone_sealed))


@transaction.atomic
def prove_phone(
    *, code_id: int, typed: str, purpose: CodePurpose, browser: bytes, at: datetime, keys: Keys, place: Place
) -> bool:
    """Use a code up whose act comes on a later page; `proved_phone` then has the phone for half an hour."""
    used = use_code(code_id=code_id, typed=typed, purpose=purpose, browser=browser, at=at, keys=keys)
    if used is None:
        note_wrong_code(None, at=at, code_id=code_id, place=place)
        return False
    owner = Account.objects.filter(pk=used.account_id or 0).first()
    record_own(owner, at=at, act="prove_phone", object_id=f"code/{code_id}", place=place)
    return True


def note_wrong_code(account: Account | None, *, at: datetime, code_id: int, place: Place) -> None:
    """Write a code that opened nothing on the trail. Must be called inside the act that it did not open."""
    record_own(account, at=at, act="fail_code", object_id=f"code/{code_id}", place=place)


def proved_phone(
    *, code_id: int, purpose: CodePurpose, browser: bytes, at: datetime, keys: Keys
) -> CodeUsed | None:
    """The phone that this browser proved with a code of this purpose not long ago."""
    row = OneTimeCode.objects.filter(
        pk=code_id,
        purpose=purpose.value,
        browser_digest=browser,
        used_at__gt=at - PROOF_LIFE,
        phone_sealed__isnull=False,
    ).first()
    if row is None or row.phone_sealed is None:
        return None
    return CodeUsed(account_id=row.account_id, phone=CODE_PHONE.text(keys, row.pk, row.phone_sealed))
