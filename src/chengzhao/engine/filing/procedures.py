"""顺序志愿 and 平行志愿 over columns (五(四); design of filing, section 5)."""

import numpy as np

from chengzhao.engine.compiled import compiled, inner
from chengzhao.engine.filing.columns import Array, Columns, Events, Order, Settings, State, Terms
from chengzhao.engine.filing.live import live_unit, quota_of
from chengzhao.engine.filing.majors import decide


@compiled
def file_rank(
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms, rank: int
) -> Events:
    """File one rank of choices: once, or with `refill` until no unit files anybody.

    Each repetition works the quotas out afresh from the places then open. A person's choice of a rank competes
    for one unit only, so that units are gone through one after another, each to its end.
    """
    rows, choices, units = competing(columns, settings, order, state, terms, rank)
    starts, sorted_files = by_unit(units, columns.unit_extra.size)
    rows, choices = rows[sorted_files], choices[sorted_files]
    events = room_for(rows.size)
    count = 0
    for unit in range(columns.unit_extra.size):
        first, last = starts[unit], starts[unit + 1]
        if first == last:
            continue
        if columns.unit_extra[unit]:
            arranged = first + np.argsort(-columns.choice_extra[choices[first:last]], kind="mergesort")
            rows[first:last], choices[first:last] = rows[arranged], choices[arranged]
        count = fill_unit(
            columns, settings, order, state, terms, unit, rows[first:last], choices[first:last], events, count
        )
    return in_repetitions(events, count)


@inner
def competing(
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms, rank: int
) -> tuple[Array, Array, Array]:
    """The rows without a place whose choice of this rank is live, in order of merit, with choices and units.

    In a parallel filing only the units that are ordered by extra tests are filled rank by rank.
    """
    by_merit, row_choice, starts = order.by_merit, state.row_choice, columns.listed_start
    size = by_merit.size
    rows, choices, units = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    count = 0
    for at in range(size):
        row = by_merit[at]
        if not terms.competing[row] or row_choice[row] >= 0:
            continue
        if settings.is_parallel and not columns.row_extra[row]:
            continue
        choice = choice_of_rank(
            columns.choice_rank, columns.choice_start[row], columns.choice_start[row + 1], rank
        )
        if choice < 0:
            continue
        unit = live_unit(
            terms.needs,
            columns.listed,
            starts[choice],
            starts[choice + 1],
            columns.row_class[row],
            columns.row_score[row],
            columns.choice_passed[choice],
        )
        if unit >= 0:
            rows[count], choices[count], units[count] = row, choice, unit
            count += 1
    return rows[:count], choices[:count], units[:count]


@inner
def choice_of_rank(choice_rank: Array, begin: int, end: int, rank: int) -> int:
    """The choice at a rank among those of one row, -1 where there is none: ranks ascend from 1, with holes."""
    choice = min(begin + rank, end) - 1
    while choice >= begin and choice_rank[choice] > rank:
        choice -= 1
    if choice >= begin and choice_rank[choice] == rank:
        return int(choice)
    return -1


@inner
def by_unit(units: Array, size: int) -> tuple[Array, Array]:
    """Sort files by unit without changing their order inside one; and where the files of each unit begin."""
    starts = np.zeros(size + 1, np.int64)
    for at in range(units.size):
        starts[units[at] + 1] += 1
    starts = np.cumsum(starts)
    free = starts.copy()
    found = np.empty(units.size, np.int64)
    for at in range(units.size):
        found[free[units[at]]] = at
        free[units[at]] += 1
    return starts, found


@inner
def room_for(size: int) -> Events:
    """Empty columns for as many files."""
    return Events(
        np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int64), np.empty(size, np.int32)
    )


@inner
def fill_unit(
    columns: Columns,
    settings: Settings,
    order: Order,
    state: State,
    terms: Terms,
    unit: int,
    rows: Array,
    choices: Array,
    events: Events,
    count: int,
) -> int:
    """File those who compete for one unit at a rank and assign their majors; return the count of events."""
    begin, repetition = 0, 0
    while True:
        repetition += 1
        quota = quota_of(columns, state, terms, unit)
        end = begin
        while end < rows.size and end - begin < quota:
            end = end_of_group(columns, settings, order, unit, rows, choices, end)
        if end == begin:
            return count
        for at in range(begin, end):
            count = enter(state, terms, events, count, choices[at], unit, quota, repetition)
        decide(columns, settings, order, state, terms, unit, rows[begin:end], choices[begin:end])
        begin = end
        if not settings.refill:
            return count


@inner
def end_of_group(
    columns: Columns, settings: Settings, order: Order, unit: int, rows: Array, choices: Array, begin: int
) -> int:
    """Where the tie group that begins here ends; by seed each is a group of one."""
    end = begin + 1
    if settings.is_by_seed:
        return end
    while end < rows.size and order.group[rows[end]] == order.group[rows[begin]]:
        if (
            columns.unit_extra[unit]
            and columns.choice_extra[choices[end]] != columns.choice_extra[choices[begin]]
        ):
            break
        end += 1
    return end


@inner
def enter(
    state: State,
    terms: Terms,
    events: Events,
    count: int,
    choice: int,
    unit: int,
    quota: int,
    repetition: int,
) -> int:
    """Write one file into the log, and return the count of files."""
    state.filed[choice] |= np.uint8(1 << (terms.number & 1))
    events.choice[count], events.unit[count] = choice, unit
    events.quota[count], events.repetition[count] = quota, repetition
    return count + 1


@inner
def in_repetitions(events: Events, count: int) -> Events:
    """The files of one rank as they were sent: repetition after repetition, in each unit after unit."""
    most = 0
    for at in range(count):
        most = max(most, events.repetition[at])
    order = by_unit(events.repetition[:count], most + 1)[1]
    return Events(events.choice[order], events.unit[order], events.quota[order], events.repetition[order])


@compiled
def file_in_parallel(
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms
) -> Events:
    """平行志愿: over the candidates in order of merit, each filed once; then majors are assigned everywhere."""
    units, by_merit, group = columns.unit_extra.size, order.by_merit, order.group
    free = np.empty(units, np.int64)
    for unit in range(units):
        free[unit] = quota_of(columns, state, terms, unit)
    quotas = free.copy()
    rows, events = np.empty(by_merit.size, np.int32), room_for(by_merit.size)
    count, counted = 0, 0
    for at in range(by_merit.size):
        row = by_merit[at]
        if not terms.competing[row] or columns.row_extra[row]:
            continue
        # Rooms are looked at as they were when the tie group began; by seed each is a group of one.
        if count > counted and (settings.is_by_seed or group[row] != group[rows[counted]]):
            while counted < count:
                free[events.unit[counted]] -= 1
                counted += 1
        choice, unit = first_with_room(columns, terms.needs, free, row)
        if choice >= 0:
            rows[count] = row
            count = enter(state, terms, events, count, choice, unit, quotas[unit], 0)
    sent = Events(events.choice[:count], events.unit[:count], events.quota[:count], events.repetition[:count])
    decide_everywhere(columns, settings, order, state, terms, rows[:count], sent)
    return sent


@inner
def first_with_room(columns: Columns, needs: Array, free: Array, row: int) -> tuple[int, int]:
    """The first live choice by rank whose unit has room, and the unit; -1 where there is none."""
    listed, starts, passed = columns.listed, columns.listed_start, columns.choice_passed
    row_class, score = columns.row_class[row], columns.row_score[row]
    for choice in range(columns.choice_start[row], columns.choice_start[row + 1]):
        unit = live_unit(needs, listed, starts[choice], starts[choice + 1], row_class, score, passed[choice])
        if unit >= 0 and free[unit] > 0:
            return choice, unit
    return -1, -1


@inner
def decide_everywhere(
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms, rows: Array, sent: Events
) -> None:
    """Assign the majors of every unit that was sent files, unit after unit."""
    starts, found = by_unit(sent.unit, columns.unit_extra.size)
    rows, choices = rows[found], sent.choice[found]
    for unit in range(columns.unit_extra.size):
        first, last = starts[unit], starts[unit + 1]
        if first < last:
            decide(columns, settings, order, state, terms, unit, rows[first:last], choices[first:last])
