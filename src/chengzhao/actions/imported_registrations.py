"""附件1·三（三）: rows of a table become registrations like others, step by step, and can be taken back whole.

Each has its number, its first version and a message to the phone; whoever owns the phone and the document takes it
over by a code. The papers are missing: it waits as 待补材料 until the person, or the office that has them, hands it on.
An import reads the whole province, for a person may be registered elsewhere: it is done through the door of work.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_duty
from chengzhao.actions.candidate_numbers import next_candidate_numbers
from chengzhao.actions.governance import law_of, require_open_for
from chengzhao.actions.grounds import kept, require_reach
from chengzhao.actions.imported_versions import add_versions
from chengzhao.actions.imports import locked_batch
from chengzhao.actions.outbox import News, put_news
from chengzhao.actions.refusals import RowFault
from chengzhao.actions.registration_checks import Grounds, person_faults, read_grounds, registration_faults
from chengzhao.actions.registration_forms import RegistrationForm
from chengzhao.actions.registration_rows import add_details, add_people, add_registrations, form_digest
from chengzhao.law.citation import cites
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Candidate, ImportBatch, ImportedRow
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import ImportState, RegistrationState, compose_number
from chengzhao.vault.sealing import Keys

NumberedForm = tuple[int, RegistrationForm]
"""The row of a table, as its sender's program counts it, and the form that it became."""

TOLD_AFTER = timedelta(minutes=30)
"""Before this nobody is told: a table that was the wrong one is taken back in silence."""

NEWS = "registration_imported"


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What a step did: how many rows became registrations, and what stands against others, by their rows."""

    written: int
    faults: tuple[RowFault, ...] = ()


@contextmanager
def whole_province(border: Border) -> Iterator[None]:
    """See the whole province for the length of one step."""
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        yield


def stand_in_number(border: Border, extra: Supplement) -> str:
    """A number of the right form that is nobody's: what a row is looked at under before it has one."""
    layout = extra.number_formats.value.registration
    fixed: dict[str, int | str] = {"year": border.season % 100, "province": border.province}
    return compose_number(layout, **{part.name: fixed.get(part.name, 0) for part in layout.parts})


@cites("A1.3.9", "N3.2")
def faults_of_rows(
    *, border: Border, actor: Actor, at: datetime, rows: Sequence[NumberedForm], keys: Keys
) -> tuple[list[RowFault], str]:
    """Everything that would be refused if the rows were imported now, by the rows of the table. Writes nothing.

    Beside it the digest of the directory under which they were looked at.
    """
    require_duty("report_import", actor)
    with whole_province(border):
        grounds = read_grounds(border, at, [form for _, form in rows])
        return list(_faults(border, rows, grounds, keys)), directory_digest(grounds)


def directory_digest(grounds: Grounds) -> str:
    """The digest of all that a row may be refused for and that changes while a table waits: the directory."""
    return digest_of([astuple(one) for _, one in sorted(grounds.offered.items())])


def _faults(
    border: Border,
    rows: Sequence[NumberedForm],
    grounds: Grounds,
    keys: Keys,
    *,
    is_looked_at: bool = False,
) -> Iterator[RowFault]:
    forms, numbers = [form for _, form in rows], [number for number, _ in rows]
    found = [*person_faults(forms, border, keys, known={})]
    if not is_looked_at:
        found += registration_faults(forms, grounds)
    return (replace(one, row=numbers[one.row - 1]) for one in found)


@cites("A1.3.9", "A1.3.10", "A1.3.11", "N3.1", "N3.2")
@transaction.atomic
def import_registrations(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    public_id: UUID,
    rows: Sequence[NumberedForm],
    keys: Keys,
    looked_at_under: str = "",
) -> Imported:
    """Make registrations of the next rows of a table, all that is right among them, and keep which row became which.

    A row that was imported before is passed over, so that work that was killed goes on where it was. What stands
    against a row since it was looked at is said and left out; under the same directory, whose digest is
    `looked_at_under`, the rules say of a row that was right what they said then. The window is judged by the moment
    at which the file came in. Raises Refused for a batch that is not being imported.
    """
    with whole_province(border):
        batch = locked_batch(border, actor, public_id)
        if batch.state != ImportState.IMPORTING:
            raise Refused(f"这一批{ImportState(batch.state).label}，没有导入。")
        wanted = _not_yet_imported(batch, rows)
        paths = {form.confirmation_path for _, form in wanted}
        require_reach(actor, {path: path for path in paths})
        require_open_for(border, Stage.REGISTRATION, batch.received_at, paths or {batch.org_path})
        grounds = read_grounds(border, batch.received_at, [form for _, form in wanted])
        is_looked_at = looked_at_under == directory_digest(grounds)
        faults = tuple(_faults(border, wanted, grounds, keys, is_looked_at=is_looked_at))
        wrong = {one.row for one in faults}
        right = _numbered(border, [one for one in wanted if one[0] not in wrong])
        if right:
            _write(border, actor, at, batch, right, grounds, keys)
        return Imported(written=len(right), faults=faults)


def _not_yet_imported(batch: ImportBatch, rows: Sequence[NumberedForm]) -> list[NumberedForm]:
    numbers = [number for number, _ in rows]
    held = ImportedRow.objects.filter(batch=batch, number__gte=min(numbers), number__lte=max(numbers))
    known = set(held.values_list("number", flat=True))
    return [one for one in rows if one[0] not in known]


def _numbered(border: Border, rows: Sequence[NumberedForm]) -> list[NumberedForm]:
    """The rows with numbers of their own, given in the order of the table, point by point."""
    _, extra = law_of(border)
    by_point: dict[str, list[NumberedForm]] = {}
    for one in rows:
        by_point.setdefault(one[1].confirmation_path, []).append(one)
    found = []
    for path, held in sorted(by_point.items()):
        code = path.rstrip("/").rpartition("/")[2]
        given = next_candidate_numbers(border, extra, code, len(held))
        found += [
            (number, replace(form, candidate_number=new))
            for (number, form), new in zip(held, given, strict=True)
        ]
    return sorted(found, key=lambda one: one[0])


def _write(
    border: Border,
    actor: Actor,
    at: datetime,
    batch: ImportBatch,
    rows: Sequence[NumberedForm],
    grounds: Grounds,
    keys: Keys,
) -> None:
    forms = [form for _, form in rows]
    keyed = reserve_ids(Candidate, len(forms))
    ids = {form.candidate_number: key for form, key in zip(forms, keyed, strict=True)}
    with kept(Candidate, ImportedRow):
        add_people(border, forms, ids, grounds, keys)
        add_registrations(border, batch.received_at, forms, ids, RegistrationState.AWAITING)
        add_details(border, batch.received_at, forms, ids, grounds)
        add_versions(border, batch.received_at, forms, ids, keys)
        copy_rows(
            ImportedRow,
            ("season", "province", "batch_id", "number", "candidate_id", "candidate_number"),
            [
                (
                    *(border.season, border.province, batch.pk, number),
                    *(ids[form.candidate_number], form.candidate_number),
                )
                for number, form in rows
            ],
        )
    _tell(forms, ids, at, keys)
    ImportBatch.objects.filter(pk=batch.pk).update(imported=batch.imported + len(rows))
    touched = (Touched(object_id=form.candidate_number, after=form_digest(form, keys)) for form in forms)
    record(
        border=border,
        actor=actor,
        at=at,
        act="import_registrations",
        object_kind="registration",
        touched=touched,
    )


def _tell(forms: Sequence[RegistrationForm], ids: Mapping[str, int], at: datetime, keys: Keys) -> None:
    """A message to the phone of each, once the table stands."""
    news = [
        News(
            key=f"{NEWS}/{ids[form.candidate_number]}",
            kind=NEWS,
            account_id=None,
            candidate_id=ids[form.candidate_number],
            phone=form.phone,
            words={"number": form.candidate_number},
        )
        for form in forms
    ]
    put_news(news, keys=keys, due_at=at + TOLD_AFTER)
