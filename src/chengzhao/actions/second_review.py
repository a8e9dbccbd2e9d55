"""附件1·三: which registrations are passed by a second person only, read for the acts that pass."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from chengzhao.actions.audit import Border
from chengzhao.actions.many_ids import any_of
from chengzhao.law.words import ClaimKind, EntryRoute, IdentityDocument
from chengzhao.records.models import AuditRow, Claim, Registration, ReviewDecision
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.register_checks import last_checks
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import (
    RegistrationState,
    SecondReview,
    second_review_grounds,
    was_settled_by_hand,
)

OPEN_STATES = frozenset(
    {
        RegistrationState.SUBMITTED,
        RegistrationState.UNDER_REVIEW,
        RegistrationState.SECOND_REVIEW,
        RegistrationState.APPROVED,
    }
)
"""States in which a reviewer may have somebody checked again, or say what papers showed."""

SETTLING = ("check_by_hand", "verify_education")
"""The acts by which somebody takes on papers what no register confirmed."""

GONE = (ClaimState.REFUSED.value, ClaimState.REVOKED.value)


def grounds_of(border: Border, candidates: Collection[int]) -> dict[int, tuple[SecondReview, ...]]:
    """Why each of these candidates needs a second review; those who need none have an empty answer."""
    claims: dict[int, list[ClaimKind]] = defaultdict(list)
    held = Claim.objects.filter(candidate__in=any_of(candidates)).exclude(state__in=GONE)
    for candidate, kind in held.values_list("candidate_id", "kind").iterator():
        claims[candidate].append(ClaimKind(kind))
    checks = last_checks(candidates)
    rows = Registration.objects.filter(candidate__in=any_of(candidates)).values_list(
        *("candidate_id", "route", "candidate__identity_kind", "candidate__hukou_division"),
        "candidate__education__verified_by",
    )
    return {
        candidate: second_review_grounds(
            route=EntryRoute(route),
            claims=claims[candidate],
            document=IdentityDocument(document),
            hukou_division=hukou,
            province=border.province,
            verified_by=verified_by or "",
            is_settled_by_hand=was_settled_by_hand(checks.get(candidate, ())),
        )
        for candidate, route, document, hukou, verified_by in rows.iterator()
    }


def senders_of(border: Border, candidates: Collection[int]) -> set[tuple[int, int]]:
    """Who sent these candidates to their second review, as (candidate, reviewer)."""
    rows = ReviewDecision.objects.filter(
        season=border.season,
        province=border.province,
        candidate__in=any_of(candidates),
        verdict=Verdict.SECOND.value,
    )
    return set(rows.values_list("candidate_id", "reviewer_id"))


def settlers_of(border: Border, candidates: Collection[int]) -> set[tuple[int, int]]:
    """Who settled something of these candidates on papers since they were sent on, as (candidate, account).

    Whoever sent them on has not seen it, so that a pass by the same person would be one pair of eyes alone.
    """
    sent = ReviewDecision.objects.filter(candidate=OuterRef("candidate"), verdict=Verdict.SECOND.value)
    rows = AuditRow.objects.filter(
        season=border.season,
        province=border.province,
        candidate__in=any_of(candidates),
        act__in=SETTLING,
        account__isnull=False,
        at__gte=Subquery(sent.order_by("-pk").values("at")[:1]),
    )
    return {
        (candidate, account)
        for candidate, account in rows.values_list("candidate_id", "account_id")
        if candidate is not None and account is not None
    }


def passers_of(border: Border, candidates: Collection[int]) -> set[tuple[int, int]]:
    """Who passed these candidates last, as (candidate, reviewer); what comes after is for somebody else."""
    rows = ReviewDecision.objects.filter(
        season=border.season,
        province=border.province,
        candidate__in=any_of(candidates),
        verdict=Verdict.PASS.value,
    )
    last = rows.order_by("candidate_id", "-pk").distinct("candidate_id")
    return set(last.values_list("candidate_id", "reviewer_id"))
