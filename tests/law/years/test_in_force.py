"""Words in force by year, and the year by day."""

import pytest
from tests.rules.chapter_cases import Case, cases

from chengzhao.law.words import ClaimKind, ProgrammeLevel, Sex, StudyForm
from chengzhao.law.years import NotInForce, UnknownYear, is_in_force, law_on, require_in_force, year_law


@pytest.mark.parametrize("case", cases("years", "words"))
def test_word(case: Case) -> None:
    form, law = case.word(StudyForm, "学习形式"), year_law(case["年"])
    found = "可以"
    try:
        require_in_force(form, law)
    except NotInForce as error:
        found = error.citation.clause
    assert found == case["结果"]
    assert is_in_force(form, law) is (case["结果"] == "可以")


@pytest.mark.parametrize("case", cases("years", "days"))
def test_law_of_a_day(case: Case) -> None:
    try:
        found: object = law_on(case["日期"]).year
    except UnknownYear:
        found = "没有"
    assert found == case["结果"]


def test_error_names_clause_word_and_the_ones_in_force() -> None:
    with pytest.raises(NotInForce, match=r"2025年不使用“函授”（通知·二\.4），可用：脱产、非脱产。"):
        require_in_force(StudyForm.CORRESPONDENCE, year_law(2025))


def test_words_that_do_not_change_are_always_in_force() -> None:
    for word in (Sex.MALE, ProgrammeLevel.GAOQIBEN, ClaimKind.AGED_25):
        require_in_force(word, year_law(2025))
