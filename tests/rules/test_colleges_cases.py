"""附件1·一: the officers' cases of colleges, charters and minimum years."""

from fractions import Fraction

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import CollegeKind, ProgrammeLevel, StudyForm
from chengzhao.rules.colleges import (
    CollegeFacts,
    changed_contents,
    charter_findings,
    enrolment_findings,
    length_findings,
)


@pytest.mark.parametrize("case", [*cases("colleges", "length"), *cases("colleges", "length_2025")])
def test_length_of_a_programme(case: Case) -> None:
    level, form = case.word(ProgrammeLevel, "层次"), case.word(StudyForm, "学习形式")
    check(case, length_findings(level, form, Fraction(case["学制"]), case.law))


@pytest.mark.parametrize("case", cases("colleges", "charter"))
def test_charter(case: Case) -> None:
    check(case, charter_findings(case["内容"], is_published=case["已公布"], law=case.law))


@pytest.mark.parametrize("case", cases("colleges", "enrolment"))
def test_college_that_wants_to_enrol(case: Case) -> None:
    college = CollegeFacts(name="某校", kind=case.word(CollegeKind, "类型"), is_approved=case["已核准"])
    check(case, enrolment_findings(college, case.law))


@pytest.mark.parametrize("case", cases("colleges", "charter_versions"))
def test_charter_versions(case: Case) -> None:
    assert list(changed_contents(case["前"], case["后"], case.law)) == case["结果"]
