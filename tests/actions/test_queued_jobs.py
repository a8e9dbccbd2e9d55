"""Work asked for on a page: one form is one job, a dead worker's job is begun anew, files are kept for a week."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import BEIJING, BORDER, KEYS, an_actor

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.queued_jobs import (
    MOST_BYTES,
    MOST_OPEN,
    MOST_TRIES,
    Cancelled,
    MadeFile,
    Wanted,
    book_steps,
    cancel_job,
    end_job,
    queue_again,
    queue_job,
    set_total,
    take_up_job,
)
from chengzhao.actions.retention import tidy_expired
from chengzhao.law.words import Role
from chengzhao.records.job_words import JobFileKind, JobState
from chengzhao.records.models import AuditRow, Job, JobFile
from chengzhao.records.sealed import job_file_place

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def actor() -> Actor:
    return an_actor(role=Role.COLLEGE_OFFICER, org_path="/college/10108/")


def queued(by: Actor, **facts: Any) -> Job:
    wanted = Wanted(**({"kind": "k", "title": "导出", "arguments": {"level": "A"}, "seat": "role:1"} | facts))
    return Job.objects.get(public_id=queue_job(border=BORDER, actor=by, at=NOW, wanted=wanted))


def taken_up(job: Job) -> Job:
    assert take_up_job(border=BORDER, at=NOW, key=job.pk) is not None
    job.refresh_from_db()
    return job


def test_a_job_waits_with_its_place_in_the_queue_and_a_trail() -> None:
    job = queued(actor())
    assert (job.state, job.org_path, job.arguments) == ("QUEUED", "/college/10108/", {"level": "A"})
    place = ProcrastinateJob.objects.get()
    assert place.args == {"season": BORDER.season, "province": BORDER.province, "job": job.pk}
    assert (place.task_name, place.status) == ("chengzhao.run_job", "todo")
    assert list(AuditRow.objects.values_list("act", "object_id", "reason")) == [
        ("queue_job", str(job.pk), job.title)
    ]


def test_a_form_that_is_sent_twice_asks_once_and_another_persons_is_their_own() -> None:
    mine, theirs = actor(), actor()
    assert queued(mine, token="f").pk == queued(mine, token="f").pk
    assert queued(theirs, token="f").pk != queued(mine, token="f").pk
    assert (Job.objects.count(), ProcrastinateJob.objects.count()) == (2, 2)


def test_nobody_fills_the_queue_alone() -> None:
    by = actor()
    first, *_ = [queued(by) for _ in range(MOST_OPEN)]
    with pytest.raises(Refused, match=f"你已有{MOST_OPEN}个任务在办"):
        queued(by)
    queued(actor())
    cancel_job(border=BORDER, actor=by, at=NOW, public_id=first.public_id)
    queued(by)


def test_a_candidate_asks_for_no_job() -> None:
    with pytest.raises(Refused, match="你的角色是考生"):
        queued(an_actor(role=Role.CANDIDATE))
    # The refusal takes the row and its place in the queue back with it.
    assert not Job.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_job_at_work_books_its_steps_and_ends() -> None:
    by = actor()
    job = taken_up(queued(by))
    set_total(border=BORDER, key=job.pk, total=3)
    book_steps(border=BORDER, key=job.pk, steps=2, faults=1)
    # A list that grew meanwhile never shows more than all of it.
    book_steps(border=BORDER, key=job.pk, steps=2)
    end_job(border=BORDER, actor=by, at=NOW, key=job.pk, state=JobState.PARTLY, message="共3份")
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.faults, job.tries) == ("PARTLY", 3, 3, 1, 1)
    assert (job.finished_at, job.message) == (NOW, "共3份")
    with pytest.raises(Refused, match="不在进行中"):
        end_job(border=BORDER, actor=by, at=NOW, key=job.pk, state=JobState.DONE)


def test_a_waiting_job_is_called_off_at_once_and_never_taken_up() -> None:
    by = actor()
    job = queued(by)
    assert cancel_job(border=BORDER, actor=by, at=NOW, public_id=job.public_id) is JobState.CANCELLED
    assert take_up_job(border=BORDER, at=NOW, key=job.pk) is None
    with pytest.raises(Refused, match="已取消，不能再取消"):
        cancel_job(border=BORDER, actor=by, at=NOW, public_id=job.public_id)


def test_a_job_at_work_stops_at_its_next_step() -> None:
    by = actor()
    job = taken_up(queued(by))
    set_total(border=BORDER, key=job.pk, total=2)
    assert cancel_job(border=BORDER, actor=by, at=NOW, public_id=job.public_id) is JobState.RUNNING
    with pytest.raises(Cancelled):
        book_steps(border=BORDER, key=job.pk, steps=1)
    with pytest.raises(Cancelled):
        set_total(border=BORDER, key=job.pk, total=3)


@pytest.mark.parametrize("act", [cancel_job, queue_again])
def test_only_whoever_asked_calls_off_or_asks_again(act: Any) -> None:
    job = queued(actor())
    with pytest.raises(Refused, match="由发起人本人"):
        act(border=BORDER, actor=actor(), at=NOW, public_id=job.public_id)


def test_a_job_of_a_dead_worker_is_begun_anew_and_given_up_after_the_third() -> None:
    by = actor()
    job = queued(by)
    for tried in range(1, MOST_TRIES + 1):
        set_total(border=BORDER, key=taken_up(job).pk, total=5)
        book_steps(border=BORDER, key=job.pk, steps=4)
        assert job.tries == tried
        assert job.done == 0
    assert take_up_job(border=BORDER, at=NOW, key=job.pk) is None
    job.refresh_from_db()
    assert job.state == "FAILED"
    assert "中断了3次" in job.message
    queue_again(border=BORDER, actor=by, at=NOW, public_id=job.public_id)
    job.refresh_from_db()
    assert (job.state, job.tries, job.finished_at) == ("QUEUED", 0, None)


def test_a_job_that_is_done_is_not_asked_for_again() -> None:
    by = actor()
    job = taken_up(queued(by))
    end_job(border=BORDER, actor=by, at=NOW, key=job.pk, state=JobState.DONE)
    with pytest.raises(Refused, match="已完成，不必重新办理"):
        queue_again(border=BORDER, actor=by, at=NOW, public_id=job.public_id)


def made(content: bytes) -> dict[JobFileKind, MadeFile]:
    one = MadeFile(kind=JobFileKind.RESULT, name="a.csv", media_type="text/csv", content=content)
    return {one.kind: one}


def test_files_are_sealed_bound_to_their_job_and_deleted_after_a_week() -> None:
    by = actor()
    job = taken_up(queued(by))
    end_job(border=BORDER, actor=by, at=NOW, key=job.pk, state=JobState.DONE, files=made(b"abc"), keys=KEYS)
    kept = JobFile.objects.get()
    assert b"abc" not in bytes(kept.sealed)
    assert KEYS.open_bytes(bytes(kept.sealed), row=job_file_place(job.pk, "RESULT")) == b"abc"
    assert kept.expires_at == datetime(2026, 1, 8, tzinfo=BEIJING)
    tidying = {"border": BORDER, "actor": an_actor(role=Role.SECURITY_ADMIN), "at": NOW}
    assert tidy_expired(**tidying, day=date(2026, 1, 7)) == 0
    assert tidy_expired(**tidying, day=date(2026, 1, 8)) == 1
    assert Job.objects.filter(pk=job.pk).exists()


def test_a_file_that_is_too_large_is_refused() -> None:
    by = actor()
    job = taken_up(queued(by))
    with pytest.raises(Refused, match="结果文件超过64MB"):
        end_job(
            border=BORDER,
            actor=by,
            at=NOW,
            key=job.pk,
            state=JobState.DONE,
            files=made(bytes(MOST_BYTES + 1)),
            keys=KEYS,
        )
    assert not JobFile.objects.exists()


def test_jobs_of_another_season_are_not_found() -> None:
    job = queued(actor())
    elsewhere = type(BORDER)(season=BORDER.season + 1, province=BORDER.province)
    assert take_up_job(border=elsewhere, at=NOW, key=job.pk) is None
