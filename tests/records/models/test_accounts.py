"""What the database promises of invitations, codes, devices and changes of phones."""

from datetime import timedelta

import pytest
from tests.factories import REGISTRATION_DAY, an_account, an_organisation
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import Invitation, KnownDevice, OneTimeCode, PhoneChange, RecoveryCode

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY


def an_invitation() -> Invitation:
    return Invitation.objects.create(
        purpose="JOIN",
        token_digest=b"t" * 32,
        display_name="李明",
        organisation=an_organisation(),
        role="COUNTY_REVIEWER",
        season=2024,
        province="14",
        invited_by=an_account(),
        invited_at=AT,
        expires_at=AT + timedelta(hours=72),
    )


def a_code() -> OneTimeCode:
    return OneTimeCode.objects.create(
        purpose="LOG_IN",
        phone_index=b"p" * 32,
        browser_digest=b"b" * 32,
        code_digest=b"c" * 32,
        sent_at=AT,
        expires_at=AT + timedelta(minutes=5),
    )


def a_phone_change() -> PhoneChange:
    return PhoneChange.objects.create(
        account=an_account(), phone_index=b"p" * 32, phone_sealed=b"s", asked_at=AT, due_at=AT
    )


def test_invitation_purpose_known() -> None:
    with breaks("invitation_purpose_known"):
        change(an_invitation(), purpose="PARTY", account=an_account())


def test_invitation_link_once() -> None:
    row = an_invitation()
    with breaks("records_invitation_token_digest_key"):
        again(row)


def test_invitation_used_or_revoked() -> None:
    row = an_invitation()
    change(row, accepted_at=AT)
    with breaks("invitation_used_or_revoked"):
        change(row, revoked_at=AT)


def test_invitation_names_whom() -> None:
    row = an_invitation()
    with breaks("invitation_names_whom"):
        change(row, role="")
    with breaks("invitation_names_whom"):
        change(row, purpose="RECOVER")
    change(row, purpose="RECOVER", account=an_account())


def test_invitation_approved_by_another() -> None:
    row = an_invitation()
    with breaks("invitation_approved_by_another"):
        change(row, approved_by=row.invited_by)
    change(row, approved_by=an_account())


def test_invitation_ends_after_it_begins() -> None:
    with breaks("invitation_ends_after_it_begins"):
        change(an_invitation(), expires_at=AT)


def test_one_time_code_purpose_known() -> None:
    with breaks("one_time_code_purpose_known"):
        change(a_code(), purpose="PLAY")


def test_one_time_code_five_tries() -> None:
    row = a_code()
    change(row, tries=5)
    with breaks("one_time_code_five_tries"):
        change(row, tries=6)


def test_recovery_code_once() -> None:
    row = RecoveryCode.objects.create(account=an_account(), code_digest=b"c" * 32, made_at=AT)
    with breaks("recovery_code_once"):
        again(row)


def test_known_device_once() -> None:
    row = KnownDevice.objects.create(
        account=an_account(), device_digest=b"d" * 32, name="手机", first_seen_at=AT, last_seen_at=AT
    )
    with breaks("known_device_once"):
        again(row)
    again(row, account_id=an_account().pk)


def test_phone_change_one_waiting() -> None:
    row = a_phone_change()
    with breaks("phone_change_one_waiting"):
        again(row)
    change(row, called_off_at=AT)
    again(row, called_off_at=None)


def test_phone_change_done_or_called_off() -> None:
    row = a_phone_change()
    with breaks("phone_change_done_or_called_off"):
        change(row, done_at=AT, called_off_at=AT)
