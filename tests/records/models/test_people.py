"""What the database promises of organisations, accounts and roles."""

from datetime import timedelta

import pytest
from tests.factories import REGISTRATION_DAY, a_role, an_account, an_organisation
from tests.records.models.breaking import again, breaks, change

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import Organisation, StaffRole

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY


def test_account_identity_whole() -> None:
    row = an_account()
    with breaks("account_identity_whole"):
        change(row, identity_index=b"i" * 32)
    with breaks("account_identity_whole"):
        change(row, identity_index=b"i" * 32, identity_sealed=b"s")
    change(row, identity_index=b"i" * 32, identity_sealed=b"s", identity_kind="RESIDENT_ID")
    with breaks("records_account_identity_index_key"):
        change(an_account(), identity_index=b"i" * 32, identity_sealed=b"t", identity_kind="RESIDENT_ID")


def test_account_phone_whole() -> None:
    row = an_account()
    with breaks("account_phone_whole"):
        change(row, phone_index=b"i" * 32)
    change(row, phone_index=b"i" * 32, phone_sealed=b"s")
    with breaks("records_account_phone_index_key"):
        change(an_account(), phone_index=b"i" * 32, phone_sealed=b"t")


def test_organisation_kind_known() -> None:
    row = an_organisation()
    with breaks("organisation_kind_known"):
        change(row, kind="SHOP")


def test_organisation_code_once_per_kind() -> None:
    row = an_organisation(kind=OrganisationKind.COUNTY, code="140105")
    with breaks("organisation_code_once_per_kind"):
        again(row, path="/other/")
    again(row, path="/other/", kind=OrganisationKind.SITE)


def test_organisation_path_once() -> None:
    row = an_organisation(path="/14/")
    with breaks("records_organisation_path_key"):
        again(row, code="other")


@pytest.mark.parametrize("path", ["14/", "/14", ""])
def test_organisation_path_between_slashes(path: str) -> None:
    row = an_organisation()
    with breaks("organisation_path_between_slashes"):
        change(row, path=path)
    change(row, path="/")
    assert Organisation.objects.get().path == "/"


def test_account_kind_known() -> None:
    row = an_account()
    with breaks("account_kind_known"):
        change(row, kind="ROBOT")


def test_account_username_once() -> None:
    an_account(username="taken")
    with breaks("records_account_username_key"):
        an_account(username="taken")


@pytest.mark.parametrize("role", ["CANDIDATE", "EMPEROR"])
def test_staff_role_known(role: str) -> None:
    row = a_role(account=an_account(), organisation=an_organisation())
    with breaks("staff_role_known"):
        change(row, role=role)


@pytest.mark.parametrize("other", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.PROVINCE_LEAD])
def test_staff_role_powers_apart(other: Role) -> None:
    row = a_role(account=an_account(), organisation=an_organisation(), role=Role.SYSTEM_ADMIN)
    with breaks("staff_role_powers_apart"):
        again(row, role=other)
    with breaks("staff_role_powers_apart"):
        again(row, role=other, season=2025, organisation_id=an_organisation().pk)
    again(row, role=other, account_id=an_account().pk)
    again(row, role=Role.SYSTEM_ADMIN, season=2025)
    again(row, role=other, valid_from=row.valid_until, valid_until=row.valid_until + timedelta(days=1))


def test_staff_role_of_business_may_stand_beside_another() -> None:
    row = a_role(account=an_account(), organisation=an_organisation(), role=Role.PROVINCE_OFFICER)
    again(row, role=Role.PROVINCE_LEAD)
    assert StaffRole.objects.filter(power="BUSINESS").count() == 2


def test_staff_role_once() -> None:
    row = a_role(account=an_account(), organisation=an_organisation())
    with breaks("staff_role_once"):
        again(row)
    again(row, role=Role.PROVINCE_LEAD)
    again(row, season=2025)


def test_staff_role_ends_after_it_begins() -> None:
    row = a_role(account=an_account(), organisation=an_organisation())
    with breaks("staff_role_ends_after_it_begins"):
        change(row, valid_from=AT, valid_until=AT)
    change(row, valid_from=AT, valid_until=AT + timedelta(microseconds=1))
