"""How the system runs: the database, its tables, its jobs, its organisations; no row of the business."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from chengzhao.law.words import OrganisationKind
from chengzhao.records.job_words import JobState
from chengzhao.records.models import Job, Organisation
from chengzhao.records.queries.scope import under
from chengzhao.rules.governance import COLLEGES_PATH


@dataclass(frozen=True, kw_only=True, slots=True)
class DatabaseFacts:
    """What the server says of itself."""

    version: str
    size: int
    connections: int
    time: datetime
    last_migration: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JobLine:
    """A job of the season."""

    pk: int
    title: str
    state: JobState
    done: int
    total: int
    started_at: datetime
    finished_at: datetime | None
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationLine:
    """A node of the tree."""

    key: int
    public_id: UUID
    kind: OrganisationKind
    code: str
    name: str
    path: str
    closed_at: datetime | None


def database_facts() -> DatabaseFacts:
    """The facts of the database, in two statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database()), "
            "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()), clock_timestamp()"
        )
        version, size, connections, time = cursor.fetchone()
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'records' ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    return DatabaseFacts(
        version=version,
        size=size,
        connections=connections,
        time=time,
        last_migration=row[0] if row else "",
    )


def job_lines(season: int, province: str, *, limit: int) -> tuple[JobLine, ...]:
    """The jobs of a season, the newest first."""
    rows = Job.objects.filter(season=season, province=province).order_by("-pk")[:limit]
    columns = ("pk", "title", "state", "done", "total", "started_at", "finished_at", "message")
    return tuple(
        JobLine(**{**dict(zip(columns, row, strict=True)), "state": JobState(row[2])})
        for row in rows.values_list(*columns)
    )


def organisation_lines(org_path: str, *, words: str, after: str, limit: int) -> tuple[OrganisationLine, ...]:
    """The organisations at or below a path, by path, behind `after`; `words` is part of a name or a code."""
    rows = Organisation.objects.filter(under("path", org_path), path__gt=after).order_by("path")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    return tuple(_line(row) for row in rows[:limit])


def organisation_by_id(org_path: str, public_id: UUID) -> OrganisationLine | None:
    """The organisation of this public number at or below a path."""
    row = Organisation.objects.filter(under("path", org_path), public_id=public_id).first()
    return _line(row) if row else None


def path_of_place(kinds: Iterable[OrganisationKind], code: str, province: str) -> str | None:
    """The path of the open organisation of one of these kinds with this code, in the province or among the colleges."""
    rows = Organisation.objects.filter(
        under("path", f"/{province}/") | under("path", COLLEGES_PATH),
        kind__in=[kind.value for kind in kinds],
        code=code,
        closed_at__isnull=True,
    )
    return rows.order_by("pk").values_list("path", flat=True).first()


def _line(row: Organisation) -> OrganisationLine:
    return OrganisationLine(
        key=row.pk,
        public_id=row.public_id,
        kind=OrganisationKind(row.kind),
        code=row.code,
        name=row.name,
        path=row.path,
        closed_at=row.closed_at,
    )
