"""Carries out a job of the queue: takes it up, works as whoever asked for it, ends it with its files.

A job reads and writes through the door of the seat in which it was asked for, as that seat is when the job runs:
whoever has lost the role meanwhile gets nothing. Its progress is written through the door of work, step by step.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db import InterfaceError, OperationalError

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.queued_jobs import (
    Argument,
    Cancelled,
    MadeFile,
    TakenUp,
    TooLarge,
    book_steps,
    end_job,
    set_total,
    take_up_job,
)
from chengzhao.documents.typesetting import CannotPrint
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobState
from chengzhao.records.queries.people import Acting, acting_as
from chengzhao.records.scope import Scope, scope
from chengzhao.records.seats import scope_of
from chengzhao.records.walls.doors import Door

log = logging.getLogger(__name__)

NOT_IN_OFFICE = "发起人的身份已不在任期内，没有办理。"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a job ends with: a sentence, its files, and whether some of it did not succeed."""

    message: str
    files: tuple[MadeFile, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True, kw_only=True)
class Run:
    """A job at work: what was asked for, who asked, and how it says how far it is."""

    border: Border
    acting: Acting
    key: int
    title: str
    arguments: Mapping[str, Argument]
    _work: Scope = field(repr=False)

    @property
    def actor(self) -> Actor:
        """Whoever asked, as the trail names them."""
        return Actor(
            account=self.acting.account_id,
            role=self.acting.role,
            org_path=self.acting.org_path,
            request_id=f"job-{self.key}",
        )

    @contextmanager
    def as_asker(self) -> Iterator[None]:
        """One transaction through the door of whoever asked."""
        with scope(scope_of(self.acting, self.acting.account_id)):
            yield

    def begin(self, total: int) -> None:
        """Say of how many steps the job is. Raises Cancelled."""
        with scope(self._work):
            set_total(border=self.border, key=self.key, total=total)

    def advance(self, steps: int, *, faults: int = 0) -> None:
        """Book finished steps. Raises Cancelled where the job was called off: between steps nothing is half done."""
        with scope(self._work):
            book_steps(border=self.border, key=self.key, steps=steps, faults=faults)


Doing = Callable[[Run], Outcome]


def run_job(doing: Mapping[str, Doing], *, season: int, province: str, job: int) -> None:
    """Carry out one job by the table of what each kind does; a database that breaks off leaves it to be taken up."""
    border = Border(season=season, province=province)
    work = Scope(door=Door.WORK, season=season, province=province)
    with scope(work):
        taken = take_up_job(border=border, at=server_time(), key=job)
        acting = acting_as(taken.account, taken.seat) if taken else None
    if taken is None:
        return
    if acting is None:
        nobody = Actor(account=taken.account, role=None, org_path="", request_id=f"job-{job}")
        _end(work, border, nobody, job, JobState.FAILED, Outcome(message=NOT_IN_OFFICE))
        return
    run = Run(border=border, acting=acting, key=job, title=taken.title, arguments=taken.arguments, _work=work)
    _end(work, border, run.actor, job, *_done(doing, taken, run))


def _done(doing: Mapping[str, Doing], taken: TakenUp, run: Run) -> tuple[JobState, Outcome]:
    """How the job ended. A program's mistake ends it, too, with a number under which the log tells more."""
    try:
        outcome = doing[taken.kind](run)
    except Cancelled:
        return JobState.CANCELLED, Outcome(message="已按要求取消，没有生成结果。")
    except (Refused, CannotPrint) as refusal:
        return JobState.FAILED, Outcome(message=str(refusal))
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        log.exception("job %s ended by a mistake of the program", run.key)
        return JobState.FAILED, Outcome(
            message=f"程序出错，没有完成。请联系系统管理员，说明任务号job-{run.key}。"
        )
    return JobState.PARTLY if outcome.is_partial else JobState.DONE, outcome


def _end(work: Scope, border: Border, by: Actor, key: int, state: JobState, outcome: Outcome) -> None:
    """Through the door of work. A result that cannot be kept fails the job; one that has ended stays as it is."""
    files = {one.kind: one for one in outcome.files}
    end = partial(end_job, border=border, actor=by, key=key, keys=settings.VAULT.keys())
    with scope(work):
        try:
            end(at=server_time(), state=state, message=outcome.message, files=files)
        except TooLarge as refusal:
            end(at=server_time(), state=JobState.FAILED, message=str(refusal))
        except Refused:
            # It was taken for dead, and another worker has done the same meanwhile.
            log.warning("job %s was ended by another worker", key)
