"""Marks of the papers, drawn so that the lines a committee would set come out near the published ones.

Each person has an ability; each paper of theirs moves with it and with luck of its own. For each level and
category the mean total is found for which the assumed share of those who sit reaches the reference line of
earlier years, bonus included. It is found on a sample with a seed of its own: the season's people are not
looked at, so a season's line differs from the reference by chance alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from random import Random

from chengzhao.law.provinces import past_lines
from chengzhao.law.words import ClaimKind, ExamCategory, PaperSlot, ProgrammeLevel
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import BELL_UNIT, Weighted, bell, happens, stream
from chengzhao.rehearsal.choices import Wish
from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.scenario import Scenario
from chengzhao.rules.control_lines import line_floor
from chengzhao.rules.exams import counted_slots
from chengzhao.rules.preferences import bonus_points

Marks = tuple[int, ...]
"""Whole marks in the order of the level's slots."""

SAMPLE = 2000
SAMPLE_SEED = "reference sample"
_HUNDRED = 100
_WITHOUT_REFERENCE = Fraction(2, 5)
_LIKE = {
    ExamCategory.FOREIGN_HUMANITIES: ExamCategory.HUMANITIES,
    ExamCategory.FOREIGN_SCIENCE: ExamCategory.SCIENCE,
    ExamCategory.SPORTS_EDUCATION: ExamCategory.EDUCATION,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """What one person does on the exam days: a mark for each slot sat; a slot missed has none."""

    marks: tuple[tuple[PaperSlot, int], ...]
    missed: tuple[PaperSlot, ...]


def reference_line(scenario: Scenario, level: ProgrammeLevel, category: ExamCategory) -> int | None:
    """The newest published line of a level and category, or what follows from that of a kindred one.

    Arts and sports without a line of their own take the floor under their base line (A1.5.4).
    """
    newest = {
        (line.level, line.category): line.score
        for line in sorted(past_lines(scenario.province), key=lambda line: line.year)
    }
    if (level, category) in newest:
        return newest[level, category]
    law = scenario.law
    base = law.base_category.value.get(category)
    score = newest.get((level, base or _LIKE.get(category, category)))
    if score is None or base is None or level not in law.line_floor_levels.value:
        return score
    return line_floor(score, scenario.supplement)


@dataclass(frozen=True, slots=True)
class _Draw:
    """Ability and luck in thousandths of a deviation, and the bonus that will be added."""

    ability: int
    luck: tuple[int, ...]
    bonus: int = 0


class Examiner:
    """Marks papers; the mean of each level and category is worked out once."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._slots = scenario.law.paper_slots.value
        self._full = scenario.law.full_mark.value
        self._deviation = int(facts.share("paper_deviation"))
        self._shared = int(facts.share("shared_ability") * _HUNDRED)
        self._own = isqrt(_HUNDRED**2 - self._shared**2)
        self._means: dict[tuple[ProgrammeLevel, ExamCategory], Marks] = {}
        self._samples: dict[ProgrammeLevel, Sequence[_Draw]] = {}

    def mark(self, chance: Random, level: ProgrammeLevel, category: ExamCategory) -> Marks:
        """The marks of somebody who sits every paper."""
        return self._marks(self._mean_marks(level, category), self._draw(chance, level))

    def _draw(self, chance: Random, level: ProgrammeLevel, bonus: int = 0) -> _Draw:
        return _Draw(bell(chance), tuple(bell(chance) for _ in self._slots[level]), bonus)

    def _marks(self, means: Marks, draw: _Draw) -> Marks:
        shared, unit = self._shared * draw.ability, _HUNDRED * BELL_UNIT
        return tuple(
            min(self._full, max(0, mean + (shared + self._own * luck) * self._deviation // unit))
            for mean, luck in zip(means, draw.luck, strict=True)
        )

    def _mean_marks(self, level: ProgrammeLevel, category: ExamCategory) -> Marks:
        key = (level, category)
        if key not in self._means:
            self._means[key] = self._parted(level, self._mean_total(level, category))
        return self._means[key]

    def _mean_total(self, level: ProgrammeLevel, category: ExamCategory) -> int:
        """The mean total with which the assumed share of the sample reaches the reference line."""
        target = reference_line(self._scenario, level, category)
        highest = self._full * len(self._slots[level])
        if target is None:
            return int(highest * _WITHOUT_REFERENCE)
        wanted = int(facts.share("on_the_line") * SAMPLE)
        low, high = 0, highest
        while low < high:
            middle = (low + high) // 2
            if self._reached(level, category, middle, target) >= wanted:
                high = middle
            else:
                low = middle + 1
        return low

    def _reached(self, level: ProgrammeLevel, category: ExamCategory, mean_total: int, target: int) -> int:
        """How many of the sample reach the line where the mean total is this."""
        means = self._parted(level, mean_total)
        counted = counted_slots(level, category, self._scenario.law)
        places = [place for place, slot in enumerate(self._slots[level]) if slot in counted]
        reached = 0
        for draw in self._sample(level):
            marks = self._marks(means, draw)
            reached += sum(marks[place] for place in places) + draw.bonus >= target
        return reached

    def _parted(self, level: ProgrammeLevel, mean_total: int) -> Marks:
        """A mean total parted among the papers of a level."""
        weights = [facts.share(f"paper:{slot}") for slot in self._slots[level]]
        whole = sum(weights, Fraction(0))
        return tuple(int(mean_total * weight / whole) for weight in weights)

    def _sample(self, level: ProgrammeLevel) -> Sequence[_Draw]:
        if level not in self._samples:
            chance, ages = stream(SAMPLE_SEED, level), Weighted(facts.ages(level))
            law = self._scenario.law
            points = bonus_points(ClaimKind.AGED_25, self._scenario.supplement)
            self._samples[level] = [
                self._draw(chance, level, points if ages.draw(chance) >= law.bonus_age.value else 0)
                for _ in range(SAMPLE)
            ]
        return self._samples[level]


def sittings(scenario: Scenario, people: Iterable[Person], wanted: Iterable[Wish]) -> list[Sitting]:
    """What everybody does on the exam days, in the order of the people, exempt ones too."""
    examiner = Examiner(scenario)
    chance = stream(scenario.seed, "marks")
    absent, once = facts.share("absent"), facts.share("absent_from_one_paper")
    found = []
    for person, wish in zip(people, wanted, strict=True):
        slots = scenario.law.paper_slots.value[person.level]
        marks = examiner.mark(chance, person.level, wish.category)
        missed: tuple[PaperSlot, ...] = ()
        if happens(chance, absent):
            missed = slots
        elif happens(chance, once):
            missed = (chance.choice(slots),)
        sat = tuple((slot, mark) for slot, mark in zip(slots, marks, strict=True) if slot not in missed)
        found.append(Sitting(marks=sat, missed=missed))
    return found
