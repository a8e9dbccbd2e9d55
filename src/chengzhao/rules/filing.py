"""投档: the readable reference engine (五(四); design of filing, sections 5 and 7).

The tiers are filed one after another; in each the main round and, where the season sets one, the relaxed
round; in a round by the sequential or the parallel procedure.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain, count

from chengzhao.law.citation import cites
from chengzhao.rules.dossier import (
    FilingEvent,
    FilingInput,
    FilingResult,
    FilingRow,
    Programme,
    Round,
    Unit,
    UnitOutcome,
)
from chengzhao.rules.majors import assign_majors
from chengzhao.rules.merit import tie_groups
from chengzhao.rules.reasons import Placement, RoundRecord, explain
from chengzhao.rules.units import Contender, Layout, LiveChoice, RoundTerms, lay_out, live_choices

TieGroup = list[LiveChoice]


class FilingDesk:
    """The state of a run: the places still open, who holds one, and the log of every file sent."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.open_places = {key: one.places for key, one in layout.programmes.items()}
        self.placements: dict[str, Placement] = {}
        self.log: list[FilingEvent] = []

    def quota(self, unit: Unit, terms: RoundTerms) -> int:
        """Return the quota: open places of the unit's programmes in the round × ratio, rounded up."""
        programmes = terms.programmes_in(self.layout.units[unit])
        places = sum(self.open_places[one.programme_id] for one in programmes)
        return -(-places * terms.ratio.numerator // terms.ratio.denominator)

    def file(
        self, filed: Iterable[LiveChoice], quota: int, terms: RoundTerms, rank: int, repetition: int
    ) -> None:
        """Write the files sent to a unit into the log."""
        self.log.extend(
            FilingEvent(
                round=terms.round,
                rank=rank,
                repetition=repetition,
                unit=live.unit,
                quota=quota,
                candidate_id=live.candidate_id,
                choice_rank=live.choice.rank,
            )
            for live in filed
        )

    def decide(self, filed: Sequence[LiveChoice], terms: RoundTerms) -> None:
        """Assign the majors of one unit's files; who gets none is returned."""
        places = assign_majors(filed, self.open_places, self.layout, terms)
        for live in filed:
            programme = places.get(live.candidate_id)
            if programme is not None:
                self.open_places[programme.programme_id] -= 1
                self.placements[live.candidate_id] = Placement(
                    round=terms.round, choice=live.choice, programme=programme
                )


def in_tie_groups(competing: Iterable[LiveChoice], ties: str) -> list[TieGroup]:
    """Order the choices that compete for one unit by merit and part them into tie groups."""
    return tie_groups(competing, lambda live: live.merit_key, lambda live: live.seed_key, ties)


def take_up_to(quota: int, waiting: deque[TieGroup]) -> list[LiveChoice]:
    """Take tie groups from the best down while places are left: a group that starts goes in whole."""
    filed: list[LiveChoice] = []
    while waiting and len(filed) < quota:
        filed.extend(waiting.popleft())
    return filed


def file_rank(desk: FilingDesk, terms: RoundTerms, rank: int, competing: Iterable[LiveChoice]) -> None:
    """File one rank of choices: once, or with `refill` until no unit files anybody.

    Each repetition works the quotas out afresh from the places then open.
    """
    rules = desk.layout.rules
    by_unit: dict[Unit, list[LiveChoice]] = defaultdict(list)
    for live in competing:
        by_unit[live.unit].append(live)
    waiting = {unit: deque(in_tie_groups(by_unit[unit], rules.ties)) for unit in sorted(by_unit)}
    for repetition in count(1):
        for unit, groups in list(waiting.items()):
            quota = desk.quota(unit, terms)
            filed = take_up_to(quota, groups)
            if not filed:
                # Open places never grow, and at this rank nobody else can come: the unit is done.
                del waiting[unit]
                continue
            desk.file(filed, quota, terms, rank, repetition)
            desk.decide(filed, terms)
        if not waiting or not rules.refill:
            return


@cites("A1.5.7")
def file_in_sequence(desk: FilingDesk, terms: RoundTerms, live: Iterable[LiveChoice]) -> None:
    """顺序志愿: rank after rank; a missing or dead rank is passed over, and later ones do not move up."""
    by_rank: dict[int, list[LiveChoice]] = defaultdict(list)
    for one in live:
        by_rank[one.choice.rank].append(one)
    for rank in sorted(by_rank):
        without_place = (one for one in by_rank[rank] if one.candidate_id not in desk.placements)
        file_rank(desk, terms, rank, without_place)


def first_with_room(
    choices: Sequence[LiveChoice], filed: Counter[Unit], quotas: dict[Unit, int]
) -> LiveChoice | None:
    """Return the first live choice by rank whose unit had fewer filed than its quota."""
    return next((one for one in choices if filed[one.unit] < quotas[one.unit]), None)


def file_in_parallel(desk: FilingDesk, terms: RoundTerms, lists: Sequence[tuple[LiveChoice, ...]]) -> None:
    """平行志愿: over the candidates in order of merit, each filed once; then majors are assigned everywhere.

    `lists` holds the live score-ordered choices of each candidate. Candidates of different levels or
    categories have no unit in common, so that each level and category is gone through by itself.
    """
    quotas = {unit: desk.quota(unit, terms) for unit in sorted({one.unit for one in chain(*lists)})}
    filed: Counter[Unit] = Counter()
    files: dict[Unit, list[LiveChoice]] = defaultdict(list)
    by_class: dict[tuple[str, str], dict[str, tuple[LiveChoice, ...]]] = defaultdict(dict)
    for choices in lists:
        by_class[choices[0].unit.level, choices[0].unit.category][choices[0].candidate_id] = choices
    for _, members in sorted(by_class.items()):
        for group in in_tie_groups((choices[0] for choices in members.values()), desk.layout.rules.ties):
            found = [first_with_room(members[one.candidate_id], filed, quotas) for one in group]
            for live in found:
                if live is not None:
                    filed[live.unit] += 1
                    files[live.unit].append(live)
                    desk.file([live], quotas[live.unit], terms, rank=0, repetition=0)
    for unit in sorted(files):
        desk.decide(files[unit], terms)


def hold_round(desk: FilingDesk, terms: RoundTerms) -> RoundRecord:
    """Hold one round; under parallel the extra-test-ordered units come first, by the sequential procedure."""
    live = live_choices(desk.layout, terms, desk.placements)
    if desk.layout.rules.mechanism == "sequential":
        file_in_sequence(desk, terms, chain(*live.values()))
    else:
        lists = [choices for choices in live.values() if choices]
        by_extra_test = [choices for choices in lists if choices[0].unit.ordering == "extra"]
        by_score = [choices for choices in lists if choices[0].unit.ordering == "score"]
        file_in_sequence(desk, terms, chain(*by_extra_test))
        file_in_parallel(desk, terms, by_score)
    return RoundRecord(terms=terms, live=live)


def main_terms(layout: Layout, tier: int) -> RoundTerms:
    """The terms of a tier's main round: the lines as drawn, the season's ratio, every programme."""
    return RoundTerms(
        round=Round(tier, False),
        levels=layout.rules.tiers[tier],
        ratio=layout.rules.ratio,
        lowered_by=0,
        in_round=layout.programmes.keys(),
    )


@cites("A1.5.10")
def relaxed_terms(desk: FilingDesk, tier: int) -> RoundTerms:
    """The terms of 降分: relaxable programmes still open, the line less the relaxation, ratio 1 (A1.5.10)."""
    rules = desk.layout.rules

    def is_in(programme: Programme) -> bool:
        return programme.is_relaxable and desk.open_places[programme.programme_id] > 0

    return RoundTerms(
        round=Round(tier, True),
        levels=rules.tiers[tier],
        ratio=Fraction(1),
        lowered_by=rules.relaxation,
        in_round=frozenset(key for key, one in desk.layout.programmes.items() if is_in(one)),
    )


@cites("A1.5.7")
def file_candidates(given: FilingInput) -> FilingResult:
    """File a whole run, tier after tier, and explain every choice (A1.5.7 to A1.5.11).

    The input is taken as checked (the offline command's reader lists what that means). The same input gives
    the same result whatever the order of its rows.
    """
    desk = FilingDesk(lay_out(given))
    records: list[RoundRecord] = []
    for tier in range(len(given.rules.tiers)):
        records.append(hold_round(desk, main_terms(desk.layout, tier)))
        if given.rules.relaxation:
            records.append(hold_round(desk, relaxed_terms(desk, tier)))
    return FilingResult(
        rows=tuple(row_of(one, desk) for one in desk.layout.contenders.values()),
        explanations=explain(desk.layout, records, desk.placements, desk.log),
        units=unit_outcomes(desk),
        log=tuple(desk.log),
    )


def row_of(contender: Contender, desk: FilingDesk) -> FilingRow:
    """Return the outcome of one candidate at one level."""
    candidate, score_for_filing = contender.candidate, contender.figures.filing_score
    placement = desk.placements.get(candidate.candidate_id)
    if placement is None or placement.choice.level != candidate.level:
        return FilingRow(
            candidate_id=candidate.candidate_id,
            level=candidate.level,
            outcome="NOT_ADMITTED",
            filing_score=score_for_filing,
        )
    programme_id = placement.programme.programme_id
    written = placement.choice.programmes
    return FilingRow(
        candidate_id=candidate.candidate_id,
        level=candidate.level,
        outcome="ADMITTED",
        filing_score=score_for_filing,
        programme_id=programme_id,
        choice_rank=placement.choice.rank,
        programme_rank=written.index(programme_id) + 1 if programme_id in written else 0,
        is_relaxed=score_for_filing < desk.layout.line_of[programme_id],
    )


def unit_outcomes(desk: FilingDesk) -> tuple[UnitOutcome, ...]:
    """Return what every unit offered, was sent and admitted."""
    layout = desk.layout
    filings = Counter(event.unit for event in desk.log)
    admitted: dict[Unit, list[int]] = defaultdict(list)
    for candidate_id, placement in desk.placements.items():
        figures = layout.contenders[candidate_id, placement.choice.level].figures
        admitted[layout.unit_of[placement.programme.programme_id]].append(figures.filing_score)
    return tuple(
        UnitOutcome(
            unit=unit,
            places=sum(one.places for one in programmes),
            filed=filings[unit],
            admitted=len(admitted[unit]),
            lowest_admitted=min(admitted[unit], default=None),
        )
        for unit, programmes in layout.units.items()
    )
