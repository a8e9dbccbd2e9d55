"""附件1·五（二）（七）: files go to the colleges, officers decide, the province checks and approves, letters go."""

from collections.abc import Callable, Sequence
from functools import partial

from chengzhao.actions.admission import (
    ALL_RANKS,
    FileDecisionForm,
    ListScope,
    Proposal,
    check_lists,
    decide_files,
    file_to_colleges,
    proposals,
    send_letters,
    settle_returns,
    submit_lists,
    take_up_files,
)
from chengzhao.actions.audit import Refused
from chengzhao.actions.list_approval import list_arguments
from chengzhao.law.words import FilingMechanism, ReturnReason, Role
from chengzhao.records.queries.season import (
    FilingRound,
    colleges_that_returned,
    colleges_with_lists,
    numbers_of_files,
    proposed_without_file,
    run_key,
)
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import happens, stream
from chengzhao.rehearsal.offices import college_path
from chengzhao.rehearsal.player.december import Round
from chengzhao.rehearsal.player.play import COLLEGES, Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.player.two_persons import by_two
from chengzhao.rules.admission import ListState

PLANTED_FROM = 10
"""From so many proposals on, at least one of a main round is returned by its college."""


class ListQueried(AssertionError):
    """The province's check found something in a list that the rehearsal made by the rules."""


def acts(play: Play, held: Round) -> Sequence[Act]:
    """Rank after rank to the colleges; then the lists, their approval, and the letters."""
    presses = _presses(play, held)
    return [
        *(
            Act(
                title=f"{held.title}投档{number}",
                run=partial(_file, play, held, number, rank),
            )
            for number, rank in enumerate(presses, start=1)
        ),
        Act(title=f"{held.title}提交名单", run=lambda: _submit(play, held)),
        _list_act(play, held, "录检", ListState.SUBMITTED, _check),
        _list_act(play, held, "批准", ListState.CHECKED, _approve),
        _list_act(play, held, "通知书", ListState.APPROVED, _send),
    ]


def _list_act(
    play: Play, held: Round, title: str, state: ListState, step: Callable[[Play, Round], int]
) -> Act:
    """An act on the round's lists in a state; nothing to do where the run filed nobody and there are none."""

    def run() -> int:
        return step(play, held) if _codes(play, held, state) else 0

    return Act(title=f"{held.title}{title}", run=run)


def _codes(play: Play, held: Round, state: ListState) -> tuple[str, ...]:
    """The colleges with a list of the round in a state."""
    border = play.border
    return colleges_with_lists(border.season, border.province, held.filing_round, held.levels, state)


def _presses(play: Play, held: Round) -> list[int]:
    """The ranks to file, one after another; a parallel tier is filed at once, again after its relaxed round."""
    supplement = play.season.scenario.supplement
    mechanism = supplement.mechanism.value[held.levels[0]]
    colleges = max(supplement.choice_forms.value[level].colleges for level in held.levels)
    if mechanism is FilingMechanism.PARALLEL:
        return [ALL_RANKS] * colleges
    return list(range(1, colleges + 1))


def _scope(held: Round) -> ListScope:
    return ListScope(filing_round=held.filing_round, levels=held.levels)


def _file(play: Play, held: Round, number: int, rank: int) -> int:
    """Send the files of a rank, have them taken up, decided and the returns confirmed."""
    at = held.at(play.clock, 2)
    run_id = run_key(play.border.season, play.border.province, held.filing_round, held.tier)
    officer = play.province(Role.PROVINCE_OFFICER)
    try:
        sent = file_to_colleges(border=play.border, actor=officer, at=at, run_id=run_id, rank=rank)
    except Refused:
        # Nothing is left at this rank; a place that was proposed and not sent would be an error.
        if proposed_without_file(run_id, rank):
            raise
        return 0
    scope = _scope(held)
    take_up_files(border=play.border, actor=COLLEGES, at=at, scope=scope)
    proposed = proposals(play.border, scope)
    returns_some = number == 1 and held.filing_round is FilingRound.MAIN
    returned = _returned(play, run_id, proposed) if returns_some else set()
    decisions = _decisions(play, proposed, returned)
    decide_files(border=play.border, actor=COLLEGES, at=at, decisions=decisions)
    if any(decision.return_code for decision in decisions):
        settle_returns(border=play.border, actor=officer, at=at, scope=scope)
    return sent


def _decisions(play: Play, proposed: Sequence[Proposal], returned: set[int]) -> list[FileDecisionForm]:
    """The run's proposals as the colleges' decisions, but for a few whom a college returns."""
    return [
        FileDecisionForm(
            file_id=one.file_id,
            officer_id=play.officer(one.national_code),
            programme_code=None if one.file_id in returned else one.programme_code,
            return_code=_reason(one, is_returned=one.file_id in returned),
        )
        for one in proposed
    ]


def _returned(play: Play, run_id: int, proposed: Sequence[Proposal]) -> set[int]:
    """The files that a college returns though a place was proposed, found by candidate number.

    Only where the run returned nobody for want of a place: elsewhere the next one would have to be taken.
    """
    seed, rate = play.season.scenario.seed, facts.share("returned_by_college")
    numbers = numbers_of_files([one.file_id for one in proposed])
    crowded = colleges_that_returned(run_id)
    placed = sorted(
        (numbers[one.file_id], one.file_id)
        for one in proposed
        if one.programme_code and one.national_code not in crowded
    )
    found = {key for number, key in placed if happens(stream(seed, f"returned {number}"), rate)}
    return found or ({placed[0][1]} if len(placed) >= PLANTED_FROM else set())


def _reason(one: Proposal, *, is_returned: bool) -> ReturnReason | None:
    if is_returned:
        return ReturnReason.WITHDREW
    return None if one.programme_code else ReturnReason.PROGRAMME_FULL


def _submit(play: Play, held: Round) -> int:
    """Each college's own lead submits its list."""
    codes = _codes(play, held, ListState.OPEN)
    return sum(
        submit_lists(
            border=play.border,
            actor=play.staff(college_path(code), Role.COLLEGE_LEAD),
            at=held.at(play.clock, 3),
            scope=ListScope(filing_round=held.filing_round, levels=held.levels, national_code=code),
        )
        for code in codes
    )


def _check(play: Play, held: Round) -> int:
    checks = check_lists(
        border=play.border,
        actor=play.province(Role.PROVINCE_OFFICER),
        at=held.at(play.clock, 3),
        scope=_scope(held),
    )
    for check in checks:
        if check.state is ListState.QUERIED:
            raise ListQueried("；".join(found.message for found in check.findings))
    return len(checks)


def _approve(play: Play, held: Round) -> int:
    return int(
        by_two(
            play,
            "approve_lists",
            list_arguments(_scope(held)),
            first=play.province(Role.PROVINCE_OFFICER),
            second=play.province(Role.PROVINCE_LEAD),
            at=held.at(play.clock, 3),
        )
    )


def _send(play: Play, held: Round) -> int:
    return send_letters(border=play.border, actor=COLLEGES, at=held.at(play.clock, 3), scope=_scope(held))
