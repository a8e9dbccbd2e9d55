"""附件1·六: public notices of those who enjoy preferences, from the draft to the half year after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localtime, make_aware

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.governance import law_of
from chengzhao.actions.grounds import as_faults, kept
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import locked_states, move_rows, objection, state_trail
from chengzhao.actions.notice_effect import (
    claims_of,
    ended_claims,
    open_objections,
    require_effect,
    require_registered,
)
from chengzhao.actions.notice_entries import add_entries, draft_faults, entries_of
from chengzhao.actions.publishing_gate import require_publishable
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.registration_news import tell_claims
from chengzhao.law.citation import blocking, cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Claim, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import (
    PUBLIC_NOTICE,
    NoticeState,
    channel_findings,
    notice_day_findings,
    take_down_day,
)
from chengzhao.rules.preferences import CLAIM, ClaimState


@cites("N3.6", "A1.6.3", "A1.6.4")
@transaction.atomic
def draft_notice(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    number: str,
    title: str,
    report_channel: str,
    claim_ids: Sequence[int],
) -> int:
    """Drafts a notice of claims to which office and department have agreed, and returns its key.

    Its entries have exactly the ordered fields, made from the data. `report_channel` reads
    "举报电子信箱：…；电话号码：…；受理举报的单位：…；通讯地址：…". Raises Refused and RowsRefused.
    """
    law, _ = law_of(border)
    if not (number.strip() and title.strip() and claim_ids):
        raise Refused("公示须有文号、标题和名单，请补齐。")
    refuse_faults(as_faults(1, "举报渠道", channel_findings(_channels(report_channel), law)))
    entries = entries_of(border, claim_ids)
    names = {entry.claim_id: entry.title for entry in entries}
    states = locked_states(Claim, CLAIM, border=border, names=names)
    refuse_faults((*draft_faults(entries, states, law), *_already_listed(border, names)))
    digest = digest_of([entry.fields() for entry in entries])
    with kept(PublicNotice, NoticeEntry, public_notice_number_once="这个文号已经用过，请换一个。"):
        notice = PublicNotice.objects.create(
            season=border.season,
            province=border.province,
            number=number,
            title=title,
            state=NoticeState.DRAFT.value,
            digest=digest,
            report_channel=report_channel,
        )
        add_entries(border, notice.pk, entries)
    touched = Touched(object_id=number, after=digest)
    record(
        border=border, actor=actor, at=at, act="draft_notice", object_kind="public_notice", touched=[touched]
    )
    return notice.pk


def _already_listed(border: Border, names: Mapping[int, str]) -> Iterator[RowFault]:
    """Claims that stand in a notice that is not public yet: in two, the second could not go up."""
    waiting = NoticeEntry.objects.filter(
        season=border.season,
        province=border.province,
        claim__in=any_of(names),
        notice__state__in=PUBLIC_NOTICE.sets["NOT_YET_PUBLIC"],
    )
    rows = {key: row for row, key in enumerate(names, start=1)}
    for key, number in waiting.order_by("claim_id").values_list("claim_id", "notice__number"):
        yield RowFault(row=rows[key], value=names[key], expected=f"已列入待公示的“{number}”")


def _channels(report_channel: str) -> dict[str, str]:
    parts = (part.partition("：") for part in report_channel.split("；"))
    return {name.strip(): text.strip() for name, _, text in parts}


@cites("A1.6.3", "N3.6")
@transaction.atomic
def put_up_notice(*, border: Border, actor: Actor, at: datetime, notice_id: int) -> datetime:
    """Puts a signed notice up and returns until when objections are taken. Raises Refused, RowsRefused.

    The days of publicity are whole days of Beijing time, the first one counted. It must go up before
    admission begins.
    """
    law, extra = law_of(border)
    notice = locked_notice(border, notice_id, NoticeState.UP)
    up_on = localtime(at).date()
    refuse_faults(as_faults(1, notice.number, blocking(notice_day_findings(up_on, law))))
    require_publishable(border, notice)
    require_registered(notice)
    names = claims_of(notice)
    before = move_rows(Claim, CLAIM, border=border, names=names, to=ClaimState.NOTIFIED, columns={})
    notice.up_at = at
    notice.objections_until = _midnight(up_on + timedelta(days=extra.publicity_days.value))
    book(notice, NoticeState.UP, border, actor, at, "put_up_notice")
    touched = state_trail(before, names, ClaimState.NOTIFIED)
    record(border=border, actor=actor, at=at, act="put_up_notice", object_kind="claim", touched=touched)
    until = localtime(notice.objections_until)
    told = dict.fromkeys(names, "claim_notified")
    tell_claims(border, told, str(notice.pk), until=f"{until.month}月{until.day}日")
    return notice.objections_until


@cites("N3.5", "N3.6", "A1.6.3")
@transaction.atomic
def complete_notice(*, border: Border, actor: Actor, at: datetime, notice_id: int) -> int:
    """Ends a notice whose days are over; its claims not objected to take effect. Returns how many.

    A claim about which an objection is still looked into waits as 有异议 for what is decided of it; that of somebody
    whose registration has ended stays as it is. Raises Refused while objections are still taken.
    """
    notice = locked_notice(border, notice_id, NoticeState.COMPLETED)
    until = notice.objections_until
    if until is None or at < until:
        moment = f"{localtime(until):%Y-%m-%d %H:%M}" if until else "（未定）"
        raise Refused(f"公示期到{moment}为止，期满后才能结束公示。")
    names = claims_of(notice)
    states = locked_states(Claim, CLAIM, border=border, names=names)
    ended = ended_claims(names)
    running = {
        key: name for key, name in names.items() if states[key] is ClaimState.NOTIFIED and key not in ended
    }
    disputed = open_objections(border, running)
    standing = {key: name for key, name in running.items() if key not in disputed}
    waiting = {key: name for key, name in running.items() if key in disputed}
    require_effect(border, notice, standing)
    columns = {"notice_completed_at": at}
    before = move_rows(Claim, CLAIM, border=border, names=standing, to=ClaimState.EFFECTIVE, columns=columns)
    held = move_rows(Claim, CLAIM, border=border, names=waiting, to=ClaimState.OBJECTED, columns={})
    notice.completed_at = at
    book(notice, NoticeState.COMPLETED, border, actor, at, "complete_notice")
    touched = [
        *state_trail(before, standing, ClaimState.EFFECTIVE),
        *state_trail(held, waiting, ClaimState.OBJECTED),
    ]
    record(border=border, actor=actor, at=at, act="complete_notice", object_kind="claim", touched=touched)
    told = dict.fromkeys(standing, "claim_effective") | dict.fromkeys(waiting, "claim_objected")
    tell_claims(border, told, str(notice.pk))
    return len(standing)


@cites("A1.6.3")
@transaction.atomic
def take_down_notices(*, border: Border, actor: Actor, at: datetime) -> int:
    """Takes down the completed notices that have been up for half a year, and returns how many."""
    law, extra = law_of(border)
    today = localtime(at).date()
    completed = PublicNotice.objects.select_for_update().filter(
        season=border.season, province=border.province, state=NoticeState.COMPLETED.value
    )
    due = [
        notice
        for notice in completed.order_by("pk")
        if notice.up_at and take_down_day(localtime(notice.up_at).date(), law, extra) <= today
    ]
    for notice in due:
        notice.down_at = at
        book(notice, NoticeState.DOWN, border, actor, at, "take_down_notices")
    return len(due)


def locked_notice(border: Border, notice_id: int, to: NoticeState) -> PublicNotice:
    """The notice, locked, where it may move to the state. Raises Refused."""
    notice = (
        PublicNotice.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk=notice_id)
        .first()
    )
    if notice is None:
        raise Refused("本年度本省没有这份公示。")
    reason = objection(PUBLIC_NOTICE, NoticeState(notice.state), to)
    if reason:
        raise Refused(f"{notice.number}：{reason}。")
    return notice


def book(notice: PublicNotice, to: NoticeState, border: Border, actor: Actor, at: datetime, act: str) -> None:
    """Saves a notice in its next state, with its row on the trail."""
    before = digest_of({"state": notice.state, "entries": notice.digest})
    notice.state = to.value
    with kept(PublicNotice):
        notice.save()
    after = digest_of({"state": notice.state, "entries": notice.digest})
    touched = Touched(object_id=notice.number, before=before, after=after)
    record(border=border, actor=actor, at=at, act=act, object_kind="public_notice", touched=[touched])


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
