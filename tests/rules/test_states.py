"""State machines: the class refuses a table that is not whole, and every machine of the rules obeys it."""

import pytest
from tools.states_doc import machines

from chengzhao.law.texts import UnknownClause
from chengzhao.law.words import Word
from chengzhao.rules.states import IllegalMove, StateMachine

MACHINES = machines()


class Door(Word):
    """A small thing with three states."""

    OPEN = "OPEN", "开"
    SHUT = "SHUT", "关"
    LOCKED = "LOCKED", "锁"


MOVES = {Door.OPEN: (Door.SHUT,), Door.SHUT: (Door.OPEN, Door.LOCKED), Door.LOCKED: ()}
DOOR = StateMachine(name="门", states=Door, moves=MOVES, clauses=("N1.1",))


def test_first_member_is_the_initial_state() -> None:
    assert DOOR.initial is Door.OPEN


def test_states_that_nothing_follows_are_terminal() -> None:
    assert DOOR.terminal == DOOR.sets["TERMINAL"] == frozenset({Door.LOCKED})


def test_legal_move_passes() -> None:
    assert DOOR.allows(Door.SHUT, Door.LOCKED)
    DOOR.check(Door.SHUT, Door.LOCKED)


def test_illegal_move_says_what_may_follow() -> None:
    with pytest.raises(IllegalMove, match=r"^门“开”不能转为“锁”，只能转为：关。$"):
        DOOR.check(Door.OPEN, Door.LOCKED)


def test_move_from_a_terminal_state_says_so() -> None:
    with pytest.raises(IllegalMove, match=r"^门“锁”不能转为“开”，已是最终状态。$"):
        DOOR.check(Door.LOCKED, Door.OPEN)


def test_state_may_not_stay_where_the_table_does_not_say_so() -> None:
    assert not DOOR.allows(Door.OPEN, Door.OPEN)


def test_sources_of_a_state() -> None:
    assert DOOR.sources(Door.OPEN) == (Door.SHUT,)


def test_table_without_a_state_is_refused() -> None:
    moves = {Door.OPEN: (Door.SHUT,), Door.SHUT: (Door.LOCKED,)}
    with pytest.raises(ValueError, match="every state once"):
        StateMachine(name="门", states=Door, moves=moves, clauses=())


def test_state_that_nothing_leads_to_is_refused() -> None:
    moves = {Door.OPEN: (Door.SHUT,), Door.SHUT: (), Door.LOCKED: ()}
    with pytest.raises(ValueError, match="LOCKED"):
        StateMachine(name="门", states=Door, moves=moves, clauses=())


def test_clause_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownClause):
        StateMachine(name="门", states=Door, moves=MOVES, clauses=("N99",))


def test_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        DOOR.moves[Door.OPEN] = ()  # type: ignore[index]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_machine_allows_exactly_the_moves_of_its_table(machine: StateMachine[Word]) -> None:
    for before in machine.states:
        for after in machine.states:
            if after in machine.moves[before]:
                machine.check(before, after)
            else:
                with pytest.raises(IllegalMove):
                    machine.check(before, after)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_of_a_machine_is_reached_from_the_first(machine: StateMachine[Word]) -> None:
    reached = {machine.initial}
    while more := {after for state in reached for after in machine.moves[state]} - reached:
        reached |= more
    assert reached == set(machine.states)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_named_sets_of_a_machine_hold_its_own_states(machine: StateMachine[Word]) -> None:
    assert all(members <= frozenset(machine.states) for members in machine.sets.values())
