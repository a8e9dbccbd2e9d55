"""New choices: of those without a place, among what is left, for what they may sit."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.rehearsal.choices import Wish
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.programmes import Offer
from chengzhao.rehearsal.supplementary import NewChoice, Unplaced, new_choices

LINE = 100
Lines = Mapping[tuple[ProgrammeLevel, ExamCategory, ProgrammeKind], int]


@pytest.fixture(scope="module")
def lines(shanxi: SyntheticSeason) -> Lines:
    return {(offer.level, offer.category, offer.kind): LINE for offer in shanxi.offers}


def everybody(season: SyntheticSeason, score: str) -> list[Unplaced]:
    return [
        Unplaced(
            place=place,
            candidate_number=f"{person.number:06d}",
            level=person.level,
            filing_score=Decimal(score),
        )
        for place, person in enumerate(season.people)
    ]


def chosen(
    season: SyntheticSeason,
    lines: Lines,
    *,
    score: str = "100",
    vacancies: Mapping[str, int] | None = None,
    relaxed_by: int = 0,
    people: list[Unplaced] | None = None,
) -> list[NewChoice]:
    left = dict.fromkeys((offer.code for offer in season.offers), 3) if vacancies is None else vacancies
    who = everybody(season, score) if people is None else people
    return list(new_choices(season.scenario, who, season.wishes, season.offers, left, lines, relaxed_by))


def test_about_seven_in_ten_write_again(shanxi: SyntheticSeason, lines: Lines) -> None:
    people = {one.place for one in chosen(shanxi, lines)}
    assert 1900 < len(people) < 2200


def test_choices_are_within_the_form_and_for_the_same_papers(shanxi: SyntheticSeason, lines: Lines) -> None:
    forms = shanxi.scenario.supplement.choice_forms.value
    by_person: dict[int, list[NewChoice]] = {}
    for one in chosen(shanxi, lines):
        by_person.setdefault(one.place, []).append(one)
    for place, held in by_person.items():
        main = shanxi.wishes[place].main
        assert [one.rank for one in held] == list(range(1, len(held) + 1))
        assert len(held) <= forms[main.level].colleges
        assert len({one.offer.national_code for one in held}) == len(held)
        for one in held:
            offer = one.offer
            assert (offer.level, offer.category, offer.kind) == (main.level, main.category, main.kind)
            assert offer.specialised_paper is main.specialised_paper
            assert offer.major_code == main.major_code or not (offer.is_medical or main.is_medical)


def test_extra_tests_are_taken_only_where_they_were_sat(shanxi: SyntheticSeason, lines: Lines) -> None:
    for one in chosen(shanxi, lines):
        if one.offer.extra_test:
            written = shanxi.wishes[one.place].choices
            assert one.offer.national_code in {choice.offers[0].national_code for choice in written}


def test_only_places_that_are_left_are_written(shanxi: SyntheticSeason, lines: Lines) -> None:
    only = shanxi.wishes[0].main.code
    found = {one.offer.code for one in chosen(shanxi, lines, vacancies={only: 2})}
    assert found == {only}
    assert chosen(shanxi, lines, vacancies={}) == []


@pytest.mark.parametrize(("score", "writes"), [("99.9", False), ("100", True)])
def test_the_line_must_be_reached(shanxi: SyntheticSeason, lines: Lines, score: str, writes: bool) -> None:
    assert bool(chosen(shanxi, lines, score=score)) is writes


@pytest.mark.parametrize(("score", "writes"), [("79", False), ("80", True)])
def test_relaxable_programmes_may_be_twenty_points_under_it(
    shanxi: SyntheticSeason, lines: Lines, score: str, writes: bool
) -> None:
    found = chosen(shanxi, lines, score=score, relaxed_by=20)
    assert bool(found) is writes
    assert {one.offer.relaxable for one in found} == ({True} if writes else set())


def test_the_order_in_which_people_are_given_has_no_say(shanxi: SyntheticSeason, lines: Lines) -> None:
    people = everybody(shanxi, "100")
    assert chosen(shanxi, lines, people=people) == chosen(shanxi, lines, people=people[::-1])


def test_nobody_is_reassigned_at_a_college_with_medical_majors(jiangsu: SyntheticSeason) -> None:
    lines = {(offer.level, offer.category, offer.kind): LINE for offer in jiangsu.offers}
    medical = {offer.national_code for offer in jiangsu.offers if offer.is_medical}
    found = chosen(jiangsu, lines)
    assert any(one.accepts_reassignment for one in found)
    for one in found:
        assert one.accepts_reassignment == (one.offer.national_code not in medical)


def test_a_person_of_another_language_takes_no_programme_that_asks_for_english(
    shanxi: SyntheticSeason, lines: Lines
) -> None:
    from chengzhao.law.words import ForeignLanguage

    place = next(
        place for place, wish in enumerate(shanxi.wishes) if wish.main.level is ProgrammeLevel.GAOQIZHUAN
    )
    wish: Wish = replace(shanxi.wishes[place], foreign_language=ForeignLanguage.RUSSIAN)
    offers: list[Offer] = [replace(offer, foreign_language="英语") for offer in shanxi.offers]
    people = [one for one in everybody(shanxi, "100") if one.place == place]
    wishes = [*shanxi.wishes[:place], wish, *shanxi.wishes[place + 1 :]]
    left = dict.fromkeys((offer.code for offer in offers), 3)
    assert list(new_choices(shanxi.scenario, people, wishes, offers, left, lines, 0)) == []
