"""How far the season is: heads counted step by step, by organisation, level and route."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q, QuerySet

from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.records.models import Admission, CandidateFile, FilingResult, PaperMark, Registration, Seat
from chengzhao.records.queries.filing import HAS_RESULTS, LineView, control_lines
from chengzhao.records.queries.scope import under
from chengzhao.rules.registration import RegistrationState

UNIFIED = EntryRoute.UNIFIED
LEFT = (RegistrationState.WITHDRAWN, RegistrationState.CANCELLED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Persons who reached each step; `filed` and `admitted` count persons, not files."""

    registered: int = 0
    submitted: int = 0
    approved: int = 0
    seated: int = 0
    sat: int = 0
    on_line: int = 0
    filed: int = 0
    admitted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{step: getattr(self, step) + getattr(other, step) for step in STEPS})


STEPS = tuple(field.name for field in fields(Tally))
CellKey = tuple[str, ProgrammeLevel, EntryRoute]
"""The path of the confirmation point, the level registered for, and the route."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The tallies of a part of the tree; every figure of a page is a sum of the same cells."""

    cells: Mapping[CellKey, Tally]

    def total(
        self,
        *,
        org_path: str = "/",
        level: ProgrammeLevel | None = None,
        routes: Iterable[EntryRoute] = (UNIFIED,),
    ) -> Tally:
        """The sum of the cells under a path, of one level or all, of the given routes."""
        wanted = tuple(routes)
        return sum(
            (
                tally
                for (path, cell_level, route), tally in self.cells.items()
                if path.startswith(org_path) and (level is None or level == cell_level) and route in wanted
            ),
            Tally(),
        )


def progress(season: int, province: str, org_path: str = "/") -> Progress:
    """The tallies of everybody who registers under `org_path`, in seven statements."""
    counts: dict[CellKey, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for steps, rows in (
        (("registered", "submitted", "approved"), _registered(season, province, org_path)),
        (("seated",), _heads(Seat.objects.filter(_of(season, province, org_path)))),
        (("sat",), _heads(_sat(season, province, org_path))),
        (("on_line",), _heads(_on_line(season, province, org_path))),
        (("filed",), _heads(_filed(season, province, org_path))),
        (("admitted",), _heads(_admitted(season, province, org_path))),
    ):
        for path, level, route, *numbers in rows:
            cell = counts[path, ProgrammeLevel(level), EntryRoute(route)]
            for step, number in zip(steps, numbers, strict=True):
                cell[step] += number
    return Progress(cells={key: Tally(**counts[key]) for key in sorted(counts)})


Row = tuple[Any, ...]
"""Path, level and route of a cell, then one number for each step that the row counts."""


def _of(season: int, province: str, org_path: str) -> Q:
    return Q(season=season, province=province) & under("candidate__org_path", org_path)


def _registered(season: int, province: str, org_path: str) -> Iterable[Row]:
    return (
        Registration.objects.filter(_of(season, province, org_path))
        .values_list("candidate__org_path", "level", "route")
        .annotate(
            registered=Count("pk"),
            submitted=Count("pk", filter=Q(submitted_at__isnull=False)),
            approved=Count("pk", filter=Q(approved_at__isnull=False) & ~Q(state__in=LEFT)),
        )
        .order_by()
    )


def _heads(rows: "QuerySet[Any]") -> Iterable[Row]:
    registration = "candidate__registration__"
    cells = rows.values_list("candidate__org_path", f"{registration}level", f"{registration}route")
    counted: Iterable[Row] = cells.annotate(heads=Count("candidate", distinct=True)).order_by()
    return counted


def _sat(season: int, province: str, org_path: str) -> "QuerySet[PaperMark]":
    return PaperMark.objects.filter(_of(season, province, org_path), mark__isnull=False, absent=False)


def _on_line(season: int, province: str, org_path: str) -> "QuerySet[FilingResult]":
    reached = reaches_a_line(control_lines(season, province))
    held = FilingResult.objects.filter(
        _of(season, province, org_path),
        run__state__in=HAS_RESULTS,
        candidate__registration__route=UNIFIED,
    )
    return held.filter(reached) if reached else held.none()


def reaches_a_line(lines: Iterable[LineView]) -> Q:
    """The filing score reaches the lowest line of its level and the candidate's category."""
    lowest: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.level, line.category)
        lowest[key] = min(line.score, lowest.get(key, line.score))
    reached = Q()
    for (level, category), score in sorted(lowest.items()):
        reached |= Q(level=level, candidate__registration__category=category, filing_score__gte=score)
    return reached


def _filed(season: int, province: str, org_path: str) -> "QuerySet[CandidateFile]":
    return CandidateFile.objects.filter(_of(season, province, org_path), run__isnull=False)


def _admitted(season: int, province: str, org_path: str) -> "QuerySet[Admission]":
    return Admission.objects.filter(_of(season, province, org_path), revoked_at__isnull=True)
