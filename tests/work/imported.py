"""A county that hands in a table: the world, the file, the jobs carried out in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tests import factories
from tests.exchange.registrations.tables import RIGHT
from tests.factories import BORDER, KEYS

from chengzhao.actions.audit import Actor
from chengzhao.actions.imports import Received, choose_import, receive_import
from chengzhao.actions.queued_jobs import Wanted, queue_job
from chengzhao.exchange.registrations.columns import COLUMNS, guessed
from chengzhao.exchange.registrations.writing import written
from chengzhao.exchange.tables import open_table
from chengzhao.law.words import Role, Stage
from chengzhao.records.bulk import server_time
from chengzhao.records.models import Account, ImportBatch, Job, Organisation, Programme
from chengzhao.rules.registration import ImportChoice
from chengzhao.work.jobs import run_job
from chengzhao.work.kinds import DOING

COUNTY, SIBLING = "/14/1401/140105/", "/14/1401/140106/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Somebody of a county who takes in tables, with the programme that may be chosen."""

    account: Account
    actor: Actor
    seat: str
    programme: Programme
    closes: datetime


def a_desk(*, path: str = COUNTY, role: Role = Role.COUNTY_REVIEWER) -> Desk:
    """A season whose registration is open, and a seat in an office of it."""
    factories.a_season()
    factories.a_tree()
    now = server_time()
    closes = now + timedelta(days=1)
    factories.an_open_stage(Stage.REGISTRATION, opens_at=now - timedelta(days=5), closes_at=closes)
    programme = factories.a_programme(college=factories.a_college())
    return a_seat(path=path, role=role, programme=programme, closes=closes)


def a_seat(*, path: str, role: Role, programme: Programme, closes: datetime) -> Desk:
    office = Organisation.objects.get(path=path)
    account = factories.an_account()
    held = factories.a_role(account=account, role=role, organisation=office)
    actor = Actor(account=account.pk, role=role, org_path=path)
    return Desk(account=account, actor=actor, seat=f"role:{held.pk}", programme=programme, closes=closes)


def a_person(desk: Desk, **changes: str) -> tuple[str, ...]:
    """A row of somebody nobody has registered, right in every cell unless `changes` say otherwise."""
    own = {
        "identity_number": factories.an_identity_number(birth=date(2001, 3, 5)),
        "phone": factories.a_phone(),
        "choice_1": desk.programme.code,
    }
    texts = RIGHT | own | changes
    return tuple(texts.get(one.name, "") for one in COLUMNS)


def handed_in(
    desk: Desk,
    rows: Iterable[Sequence[str]],
    *,
    kind: str = "csv",
    at: datetime | None = None,
    content: bytes | None = None,
) -> ImportBatch:
    """The batch of a file with these rows."""
    sent = content or written(kind, list(rows), on=date(2024, 9, 2)).content
    name = f"报名.{kind}"
    table = open_table(sent, name=name)
    received = Received(
        kind=table.kind, name=name, content=sent, sheet=table.sheet, columns=table.columns, total=table.total
    )
    public_id = receive_import(
        border=BORDER,
        actor=desk.actor,
        at=at or server_time(),
        received=received,
        mapping=guessed(table.columns),
        keys=KEYS,
    )
    return ImportBatch.objects.get(public_id=public_id)


def queued(desk: Desk, batch: ImportBatch, kind: str) -> Job:
    wanted = Wanted(kind=kind, title="批量导入", arguments={"batch": str(batch.public_id)}, seat=desk.seat)
    public_id = queue_job(border=BORDER, actor=desk.actor, at=server_time(), wanted=wanted)
    return Job.objects.get(public_id=public_id)


def carried_out(job: Job) -> Job:
    run_job(DOING, season=BORDER.season, province=BORDER.province, job=job.pk)
    job.refresh_from_db()
    return job


def checked(desk: Desk, rows: Iterable[Sequence[str]], **more: object) -> ImportBatch:
    """The batch after everything in it was looked at."""
    batch = handed_in(desk, rows, **more)  # type: ignore[arg-type]
    job = carried_out(queued(desk, batch, "import_check"))
    assert job.finished_at is not None
    batch.refresh_from_db()
    return batch


def chosen(desk: Desk, batch: ImportBatch, choice: ImportChoice = ImportChoice.RIGHT) -> None:
    choose_import(
        border=BORDER,
        actor=desk.actor,
        at=server_time(),
        public_id=UUID(str(batch.public_id)),
        choice=choice,
        right=batch.total - batch.wrong,
    )


def imported(desk: Desk, rows: Iterable[Sequence[str]], **more: object) -> ImportBatch:
    """The batch after its right rows became registrations."""
    batch = checked(desk, rows, **more)
    chosen(desk, batch)
    carried_out(queued(desk, batch, "import_rows"))
    batch.refresh_from_db()
    return batch
