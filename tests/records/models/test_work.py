"""What the database promises of jobs."""

import pytest
from tests.factories import BORDER, REGISTRATION_DAY
from tests.records.models.breaking import breaks, change

from chengzhao.records.models import Job

pytestmark = pytest.mark.django_db


def a_job() -> Job:
    return Job.objects.create(
        season=BORDER.season, province=BORDER.province, kind="play", title="报名", state="RUNNING", total=3
    )


def test_job_state_known() -> None:
    row = a_job()
    with breaks("job_state_known"):
        change(row, state="LATE", finished_at=REGISTRATION_DAY)


def test_job_never_done_beyond_total() -> None:
    row = a_job()
    change(row, done=3)
    with breaks("job_never_done_beyond_total"):
        change(row, done=4)


@pytest.mark.parametrize("state", ["DONE", "FAILED"])
def test_job_ended_has_time(state: str) -> None:
    row = a_job()
    with breaks("job_ended_has_time"):
        change(row, state=state)
    change(row, state=state, finished_at=REGISTRATION_DAY)
    with breaks("job_ended_has_time"):
        change(row, state="RUNNING")
