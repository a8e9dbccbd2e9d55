"""Public notices of people who enjoy preferences, as the public may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from chengzhao.law.provinces import supplement_or_none
from chengzhao.law.years import year_law
from chengzhao.records.models import NoticeEntry, PublicNotice, Season
from chengzhao.rules.disclosure import PUBLIC_NOTICE, NoticeState, PublicityTag, publicity_tag, take_down_day

VISIBLE = PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"]
WAS_PUBLIC = VISIBLE | {NoticeState.DOWN}


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeView:
    """A notice that is up, with how many persons it names."""

    key: int
    season: int
    province: str
    public_id: UUID
    number: str
    title: str
    state: NoticeState
    tag: PublicityTag
    report_channel: str
    up_at: datetime
    objections_until: datetime | None
    goes_on: date
    entries: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView:
    """One person of a notice: exactly the fields of 附件1 六（二）(A1.6.3).

    Of a line that was withdrawn nothing is left but when and why.
    """

    key: int
    name: str
    sex: str
    employer: str
    claim_label: str
    qualification: str
    test: str
    intended: str
    benefit: str
    objected: bool
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


def public_notices(season: int, province: str, day: date) -> tuple[NoticeView, ...]:
    """The notices that are up on a day, the newest first."""
    rows = _visible().filter(season=season, province=province).order_by("-up_at", "-pk")
    ends = _ends(season, province)
    return tuple(_notice_view(row) for row in rows if not _is_over(row, day, ends=ends))


def public_notice(public_id: UUID, day: date) -> NoticeView | None:
    """A notice that is up on a day; None for one that is not up yet, or no longer."""
    row = _visible().filter(public_id=public_id).first()
    if row is None or _is_over(row, day, ends=_ends(row.season, row.province)):
        return None
    return _notice_view(row)


def was_public(public_id: UUID) -> bool:
    """Whether there was a notice of that id that everybody could read: its address says that it is gone."""
    return PublicNotice.objects.filter(public_id=public_id, state__in=WAS_PUBLIC).exists()


def _ends(season: int, province: str) -> bool:
    """Whether the notices of a season end by the clock; those of a made-up one stand as long as it is shown."""
    return not Season.objects.filter(season=season, province=province, synthetic=True).exists()


def _is_over(row: PublicNotice, day: date, *, ends: bool) -> bool:
    """Whether the time of publicity has ended by the clock, whether or not somebody has taken the notice down.

    Without a supplement that can be used it is the half year of the notice.
    """
    return ends and _goes_on(row) <= day


def _goes_on(row: PublicNotice) -> date:
    """The first day on which nobody is shown the notice."""
    assert row.up_at is not None
    law, extra = year_law(row.season), supplement_or_none(row.province, row.season)
    return take_down_day(localtime(row.up_at).date(), law, extra)


def entries_page(public_id: UUID, *, after: int, limit: int) -> tuple[EntryView, ...]:
    """The persons of a notice that is up, in the order of its rows, from behind the key `after`."""
    rows = NoticeEntry.objects.filter(
        notice__public_id=public_id, notice__state__in=VISIBLE, pk__gt=after
    ).order_by("pk")
    return tuple(_entry_view(row) for row in rows[:limit])


def entry_of(public_id: UUID, key: int) -> EntryView | None:
    """A person of a notice that is up; None for a line that was withdrawn, and for one of another notice."""
    found = entries_page(public_id, after=key - 1, limit=1)
    return found[0] if found and found[0].key == key and found[0].withdrawn_at is None else None


def _entry_view(row: NoticeEntry) -> EntryView:
    if row.withdrawn_at is not None:
        nothing = dict.fromkeys(("name", "sex", "employer", "claim_label", "qualification"), "")
        return EntryView(
            key=row.pk,
            **nothing,
            test="",
            intended="",
            benefit="",
            objected=False,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
        )
    return EntryView(
        key=row.pk,
        name=row.name,
        sex=row.sex,
        employer=row.employer,
        claim_label=row.claim_label,
        qualification=row.qualification,
        test=" ".join(part for part in (row.test_item, row.test_score, row.standard) if part),
        intended=row.intended,
        benefit=row.benefit,
        objected=row.objected,
    )


def _visible() -> "QuerySet[PublicNotice]":
    return PublicNotice.objects.filter(state__in=VISIBLE, up_at__isnull=False).annotate(
        entry_count=Count("entries"), objected_count=Count("entries", filter=Q(entries__objected=True))
    )


def _notice_view(row: PublicNotice) -> NoticeView:
    assert row.up_at is not None
    state = NoticeState(row.state)
    is_disputed = bool(row.objected_count)  # type: ignore[attr-defined]
    return NoticeView(
        key=row.pk,
        season=row.season,
        province=row.province,
        public_id=row.public_id,
        number=row.number,
        title=row.title,
        state=state,
        tag=publicity_tag(state, is_disputed=is_disputed),
        report_channel=row.report_channel,
        up_at=row.up_at,
        objections_until=row.objections_until,
        goes_on=_goes_on(row),
        entries=row.entry_count,  # type: ignore[attr-defined]
    )
