"""C-13: random walks of every state machine against its table: a legal move is made, every other is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import (
    BORDER,
    a_candidate,
    a_claim,
    a_college,
    a_file,
    a_list,
    a_notice,
    a_programme,
    a_run,
)
from tools.states_doc import machines

from chengzhao.actions.audit import Refused
from chengzhao.actions.filing import walk
from chengzhao.actions.moves import locked_states, move_rows, objection
from chengzhao.actions.notices import locked_notice
from chengzhao.law.words import Word
from chengzhao.records.models import (
    AdmissionList,
    CandidateFile,
    Claim,
    FilingRun,
    PublicNotice,
    Registration,
    SourcePlan,
)
from chengzhao.rules.admission import ADMISSION_LIST, CANDIDATE_FILE, FILING_RUN, RunState
from chengzhao.rules.disclosure import PUBLIC_NOTICE, NoticeState
from chengzhao.rules.plans import PLAN
from chengzhao.rules.preferences import CLAIM
from chengzhao.rules.registration import REGISTRATION
from chengzhao.rules.states import IllegalMove, StateMachine

MACHINES = machines()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_walk_never_leaves_the_table(machine: StateMachine[Word], data: st.DataObject) -> None:
    states = list(machine.states)
    here = machine.initial
    for wanted in data.draw(st.lists(st.sampled_from(states), max_size=12)):
        legal = wanted in machine.moves[here]
        assert machine.allows(here, wanted) is legal
        assert bool(objection(machine, here, wanted)) is not legal
        if legal:
            machine.check(here, wanted)
            here = wanted
        else:
            with pytest.raises(IllegalMove):
                machine.check(here, wanted)
    assert here is machine.initial or here in {after for moves in machine.moves.values() for after in moves}


@dataclass(frozen=True, kw_only=True)
class Held:
    """A table whose rows move along a machine, and how a test gets a row."""

    table: type[models.Model]
    machine: StateMachine[Any]
    make: Callable[[], models.Model]


def a_filed_one() -> CandidateFile:
    return a_file(candidate=a_candidate(ticketed=True), programme=a_programme())


HELD = {
    "registration": Held(table=Registration, machine=REGISTRATION, make=lambda: a_candidate().registration),
    "claim": Held(table=Claim, machine=CLAIM, make=a_claim),
    "plan": Held(table=SourcePlan, machine=PLAN, make=lambda: a_programme().source_plan),
    "file": Held(table=CandidateFile, machine=CANDIDATE_FILE, make=a_filed_one),
    "list": Held(table=AdmissionList, machine=ADMISSION_LIST, make=lambda: a_list(college=a_college())),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HELD)
def test_a_row_makes_no_move_that_its_table_lacks(name: str) -> None:
    held = HELD[name]
    row = held.make()
    before = held.machine.states(row.state)  # type: ignore[attr-defined]
    for wanted in held.machine.states:
        if held.machine.allows(before, wanted):
            continue
        with pytest.raises(Refused), transaction.atomic():
            move_rows(held.table, held.machine, border=BORDER, names={row.pk: "一行"}, to=wanted, columns={})
        found = locked_states(held.table, held.machine, border=BORDER, names={row.pk: "一行"})
        assert found == {row.pk: before}


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(RunState))
def test_a_run_makes_no_move_that_its_table_lacks(state: RunState) -> None:
    run = FilingRun(number=1, state=state)
    for wanted in RunState:
        if FILING_RUN.allows(state, wanted):
            assert walk(run, wanted) is wanted
        else:
            with pytest.raises(Refused, match=f"第1号运行为“{state.label}”，不能办理此事。"):
                walk(run, wanted)
    assert a_run().state == RunState.RELEASED


@pytest.mark.django_db
@pytest.mark.parametrize("state", [NoticeState.UP, NoticeState.COMPLETED])
def test_a_notice_makes_no_move_that_its_table_lacks(state: NoticeState) -> None:
    notice = PublicNotice.objects.get(pk=a_notice(state=state).pk)
    for wanted in NoticeState:
        if PUBLIC_NOTICE.allows(state, wanted):
            assert locked_notice(BORDER, notice.pk, wanted).pk == notice.pk
        else:
            with pytest.raises(Refused):
                locked_notice(BORDER, notice.pk, wanted)


def test_every_machine_is_walked() -> None:
    assert {held.machine.name for held in HELD.values()} < {machine.name for machine in MACHINES}
    assert len(MACHINES) >= 14
