"""The assignment of majors inside a unit (A1.5.2; design of filing, section 6)."""

from collections.abc import Mapping, Sequence

from chengzhao.law.citation import cites
from chengzhao.rules.dossier import Programme
from chengzhao.rules.merit import inside_key, merit_score
from chengzhao.rules.units import Layout, LiveChoice, RoundTerms, is_on_line, is_on_pass_list


class Seats:
    """The open places of one unit, and who of the filed candidates took one."""

    def __init__(self, open_places: Mapping[str, int]) -> None:
        self.open_places = dict(open_places)
        self.taken: dict[str, Programme] = {}

    def is_open(self, programme: Programme) -> bool:
        """Say whether a programme has an open place."""
        return self.open_places[programme.programme_id] > 0

    def most_open_first(self, programme: Programme) -> tuple[int, str]:
        """Return the key of the order in which reassignment looks at programmes."""
        return -self.open_places[programme.programme_id], programme.programme_id

    def is_seated(self, live: LiveChoice) -> bool:
        """Say whether a candidate has a place."""
        return live.candidate_id in self.taken

    def seat(self, live: LiveChoice, programme: Programme) -> None:
        """Give the candidate a place of the programme if both are still free."""
        if self.is_open(programme) and not self.is_seated(live):
            self.open_places[programme.programme_id] -= 1
            self.taken[live.candidate_id] = programme


def in_order(filed: Sequence[LiveChoice], merit: str) -> list[LiveChoice]:
    """Return the filed candidates in the order inside the unit."""

    def place(live: LiveChoice) -> tuple[tuple[int, ...], str]:
        return inside_key(live.contender.figures, live.contender.extra_score(live.unit), merit)

    return sorted(filed, key=place)


def score_first(ordered: Sequence[LiveChoice], seats: Seats) -> None:
    """分数优先: each in turn takes the first of the own programmes that has an open place."""
    for live in ordered:
        for programme in live.programmes:
            seats.seat(live, programme)


def major_first(ordered: Sequence[LiveChoice], seats: Seats) -> None:
    """专业优先: all first programmes, then all second ones, and so on."""
    for position in range(max(len(live.programmes) for live in ordered)):
        for live in ordered:
            if position < len(live.programmes):
                seats.seat(live, live.programmes[position])


def graded(ordered: Sequence[LiveChoice], seats: Seats, gaps: Sequence[int], merit: str) -> None:
    """专业级差: the j-th programme competes with the merit score less j-1 gaps; a gap not given is 0."""
    pairs = []
    for order, live in enumerate(ordered):
        first_key = merit_score(live.contender.figures, live.contender.extra_score(live.unit), merit)
        for position, programme in enumerate(live.programmes):
            reduced = first_key - sum(gaps[:position])
            pairs.append((-reduced, position, order, live, programme))
    for _, _, _, live, programme in sorted(pairs, key=lambda pair: pair[:3]):
        seats.seat(live, programme)


def reassign(
    ordered: Sequence[LiveChoice],
    seats: Seats,
    offered: Sequence[Programme],
    layout: Layout,
    terms: RoundTerms,
) -> None:
    """服从调剂: who has no place and accepts it takes the programme of the unit with most open places.

    It must be one for which the candidate is on the line and the pass list; equal ones go by programme_id.
    """
    for live in ordered:
        if seats.is_seated(live) or not live.choice.accepts_reassignment:
            continue
        possible = [
            programme
            for programme in offered
            if seats.is_open(programme)
            and is_on_line(live.contender, programme, layout, terms.lowered_by)
            and is_on_pass_list(live.contender, programme)
        ]
        if possible:
            seats.seat(live, min(possible, key=seats.most_open_first))


@cites("A1.5.2")
def assign_majors(
    filed: Sequence[LiveChoice],
    open_places: Mapping[str, int],
    layout: Layout,
    terms: RoundTerms,
) -> dict[str, Programme]:
    """Return the programme of each filed candidate who gets a place; all others are returned (退档).

    `filed` is one unit's candidates of one filing; `open_places` is by programme_id and is not changed.
    """
    rules = layout.rules
    offered = terms.programmes_in(layout.units[filed[0].unit])
    seats = Seats({one.programme_id: open_places[one.programme_id] for one in offered})
    ordered = in_order(filed, rules.merit)
    if rules.assignment == "score_first":
        score_first(ordered, seats)
    elif rules.assignment == "major_first":
        major_first(ordered, seats)
    else:
        graded(ordered, seats, rules.gaps, rules.merit)
    reassign(ordered, seats, offered, layout, terms)
    return seats.taken
