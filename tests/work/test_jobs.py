"""Jobs carried out: through the door of whoever asked, step by step, ended with a file or with a reason."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import OperationalError
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as QueuedJob
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from tests.factories import BORDER, KEYS
from tests.web.world import World, a_world

from chengzhao.actions import queued_jobs
from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.queued_jobs import MOST_TRIES, TASK, Wanted, cancel_job, end_job, queue_job
from chengzhao.law.words import Role
from chengzhao.records import scope
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobState
from chengzhao.records.models import AdmissionList, AuditRow, Job, JobFile, StaffRole
from chengzhao.records.sealed import job_file_place
from chengzhao.records.walls.doors import Door
from chengzhao.work.jobs import Outcome, Run, run_job
from chengzhao.work.kinds import DOING

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def ask(world: World, kind: str, role: Role = Role.COLLEGE_OFFICER, **arguments: str) -> Job:
    """A job that waits, asked for by somebody of the college."""
    held = StaffRole.objects.get(account=world.accounts[role])
    actor = Actor(account=held.account_id, role=role, org_path=held.organisation.path)
    wanted = Wanted(kind=kind, title="任务", arguments=arguments, seat=f"role:{held.pk}")
    key = queue_job(border=BORDER, actor=actor, at=server_time(), wanted=wanted)
    return Job.objects.get(public_id=key)


def carry_out(job: Job, doing: dict[str, Callable[[Run], Outcome]] | None = None) -> Job:
    run_job(doing or DOING, season=BORDER.season, province=BORDER.province, job=job.pk)
    job.refresh_from_db()
    return job


def content_of(job: Job) -> bytes:
    kept = JobFile.objects.get(job=job)
    return KEYS.open_bytes(bytes(kept.sealed), row=job_file_place(job.pk, kept.kind))


def test_the_table_of_files_is_that_of_the_page(world: World) -> None:
    job = carry_out(ask(world, "college_files", level="ZHUANSHENGBEN", format="xlsx"))
    assert (job.state, job.done, job.total, job.message) == ("DONE", 1, 1, "共1份档案。")
    rows = CalamineWorkbook.from_filelike(BytesIO(content_of(job))).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["位次", "报名号", "姓名"]
    assert [row[1] for row in rows[1:]] == [world.admitted.candidate_number]
    assert world.admitted.name not in str(rows)


def test_the_table_for_programs(world: World) -> None:
    job = carry_out(ask(world, "college_files", level="ZHUANSHENGBEN", format="csv", state="RETURNED"))
    assert job.message == "共0份档案。"
    assert content_of(job).decode().splitlines()[0].startswith("\ufeff位次,报名号")
    assert JobFile.objects.get(job=job).name.endswith(".csv")


@pytest.mark.parametrize("kind", ["college_roster", "college_letters"])
def test_papers_name_the_entrants_of_approved_lists(world: World, kind: str) -> None:
    AdmissionList.objects.update(
        state="SENT",
        digest="ab" * 32,
        checked_by=world.accounts[Role.PROVINCE_OFFICER],
        approved_by=world.accounts[Role.PROVINCE_LEAD],
        approved_at=server_time(),
    )
    job = carry_out(ask(world, kind))
    assert (job.state, job.total) == ("DONE", 1)
    text = PdfReader(BytesIO(content_of(job))).pages[0].extract_text()
    assert world.admitted.candidate_number in text
    assert "张三丰" in text
    # Whoever is named in full finds that on the trail of their own file.
    assert AuditRow.objects.get(act="view_file").candidate_id == world.admitted.pk


@pytest.mark.parametrize("kind", ["college_roster", "college_letters"])
def test_papers_without_an_approved_list_say_why(world: World, kind: str) -> None:
    AdmissionList.objects.update(state="OPEN")
    job = carry_out(ask(world, kind))
    assert job.state == "FAILED"
    assert "还没有" in job.message
    assert not JobFile.objects.filter(job=job).exists()


def test_a_job_works_through_the_door_of_whoever_asked(world: World) -> None:
    seen = []

    def look(run: Run) -> Outcome:
        with run.as_asker():
            held = scope.current()
            assert held is not None
            seen.append((held.door, held.college, held.account))
        return Outcome(message="看过")

    carry_out(ask(world, "look"), {"look": look})
    assert seen == [(Door.COLLEGE, world.college.pk, world.accounts[Role.COLLEGE_OFFICER].pk)]


def test_whoever_lost_the_role_gets_nothing(world: World) -> None:
    job = ask(world, "college_files")
    StaffRole.objects.filter(account=world.accounts[Role.COLLEGE_OFFICER]).update(
        valid_from="2024-01-01T00:00+08:00", valid_until="2024-02-01T00:00+08:00"
    )
    carry_out(job)
    assert (job.state, job.message) == ("FAILED", "发起人的身份已不在任期内，没有办理。")


def test_a_job_that_is_called_off_stops_between_steps(world: World) -> None:
    job = ask(world, "long")
    steps = []

    def long(run: Run) -> Outcome:
        run.begin(10)
        for number in range(10):
            steps.append(number)
            if number == 3:
                cancel_job(border=BORDER, actor=run.actor, at=server_time(), public_id=job.public_id)
            run.advance(1)
        return Outcome(message="")

    carry_out(job, {"long": long})
    assert (job.state, steps, job.done) == ("CANCELLED", [0, 1, 2, 3], 3)


def test_a_refusal_is_told_and_a_mistake_is_not(world: World) -> None:
    def refuse(run: Run) -> Outcome:
        raise Refused("名单还没有批准。")

    def fail(run: Run) -> Outcome:
        raise ValueError("99999919900101001X")

    told = carry_out(ask(world, "refuse"), {"refuse": refuse})
    assert (told.state, told.message) == ("FAILED", "名单还没有批准。")
    untold = carry_out(ask(world, "fail"), {"fail": fail})
    assert untold.state == "FAILED"
    assert "99999919900101001X" not in untold.message
    assert f"job-{untold.pk}" in untold.message


def test_a_job_that_has_ended_is_not_done_again(world: World) -> None:
    job = carry_out(ask(world, "college_files"))
    ended = job.finished_at
    assert carry_out(job).finished_at == ended


def test_a_partial_outcome_says_so(world: World) -> None:
    job = carry_out(ask(world, "part"), {"part": lambda run: Outcome(message="2行有错", is_partial=True)})
    assert job.state == "PARTLY"


def broken(run: Run) -> Outcome:
    raise OperationalError("server closed the connection unexpectedly")


def test_a_database_that_breaks_off_leaves_the_job_to_be_taken_up_until_it_is_given_up(world: World) -> None:
    job = ask(world, "broken")
    for tried in range(1, MOST_TRIES + 1):
        with pytest.raises(OperationalError):
            carry_out(job, {"broken": broken})
        job.refresh_from_db()
        assert (job.state, job.tries) == ("RUNNING", tried)
    carry_out(job, {"broken": broken})
    assert job.state == "FAILED"
    assert "办理中断了3次" in job.message


def test_the_queue_does_not_give_up_before_the_job_does() -> None:
    """It would leave the job at work for ever."""
    task = app.tasks[TASK]
    held = QueuedJob(id=1, queue="jobs", lock=None, queueing_lock=None, task_name=TASK, attempts=50)
    assert task.get_retry_exception(exception=OperationalError(), job=held) is not None
    assert task.get_retry_exception(exception=ValueError(), job=held) is None


def test_a_job_that_another_worker_ended_meanwhile_stays_as_it_is(world: World) -> None:
    job = ask(world, "slow")

    def slow(run: Run) -> Outcome:
        end_job(
            border=BORDER, actor=run.actor, at=server_time(), key=job.pk, state=JobState.DONE, message="先"
        )
        return Outcome(message="后")

    carry_out(job, {"slow": slow})
    assert (job.state, job.message) == ("DONE", "先")


def test_a_result_that_is_too_large_fails_the_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queued_jobs, "MOST_BYTES", 10)
    job = carry_out(ask(world, "college_files", level="ZHUANSHENGBEN", format="csv"))
    assert job.state == "FAILED"
    assert "请缩小范围" in job.message
