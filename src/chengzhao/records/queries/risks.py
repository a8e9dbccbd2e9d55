"""The cases of registrations that share something, as offices read them (N3.4).

Nothing here decides anything, and no shared value is told: only that it is shared, and by whom.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from chengzhao.law.citation import Finding
from chengzhao.records.models import Candidate, RiskCase, RiskDecision, RiskScan, RiskTrait
from chengzhao.records.queries.scope import under
from chengzhao.rules.registration import (
    CaseDecision,
    CaseState,
    RegistrationState,
    Signal,
    evidence_finding,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One thing that is shared: by how many, what it weighs, and the sentence that explains it."""

    signal: Signal
    number: int
    weight: int
    finding: Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """A case as a list shows it. `org_path` is the deepest office that holds all of it."""

    key: int
    public_id: UUID
    state: CaseState
    weight: int
    size: int
    out_of_place: int
    org_path: str
    evidence: tuple[Evidence, ...]
    found_at: datetime
    changed_at: datetime
    reopened: int
    heard_until: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A registration of a case: what it shares, with its number in each group of equal values; what is new.

    `shares` has the signal, the letter of the group of equal values, and whether it was seen after the last decision.
    """

    candidate_number: str
    person_id: UUID
    name: str
    confirmation_point: str
    state: RegistrationState
    submitted_at: datetime
    is_out_of_place: bool
    shares: tuple[tuple[Signal, str, bool], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What an office decided on a case, when and why."""

    decision: CaseDecision
    by: str
    at: datetime
    reason: str
    weight: int
    size: int
    voided: int


def risk_cases(season: int, province: str, org_path: str) -> "QuerySet[RiskCase]":
    """The cases all of whose registrations lie under a path."""
    return RiskCase.objects.filter(under("org_path", org_path), season=season, province=province)


def case_counts(cases: "QuerySet[RiskCase]") -> Mapping[CaseState, int]:
    """How many there are in each state."""
    rows = cases.order_by().values_list("state").annotate(number=Count("pk"))
    return {CaseState(state): number for state, number in rows}


def case_page(
    cases: "QuerySet[RiskCase]", states: Iterable[CaseState], *, offset: int, limit: int
) -> tuple[CaseRow, ...]:
    """Cases in some states, the heaviest first, then the largest."""
    rows = cases.filter(state__in=[state.value for state in states]).order_by("-weight", "-size", "pk")
    return tuple(_row(case) for case in rows[offset : offset + limit])


def risk_case(season: int, province: str, org_path: str, public_id: UUID) -> CaseRow | None:
    """One case under a path; None where there is none."""
    case = risk_cases(season, province, org_path).filter(public_id=public_id).first()
    return _row(case) if case else None


def members_of(case: CaseRow, decided_at: datetime | None, *, limit: int) -> tuple[Member, ...]:
    """The registrations of a case in the order of their numbers, at most so many; equal letters are equal values."""
    rows = RiskTrait.objects.filter(case=case.key).order_by("signal", "group", "candidate")
    letters = _letters(rows.values_list("signal", "group").distinct())
    shares: dict[int, list[tuple[Signal, str, bool]]] = defaultdict(list)
    order = {signal.value: place for place, signal in enumerate(Signal)}
    for candidate, signal, group, seen_at in rows.values_list("candidate_id", "signal", "group", "seen_at"):
        is_new = decided_at is not None and seen_at > decided_at
        shares[candidate].append((Signal(signal), letters[signal, group], is_new))
    people = (
        Candidate.objects.filter(risk_traits__case=case.key)
        .distinct()
        .select_related("registration", "confirmation_point")
        .only(
            *("candidate_number", "name", "province", "hukou_division", "public_id"),
            *("registration__state", "registration__submitted_at", "confirmation_point__name"),
        )
        .order_by("candidate_number")
    )
    return tuple(
        Member(
            candidate_number=row.candidate_number,
            person_id=row.public_id,
            name=row.name,
            confirmation_point=row.confirmation_point.name,
            state=RegistrationState(row.registration.state),
            submitted_at=row.registration.submitted_at,
            is_out_of_place=row.hukou_division[:2] != row.province,
            shares=tuple(sorted(shares[row.pk], key=lambda one: order[one[0].value])),
        )
        for row in people[:limit]
    )


def decisions_on(case: CaseRow) -> tuple[Decided, ...]:
    """What was decided on a case, the newest first."""
    rows = RiskDecision.objects.filter(case=case.key).order_by("-at", "-pk")
    return tuple(
        Decided(
            decision=CaseDecision(decision),
            by=by,
            at=at,
            reason=reason,
            weight=weight,
            size=size,
            voided=voided,
        )
        for decision, by, at, reason, weight, size, voided in rows.values_list(
            "decision", "account__display_name", "at", "reason", "weight", "size", "voided"
        )
    )


def scanned_at(season: int, province: str) -> datetime | None:
    """When clusters were last looked for; None before the first time."""
    return RiskScan.objects.filter(season=season, province=province).values_list("at", flat=True).first()


def _letters(groups: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """A letter for each group of one signal, '' where the signal has but one group."""
    held: dict[str, list[int]] = defaultdict(list)
    for signal, group in groups:
        held[signal].append(group)
    return {
        (signal, group): f"{place}组" if len(found) > 1 else ""
        for signal, found in held.items()
        for place, group in enumerate(sorted(found), start=1)
    }


def _row(case: RiskCase) -> CaseRow:
    return CaseRow(
        key=case.pk,
        public_id=case.public_id,
        state=CaseState(case.state),
        weight=case.weight,
        size=case.size,
        out_of_place=case.out_of_place,
        org_path=case.org_path,
        evidence=tuple(
            Evidence(
                signal=Signal(signal),
                number=number,
                weight=weight,
                finding=evidence_finding(Signal(signal), number, because, out_of_place=case.out_of_place),
            )
            for signal, number, weight, because in case.signals
        ),
        found_at=case.found_at,
        changed_at=case.changed_at,
        reopened=case.reopened,
        heard_until=case.heard_until,
    )
