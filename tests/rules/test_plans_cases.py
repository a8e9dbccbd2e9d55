"""附件1·二: the officers' cases of the plan linter."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.rules.plans import (
    PlanContext,
    PlanRow,
    ceiling_authority,
    ceiling_findings,
    directory_findings,
    distribution_findings,
    full_time_findings,
    growth_findings,
    is_relaxable,
    row_findings,
    share_findings,
)


def row_of(case: Case) -> PlanRow:
    code, name = case.get("专业", "030101 法学").split()
    return PlanRow(
        major_code=code,
        major_name=name,
        level=case.word(ProgrammeLevel, "层次", "专升本"),
        study_form=case.word(StudyForm, "学习形式", "业余"),
        years=Fraction(case.get("学制", "5")),
        places=case.get("本年计划", 20),
        has_ministry_approval=case.get("已批准", False),
        last_places=case.get("上年计划"),
        last_admitted=case.get("上年录取"),
    )


@pytest.mark.parametrize("case", [*cases("plans", "rows"), *cases("plans", "rows_2025")])
def test_row(case: Case) -> None:
    row = row_of(case)
    context = PlanContext(
        ceiling=100,
        applicants=100,
        registered_majors=[row.major_code] if case.get("已备案", True) else [],
        has_teaching_site=case.get("教学点", True),
    )
    check(case, row_findings(row, context, case.law, case.supplement))


@pytest.mark.parametrize("case", cases("plans", "totals"))
def test_total(case: Case) -> None:
    total = case["计划数"]
    ceiling = ceiling_findings(total, case["上限"])
    check(case, (*ceiling, *share_findings(total, case["报名人数"], case.law)))


@pytest.mark.parametrize("case", cases("plans", "growth"))
def test_growth(case: Case) -> None:
    check(case, growth_findings(row_of(case), case.supplement))


@pytest.mark.parametrize("case", cases("plans", "distribution"))
def test_distribution(case: Case) -> None:
    check(case, distribution_findings(case["分送"], case["公布"]))


@pytest.mark.parametrize("case", cases("plans", "relaxable"))
def test_relaxable_major(case: Case) -> None:
    relaxable = is_relaxable(case.word(ProgrammeLevel, "层次"), case["专业"], case.law)
    assert ("是" if relaxable else "否") == case["结果"]


@pytest.mark.parametrize("case", cases("plans", "directory"))
def test_directory(case: Case) -> None:
    contents = {item: "有" for item in case.law.directory_contents.value if item not in case["缺"]}
    check(case, directory_findings(contents, case.word(StudyForm, "学习形式"), case.law))


@pytest.mark.parametrize("case", cases("plans", "full_time"))
def test_full_time_share(case: Case) -> None:
    full_time, total = case["脱产"], case["总数"]
    row = row_of(case)
    rows = [
        replace(row, study_form=StudyForm.FULL_TIME, places=full_time),
        replace(row, study_form=StudyForm.SPARE_TIME, places=total - full_time),
    ]
    check(case, full_time_findings(rows, case.law, case.supplement))


@pytest.mark.parametrize("case", cases("plans", "authority"))
def test_who_sets_the_ceiling(case: Case) -> None:
    assert ceiling_authority(case["主管部门"]) == case["结果"]
