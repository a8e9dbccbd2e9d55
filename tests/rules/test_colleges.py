"""Minimum years, exact to the half year, and their words."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.provinces import supplement
from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.law.years import year_law
from chengzhao.rules.colleges import length_findings, minimum_years, years_text


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ("1/2", "半年"),
        ("1", "一年"),
        ("2", "两年"),
        ("5/2", "两年半"),
        ("4", "四年"),
        ("10", "十年"),
        ("0", "零年"),
    ],
)
def test_years_in_words(years: str, text: str) -> None:
    assert years_text(Fraction(years)) == text


@pytest.mark.parametrize("years", ["1/3", "11", "-1"])
def test_years_that_are_no_half_years_are_refused(years: str) -> None:
    with pytest.raises(ValueError, match="半年为单位"):
        years_text(Fraction(years))


def test_form_that_the_year_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="2024年没有“专升本·非脱产”的最短学习时间"):
        minimum_years(ProgrammeLevel.ZHUANSHENGBEN, StudyForm.NON_FULL_TIME, year_law(2024))


@given(
    level=st.sampled_from(ProgrammeLevel),
    form=st.sampled_from(year_law(2024).study_forms.value),
    half_years=st.integers(min_value=0, max_value=20),
)
def test_programme_is_refused_exactly_below_the_minimum(
    level: ProgrammeLevel, form: StudyForm, half_years: int
) -> None:
    law = year_law(2024)
    years = Fraction(half_years, 2)
    assert bool(length_findings(level, form, years, law)) is (years < minimum_years(level, form, law))


def test_province_may_ask_for_longer_study_but_not_shorter() -> None:
    law, shanxi = year_law(2024), supplement("14", 2024)
    level, form = ProgrammeLevel.ZHUANSHENGBEN, StudyForm.SPARE_TIME
    for asked, least in ((Fraction(3), Fraction(3)), (Fraction(2), Fraction(5, 2))):
        provision = replace(shanxi.minimum_years, value={(level, form): asked})
        own = replace(shanxi, minimum_years=provision)
        assert minimum_years(level, form, law, own) == least
    assert minimum_years(level, form, law, shanxi) == Fraction(5, 2)
