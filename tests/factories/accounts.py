"""Accounts with their ways in: phones, documents, authenticators, and the browsers they sit at."""

from datetime import datetime
from hashlib import sha256

from tests.factories.border import KEYS, REGISTRATION_DAY, a_new_number
from tests.factories.people import an_account

from chengzhao.actions.own import Place
from chengzhao.actions.second_factors import code_of
from chengzhao.law.words import IdentityDocument
from chengzhao.records.models import Account, TotpDevice
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import ACCOUNT_IDENTITY, ACCOUNT_PHONE
from chengzhao.records.sealed import TOTP_SECRET as TOTP
from chengzhao.rules.registration import check_digit

TOTP_SECRET = b"a secret of the test"
BROWSER = b"b" * 32
HALF_LINK = "h" * 32
"""The link that whoever puts an invitation forward hands over."""
HALF_DIGEST = sha256(HALF_LINK.encode()).hexdigest()


def a_place(device: str = "phone", network: str = "10.1.2.0/24") -> Place:
    """Where somebody sits."""
    return Place(device=device, device_name=f"浏览器 {device}", network=network)


def a_document_number(*, sex_digit: int = 1) -> str:
    """A resident identity number of nobody: region 999999."""
    head = f"99999919900307{a_new_number() % 100:02d}{sex_digit}"
    return head + check_digit(head)


def a_candidate_account(
    *, phone: str = "", number: str = "", name: str = "张三丰", password: str = "", keys: object = KEYS
) -> Account:
    """A candidate's account with document and phone, as registration leaves it."""
    account = an_account(kind=AccountKind.CANDIDATE, display_name=name, password=password)
    phone = phone or f"1998{a_new_number():07d}"
    number = number or a_document_number()
    account.phone_sealed, account.phone_index = ACCOUNT_PHONE.values(KEYS, account.pk, phone)
    account.identity_kind = IdentityDocument.RESIDENT_ID.value
    account.identity_sealed, account.identity_index = ACCOUNT_IDENTITY.values(KEYS, account.pk, number)
    account.save()
    return account


def a_second_factor(account: Account, *, at: datetime = REGISTRATION_DAY) -> TotpDevice:
    """An authenticator with the secret of these tests."""
    return TotpDevice.objects.create(
        account=account,
        secret_sealed=KEYS.seal(TOTP_SECRET.hex(), row=TOTP.place(account.pk)),
        started_at=at,
        confirmed_at=at,
    )


def a_factor_code(at: datetime) -> str:
    """What the authenticator of these tests shows at a moment."""
    return code_of(TOTP_SECRET, at)
