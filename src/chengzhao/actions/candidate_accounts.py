"""A candidate's own account: opening it with document and phone, its password, and getting it back."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chengzhao.actions.audit import Refused
from chengzhao.actions.binding import bind_own_candidates
from chengzhao.actions.grounds import kept
from chengzhao.actions.one_time_codes import proved_phone, still_reaches
from chengzhao.actions.outbox import notify
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.passwords import digest_of_password, require_good_password, set_password
from chengzhao.actions.phones import TAKEN, take_phone
from chengzhao.actions.sessions import end_sessions
from chengzhao.law.citation import cites
from chengzhao.law.words import IdentityDocument
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Account, OneTimeCode
from chengzhao.records.models.accounts import CodePurpose
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import ACCOUNT_IDENTITY, BY_NUMBER, BY_PHONE
from chengzhao.rules.registration import kept_name, kept_number, name_findings, number_findings
from chengzhao.vault.sealing import Keys

TOO_LATE = "手机号验证已过期，请重新获取验证码。"


@dataclass(frozen=True, kw_only=True)
class AccountApplication:
    """What somebody types to open an account; without a password they log in by codes."""

    identity_kind: IdentityDocument
    identity_number: str
    name: str
    password: str


@cites("N3.2")
@transaction.atomic
def register_account(
    *, at: datetime, keys: Keys, application: AccountApplication, code_id: int, browser: bytes, place: Place
) -> int | None:
    """Open a candidate's account on the phone that this browser has proved; returns its key.

    Returns None where the document already has an account: the page says the same in both cases, and the owner
    of that account is told. Raises Refused for what is wrong with the form, and where the proof is too old.
    """
    proved = proved_phone(code_id=code_id, purpose=CodePurpose.REGISTER, browser=browser, at=at, keys=keys)
    if proved is None:
        raise Refused(TOO_LATE)
    name = _checked(application, proved.phone, at, keys)
    number = kept_number(application.identity_kind, application.identity_number)
    same = BY_NUMBER.any_of(keys, number)
    held = Account.objects.select_for_update().filter(identity_index__in=same).first()
    password = make_password(application.password or None)
    # The proof is used up either way: nobody tries one document after another on it.
    OneTimeCode.objects.filter(pk=code_id).update(phone_sealed=None)
    if held is not None:
        notify(held, "document_again", keys=keys, at=at)
        record_own(held, at=at, act="refuse_second_account", place=place)
        return None
    account = _open(application, name, password, number, at, keys)
    take_phone(account, proved.phone, at=at, keys=keys)
    bind_own_candidates(account, at=at, keys=keys, place=place)
    record_own(account, at=at, act="register_account", place=place)
    return account.pk


def _checked(application: AccountApplication, phone: str, at: datetime, keys: Keys) -> str:
    """The name as it is kept. Raises Refused for a name, document or password that cannot be."""
    name = kept_name(application.name).name
    found = (
        *number_findings(application.identity_kind, application.identity_number),
        *name_findings(name, application.identity_kind),
    )
    if found:
        raise Refused("".join(one.message for one in found))
    if application.password:
        require_good_password(
            application.password,
            kind=AccountKind.CANDIDATE,
            names=(name,),
            numbers=(BY_NUMBER.of(keys, application.identity_number), BY_PHONE.of(keys, phone)),
            at=at,
            keys=keys,
        )
    return name


def _open(
    application: AccountApplication, name: str, password: str, identity: str, at: datetime, keys: Keys
) -> Account:
    [number] = reserve_ids(Account, 1)
    with kept(records_account_identity_index_key=TAKEN):
        return Account.objects.create(
            pk=number,
            username=f"k{secrets.token_hex(8)}",
            display_name=name,
            kind=AccountKind.CANDIDATE.value,
            password=password,
            password_changed_at=at if application.password else None,
            identity_kind=application.identity_kind.value,
            **dict(
                zip(ACCOUNT_IDENTITY.columns(), ACCOUNT_IDENTITY.values(keys, number, identity), strict=True)
            ),
        )


@transaction.atomic
def recover_account(
    *, at: datetime, keys: Keys, password: str, code_id: int, browser: bytes, place: Place
) -> None:
    """Set a candidate's password anew on a proved phone; every session ends. Raises Refused."""
    proved = proved_phone(code_id=code_id, purpose=CodePurpose.RECOVER, browser=browser, at=at, keys=keys)
    open_ones = Account.objects.select_for_update().filter(is_active=True)
    account = open_ones.filter(pk=proved.account_id or 0).first() if proved else None
    if proved is None or account is None or not still_reaches(proved, account, keys):
        raise Refused(TOO_LATE)
    before = digest_of_password(account)
    set_password(account, password, at=at, keys=keys)
    OneTimeCode.objects.filter(pk=code_id).update(phone_sealed=None)
    end_sessions(account, except_key="")
    notify(account, "password", keys=keys, at=at)
    after = digest_of_password(account)
    record_own(account, at=at, act="recover_account", place=place, before=before, after=after)


@transaction.atomic
def change_password(
    *, at: datetime, keys: Keys, account_id: int, password: str, session_key: str, place: Place
) -> None:
    """Change one's own password, having just proved to be there; every other session ends. Raises Refused."""
    account = Account.objects.select_for_update().get(pk=account_id)
    before = digest_of_password(account)
    set_password(account, password, at=at, keys=keys)
    end_sessions(account, except_key=session_key)
    notify(account, "password", keys=keys, at=at)
    after = digest_of_password(account)
    record_own(account, at=at, act="change_password", place=place, before=before, after=after)
