"""Stages of acts, each act done once: it and its mark are one transaction, so a crash leaves nothing half."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DatabaseError, InterfaceError, transaction

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.jobs import advance_job, fail_job, finish_job, start_job
from chengzhao.records.queries.season import JobView, jobs, refresh_statistics
from chengzhao.rehearsal.progress import Progress

KIND = "rehearsal"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One business act, or one batch of it; `run` returns how many rows it touched."""

    title: str
    run: Callable[[], int]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A chapter's share of the season; `acts` must be the same whenever it is asked."""

    name: str
    title: str
    acts: Callable[[], Sequence[Act]]

    @property
    def kind(self) -> str:
        """How the stage is called among the jobs."""
        return f"{KIND}:{self.name}"


@dataclass(frozen=True, kw_only=True)
class Playing:
    """Where and for whom stages are done; `whole` is the job of the whole season, a step a stage."""

    border: Border
    actor: Actor
    whole: int
    progress: Progress


def run_stages(stages: Sequence[Stage], playing: Playing) -> None:
    """Do every act that was not done yet, stage by stage. What an act raises marks its stage as failed."""
    held = {job.kind: job for job in jobs(playing.border.season, playing.border.province)}
    for stage in stages:
        job = held.get(stage.kind)
        if job is None or job.state != "DONE":
            _run(stage, job, playing)


def _run(stage: Stage, job: JobView | None, playing: Playing) -> None:
    acts = stage.acts()
    done = job.done if job else 0
    if job is not None and job.state == "RUNNING":
        job_id = job.key
    else:
        job_id = start_job(
            border=playing.border,
            actor=playing.actor,
            at=now(),
            kind=stage.kind,
            title=stage.title,
            total=len(acts),
        )
    playing.progress.stage_begins(stage.title, len(acts), done)
    for act in acts[done:]:
        try:
            rows = _do(act, playing.border, job_id)
        except Exception as error:
            _mark_failed(playing, job_id, f"{act.title}：{error}")
            raise
        playing.progress.act_done(act.title, rows)
    _end(playing, job_id)
    refresh_statistics()
    playing.progress.stage_ends()


@transaction.atomic
def _do(act: Act, border: Border, job_id: int) -> int:
    rows = act.run()
    advance_job(border=border, job_id=job_id)
    return rows


@transaction.atomic
def _end(playing: Playing, job_id: int) -> None:
    """The stage and its step in the whole season end together."""
    finish_job(border=playing.border, actor=playing.actor, at=now(), job_id=job_id)
    advance_job(border=playing.border, job_id=playing.whole)


def _mark_failed(playing: Playing, job_id: int, message: str) -> None:
    """Say what went wrong where the database still hears it; a crash of the database marks nothing."""
    with suppress(DatabaseError, InterfaceError, Refused):
        fail_job(border=playing.border, actor=playing.actor, at=now(), job_id=job_id, message=message)


def now() -> datetime:
    """The real moment: a job is work of this machine, not an event of the season."""
    return datetime.now(UTC)
