"""The lock that acts of a whole province take."""

import pytest
from django.db import transaction
from tests.actions.refusing import refused
from tests.factories import BORDER, a_season

from chengzhao.actions.audit import Border
from chengzhao.actions.season_lock import lock_season

pytestmark = pytest.mark.django_db


def test_lock_season_gives_the_season_of_the_border() -> None:
    season = a_season()
    a_season(province="32")
    assert lock_season(BORDER) == season


def test_lock_season_that_was_never_opened_is_refused() -> None:
    a_season()
    with refused("2025年度尚未开启，请先开启年度。"):
        lock_season(Border(season=2025, province="14"))


@pytest.mark.django_db(transaction=True)
def test_lock_season_outside_a_transaction_fails() -> None:
    a_season()
    with pytest.raises(transaction.TransactionManagementError):
        lock_season(BORDER)
