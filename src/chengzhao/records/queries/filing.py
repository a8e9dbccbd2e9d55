"""Control lines in force, and the runs of filing with their digests, proofs and units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.records.models import ControlLine, FiledUnit, FilingProof, FilingRun
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.walls.hidden import secrets_of
from chengzhao.rules.admission import RunState

HAS_RESULTS = (RunState.RUN, RunState.PROVED, RunState.SIGNED, RunState.RELEASED)
"""States of a run whose result rows count in the figures of the office."""
RulesTable = Mapping[str, Any]
"""The rules of a run as rules.toml has them: text, whole numbers, lists."""

_LINE_WORDS = (ProgrammeLevel, ExamCategory, ProgrammeKind)
_SHORT = Q(admitted__lt=F("places"))


@dataclass(frozen=True, kw_only=True, slots=True)
class LineView:
    """A control line in force: the published one of the highest version."""

    level: ProgrammeLevel
    category: ExamCategory
    kind: ProgrammeKind
    score: int
    version: int
    published_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RunView:
    """A run as lists show it; `proofs` had cases to look at, `failed` of them did not hold."""

    key: int
    public_id: UUID
    number: int
    filing_round: FilingRound
    tier: int
    levels: tuple[ProgrammeLevel, ...]
    state: RunState
    input_digest: str
    result_digest: str
    ran_at: datetime | None
    released_at: datetime | None
    first_signer: str
    second_signer: str
    proofs: int
    failed: int
    rules: RulesTable


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofView:
    """What one proof found on a run: cases looked at and cases that did not hold."""

    name: str
    checked: int
    failed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitView:
    """One 投档单位 of a run; `programme` is empty for a unit of a whole college."""

    college: str
    programme: str
    level: ProgrammeLevel
    category: ExamCategory
    places: int
    filed: int
    admitted: int
    lowest_admitted: Decimal | None

    @property
    def vacant(self) -> int:
        """Places that the run left open."""
        return self.places - self.admitted


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFigures:
    """Sums over the units of a run."""

    units: int
    colleges: int
    places: int
    filed: int
    admitted: int
    short_units: int

    @property
    def vacant(self) -> int:
        """Places that the run left open in all units."""
        return self.places - self.admitted


def control_lines(season: int, province: str) -> tuple[LineView, ...]:
    """The control lines in force, in the order of levels, categories and kinds."""
    rows = ControlLine.objects.filter(season=season, province=province, published_at__isnull=False).order_by(
        "level", "category", "kind", "version"
    )
    newest = {(row.level, row.category, row.kind): row for row in rows}
    found = [
        LineView(
            level=ProgrammeLevel(row.level),
            category=ExamCategory(row.category),
            kind=ProgrammeKind(row.kind),
            score=row.score,
            version=row.version,
            published_at=row.published_at,
        )
        for row in newest.values()
        if row.published_at is not None
    ]
    orders = [{word: place for place, word in enumerate(words)} for words in _LINE_WORDS]
    return tuple(
        sorted(
            found, key=lambda line: (orders[0][line.level], orders[1][line.category], orders[2][line.kind])
        )
    )


def runs(season: int, province: str) -> tuple[RunView, ...]:
    """Every run of the season, the newest first."""
    return tuple(_run_view(row) for row in _runs().filter(season=season, province=province))


def run_of(season: int, province: str, public_id: UUID) -> RunView | None:
    """One run of the season by its public id; None where the season has no such run."""
    row = _runs().filter(season=season, province=province, public_id=public_id).first()
    return _run_view(row) if row else None


def run_by_key(key: int) -> UUID:
    """The public id of a run that is known to be there."""
    found: UUID = FilingRun.objects.values_list("public_id", flat=True).get(pk=key)
    return found


def proofs_of(public_id: UUID) -> tuple[ProofView, ...]:
    """The proofs of a run in the order of their numbers."""
    rows = FilingProof.objects.filter(run__public_id=public_id)
    found = [ProofView(name=row.name, checked=row.checked, failed=row.failed) for row in rows]
    return tuple(sorted(found, key=lambda proof: int(proof.name[1:])))


def figures_of(public_id: UUID) -> RunFigures:
    """The sums over the units of a run."""
    sums = FiledUnit.objects.filter(run__public_id=public_id).aggregate(
        units=Count("pk"),
        college_count=Count("college", distinct=True),
        places_sum=Sum("places", default=0),
        filed_sum=Sum("filed", default=0),
        admitted_sum=Sum("admitted", default=0),
        short=Count("pk", filter=_SHORT),
    )
    return RunFigures(
        units=sums["units"],
        colleges=sums["college_count"],
        places=sums["places_sum"],
        filed=sums["filed_sum"],
        admitted=sums["admitted_sum"],
        short_units=sums["short"],
    )


def units_of(
    public_id: UUID, *, only_short: bool, after: int, limit: int
) -> tuple[tuple[int, UnitView], ...]:
    """Units of a run with their keys, in the order of the keys, from behind `after`."""
    rows = (
        FiledUnit.objects.filter(run__public_id=public_id, pk__gt=after)
        .select_related("college", "programme")
        .order_by("pk")
    )
    if only_short:
        rows = rows.filter(_SHORT)
    return tuple((row.pk, _unit_view(row)) for row in rows[:limit])


def _runs() -> "QuerySet[FilingRun]":
    return (
        FilingRun.objects.select_related("first_signer", "second_signer")
        .defer(*secrets_of("first_signer"), *secrets_of("second_signer"))
        .annotate(
            proof_count=Count("proofs", filter=Q(proofs__checked__gt=0)),
            failed_count=Count("proofs", filter=Q(proofs__failed__gt=0)),
        )
        .order_by("-number")
    )


def _run_view(row: Any) -> RunView:
    return RunView(
        key=row.pk,
        public_id=row.public_id,
        number=row.number,
        filing_round=FilingRound(row.filing_round),
        tier=row.tier,
        levels=tuple(ProgrammeLevel(level) for level in row.levels),
        state=RunState(row.state),
        input_digest=row.input_digest,
        result_digest=row.result_digest,
        ran_at=row.ran_at,
        released_at=row.released_at,
        first_signer=row.first_signer.display_name if row.first_signer else "",
        second_signer=row.second_signer.display_name if row.second_signer else "",
        proofs=row.proof_count,
        failed=row.failed_count,
        rules=row.rules,
    )


def _unit_view(row: FiledUnit) -> UnitView:
    return UnitView(
        college=row.college.name,
        programme=row.programme.name if row.programme else "",
        level=ProgrammeLevel(row.level),
        category=ExamCategory(row.category),
        places=row.places,
        filed=row.filed,
        admitted=row.admitted,
        lowest_admitted=row.lowest_admitted,
    )
