"""Moves of rows along the state machine of their chapter: locked, checked, counted, on the trail."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django.db import models

from chengzhao.actions.audit import Border, Touched
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.words import Word
from chengzhao.ledger.digest import digest_of
from chengzhao.rules.states import IllegalMove, StateMachine

S = TypeVar("S", bound=Word)


def locked_states(
    table: type[models.Model], machine: StateMachine[S], *, border: Border, names: Mapping[int, str]
) -> dict[int, S]:
    """The states of the rows `names` (key → name in sentences), locked until the act ends, by key.

    Rows are locked in the order of their keys, so that two acts never wait for each other in a circle.
    Raises RowsRefused for keys that this season and province do not have.
    """
    # By key alone: without fresh statistics the border's columns would lead the planner to a nested loop.
    rows = table._default_manager.select_for_update(of=("self",)).filter(pk__in=any_of(names)).order_by("pk")
    here = (border.season, border.province)
    held = {
        key: machine.states(state)
        for key, state, *place in rows.values_list("pk", "state", "season", "province")
        if tuple(place) == here
    }
    refuse_faults(
        RowFault(row=row, value=name, expected="本年度本省没有这条记录")
        for row, (key, name) in enumerate(names.items(), start=1)
        if key not in held
    )
    return held


def move_rows(
    table: type[models.Model],
    machine: StateMachine[S],
    *,
    border: Border,
    names: Mapping[int, str],
    to: S,
    through: S | None = None,
    columns: Mapping[str, Any],
) -> dict[int, S]:
    """Moves the rows `names` to the state `to`, sets `columns`, and returns the states before, by key.

    `through` is a state that may be passed within the act, where both moves are in the table. Raises
    RowsRefused, before anything is written, with every row whose state does not allow the move: of two
    presses at once the second finds the rows already moved.
    """
    before = locked_states(table, machine, border=border, names=names)
    refuse_faults(
        RowFault(row=row, value=name, expected=reason)
        for row, (key, name) in enumerate(names.items(), start=1)
        if (reason := objection(machine, before[key], to, through))
    )
    table._default_manager.filter(pk__in=any_of(names)).update(state=to.value, **columns)
    return before


def state_trail(
    before: Mapping[int, Word], names: Mapping[int, str], after: Word, *, reason: str = ""
) -> Iterator[Touched]:
    """The audit rows of a move, one an object, with the digests of the states before and after."""
    digests = {state: digest_of({"state": state}) for state in {*before.values(), after}}
    for key, name in names.items():
        yield Touched(object_id=name, before=digests[before[key]], after=digests[after], reason=reason)


def objection(machine: StateMachine[S], before: S, to: S, through: S | None = None) -> str:
    """Why the machine does not allow a move, also not through the state `through`; empty where it does."""
    if through and machine.allows(before, through) and machine.allows(through, to):
        return ""
    try:
        machine.check(before, to)
    except IllegalMove as refusal:
        return str(refusal).rstrip("。")
    return ""
