"""Agencies that were put in are found with their evidence; what only looks like them is not."""

import pytest
from tests.rehearsal.seasons import play, small_season, undone

from chengzhao.records.models import Candidate, RiskCase
from chengzhao.rehearsal.clusters import Group, cues, groups, network
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rules.registration import Signal


def numbers(season: SyntheticSeason, group: Group) -> set[str]:
    """The identity of the people of a group: their names and days of birth, which registrations keep."""
    places = groups(season.scenario, season.people, season.courses)[group]
    found = set()
    for place in places:
        person = season.people[place]
        found |= set(
            Candidate.objects.filter(name=person.name, birth_date=person.birth_date).values_list(
                "candidate_number", flat=True
            )
        )
    return found


def test_every_group_is_put_in_and_nobody_is_in_two() -> None:
    season = small_season("14", 2024)
    found = groups(season.scenario, season.people, season.courses)
    assert set(found) == set(Group)
    places = [place for held in found.values() for place in held]
    assert len(places) == len(set(places)) == sum(group.size for group in Group)
    assert set(cues(season.scenario, season.people, season.courses)) == set(places)
    assert all(season.courses[place].ends_confirmed for place in places)


def test_people_from_elsewhere_come_first_to_the_agencies() -> None:
    season = small_season("14", 2024)
    found = groups(season.scenario, season.people, season.courses)
    outsiders = sum(
        person.is_out_of_place and course.ends_confirmed
        for person, course in zip(season.people, season.courses, strict=True)
    )
    agency = [*found[Group.ONE_PHONE], *found[Group.ONE_OFFICE]]
    assert sum(season.people[place].is_out_of_place for place in agency) == min(outsiders, len(agency))


def test_networks_are_nobodys_and_have_a_household_each() -> None:
    assert [network(number) for number in (1, 3, 4, 1024)] == [
        "240.0.0.0/24",
        "240.0.0.0/24",
        "240.0.1.0/24",
        "240.1.0.0/24",
    ]
    assert len({network(number) for number in range(4000)}) == 1000


@pytest.mark.django_db
@pytest.mark.season
def test_planted_clusters_are_found_and_decoys_are_not() -> None:
    season = small_season("14", 2024)
    with undone():
        play(season)
        cases = RiskCase.objects.order_by("-weight", "-size", "pk")
        shown = {case.pk: sharers(case) for case in cases}
        wanted = {frozenset(numbers(season, group)) for group in Group if group.is_found}
        alone = numbers(season, Group.FILLED_IN_BY_A_PROGRAM)
        wanted = wanted - {frozenset(alone)} | {frozenset({one}) for one in alone}
        # Precision and recall are one: every cluster that was put in, whole, and no other.
        assert {frozenset(one) for one in shown.values()} == wanted
        assert {frozenset(shared(case)) for case in cases} == {
            frozenset({(Signal.DEVICE, 5), (Signal.ADDRESS, 5)}),
            frozenset({(Signal.CERTIFICATE_RUN, 4)}),
            frozenset({(Signal.PHONE, 3)}),
            frozenset({(Signal.HASTY, 1)}),
        }
        in_sight = set().union(*shown.values())
        for group in Group:
            if not group.is_found:
                assert (group, numbers(season, group) & in_sight) == (group, set())


def sharers(case: RiskCase) -> set[str]:
    return set(case.traits.values_list("candidate__candidate_number", flat=True))


def shared(case: RiskCase) -> list[tuple[Signal, int]]:
    """What ties a case; a rehearsal hands everything in at once, so that a burst says nothing."""
    return [(Signal(signal), number) for signal, number, _, _ in case.signals if signal != Signal.BURST]
