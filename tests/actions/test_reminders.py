"""Before registration closes whoever has not handed in is reminded: a day and two hours before, each once."""

from datetime import datetime, timedelta

import pytest
from tests.actions.refusing import trail_of
from tests.factories import (
    BEIJING,
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    YEAR,
    a_candidate,
    an_open_stage,
    an_organisation,
)
from tests.factories.accounts import a_candidate_account

from chengzhao.actions.audit import Actor
from chengzhao.actions.drafts import save_answers
from chengzhao.actions.reminders import borders_with_deadline, remind_of_deadlines
from chengzhao.law.words import Role, Stage
from chengzhao.records.models import Account, Message, RegistrationDraft, StageWindow
from chengzhao.records.sealed import MESSAGE_TEXT
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

CLOSES = datetime(2024, 9, 9, 17, 0, tzinfo=BEIJING)
DAY_BEFORE = CLOSES - timedelta(hours=24)


def remind(at: datetime) -> int:
    return remind_of_deadlines(border=BORDER, at=at, keys=KEYS)


def kinds() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def draft() -> Account:
    an_open_stage(Stage.REGISTRATION, closes_at=CLOSES)
    account = a_candidate_account()
    RegistrationDraft.objects.create(
        season=YEAR, province="14", account=account, opened_at=REGISTRATION_DAY, saved_at=REGISTRATION_DAY
    )
    return account


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        (timedelta(hours=24, seconds=1), []),
        (timedelta(hours=24), ["draft_last_day"]),
        (timedelta(hours=2, seconds=1), ["draft_last_day"]),
        (timedelta(hours=2), ["draft_last_hours"]),
        (timedelta(seconds=1), ["draft_last_hours"]),
        (timedelta(), []),
    ],
)
def test_when_a_draft_is_reminded_of(draft: Account, before: timedelta, kind: list[str]) -> None:
    assert remind(CLOSES - before) == len(kind)
    assert kinds() == kind


def test_each_reminder_is_sent_once_and_says_the_moment(draft: Account) -> None:
    for minutes in range(0, 24 * 60, 10):
        remind(DAY_BEFORE + timedelta(minutes=minutes))
    assert kinds() == ["draft_last_day", "draft_last_hours"]
    row = Message.objects.filter(account=draft).first()
    assert row is not None
    text = "您的报名表还没有提交，9月9日17:00截止，过时不能补报。请登录报名系统提交。"
    assert MESSAGE_TEXT.text(KEYS, row.pk, row.text_sealed) == text
    assert trail_of("remind_of_deadlines") == [("approval", "draft 1人"), ("approval", "draft 1人")]


def test_deadline_that_was_put_off_is_reminded_of_again(draft: Account) -> None:
    remind(DAY_BEFORE)
    StageWindow.objects.update(closes_at=CLOSES + timedelta(days=3))
    assert remind(CLOSES) == 0
    assert remind(DAY_BEFORE + timedelta(days=3)) == 1


def test_returned_ones_are_reminded_and_those_with_the_office_are_not() -> None:
    an_open_stage(Stage.REGISTRATION, closes_at=CLOSES)
    here = {"confirmation_point": an_organisation(path="/14/1401/140105/")}
    mine = a_candidate(state=RegistrationState.RETURNED, **here)
    a_candidate(state=RegistrationState.SUBMITTED, **here)
    a_candidate(state=RegistrationState.APPROVED, approved=True, **here)
    assert remind(DAY_BEFORE) == 1
    assert Message.objects.get().candidate_id == mine.pk
    assert kinds() == ["return_last_day"]


def test_county_with_a_later_window_is_reminded_by_its_own_deadline(draft: Account) -> None:
    point = an_organisation(path="/14/1401/140105/")
    later = CLOSES + timedelta(days=1)
    an_open_stage(Stage.REGISTRATION, org_path=point.path, closes_at=later)
    a_candidate(state=RegistrationState.RETURNED, confirmation_point=point)
    actor = Actor(account=draft.pk, role=Role.CANDIDATE, org_path="/14/")
    save_answers(
        border=BORDER,
        actor=actor,
        at=REGISTRATION_DAY,
        keys=KEYS,
        step="point",
        given={"point": point.path},
        seen=0,
    )
    assert remind(DAY_BEFORE) == 0
    assert remind(later - timedelta(hours=24)) == 2
    assert sorted(kinds()) == ["draft_last_day", "return_last_day"]


def test_seasons_in_which_a_deadline_is_near(draft: Account) -> None:
    assert borders_with_deadline(DAY_BEFORE - timedelta(seconds=1)) == ()
    assert borders_with_deadline(DAY_BEFORE) == (BORDER,)
    assert borders_with_deadline(CLOSES) == ()
