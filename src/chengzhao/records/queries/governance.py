"""Seasons, the windows of their stages, and who answers for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models.functions import Length

from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.records.models import Organisation, ResponsiblePerson, Season, StageWindow
from chengzhao.records.queries.scope import under


class Phase(Enum):
    """Where a moment stands to a window."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeasonView:
    """One year of admissions in one province, as pages name it."""

    season: int
    province: str
    name: str
    office_name: str
    tie_seed: str
    synthetic: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """When a stage is open; `extended_from` is the first closing time where it was extended."""

    stage: Stage
    opens_at: datetime
    closes_at: datetime
    extended_from: datetime | None = None

    def phase(self, now: datetime) -> Phase:
        """Whether the stage is still to open, open or closed; the closing moment itself is closed."""
        if now < self.opens_at:
            return Phase.BEFORE
        return Phase.OPEN if now < self.closes_at else Phase.AFTER


@dataclass(frozen=True, kw_only=True, slots=True)
class Responsible:
    """A named responsible person of an organisation (N1.1)."""

    organisation: str
    kind: str
    duty: str
    name: str
    post: str


def current_season() -> SeasonView | None:
    """The newest season of this installation; None where there is none yet."""
    row = Season.objects.order_by("-season", "province").first()
    return _season_view(row) if row else None


def season_of(season: int, province: str) -> SeasonView | None:
    """The season of that year and province; None where there is none."""
    row = Season.objects.filter(season=season, province=province).first()
    return _season_view(row) if row else None


def windows(season: int, province: str) -> tuple[Window, ...]:
    """The windows of the widest scope of each stage, in the order of the stages and then of time."""
    rows = (
        StageWindow.objects.filter(season=season, province=province)
        .annotate(width=Length("org_path"))
        .order_by("width", "opens_at")
    )
    widest: dict[str, int] = {}
    kept = [row for row in rows if widest.setdefault(row.stage, row.width) == row.width]
    order = {stage: place for place, stage in enumerate(Stage)}
    found = [_window(row) for row in kept]
    return tuple(sorted(found, key=lambda window: (order[window.stage], window.opens_at)))


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopedWindow:
    """A window of a stage with the organisation for which, and below which, it holds."""

    window: Window
    org_path: str
    organisation: str
    phase: Phase


def windows_of_every_scope(season: int, province: str, now: datetime) -> tuple[ScopedWindow, ...]:
    """Every window of a season, in the order of the stages, then down the tree and by time."""
    rows = StageWindow.objects.filter(season=season, province=province).order_by("org_path", "opens_at")
    found = list(rows)
    named = Organisation.objects.filter(path__in={row.org_path for row in found})
    names = dict(named.values_list("path", "name"))
    order = {stage: place for place, stage in enumerate(Stage)}
    views = [
        ScopedWindow(
            window=(held := _window(row)),
            org_path=row.org_path,
            organisation=names.get(row.org_path, ""),
            phase=held.phase(now),
        )
        for row in found
    ]
    return tuple(sorted(views, key=lambda view: order[view.window.stage]))


def responsible_persons(season: int, province: str, org_path: str = "/") -> tuple[Responsible, ...]:
    """The responsible persons of the organisations under `org_path`, by kind, then down the tree."""
    rows = (
        ResponsiblePerson.objects.filter(
            season=season, province=province, organisation__path__startswith=org_path
        )
        .select_related("organisation")
        .order_by("organisation__path", "-duty", "pk")
    )
    order = {kind.value: place for place, kind in enumerate(OrganisationKind)}
    return tuple(
        Responsible(
            organisation=row.organisation.name,
            kind=row.organisation.get_kind_display(),
            duty=row.get_duty_display(),
            name=row.name,
            post=row.post,
        )
        for row in sorted(rows, key=lambda row: order[row.organisation.kind])
    )


def organisation_names(kind: str, org_path: str) -> dict[str, str]:
    """Names of the organisations of a kind under a path, by path, in the order of the paths."""
    rows = Organisation.objects.filter(kind=kind, path__startswith=org_path).order_by("path")
    return dict(rows.values_list("path", "name"))


def places_below(path: str) -> dict[str, tuple[str, int]]:
    """The cities or counties right below an office, by path: their names, and how many counties each has."""
    kinds = (OrganisationKind.PREFECTURE, OrganisationKind.COUNTY)
    rows = Organisation.objects.filter(under("path", path), kind__in=kinds).exclude(path=path)
    depth = path.count("/") + 1
    found: dict[str, tuple[str, int]] = {}
    for below, name in rows.order_by("path").values_list("path", "name"):
        if below.count("/") == depth:
            found[below] = (name, 0)
            continue
        parent = "/".join(below.split("/")[:depth]) + "/"
        if parent in found:
            found[parent] = (found[parent][0], found[parent][1] + 1)
    return found


def names_of_paths(paths: Iterable[str]) -> dict[str, str]:
    """Names of organisations by their paths."""
    return dict(Organisation.objects.filter(path__in=set(paths)).values_list("path", "name"))


def offices_of(org_path: str) -> tuple[tuple[str, str], ...]:
    """(path, name) of an office and of those below it that still work, down the tree; examination sites are none."""
    rows = Organisation.objects.filter(under("path", org_path), closed_at=None).exclude(
        kind=OrganisationKind.SITE
    )
    return tuple(rows.order_by("path").values_list("path", "name"))


def _window(row: StageWindow) -> Window:
    return Window(
        stage=Stage(row.stage),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        extended_from=row.extended_from,
    )


def _season_view(row: Season) -> SeasonView:
    return SeasonView(
        season=row.season,
        province=row.province,
        name=row.name,
        office_name=row.office_name,
        tie_seed=row.tie_seed,
        synthetic=row.synthetic,
    )
