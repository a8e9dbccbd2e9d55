"""What the database promises of acts of two."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories import BORDER, REGISTRATION_DAY, an_account
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import Approval

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
LAPSES = AT + timedelta(days=1)


def an_approval(**facts: Any) -> Approval:
    given = {
        "act": "sign_run",
        "object_kind": "filing_run",
        "object_id": "1",
        "org_path": "/14/",
        "digest": "d" * 64,
        "state": "OPEN",
        "first": an_account(),
        "first_role": "PROVINCE_OFFICER",
        "first_at": AT,
        "lapses_at": LAPSES,
    }
    return Approval.objects.create(season=BORDER.season, province=BORDER.province, **(given | facts))


def answer(row: Approval, **facts: Any) -> None:
    given = {"second": an_account(), "second_role": "PROVINCE_LEAD", "second_at": AT, "state": "DONE"}
    change(row, **(given | facts))


def test_approval_state_known() -> None:
    row = an_approval()
    with breaks("approval_state_known"):
        change(row, state="ASLEEP")


def test_approval_by_two_different_persons() -> None:
    row = an_approval()
    with breaks("approval_by_two_different_persons"):
        answer(row, second=row.first)
    answer(row)


def test_approval_second_has_time() -> None:
    row = an_approval()
    with breaks("approval_second_has_time"):
        answer(row, second_at=None)
    with breaks("approval_second_has_time"):
        change(row, second_at=AT)


@pytest.mark.parametrize("state", ["DONE", "REFUSED"])
def test_approval_answered_by_a_second(state: str) -> None:
    row = an_approval()
    with breaks("approval_answered_by_a_second"):
        change(row, state=state, reason="理由")


@pytest.mark.parametrize("state", ["OPEN", "WITHDRAWN", "LAPSED"])
def test_approval_that_ended_otherwise_has_no_second(state: str) -> None:
    row = an_approval()
    with breaks("approval_answered_by_a_second"):
        answer(row, state=state)


def test_approval_answered_in_time() -> None:
    row = an_approval()
    with breaks("approval_answered_in_time"):
        answer(row, second_at=LAPSES)
    answer(row, second_at=LAPSES - timedelta(microseconds=1))


def test_approval_lapses_after_it_is_opened() -> None:
    with breaks("approval_lapses_after_it_is_opened"):
        an_approval(lapses_at=AT)
    an_approval(lapses_at=AT + timedelta(microseconds=1))


def test_approval_refused_with_reason() -> None:
    row = an_approval()
    with breaks("approval_refused_with_reason"):
        answer(row, state="REFUSED")
    answer(row, state="REFUSED", reason="不符")


def test_approval_open_once() -> None:
    row = an_approval()
    with breaks("approval_open_once"):
        again(row)
    again(row, object_id="2")
    change(row, state="WITHDRAWN")
    an_approval()


@pytest.mark.parametrize(
    "facts", [{"state": "OPEN"}, {"digest": "e" * 64}, {"second_role": "PROVINCE_OFFICER"}]
)
def test_approval_is_answered_once(facts: dict[str, Any]) -> None:
    row = an_approval()
    answer(row)
    with pytest.raises(IntegrityError, match="answered once"), transaction.atomic():
        change(row, **facts)


def test_approval_is_never_removed() -> None:
    row = an_approval()
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        row.delete()
