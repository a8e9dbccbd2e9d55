"""Choices as the province's form and the papers allow them, and skewed as demand is."""

from collections import Counter

from chengzhao.law.words import ForeignLanguage, ProgrammeLevel
from chengzhao.rehearsal.choices import may_be_reassigned
from chengzhao.rehearsal.generator import SyntheticSeason


def test_lists_are_within_the_provinces_form(season: SyntheticSeason) -> None:
    forms = season.scenario.supplement.choice_forms.value
    for wish in season.wishes:
        for level in {chosen.level for chosen in wish.choices}:
            held = [chosen for chosen in wish.choices if chosen.level is level]
            assert [chosen.rank for chosen in held] == list(range(1, len(held) + 1))
            assert len(held) <= forms[level].colleges
            assert len({chosen.offers[0].national_code for chosen in held}) == len(held)
            for chosen in held:
                assert 1 <= len(chosen.offers) <= forms[level].programmes
                assert len({offer.national_code for offer in chosen.offers}) == 1
                assert forms[level].offers_reassignment or not chosen.accepts_reassignment


def test_shanxi_is_two_colleges_with_one_programme_each(shanxi: SyntheticSeason) -> None:
    own = [[chosen for chosen in wish.choices if chosen.level is wish.main.level] for wish in shanxi.wishes]
    assert {len(held) for held in own} == {1, 2}
    assert {len(chosen.offers) for held in own for chosen in held} == {1}


def test_all_programmes_of_a_person_ask_for_the_same_papers(season: SyntheticSeason) -> None:
    for person, wish in zip(season.people, season.wishes, strict=True):
        assert wish.main.level is person.level
        for chosen in wish.choices:
            for offer in chosen.offers:
                assert offer.level is chosen.level
                assert offer.category is wish.category
                assert offer.level is not person.level or offer.specialised_paper is wish.specialised_paper


def test_medical_choices_name_one_major_in_shanxi(shanxi: SyntheticSeason) -> None:
    for wish in shanxi.wishes:
        if wish.main.is_medical:
            own = [chosen for chosen in wish.choices if chosen.level is wish.main.level]
            assert {chosen.offers[0].major_code for chosen in own} == {wish.main.major_code}


def test_side_choices_are_only_of_gaoqizhuan_and_only_from_gaoqiben(season: SyntheticSeason) -> None:
    sides = [wish for wish in season.wishes if wish.also_gaoqizhuan]
    assert len(sides) >= 5
    assert {wish.main.level for wish in sides} == {ProgrammeLevel.GAOQIBEN}
    for wish in season.wishes:
        others = {chosen.level for chosen in wish.choices} - {wish.main.level}
        assert others == ({ProgrammeLevel.GAOQIZHUAN} if wish.also_gaoqizhuan else set())


def test_another_language_than_english_only_where_nobody_asks_for_english(season: SyntheticSeason) -> None:
    for wish in season.wishes:
        if wish.foreign_language is not ForeignLanguage.ENGLISH:
            asked = {offer.foreign_language for chosen in wish.choices for offer in chosen.offers}
            assert asked == {"不限"}
            assert wish.main.level is not ProgrammeLevel.ZHUANSHENGBEN


def test_nobody_accepts_reassignment_where_a_licence_could_be_asked_for(jiangsu: SyntheticSeason) -> None:
    by_unit: dict[tuple[str, str, str], list[object]] = {}
    for offer in jiangsu.offers:
        by_unit.setdefault((offer.national_code, offer.level, offer.category), []).append(offer)
    accepting = [chosen for wish in jiangsu.wishes for chosen in wish.choices if chosen.accepts_reassignment]
    assert len(accepting) > 500
    for chosen in accepting:
        first = chosen.offers[0]
        unit = [
            offer
            for offer in jiangsu.offers
            if (offer.national_code, offer.level, offer.category)
            == (first.national_code, first.level, first.category)
        ]
        assert may_be_reassigned(unit)


def test_demand_is_skewed(shanxi: SyntheticSeason) -> None:
    """The tenth of the programmes that is wanted most draws more than a quarter of the people."""
    wanted = sorted(Counter(wish.main.code for wish in shanxi.wishes).values(), reverse=True)
    top = wanted[: len(shanxi.offers) // 10]
    assert sum(top) > 3000 // 4
