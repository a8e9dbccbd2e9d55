"""What the proofs stand on: the input read a second time, by other code than the filing's.

Nothing here is shared with the engines but the values of `dossier`. An order of merit is a tuple that sorts
ascending with the *worse* candidate first: the opposite of the engine's, on purpose.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from chengzhao.rules.dossier import Candidate, Choice, FilingInput, Programme, Round, RowKey, Unit

Rank = tuple[int, ...]


class LiveTarget(NamedTuple):
    """A live choice, and the unit it competes for."""

    choice: Choice
    unit: Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """How far a round goes under the lines, and which programmes are in it."""

    held: Round
    lowered_by: int
    programme_ids: frozenset[str]


class Ground:
    """The input, with every figure the proofs need worked out again."""

    def __init__(self, given: FilingInput) -> None:
        self.given = given
        self.rules = given.rules
        self.programmes: dict[str, Programme] = {one.programme_id: one for one in given.programmes}
        self.candidates: dict[RowKey, Candidate] = {(c.candidate_id, c.level): c for c in given.candidates}
        self.tests = {(test.candidate_id, test.college): test for test in given.extra_tests}
        self.choices: dict[RowKey, list[Choice]] = defaultdict(list)
        for choice in sorted(given.choices, key=lambda one: (one.candidate_id, one.level, one.rank)):
            self.choices[choice.candidate_id, choice.level].append(choice)
        self.choice_at = {(c.candidate_id, c.level, c.rank): c for c in given.choices}
        self.points = {key: self._filing_points(candidate) for key, candidate in self.candidates.items()}
        self.lots = {one.candidate_id: self._lot(one.candidate_id) for one in given.candidates}
        self.members: dict[Unit, list[Programme]] = defaultdict(list)
        self.unit_of: dict[str, Unit] = {}
        for programme in given.programmes:
            unit = self._unit(programme)
            self.unit_of[programme.programme_id] = unit
            self.members[unit].append(programme)

    def _unit(self, programme: Programme) -> Unit:
        by = "extra" if programme.kind in ("ARTS", "SPORTS") else "score"
        single = programme.programme_id if self.rules.unit == "programme" else ""
        return Unit(programme.college, programme.level, programme.category, by, single)

    def _filing_points(self, one: Candidate) -> int:
        if one.level == "ZHUANSHENGBEN":
            return one.politics + one.foreign + one.specialised + one.bonus
        maths = 0 if one.category.startswith("ARTS") else one.maths
        combined = one.combined if one.level == "GAOQIBEN" else 0
        return one.chinese + maths + one.foreign + combined + one.bonus

    def _lot(self, candidate_id: str) -> int:
        return -int(hashlib.sha256(f"{self.rules.seed}:{candidate_id}".encode()).hexdigest(), 16)

    def line(self, programme: Programme) -> int:
        """Return the control line a programme stands under."""
        return self.given.control_lines[programme.level, programme.category, programme.kind]

    def is_passed(self, candidate_id: str, programme: Programme) -> bool:
        """Say whether the pass list lets a candidate into a programme."""
        test = self.tests.get((candidate_id, programme.college))
        return not programme.has_extra_test or bool(test and test.has_passed)

    def rank(self, key: RowKey, unit: Unit) -> Rank:
        """Return a place in the order of merit of a unit; with ties by seed, no two are equal."""
        candidate = self.candidates[key]
        marks = [self.points[key]]
        if unit.ordering == "extra":
            test = self.tests.get((candidate.candidate_id, unit.college))
            marks.insert(0, test.test_score if test else 0)
        by_level = self.rules.tie_keys.get(candidate.level, ())
        papers = self.rules.tie_keys.get(f"{candidate.level}/{candidate.category}", by_level)
        marks.extend(getattr(candidate, paper) for paper in papers)
        if self.rules.ties == "seed":
            marks.append(self.lots[candidate.candidate_id])
        return tuple(marks)

    def live(self, key: RowKey, terms: Terms) -> Iterator[LiveTarget]:
        """Yield the live choices of a candidate at a level in a round, by rank."""
        candidate, points = self.candidates[key], self.points[key]
        for choice in self.choices.get(key, ()):
            for programme_id in choice.programmes:
                programme = self.programmes[programme_id]
                fits = (programme.level, programme.category) == (candidate.level, candidate.category)
                is_passed = self.is_passed(candidate.candidate_id, programme)
                is_reached = points + terms.lowered_by >= self.line(programme)
                if fits and is_reached and is_passed and programme_id in terms.programme_ids:
                    yield LiveTarget(choice, self.unit_of[programme_id])
                    break
