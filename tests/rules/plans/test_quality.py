"""通知·二.4: the officers' cases of programmes whose figures speak for fewer places."""

from fractions import Fraction

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.plans import PastYear, quality_figures, quality_findings


def past(rows: list[list[int]]) -> list[PastYear]:
    names = ("year", "places", "applicants", "admitted", "enrolled")
    return [PastYear(**dict(zip(names, row, strict=True))) for row in rows]


@pytest.mark.parametrize("case", cases("plans", "quality"))
def test_quality(case: Case) -> None:
    check(case, quality_findings("本专业", case["计划"], past(case["历年"]), case.supplement))


def test_figures_are_exact_over_all_years() -> None:
    figures = quality_figures(past([[2022, 30, 40, 10, 9], [2023, 40, 44, 11, 8]]))
    assert figures.fill_rate == Fraction(21, 70)
    assert figures.applicants_per_place == Fraction(84, 70)
    assert figures.enrolment_rate == Fraction(17, 21)


def test_figures_without_years_are_unknown() -> None:
    figures = quality_figures([])
    assert (figures.fill_rate, figures.applicants_per_place, figures.enrolment_rate) == (None, None, None)
