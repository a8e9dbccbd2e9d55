"""The people: how many, how old, where, and each of them nobody real."""

from collections import Counter

from chengzhao.law.reference import division
from chengzhao.law.words import IdentityDocument, ProgrammeLevel, Sex
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.population import HEADS_PER_COUNTY, LEAST_COUNTIES, counties_taking_part
from chengzhao.rehearsal.scenario import scenario
from chengzhao.rules.preferences import age_on
from chengzhao.rules.registration import document_findings


def test_levels_come_in_their_shares(shanxi: SyntheticSeason) -> None:
    counts = Counter(person.level for person in shanxi.people)
    for level in (ProgrammeLevel.GAOQIBEN, ProgrammeLevel.GAOQIZHUAN):
        assert counts[level] == int(facts.share(f"level:{level}") * 3000)
    assert counts.total() == 3000


def test_even_the_smallest_season_has_every_level() -> None:
    from chengzhao.rehearsal.population import people

    held = people(scenario(province="14", year=2024, candidates=100, seed="1"))
    assert min(Counter(person.level for person in held).values()) >= 4


def test_every_identity_number_is_right_unique_and_nobodys(season: SyntheticSeason) -> None:
    numbers = [person.identity_number for person in season.people]
    assert len(set(numbers)) == len(numbers)
    assert {number[:6] for number in numbers} == {"999999"}
    law = season.scenario.law
    wrong = [
        person.identity_number
        for person in season.people
        if document_findings(
            IdentityDocument.RESIDENT_ID, person.identity_number, person.birth_date, person.sex, law
        )
    ]
    assert wrong == []


def test_ages_on_the_reference_day_are_those_of_the_level(season: SyntheticSeason) -> None:
    day = season.scenario.supplement.age_reference_day.value
    for person in season.people:
        known = {age for age, _ in facts.ages(person.level)}
        assert age_on(person.birth_date, day) in known


def test_women_and_minorities_come_in_their_shares(jiangsu: SyntheticSeason) -> None:
    women = sum(person.sex is Sex.FEMALE for person in jiangsu.people)
    minorities = sum(person.ethnicity != "01" for person in jiangsu.people)
    assert 1550 < women < 1750
    assert 10 <= minorities <= 40


def test_hukou_elsewhere_is_a_real_county_of_another_province(season: SyntheticSeason) -> None:
    moved = [person for person in season.people if person.is_out_of_place]
    assert 120 < len(moved) < 240
    for person in season.people:
        held = division(person.hukou_division)
        assert held is not None
        assert person.is_out_of_place == (held.code[:2] != season.scenario.province)


def test_a_small_season_keeps_to_a_few_counties_and_a_large_one_to_all() -> None:
    def number(candidates: int) -> int:
        held = scenario(province="14", year=2024, candidates=candidates, seed="1")
        return len(counties_taking_part(held))

    assert number(100) == max(LEAST_COUNTIES, 100 // HEADS_PER_COUNTY) == 5
    assert number(117 * HEADS_PER_COUNTY - 1) == 116
    assert number(117 * HEADS_PER_COUNTY) == 117
