"""What the database promises of what somebody has set for themselves."""

import pytest
from tests.factories import REGISTRATION_DAY, an_account
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import Habit

pytestmark = pytest.mark.django_db


def a_habit() -> Habit:
    return Habit.objects.create(
        account=an_account(), kind="KEYS_OFF", chosen="off", changed_at=REGISTRATION_DAY
    )


def test_habit_kind_known() -> None:
    with breaks("habit_kind_known"):
        change(a_habit(), kind="PARTY")


def test_habit_once() -> None:
    row = a_habit()
    with breaks("habit_once"):
        again(row)
