"""试运行: a prepared run is computed and proved, nothing of it is written but its digests (A1.5.7).

The run itself must come to the very same: what moved in the tables since the trial is seen, and tried again first.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.filing import digests_of, filed, locked_run, require_conditions, walk
from chengzhao.actions.filing_inputs import gather, read_claims
from chengzhao.actions.filing_sheets import kept_sheets
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import FilingRun
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState
from chengzhao.rules.dossier import FilingResult, results_text
from chengzhao.rules.filing_changes import Changes, changes, places_in
from chengzhao.rules.result_tables import RESULTS
from chengzhao.rules.verify.filing import best_bonus_is_used, prove
from chengzhao.rules.verify.proof import Proof


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What a run would come to; `changes` against the last computed run `last` of the same round and tier."""

    number: int
    found: FilingResult
    proofs: tuple[Proof, ...]
    last: int | None
    changes: Changes


@cites("A1.5.7")
@transaction.atomic
def try_filing(*, border: Border, actor: Actor, at: datetime, run_id: int) -> Trial:
    """Compute a prepared run and prove P1 to P8, as often as one likes; only its digests are kept.

    Raises Refused for a run that was computed already, and where a precondition is no longer met.
    """
    lock_season(border)
    run = locked_run(border, run_id)
    before = digest_of([run.state, run.input_digest, run.result_digest])
    run.state = walk(run, RunState.DRY)
    require_conditions(border, at, run)
    given = gather(border, FilingRound(run.filing_round), run.rules)
    found = filed(given)
    claims = read_claims(border, given.candidates)
    run.input_digest, run.result_digest = digests_of(given, run.rules, found)
    run.save(update_fields=["state", "input_digest", "result_digest"])
    after = digest_of([run.state, run.input_digest, run.result_digest])
    touched = Touched(object_id=str(run.number), before=before, after=after)
    audit.record(
        border=border, actor=actor, at=at, act="try_filing", object_kind="filing_run", touched=[touched]
    )
    last = last_computed(border, run)
    return Trial(
        number=run.number,
        found=found,
        proofs=(*prove(given, found), best_bonus_is_used(given.candidates, claims)),
        last=last.number if last else None,
        changes=changes(_places_of(last), places_in(results_text(found))),
    )


def last_computed(border: Border, run: FilingRun) -> FilingRun | None:
    """The last run of the same round and tier that was computed."""
    return (
        FilingRun.objects.filter(
            season=border.season,
            province=border.province,
            filing_round=run.filing_round,
            tier=run.tier,
            ran_at__isnull=False,
        )
        .order_by("-number")
        .first()
    )


def _places_of(run: FilingRun | None) -> dict[tuple[str, str], str]:
    if run is None:
        return {}
    sheets = kept_sheets(run.pk)
    if RESULTS not in sheets:
        raise Refused(f"第{run.number}号运行没有留存结果，不能比对。")
    return dict(places_in(sheets[RESULTS].decode()))
