"""A candidate's own claims: how each stands, step by step, and where it is publicised."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime

from chengzhao.law.provinces import supplement_or_none
from chengzhao.law.words import ClaimKind
from chengzhao.law.years import year_law
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import Claim, ClaimOpinion, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import PUBLIC_NOTICE, NoticeState, take_down_day
from chengzhao.rules.preferences import ClaimPublicity, ClaimState, claim_publicity


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnNotice:
    """The notice that a claim stands in: None of its moments is there before it goes up."""

    public_id: UUID
    number: str
    up_at: datetime
    objections_until: datetime | None
    completed_at: datetime | None
    goes_on: date
    is_shown: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnClaim:
    """A claim with its steps; `publicity` is None where it ended before it was publicised."""

    kind: ClaimKind
    points: int
    exempts: bool
    state: ClaimState
    publicity: ClaimPublicity | None
    claimed_at: datetime
    approved_at: datetime | None
    opinion: tuple[str, bool, datetime] | None
    notice: OwnNotice | None
    reason: str


@of_one_person
def own_claims(candidate_id: int, today: date) -> tuple[OwnClaim, ...]:
    """The claims of a candidate, exemptions first, then the most points."""
    rows = Claim.objects.filter(candidate_id=candidate_id).order_by("-exempts", "-points", "kind")
    opinions = {
        claim: (name, agrees, at)
        for claim, name, agrees, at in ClaimOpinion.objects.filter(claim__candidate_id=candidate_id)
        .order_by("pk")
        .values_list("claim_id", "department__name", "agrees", "at")
    }
    entries = NoticeEntry.objects.filter(
        claim__candidate_id=candidate_id,
        withdrawn_at__isnull=True,
        notice__state__in=PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"],
    )
    notices = {
        row.claim_id: _notice(row.notice, today) for row in entries.select_related("notice").order_by("pk")
    }
    return tuple(
        OwnClaim(
            kind=ClaimKind(row.kind),
            points=row.points,
            exempts=row.exempts,
            state=ClaimState(row.state),
            publicity=claim_publicity(
                ClaimState(row.state),
                was_publicised=row.pk in notices or row.notice_completed_at is not None,
                has_sustained_objection=row.objection_sustained,
            ),
            claimed_at=row.claimed_at,
            approved_at=row.approved_at,
            opinion=opinions.get(row.pk),
            notice=notices.get(row.pk),
            reason=row.refused_reason,
        )
        for row in rows
    )


def _notice(row: PublicNotice, today: date) -> OwnNotice:
    assert row.up_at is not None
    law, extra = year_law(row.season), supplement_or_none(row.province, row.season)
    goes_on = take_down_day(localtime(row.up_at).date(), law, extra)
    return OwnNotice(
        public_id=row.public_id,
        number=row.number,
        up_at=row.up_at,
        objections_until=row.objections_until,
        completed_at=row.completed_at,
        goes_on=goes_on,
        is_shown=row.state in (NoticeState.UP, NoticeState.COMPLETED) and today < goes_on,
    )
