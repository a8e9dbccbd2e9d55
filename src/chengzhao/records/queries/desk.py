"""The queue of a confirmation point: what waits, narrowed, counted and paged by one query (附件1 三（三）)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from chengzhao.law.words import ClaimKind, ExamCategory, IdentityDocument, ProgrammeLevel
from chengzhao.records.models import Claim, Registration, ReviewDecision
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.scope import under
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import CHECKED_BY_HAND, REGISTRATION, RegistrationState

WAITING = REGISTRATION.sets["WITH_OFFICE"]
FIRST = (RegistrationState.SUBMITTED, RegistrationState.UNDER_REVIEW)
GONE = (ClaimState.REFUSED.value, ClaimState.REVOKED.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskFilter:
    """What of the queue is wanted; '' and False narrow nothing. `claims` is EXEMPT or BONUS.

    `pool` are the states that the queue holds, of which `state` is one.
    """

    pool: tuple[str, ...] = tuple(sorted(state.value for state in WAITING))
    state: str = ""
    claims: str = ""
    category: str = ""
    non_local: bool = False
    unverified: bool = False
    returned: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskKey:
    """Behind what a page of the queue begins: the moment of handing in and the key of the registration."""

    submitted_at: datetime
    pk: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingFile:
    """A registration that waits, as the list shows it."""

    candidate_id: int
    public_id: UUID
    candidate_number: str
    name: str
    level: ProgrammeLevel
    category: ExamCategory
    state: RegistrationState
    is_exempt: bool
    has_bonus: bool
    is_non_local: bool
    is_unverified: bool
    was_returned: bool
    held_by: str
    holder_id: int | None
    held_until: datetime | None
    key: DeskKey

    @property
    def submitted_at(self) -> datetime:
        """When it was handed in."""
        return self.key.submitted_at

    def is_held(self, now: datetime, account_id: int) -> bool:
        """Whether somebody else has it open."""
        return (
            self.held_until is not None and self.held_until > now and self.holder_id not in (None, account_id)
        )


def waiting(season: int, province: str, org_path: str, wanted: DeskFilter) -> "QuerySet[Registration]":
    """The registrations under a path that wait and that the filter wants, the first handed in first."""
    rows = (
        Registration.objects.filter(season=season, province=province)
        .filter(state__in=[wanted.state] if wanted.state else list(wanted.pool))
        .filter(under("candidate__org_path", org_path))
        .annotate(**_marks(province))
        .order_by("submitted_at", "pk")
    )
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.claims:
        rows = rows.filter(**{"is_exempt" if wanted.claims == "EXEMPT" else "has_bonus": True})
    named = (("is_non_local", wanted.non_local), ("is_unverified", wanted.unverified))
    for name, is_wanted in (*named, ("was_returned", wanted.returned)):
        if is_wanted:
            rows = rows.filter(**{name: True})
    return rows


def _marks(province: str) -> dict[str, object]:
    """What the list marks and the filter asks for, each by one name."""
    bonus = (
        Claim.objects.filter(candidate=OuterRef("candidate"), exempts=False)
        .exclude(kind=ClaimKind.AGED_25.value)
        .exclude(state__in=GONE)
    )
    exempting = Claim.objects.filter(candidate=OuterRef("candidate"), exempts=True).exclude(state__in=GONE)
    returned = ReviewDecision.objects.filter(candidate=OuterRef("candidate"), verdict=Verdict.RETURN.value)
    level = Q(level=ProgrammeLevel.ZHUANSHENGBEN.value)
    verified = Q(candidate__education__verified_at__isnull=False)
    by_hand = Q(candidate__education__verified_by__startswith=CHECKED_BY_HAND)
    has_household = Q(candidate__identity_kind=IdentityDocument.RESIDENT_ID.value)
    return {
        "has_bonus": Exists(bonus),
        "is_exempt": Exists(exempting),
        "was_returned": Exists(returned),
        "home": Left("candidate__hukou_division", 2),
        "is_non_local": ExpressionWrapper(has_household & ~Q(home=province), output_field=BooleanField()),
        "is_unverified": ExpressionWrapper((level & ~verified) | by_hand, output_field=BooleanField()),
    }


MARKS = ("is_exempt", "has_bonus", "is_non_local", "is_unverified", "was_returned")


def waiting_counts(rows: "QuerySet[Registration]") -> Counter[str]:
    """How many a filter finds ("total") and, of these, how many each further chip would leave.

    Counted over the list's own query: by the names of the marks and the values of states and categories.
    """
    found: Counter[str] = Counter()
    kinds = rows.order_by().values("state", "category", *MARKS).annotate(number=Count("pk"))
    for row in kinds:
        holding = [name for name in MARKS if row[name]]
        for name in ("total", row["state"], row["category"], *holding):
            found[name] += row["number"]
    return found


def waiting_page(
    rows: "QuerySet[Registration]",
    *,
    after: DeskKey | None,
    limit: int,
    free_for: tuple[int, datetime] | None = None,
) -> tuple[WaitingFile, ...]:
    """A page of the queue behind a key; with `free_for` (account, now) only what nobody else has open."""
    if after is not None:
        later = Q(submitted_at__gt=after.submitted_at)
        rows = rows.filter(later | Q(submitted_at=after.submitted_at, pk__gt=after.pk))
        # Said once more as a plain range, which an index can begin at.
        rows = rows.filter(submitted_at__gte=after.submitted_at)
    if free_for is not None:
        account, now = free_for
        mine = Q(candidate__review_lease__account=account)
        rows = rows.filter(
            Q(candidate__review_lease__isnull=True) | mine | Q(candidate__review_lease__until__lte=now)
        )
    return tuple(_seen(rows[:limit]))


def place_of(rows: "QuerySet[Registration]", key: DeskKey) -> int:
    """How many of a filter were handed in up to a key: the place of that file in the list."""
    upto = Q(submitted_at__lt=key.submitted_at) | Q(submitted_at=key.submitted_at, pk__lte=key.pk)
    return rows.order_by().filter(upto).count()


def _seen(rows: "QuerySet[Registration]") -> Iterable[WaitingFile]:
    named = {
        "public_id": F("candidate__public_id"),
        "number": F("candidate__candidate_number"),
        "called": F("candidate__name"),
        "holder": F("candidate__review_lease__account"),
        "holder_name": F("candidate__review_lease__account__display_name"),
        "held_until": F("candidate__review_lease__until"),
    }
    columns = ("candidate_id", "pk", "level", "category", "state", "submitted_at")
    for row in rows.values(*columns, *MARKS, **named):
        yield WaitingFile(
            candidate_id=row["candidate_id"],
            public_id=row["public_id"],
            candidate_number=row["number"],
            name=row["called"],
            level=ProgrammeLevel(row["level"]),
            category=ExamCategory(row["category"]),
            state=RegistrationState(row["state"]),
            held_by=row["holder_name"] or "",
            holder_id=row["holder"],
            held_until=row["held_until"],
            key=DeskKey(submitted_at=row["submitted_at"], pk=row["pk"]),
            **{name: row[name] for name in MARKS},
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class PassedFile:
    """What somebody passed last, and when: it can still be undone."""

    public_id: UUID
    name: str
    at: datetime


def last_pass(account_id: int, season: int, province: str, since: datetime) -> PassedFile | None:
    """The last decision of a reviewer since a moment, where it was a pass that still stands."""
    row = (
        ReviewDecision.objects.filter(season=season, province=province, reviewer=account_id, at__gte=since)
        .order_by("-pk")
        .values_list(
            "verdict", "candidate__public_id", "candidate__name", "at", "candidate__registration__state"
        )
        .first()
    )
    if row is None or (row[0], row[4]) != (Verdict.PASS.value, RegistrationState.APPROVED.value):
        return None
    return PassedFile(public_id=row[1], name=row[2], at=row[3])
