"""Marks: what counts, and the highest total."""

from decimal import Decimal

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import ProgrammeKind, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.exams import (
    MarkState,
    PaperState,
    counted_mark,
    full_total,
    paper_access_findings,
    requires_extra_test,
    score_reader_findings,
)

LAW = year_law(2024)


@pytest.mark.parametrize(
    ("mark", "state", "points"),
    [
        ("88.5", PaperState.SAT, "88.5"),
        ("60", PaperState.CANCELLED, "0"),
        (None, PaperState.ABSENT, "0"),
        (None, PaperState.EXPECTED, "0"),
    ],
)
def test_points_of_a_paper(mark: str | None, state: PaperState, points: str) -> None:
    assert counted_mark(None if mark is None else Decimal(mark), state) == Decimal(points)


@pytest.mark.parametrize(
    ("level", "papers", "total"),
    [
        (ProgrammeLevel.GAOQIBEN, 4, 600),
        (ProgrammeLevel.GAOQIZHUAN, 3, 450),
        (ProgrammeLevel.GAOQIZHUAN, 2, 300),
        (ProgrammeLevel.ZHUANSHENGBEN, 3, 450),
    ],
)
def test_full_total(level: ProgrammeLevel, papers: int, total: int) -> None:
    assert full_total(level, papers, LAW) == total


@pytest.mark.parametrize("papers", [0, 4])
def test_total_of_papers_that_the_level_does_not_have(papers: int) -> None:
    with pytest.raises(ValueError, match=f"专升本没有{papers}门计分科目"):
        full_total(ProgrammeLevel.ZHUANSHENGBEN, papers, LAW)


@pytest.mark.parametrize(
    ("kind", "is_announced", "required"),
    [
        (ProgrammeKind.ARTS, False, True),
        (ProgrammeKind.SPORTS, False, True),
        (ProgrammeKind.ARTS_THEORY, False, True),
        (ProgrammeKind.GENERAL, False, False),
        (ProgrammeKind.GENERAL, True, True),
    ],
)
def test_extra_test_is_required(kind: ProgrammeKind, is_announced: bool, required: bool) -> None:
    assert requires_extra_test(kind, is_announced=is_announced, law=LAW) is required


@pytest.mark.parametrize("case", cases("exams", "scores"))
def test_who_is_told_a_score(case: Case) -> None:
    check(case, score_reader_findings(case["查询人"], case["考生"], case.word(MarkState, "状态")))


def test_marked_papers_are_shown_to_nobody() -> None:
    assert [found.clause for found in paper_access_findings()] == ["A1.4.7"]
