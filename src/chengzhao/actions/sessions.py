"""Sessions of people who are logged in: looked at, ended one by one or all at once, and how long they may last."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.account_reach import require_account_reach
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.grounds import kept
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.season_lock import lock_season
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Invitation, LogInSession, Season
from chengzhao.records.sessions import key_digest
from chengzhao.records.walls.hidden import ACCOUNT_SECRETS
from chengzhao.rules.accounts import SessionLimits


def end_sessions(account: Account, *, except_key: str) -> int:
    """End the sessions of an account but the one with this key. Must be called inside an act."""
    rows = LogInSession.objects.filter(account=account)
    if except_key:
        rows = rows.exclude(session_key=key_digest(except_key))
    return rows.delete()[0]


def sessions_digest(account: Account) -> str:
    """The digest of the sessions of an account, by what they are known as: nobody comes in with that."""
    keys = LogInSession.objects.filter(account=account).values_list("session_key", flat=True)
    return digest_of(sorted(keys))


@transaction.atomic
def revoke_session(*, at: datetime, account_id: int, digest: str, place: Place) -> bool:
    """End one session of one's own, named by its digest; whether it was there."""
    account = Account.objects.get(pk=account_id)
    held = sessions_digest(account)
    gone, _ = LogInSession.objects.filter(account=account, session_key=digest).delete()
    if gone:
        after = sessions_digest(account)
        record_own(account, at=at, act="revoke_session", place=place, before=held, after=after)
    return bool(gone)


@transaction.atomic
def revoke_other_sessions(*, at: datetime, account_id: int, session_key: str, place: Place) -> int:
    """End every session of one's own but this one; returns how many."""
    account = Account.objects.get(pk=account_id)
    before = sessions_digest(account)
    gone = end_sessions(account, except_key=session_key)
    after = sessions_digest(account)
    record_own(account, at=at, act="revoke_sessions", place=place, before=before, after=after)
    return gone


@transaction.atomic
def log_out(*, at: datetime, account_id: int, session_key: str, place: Place) -> None:
    """End this session on the server."""
    account = Account.objects.get(pk=account_id)
    before = sessions_digest(account)
    LogInSession.objects.filter(account=account, session_key=key_digest(session_key)).delete()
    after = sessions_digest(account)
    record_own(account, at=at, act="log_out", place=place, before=before, after=after)


@transaction.atomic
def disable_account(*, border: Border, actor: Actor, at: datetime, account_id: int, reason: str) -> None:
    """Close an account: nobody logs in with it any more, whoever is logged in is out, and links that were to help its
    owner open nothing. Raises Refused."""
    account = _other_account(border, actor, account_id, reason)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    end_sessions(account, except_key="")
    Invitation.objects.filter(account=account, accepted_at__isnull=True, revoked_at__isnull=True).update(
        revoked_at=at
    )
    states = {"active": account.is_active}, {"active": False}
    _record(border, actor, at, account, act="disable_account", reason=reason, states=states)


@transaction.atomic
def enable_account(*, border: Border, actor: Actor, at: datetime, account_id: int, reason: str) -> None:
    """Open a closed account again. Raises Refused."""
    account = _other_account(border, actor, account_id, reason)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    states = {"active": account.is_active}, {"active": True}
    _record(border, actor, at, account, act="enable_account", reason=reason, states=states)


@transaction.atomic
def end_sessions_of(*, border: Border, actor: Actor, at: datetime, account_id: int, reason: str) -> int:
    """End every session of an account, as an administrator; returns how many. Raises Refused."""
    account = _other_account(border, actor, account_id, reason)
    gone = end_sessions(account, except_key="")
    states = {"sessions": gone}, {"sessions": 0}
    _record(border, actor, at, account, act="end_sessions_of", reason=reason, states=states)
    return gone


def _other_account(border: Border, actor: Actor, account_id: int, reason: str) -> Account:
    account = Account.objects.select_for_update().defer(*ACCOUNT_SECRETS).filter(pk=account_id).first()
    if account is None:
        raise Refused("没有这个账号。")
    if account.pk == actor.account:
        raise Refused("不能停用、启用或退出自己的账号，请由另一位管理员办理。")
    if not reason.strip():
        raise Refused("请写明理由。")
    require_account_reach(border, actor, account)
    return account


def _record(
    border: Border,
    actor: Actor,
    at: datetime,
    account: Account,
    *,
    act: str,
    reason: str,
    states: tuple[Mapping[str, object], Mapping[str, object]],
) -> None:
    before, after = map(digest_of, states)
    touched = [Touched(object_id=account.username, before=before, after=after, reason=reason)]
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="account", touched=touched)


@transaction.atomic
def set_session_limits(
    *, border: Border, actor: Actor, at: datetime, candidates: SessionLimits, staff: SessionLimits
) -> None:
    """Say how long sessions may lie idle and last in this season. Raises Refused."""
    season = lock_season(border)
    minutes = {
        "candidate_idle_minutes": candidates.idle.total_seconds() // 60,
        "candidate_session_hours": candidates.absolute.total_seconds() // 3600,
        "staff_idle_minutes": staff.idle.total_seconds() // 60,
        "staff_session_hours": staff.absolute.total_seconds() // 3600,
    }
    whole = {name: int(value) for name, value in minutes.items()}
    before = {name: getattr(season, name) for name in whole}
    with kept(Season):
        Season.objects.filter(pk=season.pk).update(**whole)
    audit.record(
        border=border,
        actor=actor,
        at=at,
        act="set_session_limits",
        object_kind="season",
        touched=[
            Touched(
                object_id=f"{border.season}-{border.province}",
                before=digest_of(before),
                after=digest_of(whole),
            )
        ],
    )
