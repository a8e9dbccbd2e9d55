"""公示 as the province's office makes and follows it: what waits to be publicised, each notice, each of its lines."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from chengzhao.law.provinces import supplement_or_none
from chengzhao.law.words import ClaimKind
from chengzhao.law.years import year_law
from chengzhao.records.looks import note_person
from chengzhao.records.models import Claim, Complaint, NoticeEntry, PublicNotice, Season
from chengzhao.rules.disclosure import (
    COMPLAINT,
    PUBLIC_NOTICE,
    NoticeState,
    PublicityTag,
    publicity_tag,
    take_down_day,
)
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeNotice:
    """A notice with its moments, how many it names, and what was objected to."""

    key: int
    public_id: UUID
    number: str
    title: str
    state: NoticeState
    tag: PublicityTag
    report_channel: str
    entries: int
    withdrawn: int
    objected: int
    disputed: int
    up_at: datetime | None
    objections_until: datetime | None
    completed_at: datetime | None
    goes_on: date | None
    down_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeLine:
    """A line of a notice with the ordered fields, and what became of it."""

    key: int
    name: str
    sex: str
    employer: str
    claim_label: str
    qualification: str
    test_item: str
    test_score: str
    standard: str
    intended: str
    benefit: str
    objected: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str


def ready_claims(season: int, province: str) -> dict[ClaimKind, int]:
    """How many claims of each kind may be put into a notice, in the order of the notice of the ministry."""
    rows = dict(_ready(season, province).values_list("kind").annotate(number=Count("pk")).order_by())
    return {kind: rows[kind] for kind in ClaimKind if kind in rows}


def ready_keys(season: int, province: str, kinds: Collection[ClaimKind], *, most: int) -> list[int]:
    """The claims of some kinds that may be put into a notice, by confirmation point and candidate."""
    rows = _ready(season, province).filter(kind__in=[kind.value for kind in kinds])
    ordered = rows.order_by("kind", "candidate__org_path", "candidate__candidate_number")
    return list(ordered.values_list("pk", flat=True)[:most])


def _ready(season: int, province: str) -> "QuerySet[Claim]":
    listed = NoticeEntry.objects.filter(
        claim=OuterRef("pk"), notice__state__in=PUBLIC_NOTICE.sets["NOT_YET_PUBLIC"]
    )
    rows = Claim.objects.filter(
        season=season,
        province=province,
        state=ClaimState.DEPARTMENT_AGREED.value,
        candidate__registration__state__in=[state.value for state in REGISTRATION.sets["ACTIVE"]],
    )
    return rows.exclude(Exists(listed))


def office_notices(season: int, province: str, *, behind: int | None, limit: int) -> tuple[OfficeNotice, ...]:
    """The notices of a season, the newest first."""
    rows = _counted(season, province).order_by("-pk")
    if behind is not None:
        rows = rows.filter(pk__lt=behind)
    return tuple(_notice(row) for row in rows[:limit])


def office_notice(season: int, province: str, public_id: UUID) -> OfficeNotice | None:
    """One notice of a season."""
    row = _counted(season, province).filter(public_id=public_id).first()
    return _notice(row) if row is not None else None


def last_channel(season: int, province: str) -> str:
    """Where the newest notice says to report; '' where there is none yet."""
    rows = PublicNotice.objects.filter(season=season, province=province).order_by("-pk")
    return rows.values_list("report_channel", flat=True).first() or ""


def office_lines(notice_key: int, *, after: int, limit: int) -> tuple[OfficeLine, ...]:
    """The lines of a notice from behind a key, withdrawn ones among them; whoever stands in one is noted."""
    entries = NoticeEntry.objects.filter(notice=notice_key, pk__gt=after).order_by("pk")
    rows = entries.annotate(of_candidate=F("claim__candidate_id"))[:limit]
    for row in rows:
        note_person(row.of_candidate)
    columns = (
        *("name", "sex", "employer", "claim_label", "qualification", "test_item", "test_score", "standard"),
        *("intended", "benefit", "objected", "withdrawn_at", "withdrawn_reason"),
    )
    return tuple(OfficeLine(key=row.pk, **{name: getattr(row, name) for name in columns}) for row in rows)


def _counted(season: int, province: str) -> "QuerySet[PublicNotice]":
    return PublicNotice.objects.filter(season=season, province=province).annotate(
        entry_count=Count("entries"),
        withdrawn_count=Count("entries", filter=Q(entries__withdrawn_at__isnull=False)),
        objected_count=Count("entries", filter=Q(entries__objected=True)),
    )


def _notice(row: PublicNotice) -> OfficeNotice:
    disputed = Complaint.objects.filter(
        notice=row.pk, claim__isnull=False, state__in=COMPLAINT.sets["OPEN"]
    ).count()
    state = NoticeState(row.state)
    objected: int = row.objected_count  # type: ignore[attr-defined]
    return OfficeNotice(
        key=row.pk,
        public_id=row.public_id,
        number=row.number,
        title=row.title,
        state=state,
        tag=publicity_tag(state, is_disputed=bool(disputed or objected)),
        report_channel=row.report_channel,
        entries=row.entry_count,  # type: ignore[attr-defined]
        withdrawn=row.withdrawn_count,  # type: ignore[attr-defined]
        objected=objected,
        disputed=disputed,
        up_at=row.up_at,
        objections_until=row.objections_until,
        completed_at=row.completed_at,
        goes_on=expiry_day(row),
        down_at=row.down_at,
    )


def expiry_day(row: PublicNotice) -> date | None:
    """The first day on which a notice is gone; None for one that has not been up."""
    if row.up_at is None:
        return None
    law, extra = year_law(row.season), supplement_or_none(row.province, row.season)
    return take_down_day(localtime(row.up_at).date(), law, extra)


def borders_with_notices_over(at: datetime) -> list[tuple[int, str]]:
    """The seasons and provinces with a finished notice whose time is over; of made-up ones notices stand on."""
    made_up = Season.objects.filter(season=OuterRef("season"), province=OuterRef("province"), synthetic=True)
    rows = PublicNotice.objects.filter(state=NoticeState.COMPLETED.value).exclude(Exists(made_up))
    today = localtime(at).date()
    over = {(row.season, row.province) for row in rows if (day := expiry_day(row)) and day <= today}
    return sorted(over)
