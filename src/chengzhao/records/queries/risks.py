"""Registrations that share a phone, a device, an address or more, found for whoever reviews them (N3.4).

The database finds the values that enough registrations share; the rule ties their holders into clusters.
Nothing here decides anything, and no shared value is told: only that it is shared.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Left, TruncDate

from chengzhao.law.citation import Finding
from chengzhao.records.models import Candidate, RegistrationTrace
from chengzhao.records.queries.scope import LAST_CHARACTER, under
from chengzhao.rules.registration import (
    ApplicationTraits,
    RegistrationState,
    RiskCluster,
    Signal,
    burst_findings,
    cluster_findings,
    risk_clusters,
)
from chengzhao.rules.registration.risk import LEAST_SECONDS, LIMITS, MOST_A_DAY

Found = Iterable[tuple[int, object]]
"""Candidates, each with a value that others have, too."""

GONE = (RegistrationState.DRAFT, RegistrationState.WITHDRAWN, RegistrationState.CANCELLED)
MOST_SHOWN = 50
"""So many clusters and hasty forms are shown at once, the largest first; the rest comes when these are settled."""

# Where a value stands, from the candidate, and what stands there when nobody gave one.
_COLUMNS: tuple[tuple[Signal, str, object], ...] = (
    (Signal.PHONE, "phone_index", b""),
    (Signal.DEVICE, "registration_trace__device_digest", b""),
    (Signal.ADDRESS, "address_index", b""),
    (Signal.NETWORK, "registration_trace__network", ""),
    (Signal.CERTIFICATE, "education__certificate_number", ""),
)
_RUNS = """
WITH numbered AS (
    SELECT held.candidate_id, left(held.certificate_number, -6) AS series,
        right(held.certificate_number, 6)::int AS place
    FROM records_education held
    JOIN records_candidate who ON who.id = held.candidate_id
    JOIN records_registration what ON what.candidate_id = held.candidate_id
    WHERE held.season = %(season)s AND held.province = %(province)s
        AND who.org_path >= %(path)s AND who.org_path < %(end)s AND what.state <> ALL(%(gone)s)
        AND held.certificate_number ~ '[0-9]{6}$'
), rows AS (
    SELECT *, place - dense_rank() OVER (PARTITION BY series ORDER BY place) AS run FROM numbered
)
SELECT candidate_id, series || ' ' || run
FROM (SELECT *, count(*) OVER (PARTITION BY series, run) AS length FROM rows) counted WHERE length >= %(least)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspect:
    """A registration of a cluster, as a reviewer's list shows it."""

    candidate_number: str
    name: str
    confirmation_point: str
    state: RegistrationState
    submitted_at: datetime
    is_out_of_place: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A registration of a cluster, and what it shares with others of it."""

    suspect: Suspect
    shares: tuple[Signal, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClusterView:
    """Registrations tied together, what they share and how many of them, and what to do."""

    members: tuple[Member, ...]
    evidence: tuple[tuple[Signal, int], ...]
    findings: tuple[Finding, ...]
    out_of_place: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HastyView:
    """A registration that came as from a machine."""

    member: Suspect
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskQueue:
    """What waits for a look under a path: clusters and hasty forms, at most MOST_SHOWN of each, of so many."""

    clusters: tuple[ClusterView, ...]
    hasty: tuple[HastyView, ...]
    cluster_total: int
    hasty_total: int


def risk_queue(season: int, province: str, org_path: str) -> RiskQueue:
    """The clusters among the live registrations under a path, the largest first; the fastest forms first."""
    found = risk_clusters(_traits(season, province, org_path))
    hasty = list(_hasty(season, province, org_path))
    shown, hurried = found[:MOST_SHOWN], hasty[:MOST_SHOWN]
    wanted = {int(one) for cluster in shown for one in cluster.applications} | {pk for pk, _ in hurried}
    suspects = _suspects(wanted)
    return RiskQueue(
        clusters=tuple(_seen(cluster, suspects) for cluster in shown),
        hasty=tuple(HastyView(member=suspects[pk], findings=findings) for pk, findings in hurried),
        cluster_total=len(found),
        hasty_total=len(hasty),
    )


def _live(season: int, province: str, org_path: str) -> QuerySet[Candidate]:
    return (
        Candidate.objects.filter(season=season, province=province)
        .filter(under("org_path", org_path))
        .exclude(registration__state__in=[state.value for state in GONE])
        .filter(registration__isnull=False)
    )


def _traits(season: int, province: str, org_path: str) -> list[ApplicationTraits]:
    """What those have in common who have enough in common, blinded."""
    live = _live(season, province, org_path)
    elsewhere = live.annotate(of=Left("hukou_division", 2)).exclude(of=province).exclude(employer="")
    holders: dict[int, dict[Signal, str]] = {}
    for signal, column, nothing in _COLUMNS:
        _note(holders, signal, _sharing(live, signal, column, nothing))
    _note(holders, Signal.ORGANISER, _sharing(elsewhere, Signal.ORGANISER, "employer", ""))
    _note(holders, Signal.CERTIFICATE_RUN, _in_runs(season, province, org_path))
    strangers = set(
        live.filter(pk__in=holders)
        .annotate(of=Left("hukou_division", 2))
        .exclude(of=province)
        .values_list("pk", flat=True)
    )
    return [
        ApplicationTraits(application=str(pk), traits=traits, is_out_of_place=pk in strangers)
        for pk, traits in holders.items()
    ]


def _sharing(
    rows: QuerySet[Candidate], signal: Signal, column: str, nothing: object
) -> Iterator[tuple[int, object]]:
    """(candidate, value) of every value that as many registrations share as the signal asks for."""
    given = rows.filter(**{f"{column}__isnull": False}).exclude(**{column: nothing}).order_by()
    shared = given.values(column).annotate(number=Count("pk")).filter(number__gte=LIMITS[signal])
    values = [row[column] for row in shared]
    return given.filter(**{f"{column}__in": values}).values_list("pk", column).iterator()


def _in_runs(season: int, province: str, org_path: str) -> list[tuple[int, object]]:
    """(candidate, run) of those whose certificates have numbers without a gap between them."""
    asked = {
        "season": season,
        "province": province,
        "path": org_path,
        "end": org_path + LAST_CHARACTER,
        "gone": [state.value for state in GONE],
        "least": LIMITS[Signal.CERTIFICATE_RUN],
    }
    with connection.cursor() as cursor:
        cursor.execute(_RUNS, asked)
        return [(int(pk), run) for pk, run in cursor.fetchall()]


def _note(holders: dict[int, dict[Signal, str]], signal: Signal, found: Found) -> None:
    for pk, value in found:
        text = value if isinstance(value, str) else bytes(value).hex()  # type: ignore[call-overload]
        holders.setdefault(pk, {})[signal] = text


def _hasty(season: int, province: str, org_path: str) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    """Forms filled in faster than a person does, then those of a device that handed in very many on one day."""
    live = _live(season, province, org_path)
    day = TruncDate("candidate__registration__submitted_at")
    traces = RegistrationTrace.objects.filter(candidate__in=live).annotate(day=day)
    crowded = {
        (bytes(device), day): number
        for device, day, number in traces.exclude(device_digest=b"")
        .values_list("device_digest", "day")
        .annotate(number=Count("pk"))
        .filter(number__gte=MOST_A_DAY)
        .order_by()
    }
    fast = traces.filter(seconds__lt=LEAST_SECONDS)
    busy = traces.filter(device_digest__in=[device for device, _ in crowded])
    rows = (fast | busy).order_by(F("seconds").asc(nulls_last=True), "pk")
    for pk, device, day, seconds in rows.values_list("candidate_id", "device_digest", "day", "seconds"):
        number = crowded.get((bytes(device), day), 0)
        findings = burst_findings(seconds=seconds, from_device_that_day=number)
        if findings:
            yield pk, findings


def _suspects(wanted: set[int]) -> dict[int, Suspect]:
    rows = (
        Candidate.objects.filter(pk__in=wanted)
        .select_related("registration", "confirmation_point")
        .only(
            *("candidate_number", "name", "province", "hukou_division"),
            *("registration__state", "registration__submitted_at", "confirmation_point__name"),
        )
    )
    return {
        row.pk: Suspect(
            candidate_number=row.candidate_number,
            name=row.name,
            confirmation_point=row.confirmation_point.name,
            state=RegistrationState(row.registration.state),
            submitted_at=row.registration.submitted_at,
            is_out_of_place=row.hukou_division[:2] != row.province,
        )
        for row in rows
    }


def _seen(cluster: RiskCluster, suspects: dict[int, Suspect]) -> ClusterView:
    shares: dict[str, list[Signal]] = {application: [] for application in cluster.applications}
    for shared in cluster.evidence:
        for application in shared.applications:
            shares[application].append(shared.signal)
    members = (Member(suspect=suspects[int(one)], shares=tuple(held)) for one, held in shares.items())
    return ClusterView(
        members=tuple(sorted(members, key=lambda member: member.suspect.candidate_number)),
        evidence=tuple((shared.signal, len(shared.applications)) for shared in cluster.evidence),
        findings=cluster_findings(cluster),
        out_of_place=cluster.out_of_place,
    )
