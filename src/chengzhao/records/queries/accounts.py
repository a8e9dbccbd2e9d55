"""Accounts as their owners see them: sessions, devices, second factor, and what waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chengzhao.records.models import (
    Account,
    Candidate,
    LogInSession,
    Message,
    OneTimeCode,
    PhoneChange,
    RecoveryCode,
    Season,
    StaffRole,
    TotpDevice,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import ACCOUNT_PHONE, MESSAGE_TEXT, TOTP_SECRET
from chengzhao.records.sessions import key_digest
from chengzhao.rules.accounts import CANDIDATE_SESSION, STAFF_SESSION, SessionLimits
from chengzhao.vault.sealing import Keys


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionView:
    """One log-in: by its digest, device, network, times, and whether it is the one that looks."""

    digest: str
    device: str
    network: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnAccount:
    """What somebody sees of their own account."""

    username: str
    display_name: str
    is_staff: bool
    is_persona: bool
    has_password: bool
    phone: str
    password_changed_at: datetime | None
    factor_since: datetime | None
    codes_left: int
    change_due_at: datetime | None


def account_of(account_id: int) -> Account:
    """The account of that key."""
    return Account.objects.get(pk=account_id)


def session_limits_of(account: Account) -> SessionLimits:
    """How long a session of this account may lie idle and last: the newest season's word, else the usual."""
    is_staff = account.kind == AccountKind.STAFF.value
    if is_staff:
        held = StaffRole.objects.filter(account=account).order_by("-season", "pk")
    else:
        held = Candidate.objects.filter(account=account).order_by("-season", "pk")  # type: ignore[assignment]
    border = held.values_list("season", "province").first()
    candidates, staff = limits_of_season(*border) if border else (CANDIDATE_SESSION, STAFF_SESSION)
    return staff if is_staff else candidates


def limits_of_season(season: int, province: str) -> tuple[SessionLimits, SessionLimits]:
    """How long sessions of candidates and of staff may lie idle and last; the usual before it is open."""
    held = Season.objects.filter(season=season, province=province).first()
    if held is None:
        return CANDIDATE_SESSION, STAFF_SESSION
    return (
        _limits(held.candidate_idle_minutes, held.candidate_session_hours),
        _limits(held.staff_idle_minutes, held.staff_session_hours),
    )


def _limits(minutes: int, hours: int) -> SessionLimits:
    return SessionLimits(idle=timedelta(minutes=minutes), absolute=timedelta(hours=hours))


def own_sessions(account_id: int, session_key: str, now: datetime) -> tuple[SessionView, ...]:
    """The log-ins of an account that are still good, the latest used first."""
    rows = LogInSession.objects.filter(account_id=account_id, expire_date__gt=now).order_by("-seen_at")
    mine = key_digest(session_key)
    return tuple(
        SessionView(
            digest=row.session_key,
            device=row.device or "其他浏览器",
            network=row.network,
            began_at=row.began_at or now,
            seen_at=row.seen_at or now,
            is_this=row.session_key == mine,
        )
        for row in rows
    )


def own_account(account_id: int, keys: Keys) -> OwnAccount:
    """What somebody sees of their own account; the phone in clear, for its masks."""
    account = Account.objects.get(pk=account_id)
    device = TotpDevice.objects.filter(account=account, confirmed_at__isnull=False).first()
    waiting = PhoneChange.objects.filter(account=account, done_at__isnull=True, called_off_at__isnull=True)
    return OwnAccount(
        username=account.username,
        display_name=account.display_name,
        is_staff=account.kind == AccountKind.STAFF.value,
        is_persona=account.is_persona,
        has_password=account.has_usable_password(),
        phone=_phone(account, keys),
        password_changed_at=account.password_changed_at,
        factor_since=device.confirmed_at if device else None,
        codes_left=RecoveryCode.objects.filter(account=account, used_at__isnull=True).count(),
        change_due_at=waiting.values_list("due_at", flat=True).first(),
    )


def _phone(account: Account, keys: Keys) -> str:
    if account.phone_sealed is None:
        return ""
    return ACCOUNT_PHONE.text(keys, account.pk, account.phone_sealed)


def totp_secret(account_id: int, keys: Keys) -> bytes | None:
    """The secret that waits to be bound; None once it is bound: it is never shown again."""
    row = TotpDevice.objects.filter(account_id=account_id, confirmed_at__isnull=True).first()
    return bytes.fromhex(TOTP_SECRET.text(keys, account_id, row.secret_sealed)) if row else None


def code_sent_at(code_id: int, browser: bytes) -> datetime | None:
    """When the code of this browser was sent."""
    rows = OneTimeCode.objects.filter(pk=code_id, browser_digest=browser)
    return rows.values_list("sent_at", flat=True).first()


def message_text(key: str, keys: Keys) -> str:
    """The text of a message in the outbox, for demonstrations; empty where there is none."""
    row = Message.objects.filter(key=key).first()
    return MESSAGE_TEXT.text(keys, row.pk, row.text_sealed) if row else ""
