"""Opening a stage: responsible persons, order and calendar together."""

from collections.abc import Callable
from datetime import date

import pytest

from chengzhao.law.citation import Finding
from chengzhao.law.words import OrganisationKind
from chengzhao.law.years import YearLaw, year_law
from chengzhao.rules.admission import admission_day_findings, reporting_day_findings
from chengzhao.rules.disclosure import notice_day_findings
from chengzhao.rules.governance import FINISHED_BEFORE, Stage, calendar_findings, opening_findings

LAW = year_law(2024)
NAMED = {kind: [item.post for item in posts] for kind, posts in LAW.responsible_persons.value.items()}


def test_stage_in_order_may_open() -> None:
    found = opening_findings(
        Stage.EXAM,
        date(2024, 10, 19),
        finished=[Stage.REGISTRATION, Stage.REVIEW],
        named_posts=NAMED,
        has_extension=False,
        law=LAW,
    )
    assert found == ()


def test_everything_that_stands_against_a_stage_is_told_at_once() -> None:
    found = opening_findings(
        Stage.LINES,
        date(2024, 10, 31),
        finished=[],
        named_posts={OrganisationKind.COLLEGE: []},
        has_extension=False,
        law=LAW,
    )
    assert [item.clause for item in found] == ["N1.1", "N1.1", "A2.1", "A2.1"]


def test_organisations_without_posts_in_the_law_ask_for_none() -> None:
    found = opening_findings(
        Stage.DIRECTORY,
        date(2024, 8, 1),
        finished=[],
        named_posts={OrganisationKind.COUNTY: []},
        has_extension=False,
        law=LAW,
    )
    assert found == ()


def test_every_stage_waits_only_for_earlier_ones() -> None:
    order = list(Stage)
    assert list(FINISHED_BEFORE) == order
    for stage, before in FINISHED_BEFORE.items():
        assert all(order.index(each) < order.index(stage) for each in before)


@pytest.mark.parametrize(
    ("day", "hard"),
    [
        (date(2025, 7, 20), False),
        (date(2025, 11, 20), False),
        (date(2026, 8, 20), True),
        (date(2024, 8, 20), True),
    ],
)
def test_a_guessed_calendar_refuses_no_day_of_its_year(day: date, hard: bool) -> None:
    law = year_law(2025)
    [found] = calendar_findings(Stage.REGISTRATION, day, has_extension=False, law=law)
    assert found.is_hard is hard
    [sure] = calendar_findings(Stage.REGISTRATION, date(2024, 7, 20), has_extension=False, law=year_law(2024))
    assert sure.is_hard


@pytest.mark.parametrize(
    ("findings", "month"),
    [(admission_day_findings, 11), (reporting_day_findings, 11), (notice_day_findings, 12)],
)
def test_days_of_admission_bind_only_by_a_text(
    findings: Callable[[date, YearLaw], tuple[Finding, ...]], month: int
) -> None:
    for year, hard in ((2024, True), (2025, False)):
        found = findings(date(year, month, 20), year_law(year))
        assert [item.is_hard for item in found] == [hard]
