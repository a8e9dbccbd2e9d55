"""顺序志愿 and 平行志愿 over columns (五(四); design of filing, section 5)."""

import numpy as np

from chengzhao.engine.compiled import compiled, inner, prefetch
from chengzhao.engine.filing.columns import (
    CHOICE,
    CLASS,
    FIRST,
    GROUP,
    LAST,
    POINTS,
    ROW,
    Array,
    Columns,
    Events,
    Order,
    Settings,
    State,
    Terms,
)
from chengzhao.engine.filing.live import live_unit, quota_of
from chengzhao.engine.filing.majors import decide

AHEAD = 8
"""How many lines a loop looks ahead for what it will read."""


@compiled
def waiting_of(
    columns: Columns, order: Order, terms: Terms, is_one_kind_only: bool, is_by_extra_test: bool
) -> Array:
    """The rows that compete in a round, in order of merit: int32[M, 6], what is read of each side by side.

    In a parallel filing the units ordered by extra tests are filled by themselves, and so are the others.
    """
    by_merit, group, competing, by_extra_test = (
        order.by_merit,
        order.group,
        terms.competing,
        columns.row_extra,
    )
    row_class, score, starts = columns.row_class, columns.row_score, columns.choice_start
    found = np.empty((by_merit.size, 6), np.int32)
    count = 0
    for at in range(by_merit.size):
        row = by_merit[at]
        if not competing[row] or (is_one_kind_only and by_extra_test[row] != is_by_extra_test):
            continue
        found[count, ROW], found[count, CLASS], found[count, POINTS] = row, row_class[row], score[row]
        found[count, FIRST], found[count, LAST], found[count, GROUP] = starts[row], starts[row + 1], group[at]
        count += 1
    return found[:count]


@compiled
def file_rank(
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms, waiting: Array, rank: int
) -> tuple[Events, int]:
    """File one rank of choices: once, or with `refill` until no unit files anybody.

    Each repetition works the quotas out afresh from the places then open. A person's choice of a rank competes
    for one unit only, so that units are gone through one after another, each to its end. Returns the files, and how
    many lines of `waiting` are still of somebody without a place: they are moved to its front.
    """
    files, units, left = competing(columns, state, terms, waiting, rank)
    starts, sorted_files = by_unit(units, columns.unit_extra.size)
    files = files[sorted_files]
    events = room_for(sorted_files.size)
    count = 0
    for unit in range(columns.unit_extra.size):
        first, last = starts[unit], starts[unit + 1]
        if first == last:
            continue
        if columns.unit_extra[unit]:
            by_extra_test = np.argsort(-columns.choice_extra[files[first:last, 1]], kind="mergesort")
            files[first:last] = files[first + by_extra_test]
        count = fill_unit(columns, settings, order, state, terms, unit, files[first:last], events, count)
    return in_repetitions(events, count), left


@inner
def competing(
    columns: Columns, state: State, terms: Terms, waiting: Array, rank: int
) -> tuple[Array, Array, int]:
    """Who has no place and a live choice of this rank, in order of merit: int32[F, 3] row, choice and tie group, and
    beside it the units; and how many lines of `waiting` were kept."""
    places, ranks, starts = state.places, columns.choice_rank, columns.listed_start
    listed, passed, needs = columns.listed, columns.choice_passed, terms.needs
    files, units = np.empty((waiting.shape[0], 3), np.int32), np.empty(waiting.shape[0], np.int32)
    count, left, quotas = 0, 0, quotas_of(columns, state, terms)
    for at in range(waiting.shape[0]):
        look_ahead(listed, starts, waiting, FIRST, at)
        row = waiting[at, ROW]
        if places[row, CHOICE] >= 0:
            continue
        if left < at:
            waiting[left] = waiting[at]
        choice = choice_of_rank(ranks, waiting[left, FIRST], waiting[left, LAST], rank)
        if choice >= 0:
            unit = live_unit(
                needs,
                listed,
                starts[choice],
                starts[choice + 1],
                waiting[left, CLASS],
                waiting[left, POINTS],
                passed[choice],
            )
            # Open places never grow: a unit that is full now files nobody at this rank.
            if unit >= 0 and quotas[unit] > 0:
                files[count, 0], files[count, 1], files[count, 2] = row, choice, waiting[left, GROUP]
                units[count] = unit
                count += 1
        left += 1
    return files[:count], units[:count], left


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
    files: Array,
    events: Events,
    count: int,
) -> int:
    """File those who compete for one unit at a rank and assign their majors; return the count of events."""
    begin, repetition = 0, 0
    while True:
        repetition += 1
        quota = quota_of(columns, state, terms, unit)
        end = begin
        while end < files.shape[0] and end - begin < quota:
            end = end_of_group(columns, settings, unit, files, end)
        if end == begin:
            return count
        for at in range(begin, end):
            count = enter(state, terms, events, count, files[at, 1], unit, quota, repetition)
        decide(columns, settings, order, state, terms, unit, files[begin:end, 0], files[begin:end, 1])
        begin = end
        if not settings.refill:
            return count


@inner
def end_of_group(columns: Columns, settings: Settings, unit: int, files: Array, begin: int) -> int:
    """Where the tie group that begins here ends; by seed each is a group of one."""
    end = begin + 1
    if settings.is_by_seed:
        return end
    extra, is_by_extra_test = columns.choice_extra, columns.unit_extra[unit]
    while end < files.shape[0] and files[end, 2] == files[begin, 2]:
        if is_by_extra_test and extra[files[end, 1]] != extra[files[begin, 1]]:
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
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms, waiting: Array
) -> Events:
    """平行志愿: over the candidates in order of merit, each filed once; then majors are assigned everywhere."""
    size, is_by_seed = waiting.shape[0], settings.is_by_seed
    quotas = quotas_of(columns, state, terms)
    free = quotas.copy()
    rows, events = np.empty(size, np.int32), room_for(size)
    sent_units, count, counted, group = events.unit, 0, 0, -1
    for at in range(size):
        look_ahead(columns.listed, columns.listed_start, waiting, FIRST, at)
        # Rooms are looked at as they were when the tie group began; by seed each is a group of one.
        if is_by_seed or waiting[at, GROUP] != group:
            group = waiting[at, GROUP]
            while counted < count:
                free[sent_units[counted]] -= 1
                counted += 1
        choice, unit = first_with_room(
            terms.needs, columns.listed, columns.listed_start, columns.choice_passed, free, waiting, at
        )
        if choice >= 0:
            rows[count] = waiting[at, ROW]
            count = enter(state, terms, events, count, choice, unit, quotas[unit], 0)
    sent = Events(events.choice[:count], events.unit[:count], events.quota[:count], events.repetition[:count])
    decide_everywhere(columns, settings, order, state, terms, rows[:count], sent)
    return sent


@inner
def quotas_of(columns: Columns, state: State, terms: Terms) -> Array:
    """The quota of every unit, as its places are open now."""
    quotas = np.empty(columns.unit_extra.size, np.int64)
    for unit in range(quotas.size):
        quotas[unit] = quota_of(columns, state, terms, unit)
    return quotas


@inner
def look_ahead(listed: Array, starts: Array, waiting: Array, column: int, at: int) -> None:
    """Fetch what the lines further down will read: the rows stand where the seed put them, not in this order."""
    if at + 2 * AHEAD < waiting.shape[0]:
        prefetch(starts, waiting[at + 2 * AHEAD, column])
        first = starts[waiting[at + AHEAD, column]]
        prefetch(listed, first)
        prefetch(listed, first + 32)


@inner
def first_with_room(
    needs: Array, listed: Array, starts: Array, passed: Array, free: Array, waiting: Array, at: int
) -> tuple[int, int]:
    """The first live choice by rank whose unit has room, and the unit; -1 where there is none."""
    row_class, score = waiting[at, CLASS], waiting[at, POINTS]
    for choice in range(waiting[at, FIRST], waiting[at, LAST]):
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
