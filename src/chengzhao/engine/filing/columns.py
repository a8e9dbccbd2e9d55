"""The columns that the fast engine reads: numbers in arrays, laid out once from the input of a filing.

Persons, and the rows of candidates at a level, stand in the order of the seed key, so that their numbers settle
every tie that the rules leave to it. Programmes stand by programme_id, units by their columns, classes by level
and category, choices by row and rank. All points are hundredths.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Columns(NamedTuple):
    """The input of a filing. N rows, C choices, L listed programmes, P programmes, U units, S persons.

    row_person int32[N], row_class int16[N] (level and category), row_score and row_total int32[N], row_ties
    int32[N, K], row_taking bool[N] (status OK), row_extra bool[N] (its choices are ordered by extra tests);
    choice_start int64[N + 1] the choices of a row, choice_rank
    int32[C] counted from 1 over the ranks that anybody wrote, choice_accepts and choice_passed bool[C],
    choice_extra int32[C] (the extra test at the choice's college), listed_start int64[C + 1], listed uint[L] the
    programmes as written; programme_unit int32[P], programme_class int16[P], programme_line int32[P],
    programme_relaxable and programme_tested bool[P], programme_places int64[P]; unit_start int64[U + 1], unit_members
    int32[P] the programmes of a unit, unit_extra bool[U]; class_tier int16 by class, -1 for a level in no tier.
    """

    row_person: Array
    row_class: Array
    row_score: Array
    row_total: Array
    row_ties: Array
    row_taking: Array
    row_extra: Array
    choice_start: Array
    choice_rank: Array
    choice_accepts: Array
    choice_passed: Array
    choice_extra: Array
    listed_start: Array
    listed: Array
    programme_unit: Array
    programme_class: Array
    programme_line: Array
    programme_relaxable: Array
    programme_tested: Array
    programme_places: Array
    unit_start: Array
    unit_members: Array
    unit_extra: Array
    class_tier: Array


class Settings(NamedTuple):
    """The rules of a season as numbers: words are their place in the lists of `SeasonRules`' documents.

    gaps int64[J]; the ratio is `ratio_above / ratio_below`; `relaxation` 0 means that no relaxed round is held.
    """

    is_parallel: bool
    is_by_seed: bool
    is_by_total: bool
    assignment: int
    refill: bool
    ratio_above: int
    ratio_below: int
    relaxation: int
    tiers: int
    gaps: Array


SCORE_FIRST, MAJOR_FIRST, GRADED = range(3)
"""How majors are assigned inside a unit."""


class Order(NamedTuple):
    """The order of merit of all rows, class by class, without extra tests.

    by_merit int32[N]: the rows, best first; group int32[N], beside it: the same number for rows that form one tie
    group; inside int32[N]: where a row stands in the order inside a unit, empty where that is the order of merit.
    """

    by_merit: Array
    group: Array
    inside: Array


ROW, CLASS, POINTS, FIRST, LAST, GROUP = range(6)
"""The columns of `Waiting`'s lines: the row, its class and filing score, its first choice and the one after its last,
its tie group."""


class Terms(NamedTuple):
    """On what terms a round is held: its number (even: a main round, odd: a relaxed one), its tier, and the ratio.

    in_round bool[P]; needs int32[P, 4] what a programme asks for: its unit, class, least filing score (out of reach
    where it is not in the round) and whether a pass list counts, side by side since they are read together;
    competing bool[N]: who takes part and held no place when the round began.
    """

    number: int
    tier: int
    ratio_above: int
    ratio_below: int
    in_round: Array
    needs: Array
    competing: Array


class State(NamedTuple):
    """What changes in a run: open_places int64[P]; places int32[N, 3] the choice (-1: none), programme and round of
    the place that a row holds.

    filed uint8[C]: bit 0 for a file sent through the choice in the main round, bit 1 in the relaxed one.
    """

    open_places: Array
    places: Array
    filed: Array


CHOICE, PROGRAMME, ROUND = range(3)
"""The columns of `State.places`."""


class Events(NamedTuple):
    """Files that were sent, in the order in which they were: choice and unit int32[E], quota int64[E], and the
    repetition int32[E] of the sequential procedure, 0 in the parallel one."""

    choice: Array
    unit: Array
    quota: Array
    repetition: Array


def beginning(columns: Columns) -> State:
    """The state before anybody is filed."""
    rows = columns.row_class.size
    return State(
        open_places=columns.programme_places.copy(),
        places=np.full((rows, 3), -1, np.int32),
        filed=np.zeros(columns.choice_rank.size, np.uint8),
    )
