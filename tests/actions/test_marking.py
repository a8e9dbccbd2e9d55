"""Marks come in, are compared with attendance, frozen and released."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import BEIJING, BORDER, a_candidate, a_mark, a_season, an_actor, every_stage_open

from chengzhao.actions import marking
from chengzhao.actions.marking import (
    MarkForm,
    Reconciliation,
    freeze_marks,
    import_marks,
    reconcile_marks,
    release_scores,
)
from chengzhao.law.words import PaperSlot
from chengzhao.records.models import AuditRow, Candidate, PaperMark
from chengzhao.rules.exams import MarkState

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 12, 9, tzinfo=BEIJING)
POLITICS, FOREIGN = PaperSlot.POLITICS, PaperSlot.FOREIGN


def act(function: Any, **arguments: Any) -> Any:
    return function(border=BORDER, actor=an_actor(), at=AT, **arguments)


def form(person: Candidate, mark: str = "105.5", slot: PaperSlot = POLITICS) -> MarkForm:
    return MarkForm(candidate_id=person.pk, slot=slot, mark=Decimal(mark))


def a_paper(person: Candidate, slot: PaperSlot = POLITICS, **facts: Any) -> PaperMark:
    return a_mark(candidate=person, slot=slot, **({"mark": None, "state": MarkState.NONE} | facts))


@pytest.fixture
def person() -> Candidate:
    a_season()
    every_stage_open()
    return a_candidate(ticketed=True)


def states() -> list[str]:
    return list(PaperMark.objects.order_by("pk").values_list("state", flat=True))


def test_import_marks_keeps_the_mark_and_its_trail(person: Candidate) -> None:
    paper = a_paper(person)
    assert act(import_marks, marks=[form(person)]) == 1
    paper.refresh_from_db()
    assert (paper.mark, paper.state) == (Decimal("105.5"), MarkState.IMPORTED)
    assert trail_of("import_marks") == [("paper_mark", str(paper.pk))]


@pytest.mark.parametrize("mark", ["0", "150", "149.9"])
def test_import_marks_from_zero_to_the_full_mark(person: Candidate, mark: str) -> None:
    paper = a_paper(person)
    act(import_marks, marks=[form(person, mark)])
    paper.refresh_from_db()
    assert paper.mark == Decimal(mark)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("150.1", "单科成绩应为0至150分：150.1分。"),
        ("-0.1", "单科成绩应为0至150分：-0.1分。"),
        ("1E+400", "单科成绩应为0至150分：1E+400分。"),
        ("88.55", "成绩88.55应至多有一位小数"),
        ("NaN", "成绩NaN应为数字"),
    ],
)
def test_import_marks_refuses_what_is_no_mark(person: Candidate, mark: str, expected: str) -> None:
    a_paper(person)
    with rows_refused((1, f"{person.candidate_number} 政治", expected)):
        act(import_marks, marks=[form(person, mark)])
    assert states() == [MarkState.NONE]


def test_import_marks_finds_all_errors_in_one_pass_and_keeps_nothing(person: Candidate) -> None:
    absent, cancelled = a_candidate(ticketed=True), a_candidate(ticketed=True)
    a_paper(person)
    a_paper(absent, absent=True)
    a_paper(cancelled, cancelled=True)
    with rows_refused(
        (2, f"{absent.candidate_number} 政治", "缺考科目不能有成绩：90分。"),
        (3, f"{cancelled.candidate_number} 政治", "成绩已经取消，不应再录入"),
        (4, f"考生{person.pk} 外语", "应为本年度应考的科目"),
        (5, f"{person.candidate_number} 政治", "同一科目应只写一次"),
    ):
        act(
            import_marks,
            marks=[
                form(person, "90"),
                form(absent, "90"),
                form(cancelled, "90"),
                form(person, "90", FOREIGN),
                form(person, "91"),
            ],
        )
    assert states() == [MarkState.NONE] * 3


def test_import_marks_twice_is_refused(person: Candidate) -> None:
    a_paper(person)
    act(import_marks, marks=[form(person, "90")])
    with rows_refused((1, f"{person.candidate_number} 政治", "已经录入成绩")):
        act(import_marks, marks=[form(person, "91")])
    assert PaperMark.objects.get().mark == Decimal(90)


def test_import_marks_while_marking_is_not_open_is_refused() -> None:
    a_season()
    person = a_candidate(ticketed=True)
    a_paper(person)
    with refused("“阅卷”的时间还没有公布，请等待省级招生考试机构的通知。"):
        act(import_marks, marks=[form(person)])


def test_reconcile_marks_counts_and_books_absent_and_cancelled_too(person: Candidate) -> None:
    a_paper(person, mark=90, state=MarkState.IMPORTED)
    a_paper(person, FOREIGN, absent=True)
    a_paper(person, PaperSlot.SPECIALISED, cancelled=True)
    assert act(reconcile_marks) == Reconciliation(expected=3, sat=2, absent=1, cancelled=1)
    assert states() == [MarkState.RECONCILED] * 3
    assert trail_of("reconcile_marks") == [("mark_book", "2024-14")]


def test_reconcile_marks_while_a_paper_that_was_sat_has_no_mark_is_refused(person: Candidate) -> None:
    a_paper(person, mark=90, state=MarkState.IMPORTED)
    a_paper(person, FOREIGN)
    with refused(f"1科次实考而没有成绩，请补录或登记缺考后再核对：{person.candidate_number}外语。"):
        act(reconcile_marks)
    assert states() == [MarkState.IMPORTED, MarkState.NONE]


def test_reconcile_marks_twice_is_refused(person: Candidate) -> None:
    a_paper(person, mark=90, state=MarkState.IMPORTED)
    act(reconcile_marks)
    with refused("没有待核对的成绩：成绩尚未录入，或已经核对。"):
        act(reconcile_marks)


def test_freeze_and_release_move_the_whole_book_with_one_digest(person: Candidate) -> None:
    a_paper(person, mark=Decimal("90.5"), state=MarkState.RECONCILED)
    a_paper(person, FOREIGN, absent=True, state=MarkState.RECONCILED)
    frozen = act(freeze_marks)
    assert states() == [MarkState.FROZEN] * 2
    assert act(release_scores) == frozen
    assert states() == [MarkState.RELEASED] * 2
    digests = AuditRow.objects.filter(object_kind="mark_book").values_list("act", "after_digest")
    assert list(digests) == [("freeze_marks", frozen), ("release_scores", frozen)]


def test_the_digest_of_the_book_changes_with_a_mark(person: Candidate) -> None:
    paper = a_paper(person, mark=90, state=MarkState.RECONCILED)
    first = act(freeze_marks)
    PaperMark.objects.filter(pk=paper.pk).update(mark=91, state=MarkState.RECONCILED)
    assert act(freeze_marks) != first


def test_freeze_marks_while_one_paper_is_not_reconciled_is_refused(person: Candidate) -> None:
    a_paper(person, mark=90, state=MarkState.RECONCILED)
    a_paper(person, FOREIGN, mark=90, state=MarkState.IMPORTED)
    with refused("有1科次的成绩不是“已核对”，全部成绩都“已核对”后才能办理。"):
        act(freeze_marks)
    assert states() == [MarkState.RECONCILED, MarkState.IMPORTED]


def test_freeze_and_release_twice_are_refused(person: Candidate) -> None:
    a_paper(person, mark=90, state=MarkState.RECONCILED)
    act(freeze_marks)
    with refused("有1科次的成绩不是“已核对”，全部成绩都“已核对”后才能办理。"):
        act(freeze_marks)
    act(release_scores)
    with refused("有1科次的成绩不是“已封账”，全部成绩都“已封账”后才能办理。"):
        act(release_scores)


def test_freeze_marks_without_any_mark_is_refused(person: Candidate) -> None:
    with refused("没有“已核对”的成绩可以办理。"):
        act(freeze_marks)


def test_import_marks_that_breaks_off_leaves_nothing(
    person: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise RuntimeError("power cut")

    a_paper(person)
    monkeypatch.setattr(marking.audit, "record", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        act(import_marks, marks=[form(person)])
    assert states() == [MarkState.NONE]


@pytest.mark.django_db(transaction=True)
def test_import_marks_pressed_twice_at_once_is_done_once(person: Candidate) -> None:
    a_paper(person)
    actor = an_actor()
    outcomes = press_twice(lambda: import_marks(border=BORDER, actor=actor, at=AT, marks=[form(person)]))
    assert outcomes[0] == DONE
    assert outcomes[1].endswith("政治：已经录入成绩。")
    assert len(trail_of("import_marks")) == 1


@pytest.mark.django_db(transaction=True)
def test_freeze_marks_pressed_twice_at_once_is_done_once(person: Candidate) -> None:
    a_paper(person, mark=90, state=MarkState.RECONCILED)
    actor = an_actor()
    outcomes = press_twice(lambda: freeze_marks(border=BORDER, actor=actor, at=AT))
    assert outcomes == [DONE, "有1科次的成绩不是“已核对”，全部成绩都“已核对”后才能办理。"]
