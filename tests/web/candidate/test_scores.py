"""The arithmetic that the candidate sees is that of the filing."""

from decimal import Decimal
from typing import Any

from chengzhao.law.words import ExamCategory, Paper, PaperSlot, ProgrammeLevel
from chengzhao.records.queries.exams import MarkView
from chengzhao.records.queries.registration import ClaimView
from chengzhao.rules.exams import MarkState
from chengzhao.rules.preferences import ClaimState
from chengzhao.web.candidate.scores import score_card


def a_mark(slot: PaperSlot, mark: str | None, **facts: Any) -> MarkView:
    given: dict[str, Any] = {
        "paper": Paper.FOREIGN,
        "slot": slot,
        "state": MarkState.RELEASED,
        "absent": mark is None,
        "cancelled": False,
        "mark": None if mark is None else Decimal(mark),
    }
    return MarkView(**(given | facts))


def a_claim(label: str, points: int, *, effective: bool = True, exempts: bool = False) -> ClaimView:
    return ClaimView(
        label=label,
        points=points,
        exempts=exempts,
        state=ClaimState.EFFECTIVE if effective else ClaimState.REFUSED,
        notice_completed_at=None,
        refused_reason="",
        is_effective=effective,
    )


MARKS = [
    a_mark(PaperSlot.CHINESE, "80"),
    a_mark(PaperSlot.MATHS, "90.5"),
    a_mark(PaperSlot.FOREIGN, None),
    a_mark(PaperSlot.COMBINED, "70"),
]


def test_total_counts_the_papers_of_the_level() -> None:
    card = score_card(MARKS, [], ProgrammeLevel.GAOQIBEN, ExamCategory.HUMANITIES)
    assert card.total == Decimal("240.5")
    also = score_card(MARKS, [], ProgrammeLevel.GAOQIZHUAN, ExamCategory.HUMANITIES)
    assert also.total == Decimal("170.5")
    assert [line.note for line in also.lines] == ["", "", "", "不计入总分"]


def test_maths_of_an_arts_candidate_is_shown_and_not_counted() -> None:
    card = score_card(MARKS, [], ProgrammeLevel.GAOQIBEN, ExamCategory.ARTS_HUMANITIES)
    assert card.total == Decimal("150")
    assert [line.counts for line in card.lines] == [True, False, True, True]


def test_absent_paper_gives_nothing_and_says_so() -> None:
    card = score_card(MARKS, [], ProgrammeLevel.GAOQIBEN, ExamCategory.HUMANITIES)
    assert card.lines[2].shown == "缺考"


def test_cancelled_paper_says_so() -> None:
    card = score_card(
        [a_mark(PaperSlot.CHINESE, "0", cancelled=True)], [], ProgrammeLevel.GAOQIBEN, ExamCategory.HUMANITIES
    )
    assert (card.lines[0].shown, card.lines[0].note) == ("0", "成绩取消")


def test_bonus_is_the_best_effective_one_alone() -> None:
    claims = [
        a_claim("运动健将", 50, effective=False),
        a_claim("三等功", 20),
        a_claim("退役士兵", 10),
        a_claim("劳动模范", 0, exempts=True),
    ]
    card = score_card(MARKS, claims, ProgrammeLevel.GAOQIBEN, ExamCategory.HUMANITIES)
    assert (card.bonus, card.bonus_label, card.other_labels) == (20, "三等功", ("退役士兵加10分",))
    assert card.filing_score == Decimal("260.5")


def test_no_bonus_adds_nothing() -> None:
    card = score_card(MARKS, [], ProgrammeLevel.GAOQIBEN, ExamCategory.HUMANITIES)
    assert (card.bonus, card.filing_score) == (0, card.total)
