"""The log and the rows of a result played again: what was open, and who was free, at each step.

A step is one filing of the sequential procedure (round, rank, repetition), or the parallel filing of a round.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from chengzhao.rules.dossier import FilingEvent, FilingResult, FilingRow, Round, RowKey, Unit
from chengzhao.rules.verify.ground import Ground, LiveTarget, Rank, Terms

Step = tuple[Round, int, int, int]
"""Round, 0 for the sequential procedure and 1 for the parallel filing after it, rank, repetition."""


@dataclass(kw_only=True)
class Filings:
    """Who was filed to one unit in one step, the quotas the log states, and the places it gave."""

    members: set[RowKey] = field(default_factory=set)
    quotas_logged: set[int] = field(default_factory=set)
    taken: list[FilingRow] = field(default_factory=list)


@dataclass(kw_only=True)
class PlayedRound:
    """A round as it was: its terms, who competed with which live choices."""

    terms: Terms
    live: dict[RowKey, list[LiveTarget]]


class Replay:
    """A result beside its input, step by step."""

    def __init__(self, ground: Ground, result: FilingResult) -> None:
        self.ground = ground
        self.filed: dict[tuple[Round, int, Unit], dict[int, Filings]] = defaultdict(dict)
        self.admitted_rows = [row for row in result.rows if row.outcome == "ADMITTED"]
        self.last_step: dict[tuple[str, str, int], tuple[Step, Unit]] = {}
        self.deepest: dict[tuple[Round, int, Unit], Rank] = {}
        self.ranks_filed: dict[tuple[Round, RowKey], set[int]] = defaultdict(set)
        for event in result.log:
            self._enter(event)
        self.taken_at: dict[Step, list[FilingRow]] = defaultdict(list)
        for row in self.admitted_rows:
            self._seat(row)
        self.rounds = [self._play(held) for held in self._rounds()]

    def _enter(self, event: FilingEvent) -> None:
        key = event.candidate_id, event.unit.level
        at = event.round, event.rank, event.unit
        filings = self.filed[at].setdefault(event.repetition, Filings())
        filings.members.add(key)
        filings.quotas_logged.add(event.quota)
        self.ranks_filed[event.round, key].add(event.choice_rank)
        step: Step = (event.round, 1 if event.rank == 0 else 0, event.rank, event.repetition)
        through = (*key, event.choice_rank)
        self.last_step[through] = max((step, event.unit), self.last_step.get(through, (step, event.unit)))
        place = self.ground.rank(key, event.unit)
        self.deepest[at] = min(place, self.deepest.get(at, place))

    def _seat(self, row: FilingRow) -> None:
        through = (row.candidate_id, row.level, row.choice_rank or 0)
        if through in self.last_step:
            step, unit = self.last_step[through]
            self.taken_at[step].append(row)
            self.filings(step, unit).taken.append(row)

    def step_of(self, row: FilingRow) -> Step | None:
        """Return the step that gave an admitted row its place: the last filing through its choice."""
        found = self.last_step.get((row.candidate_id, row.level, row.choice_rank or 0))
        return found[0] if found else None

    def _rounds(self) -> Iterable[Round]:
        for tier in range(len(self.ground.rules.tiers)):
            yield Round(tier, False)
            if self.ground.rules.relaxation:
                yield Round(tier, True)

    def _play(self, held: Round) -> PlayedRound:
        ground = self.ground
        placed = self.placed_before((held, 0, 0, 0))
        levels = ground.rules.tiers[held.tier]
        programme_ids = frozenset(ground.programmes)
        if held.is_relaxed:
            still_open = self.open_before((held, 0, 0, 0))
            programme_ids = frozenset(
                one.programme_id
                for one in ground.given.programmes
                if one.is_relaxable and still_open[one.programme_id] > 0
            )
        lowered_by = ground.rules.relaxation if held.is_relaxed else 0
        terms = Terms(held=held, lowered_by=lowered_by, programme_ids=programme_ids)
        competing = [
            key
            for key, one in ground.candidates.items()
            if one.level in levels and one.person_status == "OK" and one.candidate_id not in placed
        ]
        return PlayedRound(terms=terms, live={key: list(ground.live(key, terms)) for key in competing})

    def placed_before(self, step: Step) -> set[str]:
        """Return who of the run held a place when a step began."""
        return {row.candidate_id for when, rows in self.taken_at.items() if when < step for row in rows}

    def open_before(self, step: Step) -> dict[str, int]:
        """Return the open places of every programme when a step began."""
        places = {one.programme_id: one.places for one in self.ground.given.programmes}
        for when, rows in self.taken_at.items():
            for row in rows:
                if when < step and row.programme_id in places:
                    places[row.programme_id] -= 1
        return places

    def quota(self, unit: Unit, terms: Terms, open_places: dict[str, int]) -> int:
        """Return a unit's quota with these places open: in a relaxed round of its programmes, at ratio 1."""
        ratio = Fraction(1) if terms.held.is_relaxed else self.ground.rules.ratio
        members = (one.programme_id for one in self.ground.members[unit])
        return ceil(sum(open_places[one] for one in members if one in terms.programme_ids) * ratio)

    def filings(self, step: Step, unit: Unit) -> Filings:
        """Return what a step filed to a unit; nothing where it filed nobody."""
        held, _, rank, repetition = step
        return self.filed.get((held, rank, unit), {}).get(repetition, Filings())

    def was_full_each_time(self, unit: Unit, rank: int, terms: Terms, still_open: dict[str, int]) -> bool:
        """Say whether each repetition of a rank filed the whole quota of the unit, the one the log states.

        `still_open` is by programme_id, when the rank begins. With refill the last repetition considered is
        the one in which the unit files nobody.
        """
        by_repetition = self.filed.get((terms.held, rank, unit), {})
        last = max(by_repetition, default=0) + 1 if self.ground.rules.refill else 1
        places = {one.programme_id: still_open[one.programme_id] for one in self.ground.members[unit]}
        for repetition in range(1, last + 1):
            filings = by_repetition.get(repetition, Filings())
            quota = self.quota(unit, terms, places)
            if len(filings.members) < quota or not filings.quotas_logged <= {quota}:
                return False
            for row in filings.taken:
                if row.programme_id in places:
                    places[row.programme_id] -= 1
        return True

    def is_parallel(self, unit: Unit) -> bool:
        """Say whether a unit is filled by the parallel filing."""
        return self.ground.rules.mechanism == "parallel" and unit.ordering == "score"


def count_above(places: list[Rank], place: Rank) -> int:
    """Count those strictly above a place among ascending ones."""
    return len(places) - bisect_right(places, place)
