"""What the queue does for itself: jobs of workers that died are taken up again, old files of jobs are deleted."""

from procrastinate import App

from chengzhao.actions.queued_jobs import drop_expired_files
from chengzhao.records.bulk import server_time
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door


async def put_back_left_jobs(app: App) -> None:
    """Put jobs back into the queue whose worker has not been heard of for half a minute."""
    for held in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(held)


async def take_up_again(app: App, timestamp: int) -> None:
    """The same, each minute."""
    await put_back_left_jobs(app)


def drop_files(timestamp: int) -> None:
    """Delete the files of jobs that have been kept long enough."""
    with scope(Scope(door=Door.MAINTENANCE)):
        drop_expired_files(at=server_time())
