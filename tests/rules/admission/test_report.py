"""A1.5.24: the officers' cases of the database and the rosters."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.years import year_law
from chengzhao.rules.admission import database_findings, reporting_day_findings, roster_findings


@pytest.mark.parametrize("case", cases("admission", "report"))
def test_database(case: Case) -> None:
    check(case, database_findings(case["录取"], case["上报"]))


@pytest.mark.parametrize("case", cases("admission", "rosters"))
def test_roster(case: Case) -> None:
    check(case, roster_findings(case["录取"], case["提供"]))


@pytest.mark.parametrize(("day", "count"), [(date(2024, 12, 31), 1), (date(2025, 1, 1), 0)])
def test_report_comes_after_admission(day: date, count: int) -> None:
    assert len(reporting_day_findings(day, year_law(2024))) == count
