"""A result explains itself: one code and its figures for every choice (design of filing, section 9)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chengzhao.rules.dossier import (
    Choice,
    Explanation,
    FilingEvent,
    Programme,
    Round,
    RowKey,
    Unit,
    points_text,
)
from chengzhao.rules.units import (
    Contender,
    Layout,
    LiveChoice,
    LiveChoices,
    RoundTerms,
    is_of_level_and_category,
    is_on_line,
)

ADMITTED = "ADMITTED"
BELOW_LINE = "BELOW_LINE"
NO_EXTRA_TEST = "NO_EXTRA_TEST"
NOT_REACHED = "NOT_REACHED"
NOT_TAKING_PART = "NOT_TAKING_PART"
OTHER_LEVEL_OR_CATEGORY = "OTHER_LEVEL_OR_CATEGORY"
RETURNED_NO_PLACE = "RETURNED_NO_PLACE"
UNIT_FULL = "UNIT_FULL"

Reason = tuple[str, str]
"""A code and its detail."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """The place a person holds: the round that gave it, the choice it came through, the programme."""

    round: Round
    choice: Choice
    programme: Programme


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundRecord:
    """A round that was held, and the live choices of everybody who competed in it."""

    terms: RoundTerms
    live: LiveChoices

    def live_choice(self, choice: Choice) -> LiveChoice | None:
        """Return the choice as it competed, None where it was dead or the person did not compete."""
        competing = self.live.get((choice.candidate_id, choice.level), ())
        return next((one for one in competing if one.choice.rank == choice.rank), None)


class Account:
    """What happened in a run, laid out so that each choice can be explained."""

    def __init__(
        self,
        layout: Layout,
        records: Sequence[RoundRecord],
        placements: Mapping[str, Placement],
        log: Iterable[FilingEvent],
    ) -> None:
        self.layout = layout
        self.placements = placements
        self.rounds: dict[str, list[RoundRecord]] = defaultdict(list)
        for record in records:
            for level in record.terms.levels:
                self.rounds[level].append(record)
        self.filed_through: dict[tuple[RowKey, Round], set[int]] = defaultdict(set)
        self.last_filed: dict[tuple[Round, Unit], list[tuple[int, Contender]]] = defaultdict(list)
        for event in log:
            self._enter(event)

    def _enter(self, event: FilingEvent) -> None:
        key = event.candidate_id, event.unit.level
        self.filed_through[key, event.round].add(event.choice_rank)
        contender = self.layout.contenders[key]
        lasts = self.last_filed[event.round, event.unit]
        if not lasts or self._last_place(contender, event.unit) > self._last_place(lasts[-1][1], event.unit):
            lasts.append((event.rank, contender))

    def _last_place(self, contender: Contender, unit: Unit) -> tuple[tuple[int, ...], str]:
        return contender.merit_key(unit), contender.figures.seed_key

    def was_filed_through(self, choice: Choice) -> bool:
        """Say whether the file went out through this choice in any round."""
        key = choice.candidate_id, choice.level
        return any(
            choice.rank in self.filed_through.get((key, record.terms.round), ())
            for record in self.rounds[choice.level]
        )

    def was_passed_over(self, live: LiveChoice, held: Round) -> bool:
        """Say whether an earlier rank gave the place, or used the one filing of a parallel round."""
        placement = self.placements.get(live.candidate_id)
        if placement is not None and placement.round == held and placement.choice.rank < live.choice.rank:
            return True
        is_one_filing = self.layout.rules.mechanism == "parallel" and live.unit.ordering == "score"
        filed = self.filed_through.get((live.contender.key, held), ())
        return is_one_filing and any(rank < live.choice.rank for rank in filed)

    def last_in_merit(self, live: LiveChoice, held: Round) -> Contender | None:
        """Return the last in order of merit of those filed to the unit, up to and including this rank."""
        lasts = self.last_filed.get((held, live.unit), ())
        return next((one for rank, one in reversed(lasts) if rank <= live.choice.rank), None)


def explain(
    layout: Layout,
    records: Sequence[RoundRecord],
    placements: Mapping[str, Placement],
    log: Iterable[FilingEvent],
) -> tuple[Explanation, ...]:
    """Return an explanation of every choice, sorted by candidate, level and rank.

    `records` and `log` are in the order of the rounds and filings, `placements` by candidate_id.
    """
    account = Account(layout, records, placements, log)
    explanations = []
    for contender in layout.contenders.values():
        for choice in contender.choices:
            code, detail = reason(contender, choice, account)
            explanations.append(
                Explanation(
                    candidate_id=choice.candidate_id,
                    level=choice.level,
                    choice_rank=choice.rank,
                    code=code,
                    detail=detail,
                )
            )
    return tuple(explanations)


def reason(contender: Contender, choice: Choice, account: Account) -> Reason:
    """Return the first reason of section 9 that applies to a choice."""
    rounds = account.rounds[choice.level]
    placement = account.placements.get(choice.candidate_id)
    if contender.candidate.person_status != "OK" or not rounds:
        return NOT_TAKING_PART, ""
    if placement is not None and placement.choice == choice:
        return ADMITTED, admitted_detail(contender, placement, account.layout)
    if placement is not None and placement.round.tier < rounds[0].terms.round.tier:
        return NOT_REACHED, ""
    if account.was_filed_through(choice):
        return RETURNED_NO_PLACE, ""
    for record in reversed(rounds):
        live = record.live_choice(choice)
        if live is not None:
            return reason_of_live_choice(live, record.terms.round, account)
    return reason_of_dead_choice(contender, choice, account.layout)


def reason_of_live_choice(live: LiveChoice, held: Round, account: Account) -> Reason:
    """Explain a choice that competed in the deciding round `held` and was not filed."""
    if account.was_passed_over(live, held):
        return NOT_REACHED, ""
    last = account.last_in_merit(live, held)
    return UNIT_FULL, last_filed_detail(last, live.unit) if last is not None else ""


def reason_of_dead_choice(contender: Contender, choice: Choice, layout: Layout) -> Reason:
    """Explain a choice that was live in no round, as of the main round: on the lines as drawn."""
    written = [layout.programmes[programme_id] for programme_id in choice.programmes]
    sat_for = [one for one in written if is_of_level_and_category(contender, one)]
    if any(is_on_line(contender, one, layout) for one in sat_for):
        # On the line and yet dead: only the pass list can have struck it.
        return NO_EXTRA_TEST, ""
    if sat_for:
        lowest = min(layout.line_of[one.programme_id] for one in sat_for)
        return BELOW_LINE, f"missing={points_text(lowest - contender.figures.filing_score)}"
    return OTHER_LEVEL_OR_CATEGORY, ""


def admitted_detail(contender: Contender, placement: Placement, layout: Layout) -> str:
    """Return the programme, and whether the place was given under its line."""
    programme_id = placement.programme.programme_id
    is_relaxed = not is_on_line(contender, placement.programme, layout)
    return f"programme={programme_id};relaxed=1" if is_relaxed else f"programme={programme_id}"


def last_filed_detail(last: Contender, unit: Unit) -> str:
    """Return the figures of the last one filed: extra-test score where it orders, filing score, ties."""
    extra = last.extra_score(unit)
    figures = last.figures
    parts = [] if extra is None else [f"extra={points_text(extra)}"]
    parts.append(f"filing_score={points_text(figures.filing_score)}")
    parts.append("ties=" + "/".join(points_text(mark) for mark in figures.tie_marks))
    return ";".join(parts)
