"""Steps of admission as tests take them: each is one act with everything it needs."""

from datetime import datetime

from tests.actions.ready_season import AT, Desk
from tests.actions.two_persons import by_two
from tests.factories import BORDER, an_actor, an_actor_for

from chengzhao.actions.admission import (
    FileDecisionForm,
    ListCheck,
    ListScope,
    check_lists,
    decide_files,
    file_to_colleges,
    proposals,
    send_letters,
    settle_returns,
    submit_lists,
    take_up_files,
)
from chengzhao.actions.list_approval import list_arguments
from chengzhao.law.words import ReturnReason
from chengzhao.records.models import Candidate, CandidateFile, FileMove, Programme
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState

MAIN = ListScope(filing_round=FilingRound.MAIN)
SUPPLEMENTARY = ListScope(filing_round=FilingRound.SUPPLEMENTARY)


def file_out(run_id: int, rank: int = 1, at: datetime = AT) -> int:
    return file_to_colleges(border=BORDER, actor=an_actor(), at=at, run_id=run_id, rank=rank)


def take_up(scope: ListScope = MAIN) -> int:
    return take_up_files(border=BORDER, actor=an_actor_for("take_up_files"), at=AT, scope=scope)


def decide(*decisions: FileDecisionForm) -> int:
    return decide_files(border=BORDER, actor=an_actor_for("decide_files"), at=AT, decisions=decisions)


def decide_as_proposed(*desks: Desk, scope: ListScope = MAIN) -> int:
    """Every officer follows the run: its programme, or 已录满 where it has none."""
    officers = {desk.college.national_code: desk.officer.pk for desk in desks}
    decisions = [
        FileDecisionForm(
            file_id=one.file_id,
            officer_id=officers[one.national_code],
            programme_code=one.programme_code,
            return_code=None if one.programme_code else ReturnReason.PROGRAMME_FULL,
        )
        for one in proposals(BORDER, scope)
    ]
    return decide(*decisions)


def admits(file: CandidateFile, desk: Desk, programme: Programme, **facts: FileState) -> FileDecisionForm:
    return FileDecisionForm(
        file_id=file.pk, officer_id=desk.officer.pk, programme_code=programme.code, **facts
    )


def returns(
    file: CandidateFile, desk: Desk, reason: ReturnReason = ReturnReason.PROGRAMME_FULL, **facts: FileState
) -> FileDecisionForm:
    return FileDecisionForm(file_id=file.pk, officer_id=desk.officer.pk, return_code=reason, **facts)


def settle(scope: ListScope = MAIN) -> int:
    return settle_returns(border=BORDER, actor=an_actor(), at=AT, scope=scope)


def submit(scope: ListScope = MAIN) -> int:
    return submit_lists(border=BORDER, actor=an_actor_for("submit_lists"), at=AT, scope=scope)


def check(scope: ListScope = MAIN) -> tuple[ListCheck, ...]:
    return check_lists(border=BORDER, actor=an_actor(), at=AT, scope=scope)


def approve(scope: ListScope = MAIN) -> int:
    return int(by_two("approve_lists", list_arguments(scope), AT))


def send(scope: ListScope = MAIN) -> int:
    return send_letters(border=BORDER, actor=an_actor_for("send_letters"), at=AT, scope=scope)


def to_the_letters(*desks: Desk, run_id: int, scope: ListScope = MAIN) -> None:
    """One pass of a run, from the filing of rank 1 to the letters."""
    file_out(run_id)
    take_up(scope)
    decide_as_proposed(*desks, scope=scope)
    submit(scope)
    check(scope)
    approve(scope)
    send(scope)


def the_file(person: Candidate) -> CandidateFile:
    """The newest file of a candidate."""
    return CandidateFile.objects.filter(candidate=person).order_by("-pk")[0]


def moves_of(file: CandidateFile) -> list[str]:
    """The states that a file went through, in order."""
    rows = FileMove.objects.filter(file=file).order_by("pk").values_list("before", "after")
    return [rows[0][0], *(after for _, after in rows)]
