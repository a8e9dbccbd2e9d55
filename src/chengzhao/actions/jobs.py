"""Long pieces of work as offices see them: begun, advanced, ended; whoever looks sees how far they are."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.season_lock import lock_season
from chengzhao.ledger.digest import digest_of
from chengzhao.records.job_words import JobState
from chengzhao.records.models import Job


@transaction.atomic
def start_job(
    *, border: Border, actor: Actor, at: datetime, kind: str, title: str, total: int, message: str = ""
) -> int:
    """Begin a piece of work of `total` steps and return its key; one that failed before goes on where it was.

    Raises Refused where work of this kind is running, or was done, in the season.
    """
    lock_season(border)
    held = Job.objects.filter(season=border.season, province=border.province, kind=kind).first()
    if held is not None and held.state != JobState.FAILED:
        raise Refused(f"“{held.title}”{JobState(held.state).label}，不必再次开始。")
    before = job_digest(held) if held else ""
    facts = {"title": title, "total": total, "message": message}
    fresh = {"state": JobState.RUNNING.value, "finished_at": None}
    job, _ = Job.objects.update_or_create(
        season=border.season,
        province=border.province,
        kind=kind,
        defaults=fresh | facts,
        create_defaults=fresh | facts | {"started_by_id": actor.account},
    )
    _trail(border, actor, at, "start_job", job, before)
    return job.pk


@transaction.atomic
def advance_job(*, border: Border, job_id: int, steps: int = 1) -> int:
    """Book finished steps of a running piece of work and return how many are done.

    Called in the transaction of the step itself, so that a step and its mark stand or fall together.
    Raises Refused for work that is not running, and past its last step.
    """
    held = Job.objects.select_for_update().filter(
        season=border.season, province=border.province, pk=job_id, state=JobState.RUNNING
    )
    if not held.filter(done__lte=F("total") - steps).update(done=F("done") + steps):
        raise Refused("该任务不在进行中，或已没有剩余的步骤。")
    return held.values_list("done", flat=True).get()


@transaction.atomic
def finish_job(*, border: Border, actor: Actor, at: datetime, job_id: int, message: str = "") -> None:
    """End a running piece of work all steps of which are done. Raises Refused where some are left."""
    job = _running(border, job_id)
    if job is None or job.done != job.total:
        raise Refused("该任务还有未完成的步骤，或不在进行中。")
    _end(border, actor, at, "finish_job", job, JobState.DONE, message)


@transaction.atomic
def fail_job(*, border: Border, actor: Actor, at: datetime, job_id: int, message: str) -> None:
    """Mark a running piece of work as failed, with what went wrong; the steps done stay done."""
    job = _running(border, job_id)
    if job is None:
        raise Refused("该任务不在进行中。")
    _end(border, actor, at, "fail_job", job, JobState.FAILED, message)


def _running(border: Border, job_id: int) -> Job | None:
    held = Job.objects.select_for_update().filter(
        season=border.season, province=border.province, pk=job_id, state=JobState.RUNNING
    )
    return held.first()


def _end(
    border: Border, actor: Actor, at: datetime, act: str, job: Job, state: JobState, message: str
) -> None:
    before = job_digest(job)
    job.state, job.finished_at, job.message = state.value, at, message[:400]
    job.save(update_fields=["state", "finished_at", "message"])
    _trail(border, actor, at, act, job, before)


def job_digest(job: Job, **more: object) -> str:
    """The digest of how a piece of work stands; `more` is what belongs to it in other tables."""
    columns = ("kind", "title", "state", "done", "total", "faults", "message", "cancel_asked_at")
    return digest_of({name: getattr(job, name) for name in columns} | more)


def _trail(border: Border, actor: Actor, at: datetime, act: str, job: Job, before: str) -> None:
    touched = Touched(object_id=str(job.pk), before=before, after=job_digest(job))
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="job", touched=[touched])
