"""任务中心: the jobs of one's own organisation, how far each is, and the files that it left."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from chengzhao.records.job_words import OPEN_JOBS, JobFileKind, JobState
from chengzhao.records.models import Job, JobFile
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.scope import under
from chengzhao.records.walls.hidden import secrets_of


@dataclass(frozen=True, kw_only=True, slots=True)
class FileOfJob:
    """A file that a job left, without its content."""

    kind: JobFileKind
    name: str
    size: int
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class JobView:
    """A job as its page shows it; `asked_by` and `asked_in` are account and seat of whoever asked for it."""

    key: int
    public_id: UUID
    kind: str
    title: str
    state: JobState
    done: int
    total: int
    faults: int
    asked_by: int | None
    asked_in: str
    asked_by_name: str
    asked_at: datetime
    begun_at: datetime | None
    cancel_asked_at: datetime | None
    finished_at: datetime | None
    message: str
    files: tuple[FileOfJob, ...]

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state in OPEN_JOBS

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        if not self.total:
            return 0 if self.is_open else 100
        return min(100, self.done * 100 // self.total)

    def elapsed(self, now: datetime) -> timedelta | None:
        """How long it has been worked on; None before."""
        return (self.finished_at or now) - self.begun_at if self.begun_at else None

    def left(self, now: datetime) -> timedelta | None:
        """How long it will still take if it goes on as before; None where that cannot be told."""
        elapsed = self.elapsed(now)
        if elapsed is None or not self.done or self.state is not JobState.RUNNING:
            return None
        return elapsed * (self.total - self.done) / self.done


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFile:
    """A file of a job with its sealed content."""

    job_key: int
    kind: JobFileKind
    name: str
    media_type: str
    digest: str
    sealed: bytes
    expires_at: datetime


def jobs_under(season: int, province: str, org_path: str, *, limit: int) -> tuple[JobView, ...]:
    """The jobs asked for at or below an organisation, the newest first, in two statements."""
    rows = _jobs(season, province).filter(under("org_path", org_path)).order_by("-pk")[:limit]
    return tuple(_view(row) for row in rows)


def job_by_id(season: int, province: str, org_path: str, public_id: UUID) -> JobView | None:
    """One job at or below an organisation; None where there is none."""
    row = _jobs(season, province).filter(under("org_path", org_path), public_id=public_id).first()
    return _view(row) if row else None


def open_jobs_of(season: int, province: str, account: int) -> int:
    """How many jobs somebody has in the queue or at work."""
    rows = Job.objects.filter(season=season, province=province, started_by_id=account)
    return rows.filter(state__in=[state.value for state in OPEN_JOBS]).exclude(seat="").count()


def file_of_job(acting: Acting, public_id: UUID, kind: str) -> KeptFile | None:
    """A file of a job that was asked for in this very seat; None where there is none."""
    row = JobFile.objects.filter(
        season=acting.season,
        province=acting.province,
        kind=kind,
        job__public_id=public_id,
        job__started_by_id=acting.account_id,
        job__seat=acting.seat,
    ).first()
    if row is None:
        return None
    return KeptFile(
        job_key=row.job_id,
        kind=JobFileKind(row.kind),
        name=row.name,
        media_type=row.media_type,
        digest=row.digest,
        sealed=bytes(row.sealed),
        expires_at=row.expires_at,
    )


def _jobs(season: int, province: str) -> "QuerySet[Job]":
    files = JobFile.objects.defer("sealed").order_by("kind")
    rows = Job.objects.filter(season=season, province=province)
    rows = rows.select_related("started_by").defer(*secrets_of("started_by"))
    return rows.prefetch_related(Prefetch("files", files))


def _view(row: Job) -> JobView:
    return JobView(
        key=row.pk,
        public_id=row.public_id,
        kind=row.kind,
        title=row.title,
        state=JobState(row.state),
        done=row.done,
        total=row.total,
        faults=row.faults,
        asked_by=row.started_by_id,
        asked_in=row.seat,
        asked_by_name=row.started_by.display_name if row.started_by else "",
        asked_at=row.started_at,
        begun_at=row.begun_at,
        cancel_asked_at=row.cancel_asked_at,
        finished_at=row.finished_at,
        message=row.message,
        files=tuple(
            FileOfJob(kind=JobFileKind(one.kind), name=one.name, size=one.size, expires_at=one.expires_at)
            for one in row.files.all()
        ),
    )
