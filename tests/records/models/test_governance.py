"""What the database promises of seasons, windows and responsible persons."""

from datetime import timedelta

import pytest
from tests.factories import BORDER, REGISTRATION_DAY, a_season, an_open_stage, an_organisation
from tests.records.models.breaking import again, breaks, change

from chengzhao.law.words import Stage
from chengzhao.records.models import ResponsiblePerson

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
DAY = timedelta(days=1)


def test_season_once_per_year_and_province() -> None:
    row = a_season()
    with breaks("season_once_per_year_and_province"):
        again(row)
    again(row, season=2025)
    again(row, province="32")


@pytest.mark.parametrize(
    ("column", "least", "most"),
    [
        ("candidate_idle_minutes", 5, 120),
        ("candidate_session_hours", 1, 24),
        ("staff_idle_minutes", 5, 60),
        ("staff_session_hours", 1, 12),
    ],
)
def test_season_sessions_end(column: str, least: int, most: int) -> None:
    row = a_season()
    for value in (least - 1, most + 1):
        with breaks("season_sessions_end"):
            change(row, **{column: value})
    for value in (least, most):
        change(row, **{column: value})


def test_stage_window_stage_known() -> None:
    row = an_open_stage(Stage.REGISTRATION)
    with breaks("stage_window_stage_known"):
        change(row, stage="LUNCH")


def test_stage_window_closes_after_it_opens() -> None:
    row = an_open_stage(Stage.REGISTRATION, opens_at=AT, closes_at=AT + DAY)
    with breaks("stage_window_closes_after_it_opens"):
        change(row, closes_at=AT)
    change(row, closes_at=AT + timedelta(microseconds=1))


def test_stage_window_one_open_per_scope() -> None:
    row = an_open_stage(Stage.REGISTRATION, opens_at=AT, closes_at=AT + DAY)
    with breaks("stage_window_one_open_per_scope"):
        again(row, opens_at=AT + DAY - timedelta(microseconds=1), closes_at=AT + 2 * DAY)
    again(row, opens_at=AT + DAY, closes_at=AT + 2 * DAY)
    again(row, stage=Stage.REVIEW)
    again(row, org_path="/14/1401/")
    again(row, season=2025)
    again(row, province="32")


def a_person(duty: str = "FIRST") -> ResponsiblePerson:
    return ResponsiblePerson.objects.create(
        season=BORDER.season,
        province=BORDER.province,
        organisation=an_organisation(),
        duty=duty,
        name="赵建国",
        post="主任",
    )


def test_responsible_person_duty_known() -> None:
    row = a_person()
    with breaks("responsible_person_duty_known"):
        change(row, duty="SOME")


def test_responsible_person_one_first() -> None:
    row = a_person()
    with breaks("responsible_person_one_first"):
        again(row, name="孙立")
    again(row, duty="DIRECT")
    again(row, duty="DIRECT")
