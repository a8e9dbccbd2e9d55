"""What the database promises of declarations to keep away."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import REGISTRATION_DAY, a_candidate, an_account
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import Recusal

pytestmark = pytest.mark.django_db


def a_recusal() -> Recusal:
    return Recusal.objects.create(
        season=2024,
        province="14",
        account=an_account(),
        candidate=a_candidate(),
        relation="RELATIVE",
        declared_at=REGISTRATION_DAY,
    )


def test_recusal_relation_known() -> None:
    row = a_recusal()
    with breaks("recusal_relation_known"):
        again(row, relation="FRIEND", account_id=an_account().pk)


def test_recusal_once() -> None:
    row = a_recusal()
    with breaks("recusal_once"):
        again(row)
    again(row, candidate_id=a_candidate().pk)


def test_a_recusal_is_never_taken_back() -> None:
    row = a_recusal()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(row, relation="INTEREST")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        row.delete()
