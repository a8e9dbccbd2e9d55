"""The ways of a file, a list and a run: what nobody may skip."""

from chengzhao.rules.admission import (
    ADMISSION_LIST,
    CANDIDATE_FILE,
    FILING_RUN,
    FileState,
    ListState,
    RunState,
)


def test_nobody_is_admitted_without_the_provinces_check() -> None:
    assert CANDIDATE_FILE.sources(FileState.ADMITTED) == (FileState.PENDING_CHECK,)


def test_college_may_change_its_mind_until_the_list_is_submitted() -> None:
    assert CANDIDATE_FILE.allows(FileState.PROPOSED, FileState.RETURN_PROPOSED)
    assert CANDIDATE_FILE.allows(FileState.RETURN_PROPOSED, FileState.PROPOSED)
    assert not CANDIDATE_FILE.allows(FileState.PENDING_CHECK, FileState.PROPOSED)


def test_returned_file_is_free_again() -> None:
    assert CANDIDATE_FILE.moves[FileState.RETURNED] == (FileState.FREE,)


def test_candidate_does_not_see_what_is_not_decided() -> None:
    hidden = frozenset(FileState) - CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]
    assert hidden == {
        FileState.UNDER_REVIEW,
        FileState.PROPOSED,
        FileState.RETURN_PROPOSED,
        FileState.PENDING_CHECK,
        FileState.QUERIED,
    }


def test_letters_go_only_from_an_approved_list() -> None:
    assert ADMISSION_LIST.sources(ListState.SENT) == (ListState.APPROVED,)


def test_run_is_released_only_proved_and_signed() -> None:
    assert FILING_RUN.sources(RunState.RELEASED) == (RunState.SIGNED,)
    assert FILING_RUN.sources(RunState.SIGNED) == (RunState.PROVED,)


def test_run_that_failed_a_proof_goes_nowhere() -> None:
    assert FILING_RUN.moves[RunState.FAILED] == ()
