"""What the database promises of public notices."""

from datetime import timedelta

import pytest
from tests.factories import a_claim, a_notice
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import NoticeState

pytestmark = pytest.mark.django_db

S = NoticeState


def test_public_notice_state_known() -> None:
    row = a_notice(state=S.UP)
    with breaks("public_notice_state_known"):
        change(row, state="OTHER")


def test_public_notice_number_once() -> None:
    row = a_notice()
    with breaks("public_notice_number_once"):
        again(row)
    again(row, number="other")


@pytest.mark.parametrize("state", [S.SIGNED, S.UP, S.COMPLETED, S.DOWN])
def test_public_notice_signed_by_two(state: S) -> None:
    row = a_notice(state=state)
    for signers in ({"first_signer": None}, {"second_signer": None}, {"second_signer": row.first_signer}):
        with breaks("public_notice_signed_by_two"):
            change(row, **signers)


@pytest.mark.parametrize(
    ("state", "column"), [(S.UP, "up_at"), (S.COMPLETED, "up_at"), (S.DOWN, "up_at"), (S.DOWN, "down_at")]
)
def test_public_notice_state_has_its_time(state: S, column: str) -> None:
    row = a_notice(state=state)
    with breaks("public_notice_state_has_its_time"):
        change(row, **{column: None})


def test_public_notice_completed_after_its_days_only() -> None:
    row: PublicNotice = a_notice(state=S.COMPLETED)
    assert row.objections_until is not None
    change(row, completed_at=row.objections_until)
    with breaks("public_notice_state_has_its_time"):
        change(row, completed_at=row.objections_until - timedelta(microseconds=1))


def test_notice_entry_once() -> None:
    a_notice(claims=[a_claim()])
    row = NoticeEntry.objects.get()
    with breaks("notice_entry_once"):
        again(row)
