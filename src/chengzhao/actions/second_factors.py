"""The second factor of staff: an authenticator (RFC 6238), and codes on paper for the day it is lost."""

import hmac
import secrets
from base64 import b32encode
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction

from chengzhao.actions.audit import Refused
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.sessions import end_sessions
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Invitation, RecoveryCode, TotpDevice
from chengzhao.records.models.accounts import InvitationPurpose
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import TOTP_SECRET
from chengzhao.rules.accounts import RECOVERY_CODES
from chengzhao.vault.sealing import Keys, SealBroken

DIGITS, STEP_SECONDS, SECRET_BYTES = 6, 30, 20
TOLERANCE = (0, -1, 1)
"""Steps by which a clock may be wrong, the likeliest first."""
_PAPER = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Characters that nobody mistakes for one another."""


def _totp(secret: bytes) -> TOTP:
    # Authenticators on phones know no other digest; HMAC-SHA-1 is not weakened by collisions.
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)


def code_of(secret: bytes, at: datetime) -> str:
    """The code that an authenticator with this secret shows at a moment."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def provisioning_uri(secret: bytes, *, username: str, issuer: str) -> str:
    """What the QR code of an authenticator says."""
    return _totp(secret).get_provisioning_uri(username, issuer)


def secret_text(secret: bytes) -> str:
    """The secret to type by hand, in groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def secret_mark(secret: bytes) -> str:
    """What a session remembers of the secret that it was shown."""
    return sha256(secret).hexdigest()


def has_second_factor(account_id: int) -> bool:
    """Whether an account has an authenticator that works."""
    return TotpDevice.objects.filter(account_id=account_id, confirmed_at__isnull=False).exists()


@transaction.atomic
def start_second_factor(*, account_id: int, at: datetime, keys: Keys, place: Place) -> bytes:
    """Give an account a new secret to scan; one that waits for its first code is void. Raises Refused.

    Whoever showed the password before must not keep the secret that the owner binds.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    if account.kind != AccountKind.STAFF.value:
        raise Refused("考生用短信验证码确认本人，不用绑定两步验证。")
    held = TotpDevice.objects.filter(account=account).first()
    if held is not None and held.confirmed_at is not None:
        raise Refused("两步验证已经绑定。要换设备，请先用原设备或恢复码登录。")
    before = factor_digest(account)
    secret = secrets.token_bytes(SECRET_BYTES)
    sealed = keys.seal(secret.hex(), row=TOTP_SECRET.place(account.pk))
    TotpDevice.objects.update_or_create(
        account=account, defaults={"secret_sealed": sealed, "started_at": at, "last_step": 0}
    )
    _record(account, at, act="start_second_factor", place=place, before=before)
    return secret


@transaction.atomic
def confirm_second_factor(
    *, account_id: int, mark: str, typed: str, at: datetime, keys: Keys, place: Place
) -> tuple[str, ...] | None:
    """Bind the authenticator by its first right code; the recovery codes, shown this once.

    `mark` names the secret that was shown. None for a wrong code, and where another secret has taken its place.
    """
    device = (
        TotpDevice.objects.select_for_update()
        .filter(account_id=account_id, confirmed_at__isnull=True)
        .first()
    )
    if device is None or secret_mark(_secret(device, keys)) != mark or not _takes(device, typed, at, keys):
        return None
    account = Account.objects.get(pk=account_id)
    before = factor_digest(account)
    TotpDevice.objects.filter(pk=device.pk).update(confirmed_at=at)
    return _bound(account, at, keys, place, before)


@transaction.atomic
def renew_recovery_codes(*, account_id: int, at: datetime, keys: Keys, place: Place) -> tuple[str, ...]:
    """Make new recovery codes; those before them open nothing any more. Raises Refused."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if not has_second_factor(account_id):
        raise Refused("还没有绑定两步验证，没有恢复码。请先绑定。")
    before = factor_digest(account)
    codes = _new_codes(account, at, keys)
    _record(account, at, act="renew_recovery_codes", place=place, before=before)
    return codes


@transaction.atomic
def replace_second_factor(*, account_id: int, at: datetime, keys: Keys, place: Place) -> tuple[bytes, str]:
    """Offer the owner, who has just proved to be it, a secret to bind instead of the one that is bound.

    Returns the secret and the sealed offer of it, which the session of the owner holds and no table does: the
    old authenticator stays until the new one shows its first right code. Raises Refused where none is bound.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    device = _bound_device(account_id)
    if device is None:
        raise Refused("还没有绑定两步验证，不用更换。请先绑定。")
    secret = secrets.token_bytes(SECRET_BYTES)
    # The bound one stays until the new one shows its first right code.
    _record(account, at, act="replace_second_factor", place=place, before=factor_digest(account))
    return secret, keys.seal(secret.hex(), row=_after(device, keys)).hex()


def offered_secret(account_id: int, offer: str, keys: Keys) -> bytes | None:
    """The secret of an offer; None once the authenticator that it was to replace has been replaced."""
    device = _bound_device(account_id)
    if device is None or not offer:
        return None
    try:
        return bytes.fromhex(keys.open(bytes.fromhex(offer), row=_after(device, keys)))
    except SealBroken:
        return None


@transaction.atomic
def confirm_replacement(
    *, account_id: int, offer: str, typed: str, at: datetime, keys: Keys, place: Place
) -> tuple[str, ...] | None:
    """Bind the offered secret by its first right code, and only now give the old one up; new recovery codes.

    None for a wrong code, and where another secret has taken the place meanwhile.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    secret = offered_secret(account_id, offer, keys)
    step = _step_of(secret, typed, at, after=0) if secret else None
    if secret is None or step is None:
        return None
    before = factor_digest(account)
    sealed = keys.seal(secret.hex(), row=TOTP_SECRET.place(account.pk))
    TotpDevice.objects.filter(account=account).update(
        secret_sealed=sealed, started_at=at, confirmed_at=at, last_step=step
    )
    return _bound(account, at, keys, place, before)


def _bound_device(account_id: int) -> TotpDevice | None:
    return TotpDevice.objects.filter(account_id=account_id, confirmed_at__isnull=False).first()


def is_bound(account_id: int, mark: str, keys: Keys) -> bool:
    """Whether the authenticator that works now has the secret of this mark."""
    device = _bound_device(account_id)
    return device is not None and hmac.compare_digest(secret_mark(_secret(device, keys)), mark)


def _after(device: TotpDevice, keys: Keys) -> str:
    """What an offer is bound to: it opens only as long as the very authenticator stands that it is to replace."""
    return f"{TOTP_SECRET.place(device.account_id)}/after/{secret_mark(_secret(device, keys))}"


def _bound(account: Account, at: datetime, keys: Keys, place: Place, before: str) -> tuple[str, ...]:
    """What goes with a binding: whoever came in with another factor is out, links that were to help without it open
    nothing any more, and new codes."""
    end_sessions(account, except_key="")
    helping = (InvitationPurpose.RECOVER.value, InvitationPurpose.REPLACE.value)
    Invitation.objects.filter(
        account=account, purpose__in=helping, accepted_at__isnull=True, revoked_at__isnull=True
    ).update(revoked_at=at)
    codes = _new_codes(account, at, keys)
    _record(account, at, act="confirm_second_factor", place=place, before=before)
    return codes


def drop_second_factor(account: Account) -> None:
    """Take authenticator and recovery codes off an account. Must be called inside an act."""
    TotpDevice.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()


def is_right_factor(account: Account, typed: str, *, at: datetime, keys: Keys) -> bool:
    """Whether a code of the authenticator or of the paper is right; it is used up. Must be called inside an act."""
    device = (
        TotpDevice.objects.select_for_update().filter(account=account, confirmed_at__isnull=False).first()
    )
    if device is None:
        return False
    return _takes(device, typed, at, keys) or _takes_paper(account, typed, at, keys)


def _secret(device: TotpDevice, keys: Keys) -> bytes:
    return bytes.fromhex(TOTP_SECRET.text(keys, device.account_id, device.secret_sealed))


def _takes(device: TotpDevice, typed: str, at: datetime, keys: Keys) -> bool:
    """Whether the code is that of a time step after the last one taken: no code is taken twice."""
    step = _step_of(_secret(device, keys), typed, at, after=device.last_step)
    if step is None:
        return False
    return TotpDevice.objects.filter(pk=device.pk, last_step__lt=step).update(last_step=step) == 1


def _step_of(secret: bytes, typed: str, at: datetime, *, after: int) -> int | None:
    """The time step whose code was typed, if it is a near one that comes after another."""
    digits = "".join(typed.split()).encode()
    now = int(at.timestamp()) // STEP_SECONDS
    for step in (now + shift for shift in TOLERANCE):
        expected = _totp(secret).generate(step * STEP_SECONDS)
        if hmac.compare_digest(expected, digits) and step > after:
            return step
    return None


def _takes_paper(account: Account, typed: str, at: datetime, keys: Keys) -> bool:
    unused = RecoveryCode.objects.filter(account=account, used_at__isnull=True)
    digests = keys.indexes(_paper_text(account, typed))
    return unused.filter(code_digest__in=digests).update(used_at=at) == 1


def _paper_text(account: Account, typed: str) -> str:
    """What the keyed digest of a code on paper is of."""
    return f"recovery-code/{account.pk}/{typed.replace('-', '')}"


def _new_codes(account: Account, at: datetime, keys: Keys) -> tuple[str, ...]:
    RecoveryCode.objects.filter(account=account).delete()
    codes = tuple("".join(secrets.choice(_PAPER) for _ in range(10)) for _ in range(RECOVERY_CODES))
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_digest=keys.index(_paper_text(account, code)), made_at=at)
        for code in codes
    )
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def factor_digest(account: Account) -> str:
    """The digest of how an account's second factor stands: since when, bound or not, and how many codes are left.

    No secret and no code is in it, not even as a digest.
    """
    device = TotpDevice.objects.filter(account=account).values_list("started_at", "confirmed_at").first()
    codes = RecoveryCode.objects.filter(account=account, used_at__isnull=True)
    made = sorted(codes.values_list("made_at", flat=True))
    return digest_of({"authenticator": device, "codes": made})


def _record(account: Account, at: datetime, *, act: str, place: Place, before: str) -> None:
    record_own(account, at=at, act=act, place=place, before=before, after=factor_digest(account))
