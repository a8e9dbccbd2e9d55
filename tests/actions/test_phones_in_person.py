"""A phone changed at the desk: of those who registered there, and every session ends with it."""

from datetime import UTC, datetime

import pytest
from tests import factories
from tests.factories import BORDER, KEYS

from chengzhao.actions.audit import Refused
from chengzhao.actions.phones import change_phone_in_person
from chengzhao.actions.refusals import RowsRefused
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, LogInSession
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import ACCOUNT_PHONE

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 5, 2, tzinfo=UTC)
PHONE = "19900001234"


def a_registered_account() -> Account:
    account = factories.an_account(kind=AccountKind.CANDIDATE, username="kao")
    county = factories.an_organisation(code="140105", path="/14/1401/140105/")
    factories.a_candidate(account=account, confirmation_point=county)
    LogInSession.objects.create(session_key="a" * 64, session_data="", expire_date=NOW, account=account)
    return account


def change(org_path: str, username: str = "kao") -> None:
    actor = factories.an_actor(role=Role.COUNTY_REVIEWER, org_path=org_path)
    change_phone_in_person(
        border=BORDER, actor=actor, at=NOW, username=username, phone=PHONE, reason="核对身份证", keys=KEYS
    )


def test_own_county_changes_the_phone_and_ends_every_session() -> None:
    account = a_registered_account()
    change("/14/1401/140105/")
    account.refresh_from_db()
    assert ACCOUNT_PHONE.text(KEYS, account.pk, account.phone_sealed) == PHONE
    assert not LogInSession.objects.filter(account=account).exists()
    assert AuditRow.objects.get(act="change_phone_in_person").object_id == "kao"


def test_another_county_is_refused_and_nothing_changes() -> None:
    account = a_registered_account()
    with pytest.raises(RowsRefused, match="不在你单位的管辖范围内"):
        change("/14/1499/149999/")
    account.refresh_from_db()
    assert account.phone_sealed is None
    assert LogInSession.objects.filter(account=account).count() == 1


def test_account_without_a_registration_here_is_refused() -> None:
    factories.an_account(kind=AccountKind.CANDIDATE, username="kao")
    with pytest.raises(Refused, match="本年度没有在本省报名"):
        change("/14/1401/140105/")
