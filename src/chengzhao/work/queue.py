"""The queue of background work: the tasks that a worker knows, in tables of the same database (procrastinate)."""

from functools import partial

from django.db import InterfaceError, OperationalError
from procrastinate import App, RetryStrategy

from chengzhao.actions.queued_jobs import QUEUE, TASK

UPKEEP = "upkeep"
"""The queue of what the system asks of itself."""
QUEUES = (QUEUE, UPKEEP)

EVERY_MINUTE = "* * * * *"
_AGAIN = RetryStrategy(wait=10, retry_exceptions={OperationalError, InterfaceError})
"""A database that breaks off is asked again, without an end here: a job that was begun too often is given up when it
is taken up (`MOST_TRIES`), and says so. A queue that gave up first would leave it at work for ever.
"""


def register(app: App) -> None:
    """Tell the queue our tasks; called once when Django is ready."""
    from chengzhao.work.jobs import run_job
    from chengzhao.work.kinds import DOING
    from chengzhao.work.upkeep import take_up_again

    app.task(name=TASK, queue=QUEUE, retry=_AGAIN)(partial(run_job, DOING))
    name = "chengzhao.take_up_again"
    watch = app.task(name=name, queue=UPKEEP, queueing_lock=name)(partial(take_up_again, app))
    app.periodic(cron=EVERY_MINUTE)(watch)
