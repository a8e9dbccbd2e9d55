"""Registrations: a candidate's own, and what waits at a confirmation point."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

from chengzhao.law.words import EntryRoute, ExamCategory, ForeignLanguage, Paper, ProgrammeLevel
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import Claim, Registration, ReturnedItem, ReviewDecision, Seat
from chengzhao.records.queries.scope import under
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState, ReturnItem


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistrationView:
    """A candidate's registration with what is still to be known: the last verdict and the seat."""

    candidate_id: int
    season: int
    province: str
    name: str
    candidate_number: str
    birth_date: date
    confirmation_point: str
    route: EntryRoute
    level: ProgrammeLevel
    also_gaoqizhuan: bool
    category: ExamCategory
    foreign_language: ForeignLanguage
    specialised_paper: Paper | None
    state: RegistrationState
    submitted_at: datetime | None
    approved_at: datetime | None
    confirmed_at: datetime | None
    ticketed_at: datetime | None
    ended_at: datetime | None
    last_reason: str
    has_seat: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimView:
    """A claim for a bonus or an exemption, with what holds it back if anything does."""

    label: str
    points: int
    exempts: bool
    state: ClaimState
    notice_completed_at: datetime | None
    refused_reason: str
    is_effective: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnedView:
    """A field or paper that was sent back, and what is to be mended."""

    item: ReturnItem
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewTally:
    """The decisions of a part of the tree, by verdict, and when the last one was made."""

    passed: int
    returned: int
    second: int
    rejected: int
    last_at: datetime | None


@of_one_person
def registration_of(candidate_id: int) -> RegistrationView | None:
    """The registration of a candidate; None where the candidate has none yet."""
    row = (
        Registration.objects.filter(candidate_id=candidate_id)
        .select_related("candidate__confirmation_point")
        .first()
    )
    if row is None:
        return None
    last = ReviewDecision.objects.filter(candidate_id=candidate_id).order_by("-at", "-pk").first()
    person = row.candidate
    return RegistrationView(
        candidate_id=candidate_id,
        season=row.season,
        province=row.province,
        name=person.name,
        candidate_number=person.candidate_number,
        birth_date=person.birth_date,
        confirmation_point=person.confirmation_point.name,
        route=EntryRoute(row.route),
        level=ProgrammeLevel(row.level),
        also_gaoqizhuan=row.also_gaoqizhuan,
        category=ExamCategory(row.category),
        foreign_language=ForeignLanguage(row.foreign_language),
        specialised_paper=Paper(row.specialised_paper) if row.specialised_paper else None,
        state=RegistrationState(row.state),
        submitted_at=row.submitted_at,
        approved_at=row.approved_at,
        confirmed_at=row.confirmed_at,
        ticketed_at=row.ticketed_at,
        ended_at=row.ended_at,
        last_reason=last.reason if last else "",
        has_seat=Seat.objects.filter(candidate_id=candidate_id).exists(),
    )


@of_one_person
def claims_of(candidate_id: int) -> tuple[ClaimView, ...]:
    """The claims of a candidate, exemptions first, then the most points."""
    rows = Claim.objects.filter(candidate_id=candidate_id).order_by("-exempts", "-points", "kind")
    return tuple(
        ClaimView(
            label=row.get_kind_display(),
            points=row.points,
            exempts=row.exempts,
            state=ClaimState(row.state),
            notice_completed_at=row.notice_completed_at,
            refused_reason=row.refused_reason,
            is_effective=row.state == ClaimState.EFFECTIVE,
        )
        for row in rows
    )


@of_one_person
def returned_items_of(candidate_id: int) -> tuple[ReturnedView, ...]:
    """What the last decision on a candidate sent back, in the order of the tasks; nothing where it was no return."""
    last = ReviewDecision.objects.filter(candidate_id=candidate_id).order_by("-at", "-pk").first()
    rows = dict(ReturnedItem.objects.filter(decision=last).values_list("item", "reason"))
    return tuple(ReturnedView(item=item, reason=rows[item]) for item in ReturnItem if item in rows)


def states_under(season: int, province: str, org_path: str) -> dict[RegistrationState, int]:
    """How many registrations under a path stand in each state, in the order of the states."""
    rows = (
        Registration.objects.filter(season=season, province=province)
        .filter(under("candidate__org_path", org_path))
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found = dict(rows)
    return {state: found[state] for state in RegistrationState if state in found}


def claims_under(season: int, province: str, org_path: str) -> dict[ClaimState, int]:
    """How many claims under a path stand in each state, in the order of the states."""
    rows = (
        Claim.objects.filter(season=season, province=province)
        .filter(under("candidate__org_path", org_path))
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found = dict(rows)
    return {state: found[state] for state in ClaimState if state in found}


def review_tally(season: int, province: str, org_path: str) -> ReviewTally:
    """The review decisions made on candidates under a path."""
    sums = (
        ReviewDecision.objects.filter(season=season, province=province)
        .filter(under("candidate__org_path", org_path))
        .aggregate(
            passed=Count("pk", filter=Q(verdict="PASS")),
            returned=Count("pk", filter=Q(verdict="RETURN")),
            second=Count("pk", filter=Q(verdict="SECOND")),
            rejected=Count("pk", filter=Q(verdict="REJECT")),
            last_at=Max("at"),
        )
    )
    return ReviewTally(**sums)
