"""Tables of registrations of a unit: how each stands, what was found in it, and the registrations that it became."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet

from chengzhao.law.words import OrganisationKind, ProgrammeLevel
from chengzhao.records.import_words import ImportFileKind
from chengzhao.records.models import Candidate, ImportBatch, ImportedRow, ImportFile, Organisation, Programme
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import IMPORT_NAME, import_file_place
from chengzhao.rules.registration import ImportChoice, ImportState, RegistrationState
from chengzhao.vault.sealing import Keys

Cell = tuple[int, str, str, str]
"""A fault: row, column, what stands there, what should."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportView:
    """A batch as its pages show it; `mends` and `job` are the numbers of what it belongs to."""

    key: int
    public_id: UUID
    account_id: int
    made_by: str
    org_path: str
    state: ImportState
    kind: str
    name: str
    sheet: str
    columns: tuple[str, ...]
    grounds: str
    mapping: dict[str, str]
    notes: tuple[str, ...]
    total: int
    wrong: int
    faults: int
    counted: tuple[tuple[str, int], ...]
    imported: int
    choice: ImportChoice | None
    mends: UUID | None
    job: UUID | None
    received_at: datetime
    checked_at: datetime | None
    imported_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime

    @property
    def right(self) -> int:
        """How many rows have no fault."""
        return self.total - self.wrong

    @property
    def is_checked(self) -> bool:
        """Whether everything in it has been looked at."""
        return self.checked_at is not None and self.state is not ImportState.RECEIVED


def imports_under(
    season: int, province: str, org_path: str, keys: Keys, *, limit: int
) -> tuple[ImportView, ...]:
    """The batches of a unit and of those below it, the newest first. Raises SealBroken."""
    return tuple(_view(row, keys) for row in _rows(season, province, org_path).order_by("-pk")[:limit])


def import_called(
    season: int, province: str, org_path: str, public_id: UUID, keys: Keys
) -> ImportView | None:
    """A batch of the unit by its number. Raises SealBroken."""
    row = _rows(season, province, org_path).filter(public_id=public_id).first()
    return _view(row, keys) if row is not None else None


def remembered_mapping(season: int, province: str, org_path: str) -> dict[str, str]:
    """Under which headings the unit said last that the columns stand."""
    rows = ImportBatch.objects.filter(season=season, province=province, org_path=org_path)
    named = rows.exclude(mapping={}).exclude(checked_at=None).order_by("-pk")
    return dict(named.values_list("mapping", flat=True).first() or {})


def import_file(batch: int, kind: ImportFileKind, keys: Keys) -> bytes | None:
    """What is kept of a batch, opened; None once its time is over. Raises SealBroken."""
    sealed = ImportFile.objects.filter(batch=batch, kind=kind.value).values_list("sealed", flat=True).first()
    if sealed is None:
        return None
    return keys.open_bytes(bytes(sealed), row=import_file_place(batch, kind.value))


def faults_of(batch: int, keys: Keys) -> list[Cell]:
    """Every fault that was found in a batch, in the order of its rows. Raises SealBroken."""
    content = import_file(batch, ImportFileKind.REPORT, keys)
    return [tuple(one) for one in json.loads(content)] if content else []


def states_of_import(batch: int) -> dict[RegistrationState, int]:
    """How far the registrations of a batch are."""
    rows = ImportedRow.objects.filter(batch=batch, candidate__isnull=False)
    counted = rows.values_list("candidate__registration__state").annotate(number=Count("pk")).order_by()
    found = {RegistrationState(state): number for state, number in counted}
    return {state: found[state] for state in RegistrationState if state in found}


def numbers_given(batch: int) -> list[tuple[int, str, str]]:
    """Row, name and 报名号 of each registration of a batch, in the order of the table."""
    rows = ImportedRow.objects.filter(batch=batch, candidate__isnull=False).order_by("number")
    found = list(rows.values_list("number", "candidate_id", "candidate_number"))
    # Not by a join: through a door the planner would look each candidate up by itself.
    keys = [candidate for _, candidate, _ in found]
    names = dict(Candidate.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [(number, names.get(candidate, ""), given) for number, candidate, given in found]


def candidates_of_import(batch: int) -> Sequence[int]:
    """The keys of the candidates of a batch, in the order of the table."""
    rows = ImportedRow.objects.filter(batch=batch, candidate__isnull=False).order_by("number")
    return list(rows.values_list("candidate_id", flat=True))


def confirmation_points(province: str) -> dict[str, str]:
    """The paths of the counties of a province that work, by code."""
    rows = Organisation.objects.filter(
        kind=OrganisationKind.COUNTY, path__startswith=f"/{province}/", closed_at=None
    )
    return dict(rows.values_list("code", "path"))


def programme_levels(season: int, province: str) -> dict[str, ProgrammeLevel]:
    """The level of every programme of the directory, by code."""
    rows = Programme.objects.filter(season=season, province=province).values_list("code", "level")
    return {code: ProgrammeLevel(level) for code, level in rows}


def _rows(season: int, province: str, org_path: str) -> "QuerySet[ImportBatch]":
    rows = ImportBatch.objects.filter(season=season, province=province).filter(under("org_path", org_path))
    return rows.annotate(made_by=F("account__display_name"), mended=F("mends__public_id"))


def _view(row: Any, keys: Keys) -> ImportView:
    return ImportView(
        key=row.pk,
        public_id=row.public_id,
        account_id=row.account_id,
        made_by=row.made_by,
        org_path=row.org_path,
        state=ImportState(row.state),
        kind=row.kind,
        name=IMPORT_NAME.text(keys, row.pk, bytes(row.name_sealed)),
        sheet=row.sheet,
        columns=tuple(row.columns),
        grounds=row.grounds,
        mapping=dict(row.mapping),
        notes=tuple(row.notes),
        total=row.total,
        wrong=row.wrong,
        faults=row.faults,
        counted=tuple(sorted(row.counted.items(), key=lambda one: -one[1])),
        imported=row.imported,
        choice=ImportChoice(row.choice) if row.choice else None,
        mends=row.mended,
        job=row.job,
        received_at=row.received_at,
        checked_at=row.checked_at,
        imported_at=row.imported_at,
        ended_at=row.ended_at,
        expires_at=row.expires_at,
    )


def in_steps(keys: Sequence[int], step: int) -> Iterator[Sequence[int]]:
    """The keys, so many at a time."""
    return (keys[place : place + step] for place in range(0, len(keys), step))
