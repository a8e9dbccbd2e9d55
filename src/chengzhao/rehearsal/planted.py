"""Facts put in on purpose, so that every role and every reason has something to see in any season.

Chance alone may leave a small season without a refused claim or a tie at the last place. What is planted
here is the least that a demonstration needs; docs/rehearsal.md lists it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chengzhao.law.words import ClaimKind, EntryRoute, FilingUnit, ProgrammeLevel
from chengzhao.rehearsal.choices import Wish
from chengzhao.rehearsal.claims import PlannedClaim
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.marks import Sitting
from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.scenario import Scenario
from chengzhao.rules.preferences import bonus_points, is_of_bonus_age

Claims = tuple[PlannedClaim, ...]
PLANTED_BONUS = ClaimKind.MODEL_WORKER
PLANTED_EXEMPTIONS = (ClaimKind.EXEMPT_VETERAN, ClaimKind.NATIONAL_MODEL_WORKER)


def with_planted_claims(
    scenario: Scenario,
    people: Sequence[Person],
    stays_home: Sequence[bool],
    courses: Sequence[Course],
    drawn: Sequence[Claims],
) -> list[Claims]:
    """The claims, with one refused, one objected to, one that holds, and an exemption at two levels."""
    preferences = scenario.law.preferences
    found = list(drawn)
    free = (
        place
        for place, course in enumerate(courses)
        if course is Course.PASSED and not found[place] and stays_home[place]
    )
    for refused, objected in ((True, False), (False, True), (False, False)):
        evidence = "；".join(preferences[PLANTED_BONUS].value.evidence)
        found[next(free)] = (
            PlannedClaim(
                kind=PLANTED_BONUS, evidence=evidence, will_be_refused=refused, will_be_objected=objected
            ),
        )
    for kind in PLANTED_EXEMPTIONS:
        preference = preferences[kind].value
        place = next(
            place
            for place in free
            if people[place].level in preference.exempt_levels
            and (people[place].level is ProgrammeLevel.ZHUANSHENGBEN) == (len(preference.exempt_levels) == 1)
        )
        found[place] = (PlannedClaim(kind=kind, evidence="；".join(preference.evidence)),)
    return found


def route_of(claims: Claims, scenario: Scenario) -> EntryRoute:
    """免试 for those who claim an exemption, else 统考."""
    exempts = any(scenario.law.preferences[claim.kind].value.is_exemption for claim in claims)
    return EntryRoute.EXEMPT if exempts else EntryRoute.UNIFIED


def expected_bonus(scenario: Scenario, person: Person, claims: Claims) -> int:
    """The best single bonus of a person if the offices find what is planned."""
    supplement = scenario.supplement
    points = [0]
    if is_of_bonus_age(person.birth_date, supplement):
        points.append(bonus_points(ClaimKind.AGED_25, supplement))
    points += [
        bonus_points(claim.kind, supplement)
        for claim in claims
        if not claim.will_be_refused and not claim.will_be_objected
    ]
    return max(points)


def with_ties(
    scenario: Scenario,
    wanted: Sequence[Wish],
    given: Mapping[str, int],
    bonuses: Sequence[int],
    takes_part: Sequence[bool],
    drawn: Sequence[Sitting],
) -> list[Sitting]:
    """The sittings, with the first one left out of some units made equal to the last one let in.

    In the first three crowded units of each level, after the order of the first choices, the person behind
    the last place gets the marks of the one before it, so that a tie stands at the edge of the quota.
    """
    found = list(drawn)
    planted: dict[ProgrammeLevel, int] = defaultdict(int)
    for unit, heads in sorted(_by_unit(scenario, wanted, takes_part, drawn).items()):
        quota = sum(given[code] for code in _codes_of(scenario, wanted, unit, heads))
        level = wanted[heads[0]].main.level
        ordered = sorted(heads, key=lambda place: (-_score(drawn[place], bonuses[place]), place))
        if planted[level] >= 3 or not 0 < quota < len(ordered):
            continue
        last_in, first_out = ordered[quota - 1], ordered[quota]
        if bonuses[last_in] == bonuses[first_out]:
            found[first_out] = replace(found[first_out], marks=found[last_in].marks)
            planted[level] += 1
    return found


def _by_unit(
    scenario: Scenario, wanted: Sequence[Wish], takes_part: Sequence[bool], drawn: Sequence[Sitting]
) -> Mapping[str, list[int]]:
    """The places of those who sit every paper, by the unit of their first choice; tested kinds left out."""
    units: dict[str, list[int]] = defaultdict(list)
    for place, wish in enumerate(wanted):
        if takes_part[place] and not drawn[place].missed and not wish.main.extra_test:
            units[_unit_of(scenario, wish)].append(place)
    return units


def _unit_of(scenario: Scenario, wish: Wish) -> str:
    main = wish.main
    if scenario.supplement.unit.value is FilingUnit.PROGRAMME:
        return main.code
    return f"{main.national_code}/{main.level}/{main.category}"


def _codes_of(scenario: Scenario, wanted: Sequence[Wish], unit: str, heads: Iterable[int]) -> set[str]:
    """The programmes of a unit that anybody wants most."""
    return {wanted[place].main.code for place in heads if _unit_of(scenario, wanted[place]) == unit}


def _score(sitting: Sitting, bonus: int) -> int:
    return sum(mark for _, mark in sitting.marks) + bonus
