"""阅卷: marks come in, are compared with attendance, frozen and released (A1.4.5, A1.4.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from chengzhao.actions import audit
from chengzhao.actions.attendance import HeldPaper, held_papers, paper_faults
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import cites
from chengzhao.law.words import PaperSlot, Stage
from chengzhao.ledger.digest import digest_of, digest_of_lines
from chengzhao.records.bulk import update_rows
from chengzhao.records.models import PaperMark
from chengzhao.rules.exams import MarkState, PaperState, mark_findings

SHOWN = 20
"""So many papers without a mark are named in a refusal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkForm:
    """The mark of one paper of one candidate, with at most one decimal."""

    candidate_id: int
    slot: PaperSlot
    mark: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciliation:
    """Papers counted when marks are compared with attendance: expected = sat + absent."""

    expected: int
    sat: int
    absent: int
    cancelled: int


@cites("A1.4.5", "A1.4.7")
@transaction.atomic
def import_marks(*, border: Border, actor: Actor, at: datetime, marks: Sequence[MarkForm]) -> int:
    """Take in the marks of a batch, all of them or none, and return how many.

    Raises RowsRefused with every wrong row: a paper nobody expects, an absent or cancelled one, one marked
    already, a mark outside 0 to the full mark or with more than one decimal.
    """
    require_open(border, Stage.MARKING, at)
    keys = [(form.candidate_id, form.slot.value) for form in marks]
    held = held_papers(border, keys)
    law, _ = law_of(border)

    def hindrance(index: int, paper: HeldPaper) -> str:
        mark = marks[index].mark
        if paper.cancelled:
            return "成绩已经取消，不应再录入"
        if not mark.is_finite():
            return f"成绩{mark}应为数字"
        wrong = mark_findings(mark, PaperState.ABSENT if paper.absent else PaperState.SAT, law)
        if wrong:
            return wrong[0].message
        if mark != round(mark, 1):
            return f"成绩{mark}应至多有一位小数"
        return "" if paper.state is MarkState.NONE else "已经录入成绩"

    refuse_faults(paper_faults(keys, held, hindrance))
    rows = [
        (held[key].key, form.mark, MarkState.IMPORTED.value) for key, form in zip(keys, marks, strict=True)
    ]
    update_rows(PaperMark, "id", {"id": "bigint", "mark": "numeric", "state": "text"}, rows)
    touched = (
        Touched(
            object_id=str(held[key].key),
            before=digest_of([held[key].candidate_number, form.slot, held[key].mark]),
            after=digest_of([held[key].candidate_number, form.slot, form.mark]),
        )
        for key, form in zip(keys, marks, strict=True)
    )
    return audit.record(
        border=border, actor=actor, at=at, act="import_marks", object_kind="paper_mark", touched=touched
    )


@cites("A1.4.7")
@transaction.atomic
def reconcile_marks(*, border: Border, actor: Actor, at: datetime) -> Reconciliation:
    """Compare marks with attendance: every paper is absent, cancelled or marked.

    Raises Refused while a paper that was sat has no mark, naming some, and where nothing is left to do.
    """
    lock_season(border)
    papers = _papers(border)
    _refuse_unmarked(papers)
    earlier = papers.filter(state=MarkState.RECONCILED).count()
    booked = papers.filter(
        Q(state=MarkState.IMPORTED) | Q(state=MarkState.NONE) & (Q(absent=True) | Q(cancelled=True))
    )
    moved = booked.update(state=MarkState.RECONCILED)
    if not moved:
        raise Refused("没有待核对的成绩：成绩尚未录入，或已经核对。")
    counts = papers.aggregate(
        expected=Count("id"),
        sat=Count("id", filter=Q(absent=False)),
        absent=Count("id", filter=Q(absent=True)),
        cancelled=Count("id", filter=Q(cancelled=True)),
    )
    found = Reconciliation(**counts)
    before, after = (digest_of(counts | {"reconciled": done}) for done in (earlier, earlier + moved))
    _record_book(border, actor, at, "reconcile_marks", before, after)
    return found


@cites("A1.4.7")
@transaction.atomic
def freeze_marks(*, border: Border, actor: Actor, at: datetime) -> str:
    """Freeze all marks and return the digest of the book of marks.

    Raises Refused where a paper is not reconciled yet, or the marks are frozen already.
    """
    return _move_book(border, actor, at, "freeze_marks", MarkState.RECONCILED, MarkState.FROZEN)


@cites("A1.4.7")
@transaction.atomic
def release_scores(*, border: Border, actor: Actor, at: datetime) -> str:
    """Tell all candidates their scores, each only the own ones, and return the digest of the book of marks.

    Raises Refused where the marks are not frozen, or are released already.
    """
    return _move_book(border, actor, at, "release_scores", MarkState.FROZEN, MarkState.RELEASED)


def _papers(border: Border) -> "QuerySet[PaperMark]":
    return PaperMark.objects.filter(season=border.season, province=border.province)


def _refuse_unmarked(papers: "QuerySet[PaperMark]") -> None:
    unmarked = papers.filter(state=MarkState.NONE, absent=False, cancelled=False)
    count = unmarked.count()
    if not count:
        return
    named = unmarked.order_by("candidate__candidate_number", "slot").values_list(
        "candidate__candidate_number", "slot"
    )
    shown = "、".join(f"{number}{PaperSlot(slot).label}" for number, slot in named[:SHOWN])
    raise Refused(
        f"{count}科次实考而没有成绩，请补录或登记缺考后再核对：{shown}{'等' if count > SHOWN else ''}。"
    )


def _move_book(
    border: Border, actor: Actor, at: datetime, act: str, before: MarkState, after: MarkState
) -> str:
    lock_season(border)
    papers = _papers(border)
    others = papers.exclude(state=before).exclude(state=MarkState.CORRECTED)
    count = others.count()
    if count:
        raise Refused(f"有{count}科次的成绩不是“{before.label}”，全部成绩都“{before.label}”后才能办理。")
    if not papers.filter(state=before).update(state=after):
        raise Refused(f"没有“{before.label}”的成绩可以办理。")
    # The book of marks is the same before and after: that is what the two digests say.
    digest = digest_of_lines(_book_lines(papers))
    _record_book(border, actor, at, act, digest, digest)
    return digest


def _book_lines(papers: "QuerySet[PaperMark]") -> Iterator[bytes]:
    rows = papers.order_by("candidate__candidate_number", "slot").values_list(
        "candidate__candidate_number", "slot", "absent", "cancelled", "mark"
    )
    for number, slot, absent, cancelled, mark in rows.iterator():
        yield f"{number},{slot},{int(absent)},{int(cancelled)},{'' if mark is None else mark}\n".encode()


def _record_book(border: Border, actor: Actor, at: datetime, act: str, before: str, after: str) -> None:
    book = Touched(object_id=f"{border.season}-{border.province}", before=before, after=after)
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="mark_book", touched=[book])
