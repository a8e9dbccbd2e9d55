"""`chengzhao work`: does the background jobs of the queue and the upkeep, until it is stopped."""

import asyncio
import os
from contextlib import nullcontext, suppress
from typing import Any

from chengzhao.cli.beside import starter_is_gone
from chengzhao.cli.tables import (
    close_connections,
    require_current_tables,
    require_restricted_role,
    running_project,
)

JOBS_AT_ONCE = 1
"""A job keeps a core busy; more at once are more processes, on as many machines as one likes."""
UPKEEP_AT_ONCE = 2
"""A verification of the whole trail takes long; the trail is sealed meanwhile."""
FINISH_SECONDS = 8
"""So long a job may go on after the worker was told to stop; what is not done by then is taken up by the next."""


def work(*, until_empty: bool, until_input_ends: bool, has_upkeep: bool = True) -> int:
    """`chengzhao work`: until it is stopped, until nothing waits, or until whoever started it is gone.

    Without upkeep it does jobs alone; so it does until nothing waits.
    """
    with running_project():
        require_current_tables()
        require_restricted_role()
        close_connections()
        from chengzhao.work.delivery import delivering

        keeps_up = has_upkeep and not until_empty
        with delivering() if keeps_up else nullcontext():
            asyncio.run(_work(until_empty=until_empty, until_input_ends=until_input_ends, keeps_up=keeps_up))
    return 0


async def _work(*, until_empty: bool, until_input_ends: bool, keeps_up: bool) -> None:
    from procrastinate.contrib.django import app

    from chengzhao.actions.queued_jobs import QUEUE
    from chengzhao.work.queue import UPKEEP_QUEUE, ask_for_upkeep
    from chengzhao.work.upkeep import put_back_left_jobs

    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker.open_async():
        await put_back_left_jobs(worker)
        working = [_listening(worker, QUEUE, JOBS_AT_ONCE, wait=not until_empty)]
        if keeps_up:
            await ask_for_upkeep(worker)
            working.append(_listening(worker, UPKEEP_QUEUE, UPKEEP_AT_ONCE, hears_signals=False))
        watching = [asyncio.create_task(_until_starter_is_gone())] if until_input_ends else []
        await asyncio.wait([*working, *watching], return_when=asyncio.FIRST_COMPLETED)
        for task in (*working, *watching):
            if not task.done():
                task.cancel()
        for task in working:
            with suppress(asyncio.CancelledError):
                await task


def _listening(
    worker: Any, queue: str, at_once: int, *, wait: bool = True, hears_signals: bool = True
) -> asyncio.Task[None]:
    """What takes jobs out of a queue; the first of several hears that the process is to end."""
    return asyncio.create_task(
        worker.run_worker_async(
            name=queue,
            queues=[queue],
            concurrency=at_once,
            wait=wait,
            shutdown_graceful_timeout=FINISH_SECONDS,
            delete_jobs="always",
            install_signal_handlers=hears_signals,
        )
    )


async def _until_starter_is_gone() -> None:
    parent = os.getppid()
    while not await asyncio.to_thread(starter_is_gone, parent):
        pass
