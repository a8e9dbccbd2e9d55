"""From the values of a filing to the columns of the fast engine."""

from functools import cached_property
from itertools import chain

import numpy as np

from chengzhao.engine.filing.columns import Array, Columns, Settings
from chengzhao.rules.dossier import Candidate, FilingInput, SeasonRules
from chengzhao.rules.merit import filing_score, ordering, seed_key, tie_keys, total
from chengzhao.rules.units import unit_of

ASSIGNMENTS = ("score_first", "major_first", "graded")
"""In the numbers of `columns`."""

NO_TIER = -1

MOST_POINTS = 2**31 - 1
MOST_PLACES = 2**62


class BeyondColumns(ValueError):
    """Numbers so large that the columns cannot hold them; the readable engine files any."""

    def __init__(self) -> None:
        super().__init__("名额、分数或比例的数值过大，快速引擎不能计算，请用 --engine readable")


class LaidOut:
    """A filing's input in columns, and beside them what each number in them stands for."""

    def __init__(self, given: FilingInput) -> None:
        self.given = given
        self.rules = given.rules
        self.programmes = sorted(given.programmes, key=lambda one: one.programme_id)
        self.units = sorted({unit_of(one, given.rules) for one in self.programmes})
        of_programmes = {(one.level, one.category) for one in self.programmes}
        self.classes = sorted(of_programmes | {(one.level, one.category) for one in given.candidates})
        self.persons = by_seed(given.rules.seed, {one.candidate_id for one in given.candidates})
        person_at = {person: at for at, person in enumerate(self.persons)}
        self.rows = sorted(given.candidates, key=lambda one: (person_at[one.candidate_id], one.level))
        self.ranks = sorted({one.rank for one in given.choices})
        self.ties = [tie_marks(one, given.rules) for one in self.rows]
        self.choices = sorted(
            given.choices, key=lambda one: (person_at[one.candidate_id], one.level, one.rank)
        )

    @cached_property
    def columns(self) -> Columns:
        """The columns. Raises BeyondColumns."""
        self._require_numbers_that_fit()
        row_at = {(one.candidate_id, one.level): at for at, one in enumerate(self.rows)}
        of_choices = np.array([row_at[one.candidate_id, one.level] for one in self.choices], np.int64)
        choice_start = starts_of(np.bincount(of_choices, minlength=len(self.rows)))
        return Columns(
            **self._rows(),
            row_extra=self._by_extra_test(choice_start),
            choice_start=choice_start,
            **self._choices(),
            **self._programmes(),
            class_tier=np.array([tier_of(level, self.rules) for level, _ in self.classes], np.int16),
        )

    def _require_numbers_that_fit(self) -> None:
        ratio = self.rules.ratio
        scores = (one.test_score for one in self.given.extra_tests)
        places = sum(one.places for one in self.programmes)
        if max(scores, default=0) > MOST_POINTS or (places + 1) * (ratio.numerator + 1) > MOST_PLACES:
            raise BeyondColumns

    def _rows(self) -> dict[str, Array]:
        person_at = {person: at for at, person in enumerate(self.persons)}
        class_at = {key: at for at, key in enumerate(self.classes)}
        deepest = max(map(len, self.ties), default=0)
        padded = [(*marks, *(0,) * (deepest - len(marks))) for marks in self.ties]
        return {
            "row_person": np.array([person_at[one.candidate_id] for one in self.rows], np.int32),
            "row_class": np.array([class_at[one.level, one.category] for one in self.rows], np.int16),
            "row_score": np.array([filing_score(one) for one in self.rows], np.int32),
            "row_total": np.array([total(one) for one in self.rows], np.int32),
            "row_ties": np.array(padded, np.int32).reshape(len(self.rows), deepest),
            "row_taking": np.array([one.person_status == "OK" for one in self.rows], np.bool_),
        }

    def _by_extra_test(self, choice_start: Array) -> Array:
        """Whose choices are ordered by extra tests: under `parallel` all choices of a row are, or none."""
        kinds = {one.programme_id: one.kind for one in self.programmes}
        by_choice = np.array(
            [ordering(kinds[one.programmes[0]]) == "extra" for one in self.choices] + [False], np.bool_
        )
        return by_choice[choice_start[:-1]] & (choice_start[:-1] < choice_start[1:])

    def _choices(self) -> dict[str, Array]:
        programme_at = {one.programme_id: at for at, one in enumerate(self.programmes)}
        rank_at = {rank: at for at, rank in enumerate(self.ranks, start=1)}
        tests = {(one.candidate_id, one.college): one for one in self.given.extra_tests}
        found = [tests.get((one.candidate_id, one.college)) for one in self.choices]
        listed = [programme_at[one] for one in chain.from_iterable(one.programmes for one in self.choices)]
        return {
            "choice_rank": np.array([rank_at[one.rank] for one in self.choices], np.int32),
            "choice_accepts": np.array([one.accepts_reassignment for one in self.choices], np.bool_),
            "choice_passed": np.array([one is not None and one.has_passed for one in found], np.bool_),
            "choice_extra": np.array([one.test_score if one else 0 for one in found], np.int32),
            "listed_start": starts_of(np.array([len(one.programmes) for one in self.choices], np.int64)),
            "listed": np.array(listed, np.min_scalar_type(max(len(self.programmes), 1))),
        }

    def _programmes(self) -> dict[str, Array]:
        unit_at = {unit: at for at, unit in enumerate(self.units)}
        class_at = {key: at for at, key in enumerate(self.classes)}
        lines = self.given.control_lines
        units = np.array([unit_at[unit_of(one, self.rules)] for one in self.programmes], np.int32)
        return {
            "programme_unit": units,
            "programme_class": np.array(
                [class_at[one.level, one.category] for one in self.programmes], np.int16
            ),
            "programme_line": np.array(
                [lines[one.level, one.category, one.kind] for one in self.programmes], np.int32
            ),
            "programme_relaxable": np.array([one.is_relaxable for one in self.programmes], np.bool_),
            "programme_tested": np.array([one.has_extra_test for one in self.programmes], np.bool_),
            "programme_places": np.array([one.places for one in self.programmes], np.int64),
            "unit_start": starts_of(np.bincount(units, minlength=len(self.units))),
            "unit_members": np.argsort(units, kind="stable").astype(np.int32),
            "unit_extra": np.array([one.ordering == "extra" for one in self.units], np.bool_),
        }

    @cached_property
    def settings(self) -> Settings:
        """The season's rules as numbers."""
        rules = self.rules
        return Settings(
            is_parallel=rules.mechanism == "parallel",
            is_by_seed=rules.ties == "seed",
            is_by_total=rules.merit == "total",
            assignment=ASSIGNMENTS.index(rules.assignment),
            refill=rules.refill,
            ratio_above=rules.ratio.numerator,
            ratio_below=rules.ratio.denominator,
            relaxation=rules.relaxation,
            tiers=len(rules.tiers),
            gaps=np.array(rules.gaps, np.int64),
        )


def by_seed(seed: str, persons: set[str]) -> list[str]:
    """The candidates in the order of the seed key."""
    return sorted(persons, key=lambda person: seed_key(seed, person))


def tie_marks(candidate: Candidate, rules: SeasonRules) -> tuple[int, ...]:
    """The marks that settle ties, as marked, whether or not they count in the total."""
    papers = tie_keys(rules, candidate.level, candidate.category)
    return tuple(getattr(candidate, paper) for paper in papers)


def tier_of(level: str, rules: SeasonRules) -> int:
    """The tier of a level from 0; -1 for a level in no tier, which is not filed."""
    return next((at for at, levels in enumerate(rules.tiers) if level in levels), NO_TIER)


def starts_of(counts: Array) -> Array:
    """Where the members of each begin, in one array after another; int64, one longer than `counts`."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
