"""N1.2: the officers' cases of emergency plans and incidents."""

from datetime import date, datetime, timedelta, timezone

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import OrganisationKind
from chengzhao.rules.governance import (
    EmergencyPlan,
    IncidentLevel,
    IncidentReport,
    closing_findings,
    late_report_findings,
    plan_findings,
    reporting_chain,
)
from chengzhao.rules.governance.incidents import PLAN_MUST_COVER

NOON = datetime(2024, 10, 19, 12, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize("case", cases("governance", "emergency_plans"))
def test_emergency_plan(case: Case) -> None:
    plan = None
    if case["年份"] is not None:
        plan = EmergencyPlan(
            organisation="山西省招办",
            year=case["年份"],
            version="1",
            covers=tuple(kind for kind in PLAN_MUST_COVER if kind not in case["缺"]),
            drilled_on=case["演练"],
        )
    check(case, plan_findings(plan, 2024, date(2024, 10, 19)))


@pytest.mark.parametrize("case", cases("governance", "incidents"))
def test_closing(case: Case) -> None:
    reports = [IncidentReport(reported_to=kind, at=NOON) for kind in case.words(OrganisationKind, "报告")]
    check(case, closing_findings(case.word(IncidentLevel, "级别"), reports, case["处置"]))


def test_chain_goes_up_to_the_ministry() -> None:
    assert reporting_chain(OrganisationKind.SITE) == (
        OrganisationKind.COUNTY,
        OrganisationKind.PREFECTURE,
        OrganisationKind.PROVINCE,
        OrganisationKind.MINISTRY,
    )
    assert reporting_chain(OrganisationKind.MINISTRY) == ()


def test_college_is_no_part_of_the_chain() -> None:
    with pytest.raises(ValueError, match="成人高校不在"):
        reporting_chain(OrganisationKind.COLLEGE)


@pytest.mark.parametrize(("minutes", "count"), [(30, 0), (31, 1)])
def test_late_report_of_a_major_incident(minutes: int, count: int) -> None:
    report = IncidentReport(reported_to=OrganisationKind.PROVINCE, at=NOON + timedelta(minutes=minutes))
    found = late_report_findings(IncidentLevel.MAJOR, NOON, [report], NOON + timedelta(hours=5))
    assert len(found) == count
    assert late_report_findings(IncidentLevel.SERIOUS, NOON, [], NOON + timedelta(hours=5)) == ()
