"""Logging in: the same answer and the same work whether an account exists or not, and a wait that grows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from chengzhao.actions.binding import bind_own_candidates
from chengzhao.actions.one_time_codes import still_reaches, use_code
from chengzhao.actions.outbox import notify
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.passwords import password_is_old
from chengzhao.actions.phones import call_off_by_log_in, finish_due_change
from chengzhao.actions.second_factors import has_second_factor, is_right_factor
from chengzhao.actions.throttle import (
    account_index,
    count_failure,
    forget_failures,
    name_index,
    note_device,
    wait_for,
)
from chengzhao.law.words import Word
from chengzhao.records.models import Account
from chengzhao.records.models.accounts import CodePurpose
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import BY_NUMBER, BY_PHONE
from chengzhao.rules.accounts import account_phone
from chengzhao.vault.sealing import Keys


class LogInStep(Word):
    """How far a log-in came."""

    DONE = "DONE", "已登录"
    SECOND_FACTOR = "SECOND_FACTOR", "等待两步验证"
    ENROL = "ENROL", "等待绑定两步验证"
    NEW_PASSWORD = "NEW_PASSWORD", "等待更换密码"
    WRONG = "WRONG", "没有通过"
    WAIT = "WAIT", "须等待"


@dataclass(frozen=True, kw_only=True, slots=True)
class LogIn:
    """What came of a try: the step, whose account (None where it went wrong), how long to wait."""

    step: LogInStep
    account_id: int | None = None
    wait: timedelta = timedelta(0)


WRONG = LogIn(step=LogInStep.WRONG)


@transaction.atomic
def log_in_with_password(
    *, at: datetime, keys: Keys, typed: str, password: str, is_staff: bool, place: Place
) -> LogIn:
    """Try a password. A candidate is in; staff have to show the second factor, or to bind one first."""
    account = find_account(typed, is_staff=is_staff, keys=keys)
    index = name_index(keys, typed, account=account, is_staff=is_staff)
    if wait := wait_for(index, account=account, is_staff=is_staff, place=place, at=at):
        return LogIn(step=LogInStep.WAIT, wait=wait)
    if not _is_right_password(account, password) or account is None or not account.is_active:
        count_failure(index, account=account, place=place, at=at)
        return WRONG
    if not is_staff:
        forget_failures(index, place=place)
        return _come_in(account, at=at, keys=keys, place=place)
    if not has_second_factor(account.pk):
        return LogIn(step=LogInStep.ENROL, account_id=account.pk)
    return LogIn(step=LogInStep.SECOND_FACTOR, account_id=account.pk)


@transaction.atomic
def log_in_with_second_factor(
    *, at: datetime, keys: Keys, account_id: int, typed: str, place: Place
) -> LogIn:
    """Let staff in who have shown their password and now show the second factor."""
    account = Account.objects.select_for_update().get(pk=account_id)
    index = account_index(keys, account)
    if wait := wait_for(index, account=account, is_staff=True, place=place, at=at):
        return LogIn(step=LogInStep.WAIT, wait=wait)
    if not account.is_active or not is_right_factor(account, typed, at=at, keys=keys):
        count_failure(index, account=account, place=place, at=at)
        return WRONG
    if password_is_old(account, at):
        return LogIn(step=LogInStep.NEW_PASSWORD, account_id=account.pk)
    return _come_in(account, at=at, keys=keys, place=place)


@transaction.atomic
def log_in_after_enrolment(*, at: datetime, keys: Keys, account_id: int, place: Place) -> LogIn:
    """Let staff in who have just bound the second factor, or just changed an old password."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if not account.is_active or not has_second_factor(account.pk):
        return WRONG
    return _come_in(account, at=at, keys=keys, place=place)


@transaction.atomic
def log_in_with_code(
    *, at: datetime, keys: Keys, code_id: int, typed: str, browser: bytes, place: Place
) -> LogIn:
    """Let a candidate in by the code that was sent to the phone of the account."""
    used = use_code(
        code_id=code_id, typed=typed, purpose=CodePurpose.LOG_IN, browser=browser, at=at, keys=keys
    )
    owners = Account.objects.filter(is_active=True)
    if not settings.DEMO_PERSONAS:
        owners = owners.filter(is_persona=False)
    account = owners.filter(pk=used.account_id or 0).first() if used else None
    if used is None or account is None or not still_reaches(used, account, keys):
        count_failure(keys.index(f"code/{code_id}"), account=None, place=place, at=at)
        return WRONG
    call_off_by_log_in(account, at=at, place=place)
    return _come_in(account, at=at, keys=keys, place=place)


@transaction.atomic
def confirm_presence(
    *,
    at: datetime,
    keys: Keys,
    account_id: int,
    typed: str,
    code_id: int | None,
    browser: bytes,
    place: Place,
) -> LogIn:
    """Prove again that the owner sits there: staff by the second factor, candidates by password or code."""
    account = Account.objects.select_for_update().get(pk=account_id)
    is_staff = account.kind == AccountKind.STAFF.value
    index = account_index(keys, account)
    if wait := wait_for(index, account=account, is_staff=is_staff, place=place, at=at):
        return LogIn(step=LogInStep.WAIT, wait=wait)
    if is_staff:
        is_right = is_right_factor(account, typed, at=at, keys=keys)
    elif code_id is not None:
        purpose = CodePurpose.CONFIRM
        used = use_code(code_id=code_id, typed=typed, purpose=purpose, browser=browser, at=at, keys=keys)
        is_right = used is not None and used.account_id == account.pk
    else:
        is_right = _is_right_password(account, typed)
    if not is_right or not account.is_active:
        count_failure(index, account=account, place=place, at=at)
        return WRONG
    record_own(account, at=at, act="confirm_presence", place=place)
    return LogIn(step=LogInStep.DONE, account_id=account.pk)


def find_account(typed: str, *, is_staff: bool, keys: Keys) -> Account | None:
    """The account that somebody means at one of the two doors: staff by name, candidates by number or phone."""
    accounts = Account.objects.select_for_update()
    if not settings.DEMO_PERSONAS:
        # Their password and second factor are published.
        accounts = accounts.filter(is_persona=False)
    if is_staff:
        return accounts.filter(kind=AccountKind.STAFF.value, username=typed.strip()).first()
    candidates = accounts.filter(kind=AccountKind.CANDIDATE.value)
    # Only what is written as a phone is one: the search for phones passes over every foreign sign.
    by_phone = candidates.filter(phone_index__in=BY_PHONE.any_of(keys, account_phone(typed) or "")).first()
    by_document = candidates.filter(identity_index__in=BY_NUMBER.any_of(keys, typed)).first()
    by_name = candidates.filter(username=typed.strip()).first()
    return by_phone or by_document or by_name


def _is_right_password(account: Account | None, password: str) -> bool:
    """Whether the password is right; for nobody's account the same work is done in vain."""
    if account is None or not account.has_usable_password():
        make_password(password)
        return False
    return account.check_password(password)


def _come_in(account: Account, *, at: datetime, keys: Keys, place: Place) -> LogIn:
    """What every complete log-in does: remember the device, tell of a new one, bind, write the trail."""
    is_new = note_device(account, place=place, at=at)
    account.last_login = at
    account.save(update_fields=["last_login"])
    if account.kind == AccountKind.CANDIDATE.value:
        finish_due_change(account, at=at, keys=keys, place=place)
        bind_own_candidates(account, at=at, keys=keys, place=place)
    if is_new:
        notify(account, "new_device", keys=keys, at=at)
    record_own(account, at=at, act="log_in", place=place)
    return LogIn(step=LogInStep.DONE, account_id=account.pk)
