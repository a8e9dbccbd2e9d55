"""Claims, the courses of registrations, and what is planted so that there is something to see."""

from collections import Counter

import pytest

from chengzhao.law.reference import HAN
from chengzhao.law.words import ClaimKind, EntryRoute, ProgrammeLevel
from chengzhao.rehearsal.exemptions import placements
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.generator import SyntheticSeason, generate
from chengzhao.rehearsal.planted import expected_bonus
from chengzhao.rehearsal.scenario import scenario


@pytest.fixture(scope="module", params=["14", "32"])
def smallest(request: pytest.FixtureRequest) -> SyntheticSeason:
    """The smallest season of each province, where chance alone would plant nothing."""
    year = {"14": 2024, "32": 2025}[request.param]
    return generate(scenario(province=request.param, year=year, candidates=100, seed="1"))


def test_every_course_is_taken_even_in_the_smallest_season(smallest: SyntheticSeason) -> None:
    assert set(smallest.courses) == set(Course)


def test_unverified_certificates_are_those_of_zhuanshengben(season: SyntheticSeason) -> None:
    levels = {
        person.level
        for person, course in zip(season.people, season.courses, strict=True)
        if course is Course.UNVERIFIED
    }
    assert levels == {ProgrammeLevel.ZHUANSHENGBEN}


def test_the_smallest_season_has_a_refused_an_objected_and_an_effective_claim(
    smallest: SyntheticSeason,
) -> None:
    held = [claim for claims in smallest.claims for claim in claims]
    assert any(claim.will_be_refused for claim in held)
    assert any(claim.will_be_objected for claim in held)
    assert any(
        claim.kind is ClaimKind.MODEL_WORKER and not claim.will_be_refused and not claim.will_be_objected
        for claim in held
    )


def test_the_smallest_season_has_exempt_people_at_two_levels(smallest: SyntheticSeason) -> None:
    levels = {
        person.level
        for place, person in enumerate(smallest.people)
        if smallest.route(place) is EntryRoute.EXEMPT
    }
    assert ProgrammeLevel.ZHUANSHENGBEN in levels
    assert len(levels) >= 2


def test_exemptions_stand_alone_and_fit_the_level(season: SyntheticSeason) -> None:
    preferences = season.scenario.law.preferences
    for person, claims in zip(season.people, season.claims, strict=True):
        exempting = [one for one in claims if preferences[one.kind].value.is_exemption]
        assert len(exempting) in (0, len(claims))
        for claim in exempting:
            assert person.level in preferences[claim.kind].value.exempt_levels


def test_own_province_exemptions_are_of_people_and_colleges_at_home(jiangsu: SyntheticSeason) -> None:
    preferences = jiangsu.scenario.law.preferences
    home = {one.code for one in jiangsu.colleges if one.entry.province == "32"}
    for place, claims in enumerate(jiangsu.claims):
        if any(preferences[claim.kind].value.is_own_province_only for claim in claims):
            written = {chosen.offers[0].national_code for chosen in jiangsu.wishes[place].choices}
            assert written <= home
            assert not jiangsu.people[place].is_out_of_place


def test_minority_claims_are_of_minorities(season: SyntheticSeason) -> None:
    for person, claims in zip(season.people, season.claims, strict=True):
        if any(claim.kind is ClaimKind.MINORITY_AREA for claim in claims):
            assert person.ethnicity != HAN


def test_the_expected_bonus_is_the_best_single_one(shanxi: SyntheticSeason) -> None:
    counts = Counter(
        expected_bonus(shanxi.scenario, person, claims)
        for person, claims in zip(shanxi.people, shanxi.claims, strict=True)
    )
    assert set(counts) <= {0, 10, 20, 30, 50}
    assert counts[20] > counts[0] > counts[10] > 0


def test_no_more_exempt_are_placed_than_a_programme_has_places(season: SyntheticSeason) -> None:
    found = list(placements(season, tuple(ProgrammeLevel)))
    taken = Counter(offer.code for _, offer in found)
    assert found
    assert all(count <= season.places[code] for code, count in taken.items())
    assert len({place for place, _ in found}) == len(found)
    assert all(season.courses[place].ends_confirmed for place, _ in found)
