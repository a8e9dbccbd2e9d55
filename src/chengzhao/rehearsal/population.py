"""The people who register: where they live, how old they are, what they are called. All of it made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from chengzhao.law.reference import Division, divisions
from chengzhao.law.words import ProgrammeLevel, Sex
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import Weighted, happens, stream
from chengzhao.rehearsal.identity import IdentityNumbers, phone
from chengzhao.rehearsal.names import Names
from chengzhao.rehearsal.scenario import County, Scenario, counties

HEADS_PER_COUNTY = 20
LEAST_COUNTIES = 4
_WEIGHT_BY_ENDING = {"区": 4, "市": 3}
_LONGEST_YEAR = 366


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who registers; `number` runs from 1, `lives_in` is the county of the confirmation point."""

    number: int
    level: ProgrammeLevel
    name: str
    sex: Sex
    birth_date: date
    ethnicity: str
    identity_number: str
    phone: str
    hukou_division: str
    lives_in: County

    @property
    def is_out_of_place(self) -> bool:
        """Whether the hukou is in another province than the registration."""
        return self.hukou_division[:2] != self.lives_in.code[:2]


def counties_taking_part(scenario: Scenario) -> tuple[County, ...]:
    """All counties of the province, or so many of them that each has people enough to fill a room."""
    known = counties(scenario.province)
    wanted = max(LEAST_COUNTIES, scenario.candidates // HEADS_PER_COUNTY)
    if wanted >= len(known):
        return known
    chosen = stream(scenario.seed, "counties").sample(known, wanted)
    return tuple(sorted(chosen, key=lambda county: county.code))


def people(scenario: Scenario) -> list[Person]:
    """Everybody who registers, by number; the same scenario always gives the same people."""
    maker = _Maker(scenario)
    levels = _levels(scenario)
    return [maker.make(number, level) for number, level in enumerate(levels, start=1)]


def _levels(scenario: Scenario) -> list[ProgrammeLevel]:
    """Each level as often as its share says, mixed; every level at least four times."""
    shares = {level: facts.share(f"level:{level}") for level in scenario.levels}
    total = sum(shares.values(), Fraction(0))
    counts = {level: max(4, int(share / total * scenario.candidates)) for level, share in shares.items()}
    largest = max(counts, key=lambda level: (counts[level], level))
    counts[largest] += scenario.candidates - sum(counts.values())
    mixed = [level for level in scenario.levels for _ in range(counts[level])]
    stream(scenario.seed, "levels").shuffle(mixed)
    return mixed


class _Maker:
    def __init__(self, scenario: Scenario) -> None:
        self._chance = stream(scenario.seed, "people")
        self._names = Names()
        self._numbers = IdentityNumbers()
        self._counties = Weighted(
            (county, _WEIGHT_BY_ENDING.get(county.name[-1], 2)) for county in counties_taking_part(scenario)
        )
        self._ethnicities = Weighted(facts.ethnic_shares(scenario.province))
        self._ages = {level: Weighted(facts.ages(level)) for level in scenario.levels}
        self._elsewhere = _hukou_elsewhere(scenario.province)
        self._day = scenario.supplement.age_reference_day.value
        self._women = facts.share("women")
        self._out_of_place = facts.share("out_of_place")

    def make(self, number: int, level: ProgrammeLevel) -> Person:
        chance = self._chance
        sex = Sex.FEMALE if happens(chance, self._women) else Sex.MALE
        born = self._birth_date(chance, self._ages[level].draw(chance))
        ethnicity = self._ethnicities.draw(chance)
        county = self._counties.draw(chance)
        moved = happens(chance, self._out_of_place)
        return Person(
            number=number,
            level=level,
            name=self._names.draw(chance, sex=sex, born=born.year, ethnicity=ethnicity),
            sex=sex,
            birth_date=born,
            ethnicity=ethnicity,
            identity_number=self._numbers.next(born, sex),
            phone=phone(number),
            hukou_division=chance.choice(self._elsewhere) if moved else county.code,
            lives_in=county,
        )

    def _birth_date(self, chance: Random, age: int) -> date:
        """A day on which somebody was born who is `age` on the reference day."""
        return _years_before(self._day, age) - timedelta(days=chance.randrange(_LONGEST_YEAR - 1))


def _years_before(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - years, day.month, last)


def _hukou_elsewhere(province: str) -> Sequence[str]:
    """Counties of the other provinces, by code."""
    return [item.code for item in divisions() if _is_county(item) and item.code[:2] != province]


def _is_county(division: Division) -> bool:
    return division.level == "county"
