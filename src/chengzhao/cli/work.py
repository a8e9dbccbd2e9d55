"""`chengzhao work`: does the background jobs of the queue, until it is stopped."""

import asyncio
import os
from contextlib import suppress

from chengzhao.cli.beside import starter_is_gone
from chengzhao.cli.tables import (
    close_connections,
    require_current_tables,
    require_restricted_role,
    running_project,
)

JOBS_AT_ONCE = 1
"""A job keeps a core busy; more at once are more processes, on as many machines as one likes."""
FINISH_SECONDS = 8
"""So long a job may go on after the worker was told to stop; what is not done by then is taken up by the next."""


def work(*, until_empty: bool, until_input_ends: bool) -> int:
    """`chengzhao work`: until it is stopped, until nothing waits, or until whoever started it is gone."""
    with running_project():
        require_current_tables()
        require_restricted_role()
        close_connections()
        asyncio.run(_work(until_empty=until_empty, until_input_ends=until_input_ends))
    return 0


async def _work(*, until_empty: bool, until_input_ends: bool) -> None:
    from procrastinate.contrib.django import app

    from chengzhao.work.queue import QUEUES
    from chengzhao.work.upkeep import put_back_left_jobs

    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker.open_async():
        await put_back_left_jobs(worker)
        working = asyncio.create_task(
            worker.run_worker_async(
                queues=list(QUEUES),
                concurrency=JOBS_AT_ONCE,
                wait=not until_empty,
                shutdown_graceful_timeout=FINISH_SECONDS,
                delete_jobs="always",
            )
        )
        watching = [asyncio.create_task(_until_starter_is_gone())] if until_input_ends else []
        await asyncio.wait([working, *watching], return_when=asyncio.FIRST_COMPLETED)
        for task in (working, *watching):
            if not task.done():
                task.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def _until_starter_is_gone() -> None:
    parent = os.getppid()
    while not await asyncio.to_thread(starter_is_gone, parent):
        pass
