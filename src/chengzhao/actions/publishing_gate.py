"""附件1·六: nothing goes public with a number of a person in it, unless two persons let it, one for security."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.governance import province_path
from chengzhao.actions.refusals import RowFault, RowsRefused
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Approval, NoticeEntry, PublicNotice
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.privacy.patterns import Pattern
from chengzhao.rules.privacy.publishing import Leak, leaks_in
from chengzhao.rules.privacy.scrubbing import scrubbed

OVERRIDE = "override_gate"
CHANNEL = "举报渠道"
ALLOWED = {CHANNEL: frozenset({Pattern.MOBILE})}
"""Where to report is a telephone that the law orders (A1.6.4)."""

_SHOWN = ("employer", "qualification", "test_item", "test_score", "standard", "intended", "name", "benefit")


@cites("A1.6.3")
def require_publishable(border: Border, notice: PublicNotice) -> None:
    """Refuses a notice in which a number of a person stands, with what and where; unless two let this through.

    What they let through is exactly what was found: one number more, and they are asked again.
    """
    leaks = leaks_of(notice)
    if not leaks or _is_let_through(border, notice, leaks):
        return
    faults = [
        RowFault(row=row, value=leak.where, expected=f"不能公布{leak.pattern.label}{leak.shown}")
        for row, leak in enumerate(leaks, start=1)
    ]
    raise RowsRefused(faults)


def leaks_of(notice: PublicNotice) -> tuple[Leak, ...]:
    """The numbers of persons in all that a notice will show."""
    labels = {field.name: str(field.verbose_name) for field in NoticeEntry._meta.concrete_fields}
    pieces = [("标题", notice.title), ("文号", notice.number), (CHANNEL, notice.report_channel)]
    rows = NoticeEntry.objects.filter(notice=notice).order_by("pk").values(*_SHOWN)
    pieces += [
        (f"名单第{place}行“{labels[name]}”", text)
        for place, row in enumerate(rows, start=1)
        for name, text in row.items()
    ]
    return leaks_in(pieces, allowed=ALLOWED)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldUp:
    """A notice that is not public yet and in which numbers of persons stand, these masked."""

    key: int
    public_id: str
    number: str
    title: str
    state: NoticeState
    found: tuple[Leak, ...]
    is_let_through: bool


def held_up(border: Border, *, limit: int) -> list[HeldUp]:
    """Those of the season's newest notices that the gate holds up, or that two have let through it."""
    rows = PublicNotice.objects.filter(
        season=border.season,
        province=border.province,
        state__in=[NoticeState.DRAFT.value, NoticeState.SIGNED.value],
    ).order_by("-pk")
    return [held for notice in rows[:limit] if (held := _held_up(border, notice)) is not None]


def gate_of(border: Border, notice_id: int) -> HeldUp | None:
    """What the gate finds in one notice; None where nothing stands in it."""
    notice = PublicNotice.objects.get(season=border.season, province=border.province, pk=notice_id)
    return _held_up(border, notice)


def _held_up(border: Border, notice: PublicNotice) -> HeldUp | None:
    found = leaks_of(notice)
    if not found:
        return None
    return HeldUp(
        key=notice.pk,
        public_id=str(notice.public_id),
        number=scrubbed(notice.number),
        title=scrubbed(notice.title),
        state=NoticeState(notice.state),
        found=found,
        is_let_through=_is_let_through(border, notice, found),
    )


def _is_let_through(border: Border, notice: PublicNotice, leaks: tuple[Leak, ...]) -> bool:
    found = _digest(leaks)
    approvals = Approval.objects.filter(
        season=border.season,
        province=border.province,
        act=OVERRIDE,
        object_id=notice.number,
        state=ApprovalState.DONE.value,
    )
    return any(dict(facts).get("发现摘要") == found for facts in approvals.values_list("facts", flat=True))


def _digest(leaks: tuple[Leak, ...]) -> str:
    return digest_of([leak.sentence for leak in leaks])


@cites("A1.6.3")
@transaction.atomic
def override_gate(*, border: Border, actor: Actor, at: datetime, notice_id: int, reason: str) -> None:
    """Two persons, the second of them for security, let exactly what was found in a notice go public."""
    require_both("override_gate", border, actor, {"notice_id": notice_id, "reason": reason})
    notice, leaks = _found(border, notice_id)
    touched = Touched(object_id=notice.number, after=_digest(leaks), reason=reason)
    record(
        border=border, actor=actor, at=at, act="override_gate", object_kind="public_notice", touched=[touched]
    )


def _found(border: Border, notice_id: int) -> tuple[PublicNotice, tuple[Leak, ...]]:
    """The notice and what stands in it, read as the office reads it: who is for security sees no business."""
    office = Scope(
        door=Door.OFFICE, season=border.season, province=border.province, org_path=province_path(border)
    )
    with scope(office):
        notice = PublicNotice.objects.filter(
            season=border.season, province=border.province, pk=notice_id
        ).first()
        leaks = leaks_of(notice) if notice is not None else ()
    if notice is None:
        raise Refused("本年度本省没有这份公示。")
    if not leaks:
        raise Refused("这份公示里没有发现个人号码，不需要放行。")
    return notice, leaks


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    key, reason = arguments.get("notice_id"), str(arguments.get("reason", "")).strip()
    if not isinstance(key, int):
        raise Refused("没有写明是哪一份公示。")
    if not reason:
        raise Refused("请写明为什么可以公布。")
    notice, leaks = _found(border, key)
    return Matter(
        object_kind="public_notice",
        object_id=notice.number,
        org_path=province_path(border),
        facts=(
            ("文号", notice.number),
            ("发现", "；".join(leak.sentence for leak in leaks)),
            ("发现摘要", _digest(leaks)),
            ("理由", reason),
        ),
        content=_digest(leaks),
    )


OVERRIDING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: override_gate(
        border=border, actor=actor, at=at, notice_id=int(given["notice_id"]), reason=str(given["reason"])
    ),
)
