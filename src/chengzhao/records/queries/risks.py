"""Registrations that share a phone, a device, an address or more, found for whoever reviews them (N3.4).

The database finds the values that enough registrations share; the rule ties their holders into clusters.
Nothing here decides anything, and no shared value is told: only that it is shared.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

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

GONE = (RegistrationState.DRAFT, RegistrationState.WITHDRAWN, RegistrationState.CANCELLED)
MOST_SHOWN = 50
"""So many clusters and hasty forms are shown at once, the largest first; the rest comes when these are settled."""

_SHARED = """
WITH live AS MATERIALIZED (
    SELECT who.id, who.phone_index, who.address_index, who.employer,
        left(who.hukou_division, 2) <> who.province AS is_stranger,
        trace.device_digest, trace.network, held.certificate_number
    FROM records_candidate who
    JOIN records_registration what ON what.candidate_id = who.id AND what.state <> ALL(%(gone)s)
    LEFT JOIN records_registrationtrace trace ON trace.candidate_id = who.id
    LEFT JOIN records_education held ON held.candidate_id = who.id
    WHERE who.season = %(season)s AND who.province = %(province)s
        AND who.org_path >= %(path)s AND who.org_path < %(end)s
), numbered AS (
    SELECT id, is_stranger, left(certificate_number, -6) COLLATE "C" AS series,
        right(certificate_number, 6)::int AS place
    FROM live WHERE certificate_number ~ '[0-9]{6}$'
), placed AS (
    SELECT *, place - dense_rank() OVER (PARTITION BY series ORDER BY place) AS run FROM numbered
), given (signal, id, is_stranger, value) AS (
    SELECT 'PHONE', id, is_stranger, encode(phone_index, 'hex') FROM live WHERE phone_index <> ''
    UNION ALL SELECT 'DEVICE', id, is_stranger, encode(device_digest, 'hex') FROM live WHERE device_digest <> ''
    UNION ALL SELECT 'ADDRESS', id, is_stranger, encode(address_index, 'hex') FROM live WHERE address_index <> ''
    UNION ALL SELECT 'NETWORK', id, is_stranger, network FROM live WHERE network <> ''
    UNION ALL SELECT 'CERTIFICATE', id, is_stranger, certificate_number FROM live WHERE certificate_number <> ''
    UNION ALL SELECT 'ORGANISER', id, is_stranger, employer FROM live WHERE is_stranger AND employer <> ''
    UNION ALL SELECT 'CERTIFICATE_RUN', id, is_stranger, series || ' ' || run FROM placed
), enough AS (
    SELECT signal, value FROM given GROUP BY signal, value
    HAVING count(*) >= (%(limits)s::jsonb ->> signal)::int
)
SELECT signal, value, array_agg(id), array_agg(id) FILTER (WHERE is_stranger)
FROM given JOIN enough USING (signal, value) GROUP BY signal, value
"""
"""The live registrations are gone through once; of every value comes who holds it, where enough of them do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """A value that enough registrations share, who they are, and which of them come from another province."""

    signal: Signal
    value: str
    holders: tuple[int, ...]
    strangers: frozenset[int]


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
    shared = _shared(season, province, org_path)
    found = risk_clusters(_traits(shared))
    hasty = list(_hasty(_live(season, province, org_path), _busy_devices(shared)))
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


def _shared(season: int, province: str, org_path: str) -> list[Shared]:
    """What as many registrations share as its signal asks for, blinded where a person could be known by it."""
    asked = {
        "season": season,
        "province": province,
        "path": org_path,
        "end": org_path + LAST_CHARACTER,
        "gone": [state.value for state in GONE],
        "limits": json.dumps({signal.value: limit for signal, limit in LIMITS.items()}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, asked)
        return [
            Shared(
                signal=Signal(signal),
                value=value,
                holders=tuple(holders),
                strangers=frozenset(strangers or ()),
            )
            for signal, value, holders, strangers in cursor.fetchall()
        ]


def _traits(shared: Iterable[Shared]) -> list[ApplicationTraits]:
    """What those have in common who have enough in common."""
    traits: dict[int, dict[Signal, str]] = {}
    strangers: set[int] = set()
    for one in shared:
        strangers |= one.strangers
        for holder in one.holders:
            traits.setdefault(holder, {})[one.signal] = one.value
    return [
        ApplicationTraits(application=str(pk), traits=held, is_out_of_place=pk in strangers)
        for pk, held in traits.items()
    ]


def _busy_devices(shared: Iterable[Shared]) -> list[bytes]:
    """The devices that enough registrations came from to be too many for a day."""
    return [
        bytes.fromhex(one.value)
        for one in shared
        if one.signal is Signal.DEVICE and len(one.holders) >= MOST_A_DAY
    ]


def _hasty(live: QuerySet[Candidate], devices: Sequence[bytes]) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    """Forms filled in faster than a person does, then those of a device that handed in very many on one day."""
    day = TruncDate("candidate__registration__submitted_at")
    traces = RegistrationTrace.objects.filter(candidate__in=live).annotate(day=day)
    rows = list(
        traces.filter(Q(seconds__lt=LEAST_SECONDS) | Q(device_digest__in=devices))
        .order_by(F("seconds").asc(nulls_last=True), "pk")
        .values_list("candidate_id", "device_digest", "day", "seconds")
    )
    crowded = Counter((bytes(device), day) for _, device, day, _ in rows if device)
    for pk, device, day, seconds in rows:
        # Of another device not all forms of the day were read, only the fast ones: too few to count.
        number = crowded[bytes(device), day]
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
