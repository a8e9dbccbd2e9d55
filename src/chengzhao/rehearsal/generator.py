"""The whole season as a value, before anything is played: the same scenario always gives the same season."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chengzhao.law.words import EntryRoute, PaperSlot
from chengzhao.rehearsal import facts, planted
from chengzhao.rehearsal.chance import happens, stream
from chengzhao.rehearsal.choices import Wish, wishes
from chengzhao.rehearsal.claims import PlannedClaim, claims
from chengzhao.rehearsal.clusters import Cue, cues
from chengzhao.rehearsal.colleges import TakingPart, colleges_taking_part
from chengzhao.rehearsal.extra_tests import PlannedTest, extra_tests
from chengzhao.rehearsal.fates import Course, courses
from chengzhao.rehearsal.marks import Sitting, sittings
from chengzhao.rehearsal.places import places
from chengzhao.rehearsal.population import Person, counties_taking_part, people
from chengzhao.rehearsal.programmes import Offer, offers
from chengzhao.rehearsal.scenario import County, Scenario


@dataclass(frozen=True, kw_only=True, eq=False)
class SyntheticSeason:
    """Everything that a rehearsal plays; lists by person are in the order of the people.

    `places` is by programme code. `cancelled` are papers (person number, slot) found to be violations.
    `cues` is what agencies and their lookalikes leave, by the place of the person.
    """

    scenario: Scenario
    counties: tuple[County, ...]
    colleges: tuple[TakingPart, ...]
    offers: tuple[Offer, ...]
    people: Sequence[Person]
    wishes: Sequence[Wish]
    courses: Sequence[Course]
    claims: Sequence[tuple[PlannedClaim, ...]]
    places: Mapping[str, int]
    extra_tests: Sequence[PlannedTest]
    sittings: Sequence[Sitting]
    cancelled: Sequence[tuple[int, PaperSlot]]
    cues: Mapping[int, Cue]

    def route(self, place: int) -> EntryRoute:
        """How the person at this place of the lists registers."""
        return planted.route_of(self.claims[place], self.scenario)


def generate(scenario: Scenario) -> SyntheticSeason:
    """The season of a scenario; nothing is read but reference files, nothing is left to the moment."""
    everybody = people(scenario)
    taking_part = colleges_taking_part(scenario)
    on_offer = offers(scenario, taking_part)
    wanted = wishes(scenario, everybody, on_offer)
    taken = courses(scenario, everybody)
    at_home = _stays_home(scenario, everybody, wanted, taking_part)
    claimed = planted.with_planted_claims(
        scenario, everybody, at_home, taken, claims(scenario, everybody, at_home)
    )
    given = places(scenario, on_offer, wanted)
    takes_part = [
        course.ends_confirmed and planted.route_of(held, scenario) is EntryRoute.UNIFIED
        for course, held in zip(taken, claimed, strict=True)
    ]
    bonuses = [
        planted.expected_bonus(scenario, person, held)
        for person, held in zip(everybody, claimed, strict=True)
    ]
    sat = planted.with_ties(
        scenario, wanted, given, bonuses, takes_part, sittings(scenario, everybody, wanted)
    )
    return SyntheticSeason(
        scenario=scenario,
        counties=counties_taking_part(scenario),
        colleges=taking_part,
        offers=on_offer,
        people=everybody,
        wishes=wanted,
        courses=taken,
        claims=claimed,
        places=given,
        extra_tests=tuple(extra_tests(scenario, wanted)),
        sittings=sat,
        cancelled=_cancelled(scenario, takes_part, sat),
        cues=cues(scenario, everybody, taken),
    )


def _stays_home(
    scenario: Scenario, everybody: Sequence[Person], wanted: Sequence[Wish], colleges: Sequence[TakingPart]
) -> list[bool]:
    """Of each person: whether home and every college written lie in the province."""
    local = {college.code for college in colleges if college.entry.province == scenario.province}
    return [
        not person.is_out_of_place and all(chosen.offers[0].national_code in local for chosen in wish.choices)
        for person, wish in zip(everybody, wanted, strict=True)
    ]


def _cancelled(
    scenario: Scenario, takes_part: Sequence[bool], sat: Sequence[Sitting]
) -> list[tuple[int, PaperSlot]]:
    """The papers cancelled for a violation: few, but at least one."""
    chance = stream(scenario.seed, "violations")
    rate = facts.share("paper_cancelled")
    sitters = [place for place, part in enumerate(takes_part) if part and sat[place].marks]
    caught = [place for place in sitters if happens(chance, rate)] or sitters[:1]
    return [(place + 1, chance.choice(sat[place].marks)[0]) for place in caught]
