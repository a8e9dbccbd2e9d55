"""报名号 of everybody, after the province's layout: a serial within each county."""

from collections import Counter
from collections.abc import Iterable

from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.scenario import Scenario
from chengzhao.rules.registration import compose_number


def candidate_numbers(scenario: Scenario, people: Iterable[Person]) -> list[str]:
    """The numbers in the order of the people."""
    layout = scenario.supplement.number_formats.value.registration
    serials: Counter[str] = Counter()
    found = []
    for person in people:
        county = person.lives_in.code
        serials[county] += 1
        found.append(
            compose_number(
                layout,
                year=scenario.year % 100,
                province=scenario.province,
                division=county[2:],
                serial=serials[county],
            )
        )
    return found
