"""Opening a stage: responsible persons, order and calendar together."""

from datetime import date

from chengzhao.law.words import OrganisationKind
from chengzhao.law.years import year_law
from chengzhao.rules.governance import FINISHED_BEFORE, Stage, opening_findings

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
