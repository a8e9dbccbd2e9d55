"""投档: a run is prepared, computed and proved, signed by two, and released by one switch (A1.5.7 to A1.5.11)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched, require_both
from chengzhao.actions.choice_grounds import SupplementaryChoiceForm
from chengzhao.actions.choices import confirm_choices, freeze_choices, save_choices
from chengzhao.actions.filing_checks import Precondition, preconditions, unmet
from chengzhao.actions.filing_inputs import gather, read_claims
from chengzhao.actions.filing_results import write_proofs, write_results, write_units
from chengzhao.actions.filing_rules import RulesTable, rules_table, tier_levels
from chengzhao.actions.filing_sheets import (
    input_digest,
    input_sheets,
    keep_sheets,
    result_sheets,
    sha256,
)
from chengzhao.actions.season_lock import lock_season
from chengzhao.engine import filing as fast
from chengzhao.law.citation import cites
from chengzhao.law.words import ProgrammeLevel
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import CandidateFile, FilingRun
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FILING_RUN, RunState
from chengzhao.rules.dossier import BonusClaim, FilingInput, FilingResult, results_text
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.verify.filing import best_bonus_is_used, prove
from chengzhao.rules.verify.program import Programs, prove_program
from chengzhao.rules.verify.proof import Proof

__all__ = [
    "Precondition",
    "SupplementaryChoiceForm",
    "confirm_choices",
    "freeze_choices",
    "prepare_run",
    "release_run",
    "run_filing",
    "save_choices",
    "sign_run",
]

PROGRAMS = Programs(filed_by=fast.file_candidates, other=file_candidates)
"""A season is filed by the fast program; the readable one must give the same before two persons can sign."""


@cites("A1.5.3", "A1.5.7", "A1.5.8")
@transaction.atomic
def prepare_run(*, border: Border, actor: Actor, at: datetime, filing_round: FilingRound, tier: int) -> int:
    """Prepare a run of a tier (from 1) in a round and return its key; its rules are fixed from now on.

    Raises Refused, with every precondition that is not met and its figures, and while another run of the
    same round and tier waits for its computation.
    """
    season = lock_season(border)
    levels = tier_levels(border, tier)
    waiting = FilingRun.objects.filter(
        season=border.season,
        province=border.province,
        filing_round=filing_round,
        tier=tier,
        state__in=(RunState.PREPARED, RunState.DRY),
    ).first()
    if waiting is not None:
        raise Refused(f"第{waiting.number}号运行已经准备好，尚未投档，请先运行。")
    conditions = _met_conditions(border, at, filing_round, tier, levels)
    runs = FilingRun.objects.filter(season=border.season, province=border.province)
    run = FilingRun.objects.create(
        season=border.season,
        province=border.province,
        number=(runs.aggregate(last=Max("number"))["last"] or 0) + 1,
        filing_round=filing_round,
        tier=tier,
        levels=[level.value for level in levels],
        state=RunState.PREPARED,
        rules=rules_table(season, filing_round, levels),
    )
    evidence = [[one.name, one.evidence] for one in conditions]
    after = digest_of({"rules": run.rules, "preconditions": evidence})
    _record(border, actor, at, "prepare_run", Touched(object_id=str(run.number), after=after))
    return run.pk


@cites("A1.5.7", "A1.5.8", "A1.5.9", "A1.5.10", "A1.5.11")
@transaction.atomic
def run_filing(*, border: Border, actor: Actor, at: datetime, run_id: int) -> RunState:
    """Compute a run that was tried, prove it, keep what it found, and return PROVED or FAILED.

    The input is what the tables hold now; it is kept with the run, byte for byte, and its digest too. A run
    that fails a proof is kept with its proofs, and cannot be signed or released. Raises Refused where the
    run was computed already or not tried, where it comes to another result than the trial, or a precondition
    is no longer met.
    """
    lock_season(border)
    run = locked_run(border, run_id)
    before = digest_of([run.state, run.input_digest, run.result_digest])
    if run.state == RunState.PREPARED:
        raise Refused(f"第{run.number}号运行还没有试运行，请先试运行并核对差异。")
    state = walk(run, RunState.LOCKED, RunState.RUN)
    require_conditions(border, at, run)
    given = gather(border, FilingRound(run.filing_round), run.rules)
    found = filed(given)
    claims = read_claims(border, given.candidates)
    proofs = _proofs(given, found, claims)
    outcome = RunState.PROVED if all(one.holds for one in proofs) else RunState.FAILED
    FILING_RUN.check(state, outcome)
    if digests_of(given, run.rules, found) != (run.input_digest, run.result_digest):
        raise Refused(f"第{run.number}号运行在试运行之后数据有变动，请重新试运行并核对差异。")
    run.state, run.ran_at = outcome, at
    run.save(update_fields=["state", "ran_at"])
    keep_sheets(
        border, run.pk, {**input_sheets(given, run.rules), **result_sheets(given, found, proofs, claims)}
    )
    write_results(border, run.pk, found)
    write_proofs(border, run.pk, proofs)
    if outcome is RunState.PROVED:
        # The figures of a failed run may break the tables' own limits; its results and proofs are kept.
        write_units(border, run.pk, found)
    after = digest_of([run.state, run.input_digest, run.result_digest])
    _record(border, actor, at, "run_filing", Touched(object_id=str(run.number), before=before, after=after))
    return outcome


@cites("A1.5.7")
@transaction.atomic
def sign_run(*, border: Border, actor: Actor, at: datetime, run_id: int) -> None:
    """Sign a proved run: two different persons for the same result digest.

    Raises Refused where two have not signed, and for a run that is not proved.
    """
    both = require_both("sign_run", border, actor, {"run_id": run_id})
    run = locked_run(border, run_id)
    run.state = walk(run, RunState.SIGNED)
    run.first_signer_id, run.second_signer_id = both.first_id, both.second_id
    run.save(update_fields=["state", "first_signer", "second_signer"])
    before = digest_of([run.result_digest, None, None])
    after = digest_of([run.result_digest, both.first_id, both.second_id])
    touched = Touched(object_id=str(run.number), before=before, after=after)
    _record(border, actor, at, "sign_run", touched)


@cites("A1.5.7")
@transaction.atomic
def release_run(*, border: Border, actor: Actor, at: datetime, run_id: int) -> None:
    """Release a signed run; the one released before for the same round and tier is superseded.

    Raises Refused where two have not put their names to the release, for a run that is not signed, one whose
    input the tables no longer give, and where files of the run released before went to colleges.
    """
    require_both("release_run", border, actor, {"run_id": run_id})
    lock_season(border)
    run = locked_run(border, run_id)
    state = walk(run, RunState.RELEASED)
    given = gather(border, FilingRound(run.filing_round), run.rules)
    if input_digest(input_sheets(given, run.rules)) != run.input_digest:
        raise Refused(f"第{run.number}号运行之后数据有变动，不能放行，请重新准备并运行。")
    _supersede(border, actor, at, run)
    before = digest_of([run.state, run.result_digest])
    run.state, run.released_at = state, at
    run.save(update_fields=["state", "released_at"])
    after = digest_of([run.state, run.result_digest])
    touched = Touched(object_id=str(run.number), before=before, after=after)
    _record(border, actor, at, "release_run", touched)


def _proofs(given: FilingInput, found: FilingResult, claims: Sequence[BonusClaim]) -> tuple[Proof, ...]:
    """P1 to P12: of the result, of the bonuses as the tables have them, of the program that filed."""
    return (
        *prove(given, found),
        best_bonus_is_used(given.candidates, claims),
        *prove_program(given, found, PROGRAMS),
    )


def _supersede(border: Border, actor: Actor, at: datetime, run: FilingRun) -> None:
    earlier = replaced_run(border, run)
    if earlier is None:
        return
    before = digest_of(earlier.state)
    earlier.state = walk(earlier, RunState.SUPERSEDED)
    earlier.save(update_fields=["state"])
    touched = Touched(object_id=str(earlier.number), before=before, after=digest_of(earlier.state))
    _record(border, actor, at, "supersede_run", touched)


def replaced_run(border: Border, run: FilingRun) -> FilingRun | None:
    """The released run that this one would take the place of. Raises Refused where its files are out already."""
    earlier = FilingRun.objects.filter(
        season=border.season,
        province=border.province,
        filing_round=run.filing_round,
        tier=run.tier,
        state=RunState.RELEASED,
    ).first()
    if earlier is not None and CandidateFile.objects.filter(run=earlier).exists():
        raise Refused(f"第{earlier.number}号运行的档案已投给院校，不能再换。")
    return earlier


def require_conditions(border: Border, at: datetime, run: FilingRun) -> None:
    """Raises Refused, naming every precondition of the run that is not met."""
    levels = [ProgrammeLevel(level) for level in run.levels]
    _met_conditions(border, at, FilingRound(run.filing_round), run.tier, levels)


def filed(given: FilingInput) -> FilingResult:
    """What the program of the season comes to, in a trial and in the run."""
    return PROGRAMS.filed_by(given)


def digests_of(given: FilingInput, rules: RulesTable, found: FilingResult) -> tuple[str, str]:
    """The digests of what went in and of what came out."""
    return input_digest(input_sheets(given, rules)), sha256(results_text(found).encode())


def _met_conditions(
    border: Border, at: datetime, filing_round: FilingRound, tier: int, levels: Sequence[ProgrammeLevel]
) -> tuple[Precondition, ...]:
    conditions = preconditions(border, at, filing_round, tier, levels)
    missing = "；".join(unmet(conditions))
    if missing:
        raise Refused(f"投档条件尚不具备，请办理后再试：{missing}。")
    return conditions


def locked_run(border: Border, run_id: int) -> FilingRun:
    """The run, locked until the transaction ends. Raises Refused."""
    run = (
        FilingRun.objects.select_for_update(of=("self",))
        .filter(season=border.season, province=border.province, pk=run_id)
        .first()
    )
    if run is None:
        raise Refused("本年度没有这次投档运行。")
    return run


def walk(run: FilingRun, *states: RunState) -> RunState:
    """The last of the states, each entered by a legal move; raises Refused with the run's number."""
    before = RunState(run.state)
    for after in states:
        if not FILING_RUN.allows(before, after):
            raise Refused(f"第{run.number}号运行为“{RunState(run.state).label}”，不能办理此事。")
        before = after
    return before


def _record(border: Border, actor: Actor, at: datetime, act: str, touched: Touched) -> None:
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="filing_run", touched=[touched])
