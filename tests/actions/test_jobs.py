"""Long pieces of work: begun once, advanced step by step, ended whole."""

from datetime import UTC, datetime

import pytest
from tests.factories import BORDER, a_season, an_actor

from chengzhao.actions.audit import Refused
from chengzhao.actions.jobs import advance_job, fail_job, finish_job, start_job
from chengzhao.records.models import AuditRow, Job

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def start(total: int = 2) -> int:
    return start_job(border=BORDER, actor=an_actor(), at=NOW, kind="export", title="导出", total=total)


def test_a_job_begins_with_nothing_done_and_leaves_a_trail() -> None:
    a_season()
    job = Job.objects.get(pk=start())
    assert (job.kind, job.title, job.state, job.done, job.total) == ("export", "导出", "RUNNING", 0, 2)
    assert job.started_by is not None
    assert list(AuditRow.objects.values_list("act", "object_id")) == [("start_job", str(job.pk))]


def test_a_job_of_a_season_that_is_not_open_is_refused() -> None:
    with pytest.raises(Refused, match="2024年度尚未开启"):
        start()


@pytest.mark.parametrize(("state", "said"), [("RUNNING", "进行中"), ("DONE", "已完成")])
def test_a_job_that_runs_or_is_done_is_not_begun_again(state: str, said: str) -> None:
    a_season()
    key = start(total=0)
    if state == "DONE":
        finish_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key)
    with pytest.raises(Refused, match=f"“导出”{said}，不必再次开始。"):
        start()


def test_a_job_that_failed_goes_on_where_it_was() -> None:
    a_season()
    key = start()
    advance_job(border=BORDER, job_id=key)
    fail_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key, message="磁盘已满")
    assert start() == key
    job = Job.objects.get(pk=key)
    assert (job.state, job.done, job.finished_at, job.message) == ("RUNNING", 1, None, "")


def test_each_row_says_how_the_job_stood_and_how_it_stands() -> None:
    a_season()
    key = start()
    fail_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key, message="磁盘已满")
    start()
    begun, failed, again = AuditRow.objects.order_by("pk").values_list("before_digest", "after_digest")
    assert begun[0] == ""
    assert (failed[0], again[0]) == (begun[1], failed[1])
    assert failed[0] != failed[1]


def test_steps_are_booked_up_to_the_last_one() -> None:
    a_season()
    key = start()
    assert advance_job(border=BORDER, job_id=key) == 1
    assert advance_job(border=BORDER, job_id=key) == 2
    with pytest.raises(Refused, match="已没有剩余的步骤"):
        advance_job(border=BORDER, job_id=key)
    assert Job.objects.get(pk=key).done == 2


def test_a_job_ends_when_every_step_is_done_and_not_before() -> None:
    a_season()
    key = start(total=1)
    with pytest.raises(Refused, match="还有未完成的步骤"):
        finish_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key)
    advance_job(border=BORDER, job_id=key)
    finish_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key, message="共1份")
    job = Job.objects.get(pk=key)
    assert (job.state, job.finished_at, job.message) == ("DONE", NOW, "共1份")
    with pytest.raises(Refused, match="不在进行中"):
        advance_job(border=BORDER, job_id=key)


def test_a_job_that_is_done_cannot_fail() -> None:
    a_season()
    key = start(total=0)
    finish_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key)
    with pytest.raises(Refused, match="该任务不在进行中"):
        fail_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key, message="太晚")


def test_a_long_message_of_a_failure_is_cut_to_its_column() -> None:
    a_season()
    key = start()
    fail_job(border=BORDER, actor=an_actor(), at=NOW, job_id=key, message="错" * 500)
    assert Job.objects.get(pk=key).message == "错" * 400


def test_a_job_of_another_season_is_not_touched() -> None:
    a_season()
    key = start()
    other = type(BORDER)(season=2025, province="14")
    with pytest.raises(Refused):
        advance_job(border=other, job_id=key)
    assert Job.objects.get(pk=key).done == 0
