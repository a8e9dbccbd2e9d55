"""The linter as a whole, the directory, the ceiling's authority, full-time share."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.citation import Finding, blocking
from chengzhao.law.provinces import supplement
from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.law.years import year_law
from chengzhao.rules.plans import (
    PLAN,
    PlanContext,
    PlanRow,
    PlanState,
    ceiling_authority,
    ceiling_findings,
    directory_findings,
    distribution_findings,
    full_time_findings,
    lint,
    share_findings,
)

LAW = year_law(2024)
SHANXI = supplement("14", 2024)
DIRECTORY = dict.fromkeys(LAW.directory_contents.value, "有")


def row(places: int = 20, form: StudyForm = StudyForm.SPARE_TIME, major: str = "030101") -> PlanRow:
    return PlanRow(
        major_code=major,
        major_name="某专业",
        level=ProgrammeLevel.ZHUANSHENGBEN,
        study_form=form,
        years=Fraction(5, 2),
        places=places,
    )


def context(ceiling: int | None = 100, applicants: int = 200) -> PlanContext:
    return PlanContext(
        ceiling=ceiling, applicants=applicants, registered_majors={"030101"}, has_teaching_site=True
    )


def test_plan_in_order_has_no_findings() -> None:
    assert lint([row(40), row(60)], context(), LAW, SHANXI) == ()


def test_lint_names_each_defect_row_by_row_then_the_whole() -> None:
    rows = [row(60, major="100201", form=StudyForm.CORRESPONDENCE), row(60)]
    found = lint(rows, context(applicants=100), LAW, SHANXI)
    assert [item.clause for item in found] == ["A1.2.10", "A1.2.11", "A1.2.3", "A1.2.4"]
    assert [item.clause for item in blocking(found)] == ["A1.2.10", "A1.2.11", "A1.2.3"]


def test_empty_plan_has_no_findings() -> None:
    assert lint([], context(), LAW, SHANXI) == ()


def defective_plan() -> tuple[Finding, ...]:
    """Every finding that the linter can make, each at least once."""
    forbidden = row(10, StudyForm.CORRESPONDENCE, "100201")
    unapproved = row(10, StudyForm.CORRESPONDENCE, "050201")
    grown = replace(row(50), last_places=40, last_admitted=10)
    short = replace(row(60, StudyForm.FULL_TIME), years=Fraction(1))
    bare = replace(context(ceiling=50, applicants=10), has_teaching_site=False)
    return (
        *lint([forbidden, unapproved, grown, short], bare, LAW, SHANXI),
        *lint([row(1)], context(ceiling=None), LAW, SHANXI),
        *directory_findings({}, StudyForm.SPARE_TIME, LAW),
        *distribution_findings(["A01"], ["A02"]),
    )


def test_every_finding_has_its_clause_its_figures_and_how_to_mend_it() -> None:
    found = defective_plan()
    assert {item.clause for item in found} == {
        *("A1.1.3", "A1.2.1", "A1.2.2", "A1.2.3", "A1.2.4", "A1.2.5", "A1.2.8"),
        *("A1.2.9", "A1.2.10", "A1.2.11", "A1.2.12", "A1.2.13"),
    }
    assert [item.message for item in found if not item.facts or not item.mend.endswith("。")] == []


def test_what_holds_in_principle_is_soft_and_everything_else_hard() -> None:
    soft = {item.clause for item in defective_plan() if not item.is_hard}
    assert soft == {"A1.2.4", "A1.2.5", "A1.2.8"}


@pytest.mark.parametrize(("full_time", "count"), [(10, 0), (11, 1)])
def test_full_time_share_of_the_province(full_time: int, count: int) -> None:
    rows = [row(full_time, StudyForm.FULL_TIME), row(100 - full_time)]
    found = full_time_findings(rows, LAW, SHANXI)
    assert [item.clause for item in found] == ["A1.2.8"] * count
    assert blocking(found) == ()


def test_directory_row_in_full() -> None:
    assert directory_findings(DIRECTORY, StudyForm.SPARE_TIME, LAW) == ()


@pytest.mark.parametrize("item", LAW.directory_contents.value)
def test_directory_row_lacking_something(item: str) -> None:
    found = directory_findings(DIRECTORY | {item: " "}, StudyForm.SPARE_TIME, LAW)
    assert [finding.message for finding in found] == [f"招生专业目录缺少“{item}”。"]


def test_full_time_row_needs_no_teaching_site() -> None:
    assert directory_findings(DIRECTORY | {"校外教学点": ""}, StudyForm.FULL_TIME, LAW) == ()


def test_ministrys_colleges_get_their_ceiling_from_its_planning_department() -> None:
    assert ceiling_authority("教育部") == "教育部（发展规划司）"
    assert ceiling_authority("山西省") == "山西省"


@given(total=st.integers(0, 500), applicants=st.integers(0, 500))
def test_share_is_exceeded_exactly_above_85_percent(total: int, applicants: int) -> None:
    assert bool(share_findings(total, applicants, LAW)) is (100 * total > 85 * applicants)


@given(total=st.integers(0, 300), ceiling=st.integers(0, 300))
def test_ceiling_is_exceeded_exactly_above_it(total: int, ceiling: int) -> None:
    assert bool(ceiling_findings(total, ceiling)) is (total > ceiling)


def test_distributed_row_is_never_edited_again() -> None:
    assert PLAN.sources(PlanState.DRAFT) == (PlanState.RETURNED,)
    assert PLAN.moves[PlanState.DISTRIBUTED] == (PlanState.PUBLISHED,)


def test_only_distributed_rows_are_published() -> None:
    assert PLAN.sources(PlanState.PUBLISHED) == (PlanState.DISTRIBUTED,)
