"""The assignment of majors inside a unit (A1.5.2; design of filing, section 6)."""

import numpy as np

from chengzhao.engine.compiled import inner, prefetch
from chengzhao.engine.filing.columns import (
    CHOICE,
    GRADED,
    PROGRAMME,
    ROUND,
    SCORE_FIRST,
    Array,
    Columns,
    Order,
    Settings,
    State,
    Terms,
)
from chengzhao.engine.filing.live import UNIT, open_in, survives


@inner
def decide(
    columns: Columns,
    settings: Settings,
    order: Order,
    state: State,
    terms: Terms,
    unit: int,
    rows: Array,
    choices: Array,
) -> None:
    """Give the files of one unit their majors; `rows` and `choices` are in order of merit. The rest is returned."""
    if open_in(columns, state, terms, unit) == 0:
        return
    if settings.is_by_total and not columns.unit_extra[unit]:
        arranged = np.argsort(order.inside[rows])
        rows, choices = rows[arranged], choices[arranged]
    if settings.assignment == SCORE_FIRST:
        score_first(columns, state, terms, unit, rows, choices)
    else:
        kept_start, kept = survivors(columns, terms, unit, rows, choices)
        if settings.assignment == GRADED:
            graded(columns, settings, state, terms, unit, rows, choices, kept_start, kept)
        else:
            major_first(state, terms, rows, choices, kept_start, kept)
    reassign(columns, state, terms, unit, rows, choices)


@inner
def seat(state: State, terms: Terms, row: int, choice: int, programme: int) -> bool:
    """Give the candidate a place of the programme if both are still free."""
    if state.open_places[programme] <= 0 or state.places[row, CHOICE] >= 0:
        return False
    state.open_places[programme] -= 1
    state.places[row, CHOICE] = choice
    state.places[row, PROGRAMME] = programme
    state.places[row, ROUND] = terms.number
    return True


@inner
def score_first(columns: Columns, state: State, terms: Terms, unit: int, rows: Array, choices: Array) -> None:
    """分数优先: each in turn takes the first of the own programmes that has an open place."""
    needs, listed, starts, open_places = terms.needs, columns.listed, columns.listed_start, state.open_places
    left = open_in(columns, state, terms, unit)
    for at in range(rows.size):
        if at + 16 < rows.size:
            prefetch(starts, choices[at + 16])
            prefetch(listed, starts[choices[at + 8]])
            prefetch(state.places, rows[at + 8])
            prefetch(columns.row_score, rows[at + 8])
            prefetch(columns.row_class, rows[at + 8])
            prefetch(columns.choice_passed, choices[at + 8])
        row, choice = rows[at], choices[at]
        row_class, score = columns.row_class[row], columns.row_score[row]
        for position in range(starts[choice], starts[choice + 1]):
            programme = listed[position]
            if (
                open_places[programme] > 0
                and needs[programme, UNIT] == unit
                and survives(needs, programme, row_class, score, columns.choice_passed[choice])
            ):
                seat(state, terms, row, choice, programme)
                left -= 1
                break
        if left == 0:
            return


@inner
def survivors(columns: Columns, terms: Terms, unit: int, rows: Array, choices: Array) -> tuple[Array, Array]:
    """The surviving programmes of the unit in each choice, in the order written, and where each one's begin."""
    needs, listed, listed_start = terms.needs, columns.listed, columns.listed_start
    starts = np.zeros(rows.size + 1, np.int64)
    most = 0
    for at in range(rows.size):
        most += listed_start[choices[at] + 1] - listed_start[choices[at]]
    kept = np.empty(most, np.int32)
    count = 0
    for at in range(rows.size):
        row, choice = rows[at], choices[at]
        row_class, score = columns.row_class[row], columns.row_score[row]
        for position in range(listed_start[choice], listed_start[choice + 1]):
            programme = listed[position]
            if needs[programme, UNIT] == unit and survives(
                needs, programme, row_class, score, columns.choice_passed[choice]
            ):
                kept[count] = programme
                count += 1
        starts[at + 1] = count
    return starts, kept


@inner
def most_kept(kept_start: Array) -> int:
    """How many programmes the longest of the choices has."""
    most = 0
    for at in range(kept_start.size - 1):
        most = max(most, kept_start[at + 1] - kept_start[at])
    return most


@inner
def major_first(
    state: State, terms: Terms, rows: Array, choices: Array, kept_start: Array, kept: Array
) -> None:
    """专业优先: all first programmes, then all second ones, and so on."""
    for position in range(most_kept(kept_start)):
        for at in range(rows.size):
            if kept_start[at] + position < kept_start[at + 1]:
                seat(state, terms, rows[at], choices[at], kept[kept_start[at] + position])


@inner
def graded(
    columns: Columns,
    settings: Settings,
    state: State,
    terms: Terms,
    unit: int,
    rows: Array,
    choices: Array,
    kept_start: Array,
    kept: Array,
) -> None:
    """专业级差: the j-th programme competes with the merit score less j gaps; a gap not given is 0.

    The candidates stand in descending merit score, so that for each j the pairs are in order already: they are
    merged, the highest reduced score first, then the smaller j, then the order of candidates.
    """
    points = merit_scores(columns, settings, unit, rows, choices)
    deepest = most_kept(kept_start)
    reductions = np.zeros(deepest, np.int64)
    for position in range(1, deepest):
        gap = settings.gaps[position - 1] if position - 1 < settings.gaps.size else 0
        reductions[position] = reductions[position - 1] + gap
    heads = np.zeros(deepest, np.int64)
    while True:
        best = -1
        for position in range(deepest):
            at = heads[position]
            while at < rows.size and kept_start[at] + position >= kept_start[at + 1]:
                at += 1
            heads[position] = at
            if at < rows.size and (
                best < 0 or points[at] - reductions[position] > points[heads[best]] - reductions[best]
            ):
                best = position
        if best < 0:
            return
        at = heads[best]
        seat(state, terms, rows[at], choices[at], kept[kept_start[at] + best])
        heads[best] += 1


@inner
def merit_scores(columns: Columns, settings: Settings, unit: int, rows: Array, choices: Array) -> Array:
    """The first key of the order inside the unit, by file."""
    points = np.empty(rows.size, np.int64)
    for at in range(rows.size):
        if columns.unit_extra[unit]:
            points[at] = columns.choice_extra[choices[at]]
        elif settings.is_by_total:
            points[at] = columns.row_total[rows[at]]
        else:
            points[at] = columns.row_score[rows[at]]
    return points


@inner
def reassign(columns: Columns, state: State, terms: Terms, unit: int, rows: Array, choices: Array) -> None:
    """服从调剂: who has no place and accepts it takes the programme of the unit with most open places.

    It must be one for which the candidate is on the line and the pass list; equal ones go by programme_id.
    """
    needs, members, open_places = terms.needs, columns.unit_members, state.open_places
    left = open_in(columns, state, terms, unit)
    for at in range(rows.size):
        row, choice = rows[at], choices[at]
        if left == 0:
            return
        if not columns.choice_accepts[choice] or state.places[row, CHOICE] >= 0:
            continue
        best, most = -1, 0
        for member in range(columns.unit_start[unit], columns.unit_start[unit + 1]):
            programme = members[member]
            if open_places[programme] > most and survives(
                needs,
                programme,
                columns.row_class[row],
                columns.row_score[row],
                columns.choice_passed[choice],
            ):
                best, most = programme, open_places[programme]
        if best >= 0:
            seat(state, terms, row, choice, best)
            left -= 1
