"""The ways of a paper and of its mark."""

from chengzhao.rules.exams import ATTENDANCE, MARKING, MarkState, PaperState


def test_who_never_came_is_absent() -> None:
    assert PaperState.ABSENT in ATTENDANCE.moves[PaperState.EXPECTED]


def test_only_a_paper_that_was_sat_is_cancelled() -> None:
    assert ATTENDANCE.sources(PaperState.CANCELLED) == (PaperState.SAT,)


def test_mark_goes_one_way_step_by_step() -> None:
    order = list(MarkState)
    assert [MARKING.moves[state] for state in order] == [(after,) for after in order[1:]] + [()]


def test_candidate_sees_released_and_corrected_marks_only() -> None:
    assert MARKING.sets["VISIBLE_TO_CANDIDATE"] == {MarkState.RELEASED, MarkState.CORRECTED}
