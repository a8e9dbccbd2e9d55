"""A candidate finds the own registration while half of the rows stand under older keys."""

import pytest
from tests import factories
from tests.factories.accounts import a_candidate_account
from tests.vault.rings import a_key_set, keys_of

from chengzhao.actions.binding import bind_own_candidates
from chengzhao.actions.own import Place
from chengzhao.records.models import Account, Candidate
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import ACCOUNT_IDENTITY, BY_NUMBER
from chengzhao.records.walls.doors import Door
from chengzhao.vault.sealing import Keys

pytestmark = pytest.mark.django_db
NUMBER, PHONE = "999999199003070012", "19970000101"
PLACE = Place(device="", device_name="", network="203.0.113.0/24")


@pytest.fixture
def keys() -> Keys:
    """The keys of the factories, and a newer set after them."""
    return keys_of(*factories.KEYS.ring.sets, a_key_set(9, id="99999999"))


def log_in(account: Account, keys: Keys) -> int:
    with scope(Scope(door=Door.ENTRY)):
        bound = bind_own_candidates(account, at=factories.REGISTRATION_DAY, keys=keys, place=PLACE)
        assert not Candidate.objects.filter(account__isnull=True).exists(), "the door is narrow again"
    return bound


def test_an_account_under_new_keys_finds_its_rows_under_the_old(keys: Keys) -> None:
    account = a_candidate_account(phone=PHONE, number=NUMBER)
    row = factories.a_candidate(identity_number=NUMBER, phone=PHONE)
    stranger = factories.a_candidate(phone=PHONE)
    columns = ACCOUNT_IDENTITY.values(keys, account.pk, NUMBER)
    Account.objects.filter(pk=account.pk).update(
        **dict(zip(ACCOUNT_IDENTITY.columns(), columns, strict=True))
    )
    account.refresh_from_db()
    assert bytes(account.identity_index or b"") != bytes(row.identity_index)
    assert bytes(account.identity_index or b"") == BY_NUMBER.of(keys, NUMBER)
    assert log_in(account, keys) == 1
    row.refresh_from_db()
    stranger.refresh_from_db()
    assert (row.account_id, stranger.account_id) == (account.pk, None)


def test_the_entry_sees_no_row_of_a_document_that_nobody_proved(keys: Keys) -> None:
    account = a_candidate_account(phone=PHONE, number=NUMBER)
    factories.a_candidate(identity_number=NUMBER, phone=PHONE)
    with scope(Scope(door=Door.ENTRY, account=account.pk)):
        assert Candidate.objects.count() == 0
