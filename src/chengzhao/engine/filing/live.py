"""Which choices compete, and for which unit (design of filing, section 4)."""

from chengzhao.engine.compiled import inner
from chengzhao.engine.filing.columns import Array, Columns, State, Terms

UNIT, CLASS, SCORE, TESTED = range(4)
"""The columns of `Terms.needs`."""


@inner
def survives(needs: Array, programme: int, row_class: int, score: int, passed: bool) -> bool:
    """Say whether a programme stays in a choice: places are not looked at here."""
    return bool(
        needs[programme, CLASS] == row_class
        and score >= needs[programme, SCORE]
        and (passed or needs[programme, TESTED] == 0)
    )


@inner
def live_unit(
    needs: Array, listed: Array, begin: int, end: int, row_class: int, score: int, passed: bool
) -> int:
    """The unit of the first surviving one of the programmes `listed[begin:end]`; -1 where the choice is dead."""
    for at in range(begin, end):
        if survives(needs, listed[at], row_class, score, passed):
            return int(needs[listed[at], UNIT])
    return -1


@inner
def open_in(columns: Columns, state: State, terms: Terms, unit: int) -> int:
    """The open places of the unit's programmes in the round."""
    places = 0
    for at in range(columns.unit_start[unit], columns.unit_start[unit + 1]):
        programme = columns.unit_members[at]
        if terms.in_round[programme]:
            places += state.open_places[programme]
    return places


@inner
def quota_of(columns: Columns, state: State, terms: Terms, unit: int) -> int:
    """The open places of the unit in the round times the ratio, made whole upwards."""
    places = open_in(columns, state, terms, unit)
    return int(-(-places * terms.ratio_above // terms.ratio_below))
