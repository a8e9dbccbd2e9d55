"""到考: who was absent from which paper, and papers cancelled for a violation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import DecimalField, F, Value
from django.utils.timezone import get_default_timezone

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Touched
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import PaperSlot, Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import update_rows
from chengzhao.records.models import PaperMark
from chengzhao.records.scope import current, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.exams import MarkState

PaperKey = tuple[int, str]
Hindrance = Callable[[int, "HeldPaper"], str]

_BEFORE_FREEZE = (MarkState.NONE, MarkState.IMPORTED, MarkState.RECONCILED)
FROZEN = "成绩已封账，不能直接取消；封账后的更正须作为新的版本，随违规处理案件办理"
"""Why a mark is not touched any more where marks stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AbsenceForm:
    """A candidate who did not sit a paper."""

    candidate_id: int
    slot: PaperSlot


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelForm:
    """A paper whose mark is cancelled for a violation, with the decision that says so."""

    candidate_id: int
    slot: PaperSlot
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldPaper:
    """A paper as it stands in the tables, locked for the act that read it."""

    key: int
    candidate_number: str
    level: str
    state: MarkState
    absent: bool
    cancelled: bool
    mark: Decimal | None


def held_papers(
    border: Border, keys: Iterable[PaperKey], *, with_mark: bool = True
) -> dict[PaperKey, HeldPaper]:
    """The papers of the candidates in `keys`, by candidate and slot, locked until the transaction ends.

    A site books who was absent and reads no mark: without `with_mark` every mark is None.
    """
    mark = F("mark") if with_mark else Value(None, output_field=DecimalField())
    rows = (
        PaperMark.objects.select_for_update(of=("self",))
        .filter(
            season=border.season, province=border.province, candidate_id__in=any_of(key for key, _ in keys)
        )
        .order_by("id")
        .values_list(
            "candidate_id",
            "slot",
            "id",
            "candidate__candidate_number",
            "candidate__registration__level",
            "state",
            "absent",
            "cancelled",
            mark,
        )
    )
    return {
        (candidate_id, slot): HeldPaper(
            key=key,
            candidate_number=number,
            level=level,
            state=MarkState(state),
            absent=absent,
            cancelled=cancelled,
            mark=mark,
        )
        for candidate_id, slot, key, number, level, state, absent, cancelled, mark in rows.iterator()
    }


def paper_faults(
    keys: Sequence[PaperKey], held: dict[PaperKey, HeldPaper], hindrance: Hindrance
) -> Iterator[RowFault]:
    """The faults of rows that each name a paper: nobody expects it, it comes twice, or is hindered.

    `hindrance` is given the index of the row and the paper, and says what hinders, or nothing.
    """
    seen: set[PaperKey] = set()
    for index, key in enumerate(keys):
        paper = held.get(key)
        slot = PaperSlot(key[1]).label
        if paper is None:
            yield RowFault(row=index + 1, value=f"考生{key[0]} {slot}", expected="应为本年度应考的科目")
            continue
        expected = "同一科目应只写一次" if key in seen else hindrance(index, paper)
        seen.add(key)
        if expected:
            yield RowFault(row=index + 1, value=f"{paper.candidate_number} {slot}", expected=expected)


@cites("A1.4.6")
@transaction.atomic
def record_attendance(*, border: Border, actor: Actor, at: datetime, absences: Sequence[AbsenceForm]) -> int:
    """Book the absent ones of papers whose session has begun, and return how many; all others sat.

    Raises RowsRefused for a paper that is not expected, was booked or marked already, or has not begun.
    """
    require_open(border, Stage.EXAM, at)
    with _as_the_sites():
        papers = _absent_now(border, at, absences)
    present, absent = digest_of({"absent": False}), digest_of({"absent": True})
    touched = [Touched(object_id=str(one.key), before=present, after=absent) for one in papers]
    return audit.record(
        border=border, actor=actor, at=at, act="record_attendance", object_kind="paper_mark", touched=touched
    )


@contextmanager
def _as_the_sites() -> Iterator[None]:
    """A prefecture books the absent as its sites do: through their door, which changes nothing else of a paper."""
    held = current()
    if held is None or held.door is not Door.OFFICE:
        yield
        return
    with scope(replace(held, door=Door.SITE)):
        yield


def _absent_now(border: Border, at: datetime, absences: Sequence[AbsenceForm]) -> list[HeldPaper]:
    """Books the absent ones, and returns their papers. Raises RowsRefused."""
    keys = [(form.candidate_id, form.slot.value) for form in absences]
    held = held_papers(border, keys, with_mark=False)
    begins = session_starts(border)

    def hindrance(index: int, paper: HeldPaper) -> str:
        slot = absences[index].slot
        if paper.absent:
            return "已经登记缺考"
        if paper.state is not MarkState.NONE or paper.cancelled:
            return "已有成绩，不能登记缺考"
        if at < begins[paper.level, slot]:
            return f"{begins[paper.level, slot]:%m月%d日%H:%M}开考，开考后才能登记"
        return ""

    refuse_faults(paper_faults(keys, held, hindrance))
    papers = [held[key] for key in keys]
    update_rows(PaperMark, "id", {"id": "bigint", "absent": "boolean"}, [(one.key, True) for one in papers])
    return papers


def session_starts(border: Border) -> dict[tuple[str, PaperSlot], datetime]:
    """When each paper of each level begins, in Beijing time (附件3)."""
    law, _ = law_of(border)
    zone = get_default_timezone()
    return {
        (level.value, session.slot): datetime.combine(session.day, session.start, tzinfo=zone)
        for session in law.sessions.value
        for level in session.levels
    }


@cites("N9.1", "A1.8.1")
@transaction.atomic
def cancel_papers(*, border: Border, actor: Actor, at: datetime, cancellations: Sequence[CancelForm]) -> int:
    """Cancel papers for a violation: the mark is 0; returns how many.

    Raises RowsRefused for a paper that was not sat or is cancelled already, for a decision that is not
    named, and once the marks are frozen: a later correction is a new version of the mark, made with its case.
    """
    keys = [(form.candidate_id, form.slot.value) for form in cancellations]
    held = held_papers(border, keys)

    def hindrance(index: int, paper: HeldPaper) -> str:
        if not cancellations[index].reason.strip():
            return "没有写明处理决定"
        if paper.absent:
            return "缺考科目没有成绩可以取消"
        if paper.cancelled:
            return "成绩已经取消"
        return "" if paper.state in _BEFORE_FREEZE else FROZEN

    refuse_faults(paper_faults(keys, held, hindrance))
    rows = [(held[key].key, True, Decimal(0)) for key in keys]
    types = {"id": "bigint", "cancelled": "boolean", "mark": "numeric"}
    update_rows(PaperMark, "id", types, rows)
    touched = [
        Touched(
            object_id=str(held[key].key),
            before=digest_of({"cancelled": False, "mark": held[key].mark}),
            after=digest_of({"cancelled": True, "mark": 0}),
            reason=form.reason,
        )
        for key, form in zip(keys, cancellations, strict=True)
    ]
    return audit.record(
        border=border, actor=actor, at=at, act="cancel_papers", object_kind="paper_mark", touched=touched
    )
