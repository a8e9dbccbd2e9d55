"""Control lines, filing runs and what they found."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.factories.border import BEIJING, PROVINCE, YEAR, a_new_number
from tests.factories.people import an_account

from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import (
    Candidate,
    ControlLine,
    FiledUnit,
    FilingProof,
    FilingReason,
    FilingResult,
    FilingRun,
    Programme,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState

PROOFS = tuple(f"P{number}" for number in range(1, 13))
_HAS_RESULTS = (RunState.RUN, RunState.PROVED, RunState.SIGNED, RunState.RELEASED, RunState.SUPERSEDED)
_SIGNED = (RunState.SIGNED, RunState.RELEASED)


def a_control_line(
    *,
    level: ProgrammeLevel = ProgrammeLevel.ZHUANSHENGBEN,
    category: ExamCategory = ExamCategory.ECONOMICS_MANAGEMENT,
    kind: ProgrammeKind = ProgrammeKind.GENERAL,
    score: int = 120,
    version: int = 1,
    published: bool = True,
) -> ControlLine:
    """A control line, by default approved by a second person and published."""
    return ControlLine.objects.create(
        season=YEAR,
        province=PROVINCE,
        level=level,
        category=category,
        kind=kind,
        version=version,
        score=score,
        proposed_by=an_account(),
        approved_by=an_account() if published else None,
        published_at=datetime(2024, 11, 20, 9, tzinfo=BEIJING) if published else None,
    )


def a_run(
    *,
    state: RunState = RunState.RELEASED,
    tier: int = 1,
    levels: tuple[ProgrammeLevel, ...] = (ProgrammeLevel.ZHUANSHENGBEN,),
    filing_round: FilingRound = FilingRound.MAIN,
    proved: bool = True,
    failed: Mapping[str, int] | None = None,
    **facts: Any,
) -> FilingRun:
    """A filing run, by default released after two signatures with every proof passed.

    `failed` gives the number of failed cases by proof.
    """
    given: dict[str, Any] = {}
    if state in _HAS_RESULTS or state is RunState.FAILED:
        given |= {
            "input_digest": digest_of("input"),
            "result_digest": digest_of("result"),
            "ran_at": datetime(2024, 12, 5, 9, tzinfo=BEIJING),
        }
    if state in _SIGNED:
        given |= {"first_signer": an_account(), "second_signer": an_account()}
    if state is RunState.RELEASED:
        given["released_at"] = datetime(2024, 12, 5, 10, tzinfo=BEIJING)
    run = FilingRun.objects.create(
        season=YEAR,
        province=PROVINCE,
        number=a_new_number(),
        filing_round=filing_round,
        tier=tier,
        levels=list(levels),
        state=state,
        rules={"mechanism": "sequential", "ratio": "1"},
        **(given | facts),
    )
    if proved and state in _HAS_RESULTS:
        FilingProof.objects.bulk_create(
            FilingProof(
                season=YEAR,
                province=PROVINCE,
                run=run,
                name=name,
                checked=10,
                failed=(failed or {}).get(name, 0),
            )
            for name in PROOFS
        )
    return run


def a_result(
    *,
    run: FilingRun,
    candidate: Candidate,
    programme: Programme | None = None,
    choice_rank: int = 1,
    filing_score: Decimal | int = 200,
    relaxed: bool = False,
) -> FilingResult:
    """What a run found for a candidate: proposed for `programme`, or nowhere when it is None."""
    return FilingResult.objects.create(
        season=YEAR,
        province=PROVINCE,
        run=run,
        candidate=candidate,
        level=candidate.registration.level,
        admitted=programme is not None,
        programme=programme,
        choice_rank=choice_rank if programme else None,
        programme_rank=1 if programme else None,
        filing_score=filing_score,
        relaxed=relaxed,
    )


def a_reason(
    *, run: FilingRun, candidate: Candidate, choice_rank: int = 1, code: str = "admitted", detail: str = ""
) -> FilingReason:
    """Why a choice ended as it did."""
    return FilingReason.objects.create(
        season=YEAR,
        province=PROVINCE,
        run=run,
        candidate=candidate,
        level=candidate.registration.level,
        choice_rank=choice_rank,
        code=code,
        detail=detail,
    )


def a_unit(
    *,
    run: FilingRun,
    programme: Programme,
    filed: int = 1,
    admitted: int = 1,
    lowest_admitted: Decimal | int | None = 200,
    by_programme: bool = False,
    ordering: str = "score",
) -> FiledUnit:
    """The 投档单位 of a programme's college, level and category in a run."""
    return FiledUnit.objects.create(
        season=YEAR,
        province=PROVINCE,
        run=run,
        college=programme.college,
        level=programme.level,
        category=programme.category,
        ordering=ordering,
        programme=programme if by_programme else None,
        places=programme.source_plan.places,
        filed=filed,
        admitted=admitted,
        lowest_admitted=lowest_admitted,
    )
