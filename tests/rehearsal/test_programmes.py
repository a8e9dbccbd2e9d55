"""Colleges and programmes: real ones, offered as the year's law allows."""

from collections import Counter
from fractions import Fraction

from chengzhao.law.citation import blocking
from chengzhao.law.reference import college, filing_lines, major, vacancies
from chengzhao.law.words import CollegeKind, ProgrammeKind, ProgrammeLevel, StudyForm
from chengzhao.rehearsal.colleges import LEAST_COLLEGES, colleges_taking_part, fields_of
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.places import applicants, ceilings
from chengzhao.rehearsal.scenario import scenario
from chengzhao.rules.exams import programme_kind, requires_extra_test, specialised_paper
from chengzhao.rules.plans import PlanContext, PlanRow, is_relaxable, lint

ZHUANSHENGBEN = ProgrammeLevel.ZHUANSHENGBEN


def test_colleges_are_those_of_the_ministrys_list(season: SyntheticSeason) -> None:
    assert all(college(one.code) == one.entry for one in season.colleges)
    assert [one.code for one in season.colleges] == sorted(one.code for one in season.colleges)


def test_shanxi_takes_its_own_colleges_and_the_smallest_season_twelve() -> None:
    held = colleges_taking_part(scenario(province="14", year=2024, candidates=100, seed="1"))
    assert len(held) == LEAST_COLLEGES
    assert {one.entry.province for one in held} == {"14"}


def test_a_large_shanxi_season_has_every_college_of_the_lists() -> None:
    held = colleges_taking_part(scenario(province="14", year=2024, candidates=20_000, seed="1"))
    assert len(held) == 91


def test_jiangsu_has_the_colleges_and_categories_of_its_filing_lines(jiangsu: SyntheticSeason) -> None:
    seen = {(line.national_code, line.category) for line in filing_lines()}
    offered = {
        (offer.national_code, offer.category) for offer in jiangsu.offers if offer.level is ZHUANSHENGBEN
    }
    assert offered <= seen
    taking_part = {one.code for one in jiangsu.colleges}
    assert offered == {(code, category) for code, category in seen if code in taking_part}


def test_jiangsu_at_five_thousand_has_every_college_of_the_filing_lines() -> None:
    held = colleges_taking_part(scenario(province="32", year=2025, candidates=5000, seed="1"))
    named = {line.national_code for line in filing_lines() if line.national_code}
    assert named - {one.code for one in held} == set()


def test_jiangsu_offers_first_the_majors_that_had_places_left(jiangsu: SyntheticSeason) -> None:
    left = {(one.national_code, one.major_code.rstrip("TK")) for one in vacancies()}
    offered = [
        offer
        for offer in jiangsu.offers
        if offer.level is ZHUANSHENGBEN and (offer.national_code, offer.major_code) in left
    ]
    assert len(offered) >= 10


def test_every_programme_passes_the_hard_rules_of_the_plan(season: SyntheticSeason) -> None:
    scenario_of, limits = season.scenario, ceilings(season.offers, season.places)
    for one in season.colleges:
        rows = [
            PlanRow(
                major_code=offer.major_code,
                major_name=offer.name,
                level=offer.level,
                study_form=offer.study_form,
                years=Fraction(offer.half_years, 2),
                places=season.places[offer.code],
            )
            for offer in season.offers
            if offer.national_code == one.code
        ]
        context = PlanContext(
            ceiling=limits.get(one.code, 0),
            applicants=applicants(season.wishes).get(one.code, 0),
            registered_majors={row.major_code for row in rows},
            has_teaching_site=True,
        )
        assert blocking(lint(rows, context, scenario_of.law, scenario_of.supplement)) == ()


def test_programmes_are_what_the_rules_make_of_their_major(season: SyntheticSeason) -> None:
    law = season.scenario.law
    for offer in season.offers:
        held = major(offer.major_code)
        assert held is not None
        assert held.name == offer.name
        assert held.is_undergraduate == (offer.level is not ProgrammeLevel.GAOQIZHUAN)
        assert offer.kind is programme_kind(offer.level, offer.major_code, law)
        assert offer.extra_test == requires_extra_test(offer.kind, is_announced=False, law=law)
        assert offer.relaxable == is_relaxable(offer.level, offer.major_code, law)
        paper = specialised_paper(offer.major_code) if offer.level is ZHUANSHENGBEN else None
        assert offer.specialised_paper is paper


def test_study_forms_are_those_of_the_year(shanxi: SyntheticSeason, jiangsu: SyntheticSeason) -> None:
    assert {offer.study_form for offer in shanxi.offers} == {
        StudyForm.FULL_TIME,
        StudyForm.SPARE_TIME,
        StudyForm.CORRESPONDENCE,
    }
    assert {offer.study_form for offer in jiangsu.offers} == {StudyForm.FULL_TIME, StudyForm.NON_FULL_TIME}


def test_levels_belong_to_the_colleges_that_lead_there(shanxi: SyntheticSeason) -> None:
    taking_part = {one.code: one for one in shanxi.colleges}
    for offer in shanxi.offers:
        held = taking_part[offer.national_code]
        is_open = held.entry.kind is CollegeKind.OPEN_UNIVERSITY
        leads_to_benke = held.entry.leads_to == "本科"
        assert is_open or leads_to_benke == (offer.level is not ProgrammeLevel.GAOQIZHUAN)


def test_arts_and_sports_and_relaxable_programmes_are_on_offer(season: SyntheticSeason) -> None:
    kinds = Counter(offer.kind for offer in season.offers)
    assert kinds[ProgrammeKind.ARTS] >= 1
    assert kinds[ProgrammeKind.SPORTS] >= 1
    assert any(offer.relaxable for offer in season.offers)


def test_codes_are_unique_and_have_no_blank(season: SyntheticSeason) -> None:
    codes = [offer.code for offer in season.offers]
    assert len(set(codes)) == len(codes)
    assert all(code.isdigit() and len(code) == 8 for code in codes)


def test_places_stay_within_the_share_of_applicants_but_for_single_ones(season: SyntheticSeason) -> None:
    """A college may be over 85% only where it has one place in each programme that it would be without."""
    heads = applicants(season.wishes)
    for one in season.colleges:
        held = [season.places[offer.code] for offer in season.offers if offer.national_code == one.code]
        ones = sum(places == 1 for places in held)
        assert sum(held) <= Fraction(85, 100) * heads.get(one.code, 0) + ones


def test_relaxable_programmes_have_more_places_than_people_want(shanxi: SyntheticSeason) -> None:
    wanted = Counter(wish.main.code for wish in shanxi.wishes)
    short = [
        offer.code
        for offer in shanxi.offers
        if offer.relaxable and shanxi.places[offer.code] > wanted[offer.code] > 0
    ]
    assert len(short) >= 3


def test_fields_follow_the_name_of_the_college() -> None:
    doctors = college("10114")
    assert doctors is not None
    assert fields_of(doctors) == ("clinical", "nursing", "medical_technology", "pharmacy")
