"""Filing units, and which choices compete for them (五(四); design of filing, section 4)."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from chengzhao.law.citation import cites
from chengzhao.rules.dossier import (
    Candidate,
    Choice,
    ExtraTest,
    FilingInput,
    Programme,
    Round,
    RowKey,
    SeasonRules,
    Unit,
)
from chengzhao.rules.merit import MeritKey, Standing, merit_key, ordering, standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Contender:
    """A candidate at a level with figures, choices by rank, and extra tests by college."""

    candidate: Candidate
    figures: Standing
    choices: tuple[Choice, ...]
    extra_tests: Mapping[str, ExtraTest]

    @property
    def key(self) -> RowKey:
        """Candidate and level."""
        return self.candidate.candidate_id, self.candidate.level

    def extra_score(self, unit: Unit) -> int | None:
        """Return the extra-test score, 0 where there is none; None in a unit ordered by score."""
        if unit.ordering == "score":
            return None
        test = self.extra_tests.get(unit.college)
        return test.test_score if test else 0

    def merit_key(self, unit: Unit) -> MeritKey:
        """Return the place in the order of merit of a unit, without the seed key."""
        return merit_key(self.figures, self.extra_score(unit))


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """The input laid out for look-up: nothing in it depends on the order of rows."""

    rules: SeasonRules
    programmes: Mapping[str, Programme]
    units: Mapping[Unit, tuple[Programme, ...]]
    unit_of: Mapping[str, Unit]
    line_of: Mapping[str, int]
    contenders: Mapping[RowKey, Contender]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundTerms:
    """On what terms a round is held: the main round on the lines, the relaxed one `lowered_by` under them."""

    round: Round
    levels: tuple[str, ...]
    ratio: Fraction
    lowered_by: int
    in_round: Container[str]

    def programmes_in(self, programmes: Iterable[Programme]) -> tuple[Programme, ...]:
        """Return those of the programmes that are in the round."""
        return tuple(programme for programme in programmes if programme.programme_id in self.in_round)


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveChoice:
    """A choice that competes for a unit, with the surviving programmes of that unit in the order written."""

    contender: Contender
    choice: Choice
    unit: Unit
    programmes: tuple[Programme, ...]

    @property
    def candidate_id(self) -> str:
        """Whose choice it is."""
        return self.choice.candidate_id

    @property
    def merit_key(self) -> MeritKey:
        """The place in the order of merit of the unit, without the seed key."""
        return self.contender.merit_key(self.unit)

    @property
    def seed_key(self) -> str:
        """The key that settles what merit leaves equal."""
        return self.contender.figures.seed_key


LiveChoices = Mapping[RowKey, tuple[LiveChoice, ...]]
"""The live choices by rank of everybody who competes in a round; empty where all choices are dead."""


def unit_of(programme: Programme, rules: SeasonRules) -> Unit:
    """Return 投档单位: a college's programmes of one level, category and ordering, or one programme."""
    return Unit(
        college=programme.college,
        level=programme.level,
        category=programme.category,
        ordering=ordering(programme.kind),
        programme_id=programme.programme_id if rules.unit == "programme" else "",
    )


def lay_out(given: FilingInput) -> Layout:
    """Prepare the input: programmes by unit, and each candidate with figures, choices and extra tests."""
    units: dict[Unit, list[Programme]] = defaultdict(list)
    for programme in sorted(given.programmes, key=lambda one: one.programme_id):
        units[unit_of(programme, given.rules)].append(programme)
    choices: dict[RowKey, list[Choice]] = defaultdict(list)
    for choice in sorted(given.choices, key=lambda one: one.rank):
        choices[choice.candidate_id, choice.level].append(choice)
    tests: dict[str, dict[str, ExtraTest]] = defaultdict(dict)
    for test in given.extra_tests:
        tests[test.candidate_id][test.college] = test
    contenders = {}
    for candidate in sorted(given.candidates, key=lambda one: (one.candidate_id, one.level)):
        contender = Contender(
            candidate=candidate,
            figures=standing(candidate, given.rules),
            choices=tuple(choices.get((candidate.candidate_id, candidate.level), ())),
            extra_tests=tests.get(candidate.candidate_id, {}),
        )
        contenders[contender.key] = contender
    return Layout(
        rules=given.rules,
        programmes={one.programme_id: one for one in given.programmes},
        units={unit: tuple(units[unit]) for unit in sorted(units)},
        unit_of={one.programme_id: unit for unit, members in units.items() for one in members},
        line_of={
            one.programme_id: given.control_lines[one.level, one.category, one.kind]
            for one in given.programmes
        },
        contenders=contenders,
    )


def is_of_level_and_category(contender: Contender, programme: Programme) -> bool:
    """Say whether a programme is for the level and category the candidate sat."""
    candidate = contender.candidate
    return programme.level == candidate.level and programme.category == candidate.category


@cites("A1.5.3", "A1.5.10")
def is_on_line(contender: Contender, programme: Programme, layout: Layout, lowered_by: int = 0) -> bool:
    """Say whether 投档分 reaches the control line, or the line less the relaxation (A1.5.3, A1.5.10)."""
    return contender.figures.filing_score >= layout.line_of[programme.programme_id] - lowered_by


@cites("A1.5.7")
def is_on_pass_list(contender: Contender, programme: Programme) -> bool:
    """Say whether the candidate may be filed as far as the extra test goes (加试合格名单, A1.5.7)."""
    test = contender.extra_tests.get(programme.college)
    return not programme.has_extra_test or (test is not None and test.has_passed)


def survives(contender: Contender, programme: Programme, layout: Layout, terms: RoundTerms) -> bool:
    """Say whether a programme stays in a choice: places are not looked at here."""
    return (
        programme.programme_id in terms.in_round
        and is_of_level_and_category(contender, programme)
        and is_on_line(contender, programme, layout, terms.lowered_by)
        and is_on_pass_list(contender, programme)
    )


def live_choice(contender: Contender, choice: Choice, layout: Layout, terms: RoundTerms) -> LiveChoice | None:
    """Return what is left of a choice for the unit of its first surviving programme; None where dead."""
    written = (layout.programmes[programme_id] for programme_id in choice.programmes)
    surviving = [one for one in written if survives(contender, one, layout, terms)]
    if not surviving:
        return None
    unit = layout.unit_of[surviving[0].programme_id]
    return LiveChoice(
        contender=contender,
        choice=choice,
        unit=unit,
        programmes=tuple(one for one in surviving if layout.unit_of[one.programme_id] == unit),
    )


def live_choices(layout: Layout, terms: RoundTerms, placed: Container[str]) -> LiveChoices:
    """Return the live choices of everybody of the round's levels with status OK who holds no place."""
    return {
        key: tuple(
            live
            for choice in contender.choices
            if (live := live_choice(contender, choice, layout, terms)) is not None
        )
        for key, contender in layout.contenders.items()
        if contender.candidate.level in terms.levels
        and contender.candidate.person_status == "OK"
        and contender.candidate.candidate_id not in placed
    }
