"""What was never handed in goes thirty days after registration closed, with its files; what was handed in stays."""

from datetime import date, datetime

import pytest
from tests.factories import (
    BEIJING,
    BORDER,
    a_candidate,
    a_draft,
    an_account,
    an_actor_for,
    an_evidence_file,
    an_open_stage,
)

from chengzhao.actions.retention import tidy_expired
from chengzhao.law.words import Stage
from chengzhao.records.models import DraftAnswer, RegistrationDraft, SealedFile, SealedPiece
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.registration import DraftTask

pytestmark = pytest.mark.django_db
CLOSES = datetime(2024, 9, 6, 18, tzinfo=BEIJING)


def tidy(day: date) -> None:
    tidy_expired(border=BORDER, actor=an_actor_for("tidy_expired"), at=CLOSES, day=day)


@pytest.mark.parametrize(("day", "left"), [(date(2024, 10, 5), 2), (date(2024, 10, 6), 1)])
def test_draft_goes_thirty_days_after_registration_closed(day: date, left: int) -> None:
    an_open_stage(Stage.REGISTRATION, closes_at=CLOSES)
    answers = {DraftTask.LEVEL: {"level": "GAOQIBEN"}}
    draft = a_draft(account=an_account(kind=AccountKind.CANDIDATE), answers=answers)
    an_evidence_file(draft=draft)
    a_draft(account=an_account(kind=AccountKind.CANDIDATE), candidate=a_candidate())
    tidy(day)
    rows = (DraftAnswer, SealedFile, SealedPiece)
    assert RegistrationDraft.objects.count() == left
    assert [model._default_manager.count() for model in rows] == [left - 1] * 3


def test_without_a_window_that_closed_nothing_goes() -> None:
    a_draft(account=an_account(kind=AccountKind.CANDIDATE))
    tidy(date(2030, 1, 1))
    assert RegistrationDraft.objects.count() == 1
