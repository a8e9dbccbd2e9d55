"""N4.4: the officers' cases of last year's programmes in this year's words."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.law.years import NotInForce, year_law
from chengzhao.rules.colleges import study_form_findings
from chengzhao.rules.plans import CarriedProgramme, carried_form, carry_over


def programmes(rows: list[list[str]]) -> list[CarriedProgramme]:
    return [
        CarriedProgramme(
            code=code,
            major_code=major,
            level=ProgrammeLevel.ZHUANSHENGBEN,
            study_form=by_label(StudyForm, form),
            years=Fraction(years),
        )
        for code, major, form, years in rows
    ]


def outcome(rows: list[list[str]], year: int = 2025) -> list[list[object]]:
    return [
        [
            item.programme.major_code,
            item.programme.study_form.label,
            str(item.programme.years),
            list(item.came_from),
        ]
        for item in carry_over(programmes(rows), year_law(year))
    ]


@pytest.mark.parametrize("case", cases("plans", "carryover"))
def test_carry_over(case: Case) -> None:
    assert outcome(case["上年"]) == case["结果"]


def test_order_of_rows_means_nothing() -> None:
    rows = [["A1", "030101", "函授", "3"], ["A2", "030101", "业余", "5/2"], ["A3", "030101", "脱产", "2"]]
    assert len({str(outcome(list(each))) for each in permutations(rows)}) == 1


def test_notes_say_what_changed_and_what_is_too_short() -> None:
    [item] = carry_over(
        programmes([["A1", "030101", "函授", "2"], ["A2", "030101", "业余", "9/4"]]), year_law(2025)
    )
    assert item.notes == (
        "学习形式由函授、业余改为非脱产。",
        "原学制不同，取较长的，请核对。",
        "学制短于最短学习时间2.5年，须延长。",
    )


@pytest.mark.parametrize(
    ("places", "languages", "notes"),
    [
        (("太原", "太原"), ("英语", "英语"), ()),
        (("太原", "大同"), ("英语", "英语"), ("原授课地点不同（太原、大同），暂取太原，请核对是否合并。",)),
        (("太原", "太原"), ("", "日语"), ("原外语语种不同（未写、日语），暂取未写，请核对是否合并。",)),
    ],
)
def test_notes_say_that_place_or_language_differ(
    places: tuple[str, str], languages: tuple[str, str], notes: tuple[str, ...]
) -> None:
    pair = programmes([["A1", "030101", "业余", "3"], ["A2", "030101", "函授", "3"]])
    given = [
        replace(one, teaching_place=place, foreign_language=language)
        for one, place, language in zip(pair, places, languages, strict=True)
    ]
    [item] = carry_over(given, year_law(2025))
    assert item.notes == ("学习形式由业余、函授改为非脱产。", *notes)
    assert (item.programme.teaching_place, item.programme.foreign_language) == (places[0], languages[0])


def test_nothing_changes_within_2024() -> None:
    assert outcome([["A1", "030101", "函授", "3"]], 2024) == [["030101", "函授", "3", ["A1"]]]


def test_form_that_has_no_successor_is_refused_with_its_clause() -> None:
    with pytest.raises(NotInForce) as refused:
        carried_form(StudyForm.NON_FULL_TIME, year_law(2024))
    assert refused.value.citation.clause == "A1.1.2"


@pytest.mark.parametrize("form", list(StudyForm))
def test_carried_form_is_always_in_force(form: StudyForm) -> None:
    assert study_form_findings(carried_form(form, year_law(2025)), year_law(2025)) == ()
