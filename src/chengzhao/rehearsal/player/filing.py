"""附件1·五（四）: tier by tier the exempt are placed, choices filed, runs signed by two and released by two."""

from collections.abc import Sequence

from chengzhao.actions.admission import ExemptPlacementForm, place_exempt
from chengzhao.actions.audit import Actor
from chengzhao.actions.filing import (
    SupplementaryChoiceForm,
    freeze_choices,
    prepare_run,
    run_filing,
    save_choices,
)
from chengzhao.actions.filing_rules import relaxation
from chengzhao.actions.filing_trials import try_filing
from chengzhao.law.words import ProgrammeLevel, Role
from chengzhao.records.queries.filing import control_lines
from chengzhao.records.queries.season import FilingRound, run_key, unplaced, vacancies
from chengzhao.rehearsal.exemptions import placements
from chengzhao.rehearsal.player.december import Round
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.player.two_persons import by_two
from chengzhao.rehearsal.supplementary import Unplaced, new_choices
from chengzhao.rules.admission import RunState


class ProofFailed(AssertionError):
    """A run of the rehearsal failed a proof: an error of the system."""


def exempt_acts(play: Play, held: Round) -> Sequence[Act]:
    """The exempt of the tier's levels, before anything is filed."""
    return [Act(title=f"{held.title}免试", run=lambda: _place_exempt(play, held))]


def choice_acts(play: Play, held: Round) -> Sequence[Act]:
    """New choices for what is left, then frozen."""
    return [
        Act(title=f"{held.title}填报", run=lambda: _save(play, held)),
        Act(title=f"{held.title}封存", run=lambda: _freeze(play, held)),
    ]


def run_acts(play: Play, held: Round) -> Sequence[Act]:
    """The run: prepared, computed and proved, signed by two, released."""
    return [
        Act(title=f"{held.title}投档运行", run=lambda: _run(play, held)),
        Act(title=f"{held.title}双人签字", run=lambda: _sign(play, held)),
        Act(title=f"{held.title}放行", run=lambda: _release(play, held)),
    ]


def _officer(play: Play) -> Actor:
    return play.province(Role.PROVINCE_OFFICER)


def _place_exempt(play: Play, held: Round) -> int:
    forms = [
        ExemptPlacementForm(
            candidate_id=play.candidates[place],
            programme_code=offer.code,
            officer_id=play.officer(offer.national_code),
        )
        for place, offer in placements(play.season, held.levels)
    ]
    return place_exempt(border=play.border, actor=_officer(play), at=held.at(play.clock, 0), placements=forms)


def _save(play: Play, held: Round) -> int:
    """Those who hold no place after the main round write new choices among the places left."""
    scenario, border = play.season.scenario, play.border
    chosen = new_choices(
        scenario,
        _unplaced(play, held),
        play.season.wishes,
        play.season.offers,
        vacancies(border.season, border.province),
        {
            (line.level, line.category, line.kind): line.score
            for line in control_lines(border.season, border.province)
        },
        relaxation(scenario.supplement, FilingRound.SUPPLEMENTARY),
    )
    return save_choices(
        border=border,
        actor=Actor(account=None, role=Role.CANDIDATE, org_path=play.top),
        at=held.at(play.clock, 0),
        filing_round=FilingRound.SUPPLEMENTARY,
        choices=[
            SupplementaryChoiceForm(
                candidate_id=play.candidates[one.place],
                level=one.level,
                rank=one.rank,
                national_code=one.offer.national_code,
                programme_codes=(one.offer.code,),
                accepts_reassignment=one.accepts_reassignment,
            )
            for one in chosen
        ],
    )


def _unplaced(play: Play, held: Round) -> list[Unplaced]:
    main = run_key(play.border.season, play.border.province, FilingRound.MAIN, held.tier)
    place_of = {number: place for place, number in enumerate(play.numbers)}
    return [
        Unplaced(
            place=place_of[number],
            candidate_number=number,
            level=ProgrammeLevel(level),
            filing_score=score,
        )
        for number, level, score in unplaced(main)
    ]


def _freeze(play: Play, held: Round) -> int:
    return freeze_choices(
        border=play.border,
        actor=_officer(play),
        at=held.at(play.clock, 1),
        filing_round=FilingRound.SUPPLEMENTARY,
        levels=held.levels,
    )


def _run(play: Play, held: Round) -> int:
    at, actor = held.at(play.clock, 1), _officer(play)
    run_id = prepare_run(
        border=play.border, actor=actor, at=at, filing_round=held.filing_round, tier=held.tier
    )
    try_filing(border=play.border, actor=actor, at=at, run_id=run_id)
    if run_filing(border=play.border, actor=actor, at=at, run_id=run_id) is not RunState.PROVED:
        raise ProofFailed(f"{held.title}: a proof does not hold, the run is kept as FAILED")
    return 1


def _run_id(play: Play, held: Round) -> int:
    return run_key(play.border.season, play.border.province, held.filing_round, held.tier)


def _sign(play: Play, held: Round) -> int:
    _by_officer_and_lead(play, held, "sign_run")
    return 1


def _release(play: Play, held: Round) -> int:
    _by_officer_and_lead(play, held, "release_run")
    return 1


def _by_officer_and_lead(play: Play, held: Round, act: str) -> None:
    by_two(
        play,
        act,
        {"run_id": _run_id(play, held)},
        first=_officer(play),
        second=play.province(Role.PROVINCE_LEAD),
        at=held.at(play.clock, 1),
    )
