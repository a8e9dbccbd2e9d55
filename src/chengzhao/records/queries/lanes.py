"""免试 and 单考: how far the registrations of the two lanes are, against the day by which they are to be finished."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import get_current_timezone, localtime

from chengzhao.law.words import ClaimKind, EntryRoute, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.records.models import Claim, Registration
from chengzhao.records.queries.scope import under
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.privacy.masks import masked_name
from chengzhao.rules.registration import REGISTRATION, RegistrationState, route_findings

LANES = (EntryRoute.EXEMPT, EntryRoute.SEPARATE)
FINISHED = (RegistrationState.CONFIRMED, RegistrationState.TICKETED)
"""States in which nothing of the registration is left to do (办完报名手续)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneTally:
    """How many are in a lane, have finished, are under way, were handed in behind the day, and have ended."""

    route: EntryRoute
    total: int
    finished: int
    under_way: int
    late: int
    ended: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneLine:
    """One registration of a lane; the name is masked. `claim` is the exemption claimed, None where there is none."""

    key: int
    person_id: UUID
    candidate_id: int
    candidate_number: str
    name: str
    route: EntryRoute
    level: ProgrammeLevel
    point: str
    state: RegistrationState
    submitted_at: datetime | None
    is_late: bool
    claim: ClaimKind | None
    claim_state: ClaimState | None


def lane_tallies(season: int, province: str, org_path: str) -> tuple[LaneTally, ...]:
    """Each lane of an office's part of the tree."""
    after = _first_moment_after(season)
    counted = {
        row["route"]: row
        for row in _rows(season, province, org_path)
        .values("route")
        .annotate(
            total=Count("pk"),
            finished=Count("pk", filter=Q(state__in=FINISHED)),
            ended=Count("pk", filter=~Q(state__in=REGISTRATION.sets["ACTIVE"])),
            late=Count("pk", filter=Q(submitted_at__gte=after, state__in=REGISTRATION.sets["ACTIVE"])),
        )
        .order_by()
    }
    return tuple(_tally(route, dict(counted.get(route.value, {}))) for route in LANES)


def _tally(route: EntryRoute, row: dict[str, int]) -> LaneTally:
    total, finished, ended = (row.get(name, 0) for name in ("total", "finished", "ended"))
    return LaneTally(
        route=route,
        total=total,
        finished=finished,
        under_way=total - finished - ended,
        late=row.get("late", 0),
        ended=ended,
    )


def lane_lines(
    season: int, province: str, org_path: str, route: EntryRoute, *, after: int, limit: int
) -> tuple[LaneLine, ...]:
    """The registrations of a lane from behind a key, those that have ended among them."""
    rows = _rows(season, province, org_path).filter(route=route.value, pk__gt=after)
    held = list(rows.select_related("candidate__confirmation_point").order_by("pk")[:limit])
    claims = {
        claim.candidate_id: claim
        for claim in Claim.objects.filter(
            season=season,
            province=province,
            exempts=True,
            candidate__in=[row.candidate_id for row in held],
        ).order_by("-pk")
    }
    return tuple(_lines(held, claims))


def _lines(held: list[Registration], claims: dict[int, Claim]) -> Iterator[LaneLine]:
    for row in held:
        claim = claims.get(row.candidate_id)
        route = EntryRoute(row.route)
        day = localtime(row.submitted_at).date() if row.submitted_at else None
        yield LaneLine(
            key=row.pk,
            person_id=row.candidate.public_id,
            candidate_id=row.candidate_id,
            candidate_number=row.candidate.candidate_number,
            name=masked_name(row.candidate.name),
            route=route,
            level=ProgrammeLevel(row.level),
            point=row.candidate.confirmation_point.name,
            state=RegistrationState(row.state),
            submitted_at=row.submitted_at,
            is_late=day is not None and bool(route_findings(route, day, year_law(row.season))),
            claim=ClaimKind(claim.kind) if claim else None,
            claim_state=ClaimState(claim.state) if claim else None,
        )


def lane_deadline(season: int) -> date:
    """The last day for both lanes (通知二.3)."""
    return year_law(season).exempt_deadline.value


def _first_moment_after(season: int) -> datetime:
    day = lane_deadline(season) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=get_current_timezone())


def _rows(season: int, province: str, org_path: str) -> "QuerySet[Registration]":
    return Registration.objects.filter(season=season, province=province, route__in=LANES).filter(
        under("candidate__org_path", org_path)
    )
