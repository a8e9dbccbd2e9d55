"""The queue of background work: the tasks that a worker knows, in tables of the same database (procrastinate)."""

from contextlib import suppress
from functools import partial

from django.db import InterfaceError, OperationalError
from procrastinate import App, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued

from chengzhao.actions.queued_jobs import QUEUE, TASK

UPKEEP_QUEUE = "upkeep"
"""The queue of what the system asks of itself."""

EVERY_MINUTE = "* * * * *"
_AGAIN = RetryStrategy(wait=10, retry_exceptions={OperationalError, InterfaceError})
"""A database that breaks off is asked again, without an end here: a job that was begun too often is given up when it
is taken up (`MOST_TRIES`), and says so. A queue that gave up first would leave it at work for ever.
"""


def register(app: App) -> None:
    """Tell the queue our tasks; called once when Django is ready."""
    from chengzhao.work.jobs import run_job
    from chengzhao.work.kinds import DOING
    from chengzhao.work.upkeep import UPKEEP, keep_up, take_up_again

    app.task(name=TASK, queue=QUEUE, retry=_AGAIN)(partial(run_job, DOING))
    name = "chengzhao.take_up_again"
    watch = app.task(name=name, queue=UPKEEP_QUEUE, queueing_lock=name)(partial(take_up_again, app))
    app.periodic(cron=EVERY_MINUTE)(watch)
    for key, one in UPKEEP.items():
        name = task_name(key)
        task = app.task(name=name, queue=UPKEEP_QUEUE, queueing_lock=name, lock=name)(partial(keep_up, key))
        app.periodic(cron=one.cron)(task)


def task_name(key: str) -> str:
    """How the queue calls a work of upkeep."""
    return f"chengzhao.{key}"


async def ask_for_upkeep(app: App) -> None:
    """Put every work of upkeep into the queue now, but what waits there already: a worker has just begun."""
    from chengzhao.work.upkeep import UPKEEP

    for key in UPKEEP:
        with suppress(AlreadyEnqueued):
            await app.configure_task(task_name(key), queueing_lock=task_name(key)).defer_async()
