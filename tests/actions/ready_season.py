"""A season that stands before filing: 高起本 文史, marks frozen, lines published, choices frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.actions.two_persons import a_first, a_second, by_two
from tests.factories import (
    BEIJING,
    BORDER,
    a_candidate,
    a_choice,
    a_claim,
    a_control_line,
    a_mark,
    a_programme,
    a_role,
    a_season,
    an_account,
    an_actor,
    an_extra_test,
    every_stage_open,
)

from chengzhao.actions import filing
from chengzhao.actions.filing import prepare_run, run_filing
from chengzhao.actions.filing_rules import rules_table
from chengzhao.actions.filing_trials import try_filing
from chengzhao.law.words import ExamCategory, PaperSlot, ProgrammeLevel, Role
from chengzhao.records.models import Account, Candidate, College, PaperMark, Programme, Registration
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.exams import MarkState

AT = datetime(2024, 12, 5, 9, tzinfo=BEIJING)
GAOQIBEN, GAOQIZHUAN = ProgrammeLevel.GAOQIBEN, ProgrammeLevel.GAOQIZHUAN
HUMANITIES = ExamCategory.HUMANITIES
LINE = 200
SLOTS = (PaperSlot.CHINESE, PaperSlot.MATHS, PaperSlot.FOREIGN, PaperSlot.COMBINED)


def a_season_with_lines() -> None:
    """A season with every stage open and the control lines of the main kinds, 200 and 150."""
    a_season()
    every_stage_open()
    a_control_line(level=GAOQIBEN, category=HUMANITIES, score=LINE)
    a_control_line(level=GAOQIZHUAN, category=HUMANITIES, score=150)


def a_programme_of(places: int, *, level: ProgrammeLevel = GAOQIBEN, **facts: Any) -> Programme:
    """A published programme for 文史."""
    return a_programme(level=level, category=HUMANITIES, places=places, **facts)


def an_entrant(
    total: int,
    *chosen: Programme,
    also: Sequence[Programme] = (),
    frozen: bool = True,
    state: MarkState = MarkState.FROZEN,
    **facts: Any,
) -> Candidate:
    """A seated candidate with four equal marks adding up to `total`, and a choice for each programme.

    `also` are the choices at 高起专 of one who 兼报.
    """
    person = a_candidate(level=GAOQIBEN, category=HUMANITIES, ticketed=True, **facts)
    for slot in SLOTS:
        a_mark(candidate=person, slot=slot, mark=total // 4, state=state)
    if also:
        Registration.objects.filter(candidate=person).update(also_gaoqizhuan=True)
    for listed in (chosen, also):
        for rank, programme in enumerate(listed, start=1):
            a_choice(candidate=person, programmes=[programme], rank=rank, frozen=frozen)
    return person


def filed_with(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Runs are prepared with these rules in the place of the province's."""

    def changed(*facts: Any) -> dict[str, Any]:
        return {**rules_table(*facts), **changes}

    monkeypatch.setattr(filing, "rules_table", changed)


def prepare(tier: int = 1, filing_round: FilingRound = FilingRound.MAIN) -> int:
    """A prepared run."""
    return prepare_run(border=BORDER, actor=an_actor(), at=AT, filing_round=filing_round, tier=tier)


def tried(tier: int = 1, filing_round: FilingRound = FilingRound.MAIN) -> int:
    """A run that was tried."""
    run_id = prepare(tier, filing_round)
    try_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)
    return run_id


def compute(tier: int = 1, filing_round: FilingRound = FilingRound.MAIN) -> int:
    """A computed run."""
    run_id = tried(tier, filing_round)
    run_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)
    return run_id


def sign(run_id: int, first: Account | None = None, second: Account | None = None) -> None:
    """Two persons sign."""
    by_two(
        "sign_run",
        {"run_id": run_id},
        AT,
        first=a_first("sign_run", first),
        second=a_second("sign_run", second),
    )


def release_of(run_id: int) -> None:
    """Two persons release a run."""
    by_two("release_run", {"run_id": run_id}, AT)


def release(tier: int = 1, filing_round: FilingRound = FilingRound.MAIN) -> int:
    """A released run."""
    run_id = compute(tier, filing_round)
    sign(run_id)
    release_of(run_id)
    return run_id


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A college with an officer who decides on its files."""

    college: College
    officer: Account


def a_desk(programme: Programme) -> Desk:
    """The desk of a programme's college."""
    officer = an_account(display_name="李阅档")
    a_role(account=officer, organisation=programme.college.organisation, role=Role.COLLEGE_OFFICER)
    return Desk(college=programme.college, officer=officer)


def a_season_of_every_kind() -> None:
    """Score and extra-test order, two levels, a bonus, half points, an absence: rows of every kind."""
    a_season_with_lines()
    first, second = a_programme_of(2, code="A1"), a_programme_of(1, code="B1", extra_test=True)
    side = a_programme_of(1, level=GAOQIZHUAN, code="C1")
    tested = an_entrant(280, second, first, name="李四")
    an_extra_test(candidate=tested, college=second.college, score=Decimal("88.25"))
    for total in (400, 320, 280, 120):
        an_entrant(total, first, second, also=(side,))
    a_claim(candidate=tested, effective=True)
    PaperMark.objects.filter(candidate=tested, slot="maths").update(mark=Decimal("70.5"))
    PaperMark.objects.filter(candidate=tested, slot="foreign").update(mark=None, absent=True)
