"""Absences and cancelled papers."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BEIJING,
    BORDER,
    a_candidate,
    a_mark,
    a_season,
    an_actor,
    an_actor_for,
    every_stage_open,
)

from chengzhao.actions.attendance import AbsenceForm, CancelForm, cancel_papers, record_attendance
from chengzhao.law.words import PaperSlot
from chengzhao.records.models import AuditRow, Candidate, PaperMark
from chengzhao.rules.exams import MarkState

pytestmark = pytest.mark.django_db

POLITICS_BEGINS = datetime(2024, 10, 19, 9, tzinfo=BEIJING)
AFTER = datetime(2024, 10, 20, 18, tzinfo=BEIJING)


def book(*absences: AbsenceForm, at: datetime = AFTER) -> int:
    return record_attendance(border=BORDER, actor=an_actor_for("record_attendance"), at=at, absences=absences)


def cancel(person: Candidate, slot: PaperSlot = PaperSlot.POLITICS, reason: str = "携带手机进入考场") -> int:
    form = CancelForm(candidate_id=person.pk, slot=slot, reason=reason)
    return cancel_papers(border=BORDER, actor=an_actor(), at=AFTER, cancellations=[form])


def absent_from(person: Candidate, slot: PaperSlot = PaperSlot.POLITICS) -> AbsenceForm:
    return AbsenceForm(candidate_id=person.pk, slot=slot)


@pytest.fixture
def person() -> Candidate:
    a_season()
    every_stage_open()
    return a_candidate(ticketed=True)


def a_paper(person: Candidate, slot: PaperSlot = PaperSlot.POLITICS) -> PaperMark:
    return a_mark(candidate=person, slot=slot, mark=None, state=MarkState.NONE)


def test_record_attendance_books_the_absent_and_nobody_else(person: Candidate) -> None:
    missed, sat = a_paper(person), a_paper(person, PaperSlot.FOREIGN)
    assert book(absent_from(person)) == 1
    missed.refresh_from_db()
    sat.refresh_from_db()
    assert (missed.absent, missed.mark, missed.state) == (True, None, MarkState.NONE)
    assert sat.absent is False
    assert trail_of("record_attendance") == [("paper_mark", str(missed.pk))]


def test_record_attendance_before_the_paper_begins_is_refused(person: Candidate) -> None:
    a_paper(person)
    name = f"{person.candidate_number} 政治"
    with rows_refused((1, name, "10月19日09:00开考，开考后才能登记")):
        book(absent_from(person), at=POLITICS_BEGINS - timedelta(seconds=1))
    assert book(absent_from(person), at=POLITICS_BEGINS) == 1


def test_record_attendance_twice_is_refused(person: Candidate) -> None:
    a_paper(person)
    book(absent_from(person))
    with rows_refused((1, f"{person.candidate_number} 政治", "已经登记缺考")):
        book(absent_from(person))


def test_record_attendance_refuses_every_wrong_row(person: Candidate) -> None:
    a_paper(person)
    marked = a_mark(candidate=person, slot=PaperSlot.FOREIGN, mark=80, state=MarkState.IMPORTED)
    with rows_refused(
        (2, f"{person.candidate_number} 政治", "同一科目应只写一次"),
        (3, f"{person.candidate_number} 外语", "已有成绩，不能登记缺考"),
        (4, f"考生{person.pk} 语文", "应为本年度应考的科目"),
    ):
        book(
            absent_from(person),
            absent_from(person),
            absent_from(person, PaperSlot.FOREIGN),
            absent_from(person, PaperSlot.CHINESE),
        )
    marked.refresh_from_db()
    assert (marked.absent, PaperMark.objects.filter(absent=True).count()) == (False, 0)


def test_record_attendance_while_the_exam_stage_is_not_open_is_refused() -> None:
    a_season()
    person = a_candidate(ticketed=True)
    a_paper(person)
    with refused("“考试”的时间还没有公布，请等待省级招生考试机构的通知。"):
        book(absent_from(person))


def test_cancel_papers_makes_the_mark_zero_with_its_reason(person: Candidate) -> None:
    paper = a_paper(person)
    assert cancel(person) == 1
    paper.refresh_from_db()
    assert (paper.cancelled, paper.mark, paper.state) == (True, Decimal(0), MarkState.NONE)
    assert list(AuditRow.objects.values_list("act", "object_id", "reason")) == [
        ("cancel_papers", str(paper.pk), "携带手机进入考场")
    ]


@pytest.mark.parametrize("state", [MarkState.IMPORTED, MarkState.RECONCILED])
def test_cancel_papers_before_the_marks_are_frozen_keeps_the_state(
    person: Candidate, state: MarkState
) -> None:
    paper = a_mark(candidate=person, mark=97, state=state)
    cancel(person)
    paper.refresh_from_db()
    assert (paper.cancelled, paper.mark, paper.state) == (True, Decimal(0), state)


@pytest.mark.parametrize("state", [MarkState.FROZEN, MarkState.RELEASED, MarkState.CORRECTED])
def test_cancel_papers_once_the_marks_are_frozen_is_refused(person: Candidate, state: MarkState) -> None:
    paper = a_mark(candidate=person, mark=97, state=state)
    expected = "成绩已封账，不能直接取消；封账后的更正须作为新的版本，随违规处理案件办理"
    with rows_refused((1, f"{person.candidate_number} 政治", expected)):
        cancel(person)
    paper.refresh_from_db()
    assert (paper.cancelled, paper.mark, paper.state) == (False, Decimal(97), state)


def test_cancel_papers_of_an_absent_one_is_refused(person: Candidate) -> None:
    a_mark(candidate=person, absent=True, state=MarkState.NONE)
    with rows_refused((1, f"{person.candidate_number} 政治", "缺考科目没有成绩可以取消")):
        cancel(person)


def test_cancel_papers_twice_is_refused(person: Candidate) -> None:
    a_paper(person)
    cancel(person)
    with rows_refused((1, f"{person.candidate_number} 政治", "成绩已经取消")):
        cancel(person)


def test_cancel_papers_without_the_decision_is_refused(person: Candidate) -> None:
    a_paper(person)
    with rows_refused((1, f"{person.candidate_number} 政治", "没有写明处理决定")):
        cancel(person, reason=" ")


@pytest.mark.django_db(transaction=True)
def test_record_attendance_pressed_twice_at_once_is_done_once(person: Candidate) -> None:
    a_paper(person)
    actor = an_actor_for("record_attendance")
    form = absent_from(person)
    outcomes = press_twice(lambda: record_attendance(border=BORDER, actor=actor, at=AFTER, absences=[form]))
    assert outcomes[0] == DONE
    assert outcomes[1].startswith("有1处不能办理")
    assert len(trail_of("record_attendance")) == 1
