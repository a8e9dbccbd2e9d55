"""One code and its figures for every choice, over columns (design of filing, section 9)."""

import numpy as np

from chengzhao.engine.compiled import compiled, inner
from chengzhao.engine.filing.columns import CHOICE, PROGRAMME, ROUND, Array, Columns, Settings, State, Terms
from chengzhao.engine.filing.live import live_unit

(
    NOT_TAKING_PART,
    ADMITTED,
    NOT_REACHED,
    RETURNED_NO_PLACE,
    NO_EXTRA_TEST,
    BELOW_LINE,
    OTHER_LEVEL_OR_CATEGORY,
    UNIT_FULL,
    UNIT_FULL_BY_EXTRA_TEST,
) = range(9)


@compiled
def last_filed(
    columns: Columns, position: Array, choices: Array, units: Array, ranks: Array, deepest: int
) -> Array:
    """By unit and rank the choice of the last in order of merit of those filed up to and including that rank.

    Of one round; position int32[N] is where each row stands in the order of merit. Returns int32[U, deepest + 1],
    -1 where nobody was filed. Rank 0 is that of a parallel filing.
    """
    found = np.full((columns.unit_extra.size, deepest + 1), -1, np.int32)
    rows = np.searchsorted(columns.choice_start, choices, side="right") - 1
    row_of = np.full((columns.unit_extra.size, deepest + 1), -1, np.int64)
    for at in range(choices.size):
        unit, rank = units[at], ranks[at]
        if is_behind(columns, position, unit, choices[at], rows[at], found[unit, rank], row_of[unit, rank]):
            found[unit, rank], row_of[unit, rank] = choices[at], rows[at]
    for unit in range(columns.unit_extra.size):
        for rank in range(1, deepest + 1):
            choice, row = found[unit, rank - 1], row_of[unit, rank - 1]
            if choice >= 0 and is_behind(
                columns, position, unit, choice, row, found[unit, rank], row_of[unit, rank]
            ):
                found[unit, rank], row_of[unit, rank] = choice, row
    return found


@inner
def is_behind(
    columns: Columns, position: Array, unit: int, choice: int, row: int, other: int, other_row: int
) -> bool:
    """Say whether a file stands behind another in the unit's order of merit; any stands behind none (-1)."""
    if other < 0:
        return True
    if columns.unit_extra[unit] and columns.choice_extra[choice] != columns.choice_extra[other]:
        return bool(columns.choice_extra[choice] < columns.choice_extra[other])
    return bool(position[row] > position[other_row])


@compiled
def explain_tier(
    columns: Columns,
    settings: Settings,
    state: State,
    main: Terms,
    relaxed: Terms,
    lasts_main: Array,
    lasts_relaxed: Array,
    codes: Array,
    details: Array,
) -> None:
    """Explain the choices of everybody of a tier; who takes no part keeps the code that the array begins with.

    `details` holds a programme where admitted, hundredths where below the line, and the choice of the last one
    filed (-1: nobody was) where a unit is full. `relaxed` is `main` where no relaxed round was held.
    """
    filed, places, class_tier = state.filed, state.places, columns.class_tier
    starts, row_class, taking = columns.choice_start, columns.row_class, columns.row_taking
    in_main, in_relaxed = main.competing, relaxed.competing
    for row in range(row_class.size):
        if not taking[row] or class_tier[row_class[row]] != main.tier:
            continue
        for choice in range(starts[row], starts[row + 1]):
            if places[row, CHOICE] == choice:
                codes[choice], details[choice] = ADMITTED, places[row, PROGRAMME]
            elif not in_main[row]:
                # In an earlier tier the person got a place at another level.
                codes[choice] = NOT_REACHED
            elif filed[choice]:
                codes[choice] = RETURNED_NO_PLACE
        if in_main[row]:
            explain_unfiled(columns, settings, state, main, lasts_main, row, codes, details)
        if in_relaxed[row]:
            explain_unfiled(columns, settings, state, relaxed, lasts_relaxed, row, codes, details)


@inner
def explain_unfiled(
    columns: Columns,
    settings: Settings,
    state: State,
    terms: Terms,
    lasts: Array,
    row: int,
    codes: Array,
    details: Array,
) -> None:
    """Explain the choices of a row through which no file went out, as of one round; a later round goes over it.

    A choice that was dead in the relaxed round keeps what the main round said of it.
    """
    filed, listed, starts, passed = state.filed, columns.listed, columns.listed_start, columns.choice_passed
    row_class, score = columns.row_class[row], columns.row_score[row]
    bit = np.uint8(1 << (terms.number & 1))
    placed = state.places[row, CHOICE] if state.places[row, ROUND] == terms.number else -1
    is_filing_used = False
    for choice in range(columns.choice_start[row], columns.choice_start[row + 1]):
        if filed[choice]:
            is_filing_used |= (filed[choice] & bit) != 0
            continue
        unit = live_unit(
            terms.needs, listed, starts[choice], starts[choice + 1], row_class, score, passed[choice]
        )
        if unit < 0:
            if terms.number & 1 == 0:
                explain_dead(columns, row, choice, codes, details)
        elif 0 <= placed < choice or (
            is_filing_used and settings.is_parallel and not columns.unit_extra[unit]
        ):
            codes[choice] = NOT_REACHED
        else:
            codes[choice] = UNIT_FULL_BY_EXTRA_TEST if columns.unit_extra[unit] else UNIT_FULL
            details[choice] = lasts[unit, columns.choice_rank[choice]]


@inner
def explain_dead(columns: Columns, row: int, choice: int, codes: Array, details: Array) -> None:
    """Explain a choice that was live in no round, as of the main round: on the lines as drawn."""
    lowest = -1
    for at in range(columns.listed_start[choice], columns.listed_start[choice + 1]):
        programme = columns.listed[at]
        if columns.programme_class[programme] == columns.row_class[row]:
            line = columns.programme_line[programme]
            lowest = line if lowest < 0 else min(lowest, line)
    if lowest < 0:
        codes[choice] = OTHER_LEVEL_OR_CATEGORY
    elif lowest <= columns.row_score[row]:
        codes[choice] = NO_EXTRA_TEST
    else:
        codes[choice], details[choice] = BELOW_LINE, lowest - columns.row_score[row]
