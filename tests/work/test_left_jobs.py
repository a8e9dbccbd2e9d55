"""A worker that died: its job goes back into the queue, is carried out by another, and one that lives keeps its own."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from tests.web.world import World, a_world
from tests.work.test_jobs import ask, carry_out

from chengzhao.records.models import Job
from chengzhao.work.upkeep import put_back_left_jobs

pytestmark = pytest.mark.django_db
SILENT = (
    "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds') RETURNING id"
)
ALIVE = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id"


@pytest.fixture
def world() -> World:
    return a_world()


def at_work(job: Job, worker: str | None) -> None:
    """Give a waiting job of the queue to a worker: one of a statement, or one that is gone."""
    with connection.cursor() as cursor:
        number = None
        if worker is not None:
            cursor.execute(worker)
            (number,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE (args->>'job')::bigint = %s",
            [number, job.pk],
        )
        assert cursor.rowcount == 1


def status(job: Job) -> str:
    """How the queue holds a job."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE (args->>'job')::bigint = %s", [job.pk])
        (found,) = cursor.fetchone()
    return str(found)


@pytest.mark.parametrize("worker", [None, SILENT])
def test_job_of_a_dead_worker_is_done_by_another(world: World, worker: str | None) -> None:
    job = ask(world, "college_files", level="ZHUANSHENGBEN", format="csv")
    at_work(job, worker)
    async_to_sync(put_back_left_jobs)(app)
    assert status(job) == "todo"
    assert carry_out(job).state == "DONE"


def test_job_of_a_living_worker_stays_with_it(world: World) -> None:
    job = ask(world, "college_files", level="ZHUANSHENGBEN", format="csv")
    at_work(job, ALIVE)
    async_to_sync(put_back_left_jobs)(app)
    assert status(job) == "doing"
