"""A whole run over columns: tier after tier, main round and relaxed round (design of filing, sections 5, 7 and 9)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from chengzhao.engine.filing.columns import (
    CHOICE,
    Array,
    Columns,
    Events,
    Order,
    Settings,
    State,
    Terms,
    beginning,
)
from chengzhao.engine.filing.order import order_of, places_of
from chengzhao.engine.filing.procedures import file_in_parallel, file_rank, waiting_of
from chengzhao.engine.filing.reasons import NOT_TAKING_PART, explain_tier, last_filed

MAIN, RELAXED = 0, 1

OUT_OF_REACH = np.iinfo(np.int32).max


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The files of one rank of one round in the order they were sent; ranks as in `Columns`, 0 a parallel filing."""

    terms: Terms
    rank: int
    events: Events


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What a run came to: the order of merit, the final state, the rounds and the files sent in them."""

    columns: Columns
    settings: Settings
    order: Order
    state: State
    rounds: tuple[Terms, ...]
    sent: tuple[Sent, ...]


def file_columns(columns: Columns, settings: Settings, order: Order | None = None) -> Run:
    """File a whole run (A1.5.7 to A1.5.11); `order` is that of the same rows where it is known already."""
    order = order or order_of(columns, settings)
    state = beginning(columns)
    rounds: list[Terms] = []
    sent: list[Sent] = []
    for tier in range(settings.tiers):
        rounds.append(main_terms(columns, settings, state, tier))
        sent.extend(hold_round(columns, settings, order, state, rounds[-1]))
        if settings.relaxation:
            rounds.append(relaxed_terms(columns, settings, state, tier))
            sent.extend(hold_round(columns, settings, order, state, rounds[-1]))
    return Run(
        columns=columns, settings=settings, order=order, state=state, rounds=tuple(rounds), sent=tuple(sent)
    )


def hold_round(
    columns: Columns, settings: Settings, order: Order, state: State, terms: Terms
) -> Iterator[Sent]:
    """Hold one round; under parallel the extra-test-ordered units come first, by the sequential procedure."""
    if not settings.is_parallel or columns.row_extra.any():
        waiting = waiting_of(columns, order, terms, settings.is_parallel, True)
        for rank in range(1, deepest_rank(columns) + 1):
            events, left = file_rank(columns, settings, order, state, terms, waiting, rank)
            waiting = waiting[:left]
            if events.choice.size:
                yield Sent(terms=terms, rank=rank, events=events)
    if settings.is_parallel:
        waiting = waiting_of(columns, order, terms, True, False)
        events = file_in_parallel(columns, settings, order, state, terms, waiting)
        if events.choice.size:
            yield Sent(terms=terms, rank=0, events=events)


def deepest_rank(columns: Columns) -> int:
    """The last rank that anybody filled."""
    return int(columns.choice_rank.max()) if columns.choice_rank.size else 0


def main_terms(columns: Columns, settings: Settings, state: State, tier: int) -> Terms:
    """The terms of a tier's main round: the lines as drawn, the season's ratio, every programme."""
    everything = np.ones(columns.programme_unit.size, np.bool_)
    return Terms(
        number=2 * tier + MAIN,
        tier=tier,
        ratio_above=settings.ratio_above,
        ratio_below=settings.ratio_below,
        in_round=everything,
        needs=needs_of(columns, everything, 0),
        competing=without_place(columns, state, tier),
    )


def relaxed_terms(columns: Columns, settings: Settings, state: State, tier: int) -> Terms:
    """The terms of 降分: relaxable programmes still open, the line less the relaxation, ratio 1 (A1.5.10)."""
    in_round = columns.programme_relaxable & (state.open_places > 0)
    return Terms(
        number=2 * tier + RELAXED,
        tier=tier,
        ratio_above=1,
        ratio_below=1,
        in_round=in_round,
        needs=needs_of(columns, in_round, settings.relaxation),
        competing=without_place(columns, state, tier),
    )


def needs_of(columns: Columns, in_round: Array, lowered_by: int) -> Array:
    """What each programme asks for in a round, as `Terms.needs`."""
    score = np.where(in_round, columns.programme_line - lowered_by, OUT_OF_REACH)
    parts = (columns.programme_unit, columns.programme_class, score, columns.programme_tested)
    return np.ascontiguousarray(np.stack([part.astype(np.int32) for part in parts], axis=1))


def without_place(columns: Columns, state: State, tier: int) -> Array:
    """Who competes in a round: rows of its tier, status OK, whose person holds no place at any level."""
    placed = np.zeros(int(columns.row_person.max(initial=0)) + 1, np.bool_)
    placed[columns.row_person[state.places[:, CHOICE] >= 0]] = True
    of_tier = columns.class_tier[columns.row_class] == tier
    competing: Array = columns.row_taking & of_tier & ~placed[columns.row_person]
    return competing


def explain_columns(run: Run) -> tuple[Array, Array]:
    """Explain every choice: codes uint8[C] as numbered in `reasons`, and their figures int32[C]."""
    choices = run.columns.choice_rank.size
    codes = np.full(choices, NOT_TAKING_PART, np.uint8)
    details = np.full(choices, -1, np.int32)
    position = places_of(run.order.by_merit)
    by_number = {terms.number: terms for terms in run.rounds}
    for tier in range(run.settings.tiers):
        main = by_number[2 * tier + MAIN]
        relaxed = by_number.get(2 * tier + RELAXED, main)
        lasts_main, lasts_relaxed = (lasts_of(run, position, terms) for terms in (main, relaxed))
        explain_tier(
            run.columns, run.settings, run.state, main, relaxed, lasts_main, lasts_relaxed, codes, details
        )
    return codes, details


def lasts_of(run: Run, position: Array, terms: Terms) -> Array:
    """By unit and rank who was filed last in order of merit in a round, as a choice."""
    held = [one for one in run.sent if one.terms.number == terms.number]
    none = np.empty(0, np.int32)
    return last_filed(
        run.columns,
        position,
        np.concatenate([none, *(one.events.choice for one in held)]),
        np.concatenate([none, *(one.events.unit for one in held)]),
        np.concatenate([none, *(np.full(one.events.choice.size, one.rank, np.int32) for one in held)]),
        deepest_rank(run.columns),
    )
