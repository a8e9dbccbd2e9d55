"""An unknown account takes as long as a known one (A-07), with the hash of production."""

import statistics
import time

import pytest
from pytest_django.fixtures import Settings
from tests.factories import KEYS, REGISTRATION_DAY, an_account
from tests.factories.accounts import a_candidate_account, a_place

from chengzhao.actions.log_in import LogInStep, log_in_with_password
from chengzhao.settings import base

pytestmark = pytest.mark.django_db
RUNS = 15
MOST = 0.020
"""Seconds between the medians, as the checklist asks."""


def seconds(typed: str, place: int) -> float:
    begun = time.process_time()
    came = log_in_with_password(
        at=REGISTRATION_DAY,
        keys=KEYS,
        typed=typed,
        password="wrong",
        is_staff=False,
        place=a_place(f"device {place}", f"10.0.{place}.0/24"),
    )
    assert came.step is LogInStep.WRONG
    return time.process_time() - begun


def test_unknown_known_and_passwordless_accounts_take_equally_long(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    a_candidate_account(phone="19970000401", password="ten blue pens")
    a_candidate_account(phone="19970000402")
    an_account(username="unused")
    taken: dict[str, list[float]] = {"19970000401": [], "19970000402": [], "19970000403": []}
    for run in range(RUNS):
        for typed, times in taken.items():
            times.append(seconds(typed, run))
    medians = [statistics.median(times) for times in taken.values()]
    assert max(medians) - min(medians) < MOST
