"""投档结果: what two persons see when they sign a run, and when they release it (A1.5.7)."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.filing import locked_run, release_run, replaced_run, sign_run, walk
from chengzhao.actions.governance import province_path
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.words import ProgrammeLevel
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import FilingProof, FilingResult, FilingRun
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState


def run_of(arguments: Arguments) -> int:
    """The key of the run that an act of two is about. Raises Refused where it is none."""
    key = arguments.get("run_id")
    if not isinstance(key, int):
        raise Refused("没有写明是哪一次投档运行。")
    return key


def _signing(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    run = locked_run(border, run_of(arguments))
    walk(run, RunState.SIGNED)
    return _matter(border, run, [])


def _releasing(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    run = locked_run(border, run_of(arguments))
    walk(run, RunState.RELEASED)
    earlier = replaced_run(border, run)
    return _matter(border, run, [("替代", f"第{earlier.number}号运行" if earlier else "无")])


def _matter(border: Border, run: FilingRun, more: list[tuple[str, str]]) -> Matter:
    return Matter(
        object_kind="filing_run",
        object_id=str(run.number),
        org_path=province_path(border),
        facts=(*_facts(run), *more),
        content=digest_of([run.number, run.state, run.input_digest, run.result_digest]),
    )


def _facts(run: FilingRun) -> Iterator[tuple[str, str]]:
    results = FilingResult.objects.filter(run=run).aggregate(
        every=Count("pk"), placed=Count("pk", filter=Q(admitted=True))
    )
    proofs = FilingProof.objects.filter(run=run, checked__gt=0).aggregate(
        every=Count("pk"), held=Count("pk", filter=Q(failed=0))
    )
    yield "投档运行", f"第{run.number}号"
    yield "轮次", f"{FilingRound(run.filing_round).label}第{run.tier}批次"
    yield "层次", "、".join(ProgrammeLevel(level).label for level in run.levels)
    yield "参加投档", f"{results['every']}人"
    yield "拟录取", f"{results['placed']}人"
    yield "独立核验", f"{proofs['every']}项中{proofs['held']}项通过"
    yield "输入摘要", run.input_digest
    yield "结果摘要", run.result_digest


SIGNING = Procedure(
    describe=_signing,
    carry_out=lambda border, actor, at, given: sign_run(
        border=border, actor=actor, at=at, run_id=run_of(given)
    ),
)
RELEASE = Procedure(
    describe=_releasing,
    carry_out=lambda border, actor, at, given: release_run(
        border=border, actor=actor, at=at, run_id=run_of(given)
    ),
)
