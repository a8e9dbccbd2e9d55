"""Another phone: at once with the old one, or after a waiting period without it. In person: `actions.in_person`."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Refused
from chengzhao.actions.grounds import kept
from chengzhao.actions.one_time_codes import note_wrong_code, use_code
from chengzhao.actions.outbox import notify, put_message
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.sessions import end_sessions
from chengzhao.law.word import Word
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Account, OneTimeCode, PhoneChange
from chengzhao.records.models.accounts import CodePurpose
from chengzhao.records.sealed import ACCOUNT_PHONE, BY_NUMBER, BY_PHONE, NEW_PHONE
from chengzhao.rules.accounts import PHONE_WAIT
from chengzhao.vault.sealing import Keys

TAKEN = "这个手机号不能用于此账号，请换一个。"


class PhoneProof(Word):
    """What speaks for the change of a phone."""

    OLD_PHONE = "OLD_PHONE", "旧手机号能收短信"
    DOCUMENT = "DOCUMENT", "旧手机号不能用了，凭证件号码更换"


@transaction.atomic
def change_phone(
    *,
    at: datetime,
    keys: Keys,
    account_id: int,
    code_id: int,
    typed: str,
    browser: bytes,
    session_key: str,
    place: Place,
) -> bool:
    """Take the phone that the code was sent to; whoever comes here has just proved the old one. False for a wrong code.

    Every other session ends. Raises Refused.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    used = use_code(
        code_id=code_id, typed=typed, purpose=CodePurpose.NEW_PHONE, browser=browser, at=at, keys=keys
    )
    if used is None or used.account_id != account.pk:
        note_wrong_code(account, at=at, code_id=code_id, place=place)
        return False
    notify(account, "phone_gone", keys=keys, at=at)
    before = digest_of_phone(account)
    take_phone(account, used.phone, at=at, keys=keys)
    end_sessions(account, except_key=session_key)
    after = digest_of_phone(account)
    record_own(account, at=at, act="change_phone", place=place, before=before, after=after)
    return True


@transaction.atomic
def ask_for_phone_change(
    *,
    at: datetime,
    keys: Keys,
    account_id: int,
    identity_number: str,
    code_id: int,
    typed: str,
    browser: bytes,
    place: Place,
) -> datetime | None:
    """Name a new phone without the old one: it counts after seven days, and the old phone is told at once.

    Returns when, None for a wrong code or document. Raises Refused where a change already waits.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    used = use_code(
        code_id=code_id, typed=typed, purpose=CodePurpose.NEW_PHONE, browser=browser, at=at, keys=keys
    )
    held = bytes(account.identity_index or b"")
    is_owner = held in BY_NUMBER.any_of(keys, identity_number)
    if used is None or used.account_id != account.pk or not is_owner:
        note_wrong_code(account, at=at, code_id=code_id, place=place)
        return None
    [number] = reserve_ids(PhoneChange, 1)
    with kept(PhoneChange):
        PhoneChange.objects.create(
            pk=number,
            account=account,
            phone_index=BY_PHONE.of(keys, used.phone),
            phone_sealed=keys.seal(used.phone, row=NEW_PHONE.place(number)),
            asked_at=at,
            due_at=at + PHONE_WAIT,
        )
    notify(account, "phone_waits", keys=keys, at=at)
    before, after = _waits_digest(False), _waits_digest(True)
    record_own(account, at=at, act="ask_for_phone_change", place=place, before=before, after=after)
    return at + PHONE_WAIT


def finish_due_change(account: Account, *, at: datetime, keys: Keys, place: Place) -> bool:
    """Let a phone that has waited long enough take its place; sessions of before end. Must be called inside an act."""
    change = PhoneChange.objects.filter(
        account=account, done_at__isnull=True, called_off_at__isnull=True, due_at__lte=at
    ).first()
    if change is None:
        return False
    phone = NEW_PHONE.text(keys, change.pk, change.phone_sealed)
    if Account.objects.filter(phone_index__in=BY_PHONE.any_of(keys, phone)).exists():
        PhoneChange.objects.filter(pk=change.pk).update(called_off_at=at)
        return False
    before = digest_of_phone(account)
    take_phone(account, phone, at=at, keys=keys)
    end_sessions(account, except_key="")
    PhoneChange.objects.filter(pk=change.pk).update(done_at=at)
    after = digest_of_phone(account)
    record_own(account, at=at, act="finish_phone_change", place=place, before=before, after=after)
    return True


def _waits_digest(is_waiting: bool) -> str:
    """The digest of whether a new telephone waits for its day; one at most does."""
    return digest_of({"new_phone_waits": is_waiting})


def call_off_by_log_in(account: Account, *, at: datetime, place: Place) -> bool:
    """Call a waiting change off: the old phone has just received a code. Must be called inside an act."""
    waiting = PhoneChange.objects.filter(account=account, done_at__isnull=True, called_off_at__isnull=True)
    if not waiting.update(called_off_at=at):
        return False
    before, after = _waits_digest(True), _waits_digest(False)
    record_own(account, at=at, act="call_off_phone_change", place=place, before=before, after=after)
    return True


def digest_of_phone(account: Account) -> str:
    """What the trail keeps of an account's phone: the digest of its index, which only the ring's holder can make."""
    return digest_of({"phone": bytes(account.phone_index or b"").hex()})


def take_phone(account: Account, phone: str, *, at: datetime, keys: Keys) -> None:
    """Give an account its phone and tell that phone so. Must be called inside an act. Raises Refused.

    No code opens the account any more that was asked for on the phone of before, nor what was proved by one.
    """
    with kept(records_account_phone_index_key=TAKEN):
        changed = Account.objects.filter(pk=account.pk).update(
            phone_index=BY_PHONE.of(keys, phone),
            phone_sealed=keys.seal(phone, row=ACCOUNT_PHONE.place(account.pk)),
        )
    if changed != 1:
        raise Refused("没有权限更换这个账号的手机号。")
    account.refresh_from_db(fields=["phone_index", "phone_sealed"])
    OneTimeCode.objects.filter(account=account, phone_sealed__isnull=False).update(phone_sealed=None)
    put_message(
        key=f"phone_new/{account.pk}/{at.timestamp()}",
        kind="phone_new",
        phone=phone,
        keys=keys,
        account_id=account.pk,
    )
