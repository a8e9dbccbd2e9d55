"""What the queue does for itself: jobs of workers that died are taken up again."""

from procrastinate import App


async def put_back_left_jobs(app: App) -> None:
    """Put jobs back into the queue whose worker has not been heard of for half a minute."""
    for held in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(held)


async def take_up_again(app: App, timestamp: int) -> None:
    """The same, each minute."""
    await put_back_left_jobs(app)
