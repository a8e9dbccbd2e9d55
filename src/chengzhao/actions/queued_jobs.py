"""Work that is asked for on a page and done in the background: put into the queue, taken up, ended, called off.

The row and its place in the queue are written in one transaction, so that no job is lost and none runs that was
not asked for. A worker that dies leaves its job RUNNING; whoever takes it up after that begins it anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Least
from django.utils.timezone import localtime
from procrastinate.contrib.django import app

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.jobs import job_digest
from chengzhao.law.privacy.periods import PERIODS
from chengzhao.records.job_words import JobFileKind, JobState
from chengzhao.records.models import Job, JobFile
from chengzhao.records.queries.jobs import open_jobs_of
from chengzhao.records.sealed import job_file_place
from chengzhao.vault.sealing import Keys

QUEUE, TASK = "jobs", "chengzhao.run_job"
MOST_OPEN = 5
LONGEST_REASON = 400
MOST_TRIES = 3
MOST_BYTES = 64 * 1024 * 1024
KEPT_FOR = timedelta(days=PERIODS["EXPORT"].length)

Argument = str | int | bool | None


class TooLarge(Refused):
    """A file that is not kept."""


class Cancelled(Exception):
    """Whoever asked for the job has called it off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is asked for: `arguments` are plain values; `token` is the number of the form that was sent."""

    kind: str
    title: str
    arguments: Mapping[str, Argument]
    seat: str
    token: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenUp:
    """A job that a worker has in hand: what was asked for, by whom, in which seat."""

    key: int
    kind: str
    title: str
    arguments: Mapping[str, Argument]
    account: int
    seat: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeFile:
    """A file that a job has made; the name and format are those under which it is handed out."""

    kind: JobFileKind
    name: str
    media_type: str
    content: bytes


@transaction.atomic
def queue_job(*, border: Border, actor: Actor, at: datetime, wanted: Wanted) -> UUID:
    """Put work into the queue and return its public id; a form that is sent twice asks for one job.

    Raises Refused where the actor has as many jobs in hand as one may have.
    """
    held = _sent_before(border, actor, wanted.token) if wanted.token else None
    if held is not None:
        return held
    _require_room(border, actor)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                season=border.season,
                province=border.province,
                kind=wanted.kind,
                title=wanted.title,
                state=JobState.QUEUED.value,
                started_by_id=actor.account,
                seat=wanted.seat,
                org_path=actor.org_path,
                arguments=dict(wanted.arguments),
                token=wanted.token,
                started_at=at,
            )
    except IntegrityError:
        # The other press of the same button was first.
        first = _sent_before(border, actor, wanted.token)
        if first is None:
            raise
        return first
    _enqueue(border, job.pk)
    public_id = UUID(str(Job.objects.values_list("public_id", flat=True).get(pk=job.pk)))
    _trail(border, actor, at, "queue_job", job, "", reason=wanted.title, arguments=dict(wanted.arguments))
    return public_id


@transaction.atomic
def cancel_job(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> JobState:
    """Call off one's own job: one that waits ends here, one at work ends at its next step.

    Raises Refused for a job of somebody else, and for one that has ended.
    """
    job = _own(border, actor, public_id)
    before = job_digest(job)
    if job.state == JobState.QUEUED:
        job.state, job.finished_at = JobState.CANCELLED.value, at
    elif job.state == JobState.RUNNING:
        job.cancel_asked_at = job.cancel_asked_at or at
    else:
        raise Refused(f"这个任务{JobState(job.state).label}，不能再取消。")
    job.save(update_fields=["state", "finished_at", "cancel_asked_at"])
    _trail(border, actor, at, "cancel_job", job, before)
    return JobState(job.state)


@transaction.atomic
def queue_again(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> None:
    """Put one's own job into the queue once more after it failed or was called off. Raises Refused otherwise."""
    job = _own(border, actor, public_id)
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise Refused(f"这个任务{JobState(job.state).label}，不必重新办理。")
    _require_room(border, actor)
    before = job_digest(job)
    job.state, job.finished_at, job.cancel_asked_at = JobState.QUEUED.value, None, None
    job.done, job.total, job.faults, job.tries, job.message = 0, 0, 0, 0, ""
    counted = ("done", "total", "faults", "tries", "message")
    job.save(update_fields=["state", "finished_at", "cancel_asked_at", *counted])
    _enqueue(border, job.pk)
    _trail(border, actor, at, "queue_again", job, before)


@transaction.atomic
def take_up_job(*, border: Border, at: datetime, key: int) -> TakenUp | None:
    """Begin a job that waits, or that a worker left behind; None where there is nothing to do any more.

    A job that ended three workers is given up: it would end a fourth.
    """
    job = Job.objects.select_for_update().filter(**_within(border), pk=key).first()
    if job is None or job.state not in (JobState.QUEUED, JobState.RUNNING):
        return None
    if job.tries >= MOST_TRIES:
        before = job_digest(job)
        job.state, job.finished_at = JobState.FAILED.value, at
        job.message = f"办理中断了{MOST_TRIES}次，已停止。请联系系统管理员，任务编号{job.public_id}。"
        job.save()
        nobody = Actor(account=job.started_by_id, role=None, org_path=job.org_path)
        _trail(border, nobody, at, "end_job", job, before, reason=job.message)
        return None
    job.state, job.begun_at, job.tries = JobState.RUNNING.value, at, job.tries + 1
    job.done, job.total, job.faults, job.message = 0, 0, 0, ""
    job.save()
    JobFile.objects.filter(job=job).delete()
    return TakenUp(
        key=job.pk,
        kind=job.kind,
        title=job.title,
        arguments=job.arguments,
        account=job.started_by_id or 0,
        seat=job.seat,
    )


@transaction.atomic
def set_total(*, border: Border, key: int, total: int) -> None:
    """Say of how many steps a running job is. Raises Cancelled."""
    _running(border, key).update(total=total)


@transaction.atomic
def book_steps(*, border: Border, key: int, steps: int, faults: int = 0) -> None:
    """Book finished steps of a running job, `faults` of them without success. Raises Cancelled."""
    _running(border, key).update(done=Least(F("done") + steps, F("total")), faults=F("faults") + faults)


@transaction.atomic
def end_job(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    key: int,
    state: JobState,
    message: str = "",
    files: Mapping[JobFileKind, MadeFile] | None = None,
    keys: Keys | None = None,
) -> None:
    """End a running job as done, partly done, failed or called off, and keep its files sealed for a week.

    Raises Refused where it is not running, and TooLarge where a file is too large to be kept.
    """
    job = Job.objects.select_for_update().filter(**_within(border), pk=key).first()
    if job is None or job.state != JobState.RUNNING:
        raise Refused("该任务不在进行中。")
    for one in (files or {}).values():
        assert keys is not None
        _keep(border, job, one, at, keys)
    before = job_digest(job)
    job.state, job.finished_at, job.message = state.value, at, message[:400]
    job.save(update_fields=["state", "finished_at", "message"])
    digests = {kind.value: sha256(one.content).hexdigest() for kind, one in (files or {}).items()}
    _trail(border, actor, at, "end_job", job, before, files=digests)


def _require_room(border: Border, actor: Actor) -> None:
    if open_jobs_of(border.season, border.province, actor.account or 0) >= MOST_OPEN:
        raise Refused(f"你已有{MOST_OPEN}个任务在办，请等其中一个结束，或在任务中心取消一个。")


def _sent_before(border: Border, actor: Actor, token: str) -> UUID | None:
    """The job that the same form asked for before."""
    mine = Job.objects.filter(**_within(border), started_by=actor.account, token=token)
    found: UUID | None = mine.values_list("public_id", flat=True).first()
    return found


def _keep(border: Border, job: Job, made: MadeFile, at: datetime, keys: Keys) -> None:
    if len(made.content) > MOST_BYTES:
        raise TooLarge(f"结果文件超过{MOST_BYTES // 1024 // 1024}MB，请缩小范围后分几次办理。")
    JobFile.objects.create(
        season=border.season,
        province=border.province,
        job=job,
        kind=made.kind.value,
        name=made.name,
        media_type=made.media_type,
        size=len(made.content),
        digest=sha256(made.content).hexdigest(),
        sealed=keys.seal_bytes(made.content, row=job_file_place(job.pk, made.kind.value)),
        kept_at=at,
        expires_at=_end_of_keeping(at),
    )


def _end_of_keeping(at: datetime) -> datetime:
    """The beginning of the day on which the daily tidying deletes the file."""
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + KEPT_FOR


def _running(border: Border, key: int) -> "QuerySet[Job]":
    rows = Job.objects.filter(**_within(border), pk=key, state=JobState.RUNNING)
    if not rows.filter(cancel_asked_at__isnull=True).exists():
        raise Cancelled
    return rows


def _own(border: Border, actor: Actor, public_id: UUID) -> Job:
    rows = Job.objects.select_for_update().filter(**_within(border), public_id=public_id)
    job = rows.filter(started_by=actor.account, org_path=actor.org_path).first()
    if job is None:
        raise Refused("任务由发起人本人取消或重新办理。")
    return job


def _within(border: Border) -> dict[str, int | str]:
    return {"season": border.season, "province": border.province}


def _enqueue(border: Border, key: int) -> None:
    """In the transaction of the row itself: the queue stands in the same database."""
    task = app.configure_task(TASK, queue=QUEUE, lock=f"job-{key}")
    task.defer(season=border.season, province=border.province, job=key)


def _trail(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    job: Job,
    before: str,
    reason: str = "",
    **more: object,
) -> None:
    after = job_digest(job, **more)
    touched = Touched(object_id=str(job.pk), before=before, after=after, reason=reason[:LONGEST_REASON])
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="job", touched=[touched])
