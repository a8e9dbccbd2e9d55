"""Filters by many keys."""

import pytest
from tests.factories import an_account

from chengzhao.actions.many_ids import any_of
from chengzhao.records.models import Account

pytestmark = pytest.mark.django_db


def test_any_of_finds_exactly_the_rows_of_the_keys() -> None:
    first, second, third = an_account().pk, an_account().pk, an_account().pk
    found = Account.objects.filter(pk__in=any_of([third, first, first])).order_by("pk")
    assert list(found.values_list("pk", flat=True)) == [first, third]
    assert second not in found.values_list("pk", flat=True)


def test_any_of_no_keys_finds_nothing() -> None:
    an_account()
    assert not Account.objects.filter(pk__in=any_of([])).exists()


def test_any_of_takes_more_keys_than_a_statement_has_parameters() -> None:
    key = an_account().pk
    assert Account.objects.filter(pk__in=any_of(range(key, key + 70_000))).count() == 1
