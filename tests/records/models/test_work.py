"""What the database promises of jobs."""

import pytest
from tests.factories import BORDER, REGISTRATION_DAY, an_account
from tests.factories import a_job as a_finished_job
from tests.records.models.breaking import breaks, change

from chengzhao.records.models import Job, JobFile

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


def test_job_once_per_form() -> None:
    account, other = an_account(), an_account()
    a_finished_job(account=account, org_path="/14/", token="form")
    a_finished_job(account=other, org_path="/14/", token="form")
    # What a command carries out comes from no form.
    for _ in range(2):
        a_finished_job(account=account, org_path="/14/")
    with breaks("job_once_per_form"):
        a_finished_job(account=account, org_path="/14/", token="form")


def a_file() -> JobFile:
    return a_finished_job(account=an_account(), org_path="/14/", with_file=True).files.get()


def test_job_file_kind_known() -> None:
    row = a_file()
    change(row, kind="FAULTS")
    with breaks("job_file_kind_known"):
        change(row, kind="OTHER")


def test_job_file_once() -> None:
    row = a_file()
    row.pk = None
    with breaks("job_file_once"):
        row.save()
