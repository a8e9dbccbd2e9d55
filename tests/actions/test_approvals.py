"""Acts of two persons."""

import pytest
from tests.actions.ready_season import AT
from tests.actions.refusing import refused
from tests.factories import BORDER, an_account, an_actor

from chengzhao.actions.approvals import approve, require_two
from chengzhao.records.models import Approval

pytestmark = pytest.mark.django_db


def test_two_different_persons_with_accounts_may_sign_by_the_hand_of_the_second() -> None:
    first, second = an_account(), an_account()
    require_two(an_actor(account=second), first.pk, second.pk)
    for other in (first, an_account()):
        with refused("第二签字人必须本人登录办理，不能代签。"):
            require_two(an_actor(account=other), first.pk, second.pk)


def test_one_person_twice_is_refused() -> None:
    person = an_account()
    with refused("两次签字必须由不同的人完成。"):
        require_two(an_actor(account=person), person.pk, person.pk)


def test_somebody_without_an_account_is_refused() -> None:
    with refused("签字人没有账号，请先登记。"):
        require_two(an_actor(), an_account().pk, 0)


def test_approve_keeps_both_on_one_digest() -> None:
    first, second = an_account(), an_account()
    approve(BORDER, AT, "sign_run 1", "a" * 64, first.pk, second.pk)
    row = Approval.objects.get()
    assert (row.season, row.province, row.act, row.digest) == (2024, "14", "sign_run 1", "a" * 64)
    assert (row.first, row.first_at, row.second, row.second_at) == (first, AT, second, AT)
