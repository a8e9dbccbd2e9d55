"""Each precondition of a run, met and not met, with its figures."""

from datetime import datetime

import pytest
from tests.actions.ready_season import (
    AT,
    GAOQIBEN,
    HUMANITIES,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
)
from tests.factories import BEIJING, BORDER, a_claim, a_file, a_run, an_extra_test

from chengzhao.actions.filing_checks import Precondition, preconditions, unmet
from chengzhao.law.words import ProgrammeKind
from chengzhao.records.models import Candidate, Choice, ControlLine, PaperMark, Programme
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState
from chengzhao.rules.exams import MarkState
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import ClaimState

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(5)


@pytest.fixture
def person(programme: Programme) -> Candidate:
    return an_entrant(400, programme)


def found(
    name: str, *, tier: int = 1, filing_round: FilingRound = FilingRound.MAIN, at: datetime = AT
) -> tuple[bool, str]:
    conditions = preconditions(BORDER, at, filing_round, tier, (GAOQIBEN,))
    (one,) = (condition for condition in conditions if condition.name == name)
    return one.is_met, one.evidence


def test_a_ready_season_meets_every_precondition(person: Candidate) -> None:
    conditions = preconditions(BORDER, AT, FilingRound.MAIN, 1, (GAOQIBEN,))
    assert len(conditions) == 9
    assert list(unmet(conditions)) == []


def test_marks_are_frozen(person: Candidate) -> None:
    assert found("成绩已封账") == (True, "4科次中4科次已封账")
    PaperMark.objects.filter(slot="maths").update(state=MarkState.RELEASED)
    assert found("成绩已封账") == (True, "4科次中4科次已封账")
    PaperMark.objects.filter(slot="maths").update(state=MarkState.RECONCILED)
    assert found("成绩已封账") == (False, "4科次中3科次已封账")


def test_marks_are_there_at_all(programme: Programme) -> None:
    assert found("成绩已封账") == (False, "0科次中0科次已封账")


def test_plans_are_published(person: Candidate) -> None:
    assert found("招生计划已公布") == (True, "1个专业中1个已公布")
    a_programme_of(1, state=PlanState.DISTRIBUTED)
    assert found("招生计划已公布") == (False, "2个专业中1个已公布")


def test_lines_of_every_programme_are_published(person: Candidate) -> None:
    assert found("控制线已公布") == (True, "已公布1条")
    a_programme_of(1, kind=ProgrammeKind.ARTS)
    assert found("控制线已公布") == (False, "已公布1条，缺高起本文史类艺术类")
    ControlLine.objects.filter(level=GAOQIBEN, category=HUMANITIES).delete()
    assert found("控制线已公布")[0] is False


def test_choices_are_frozen(person: Candidate) -> None:
    assert found("志愿已封存") == (True, "1个志愿中1个已封存")
    Choice.objects.update(frozen_at=None)
    assert found("志愿已封存") == (False, "1个志愿中0个已封存")


def test_choices_are_there_for_the_round(person: Candidate) -> None:
    assert found("志愿已封存", filing_round=FilingRound.SUPPLEMENTARY) == (False, "0个志愿中0个已封存")


def test_choices_name_published_programmes_of_the_tier(person: Candidate) -> None:
    assert found("志愿与计划一致") == (True, "0个志愿含未公布的专业")
    Choice.objects.update(programmes=[a_programme_of(1, state=PlanState.DISTRIBUTED).pk])
    assert found("志愿与计划一致") == (False, "1个志愿含未公布的专业")


def test_extra_tests_are_closed_from_the_first_day_of_the_exam(
    person: Candidate, programme: Programme
) -> None:
    an_extra_test(candidate=person, college=programme.college)
    before = datetime(2024, 10, 18, 23, 59, tzinfo=BEIJING)
    on_the_day = datetime(2024, 10, 19, tzinfo=BEIJING)
    assert found("加试成绩报备已截止", at=before) == (False, "1所院校报备1人次")
    assert found("加试成绩报备已截止", at=on_the_day) == (True, "1所院校报备1人次")


@pytest.mark.parametrize(
    ("state", "is_met"),
    [
        (ClaimState.CLAIMED, False),
        (ClaimState.NOTIFIED, False),
        (ClaimState.OBJECTED, False),
        (ClaimState.EFFECTIVE, True),
        (ClaimState.REFUSED, True),
    ],
)
def test_claims_are_decided(person: Candidate, state: ClaimState, is_met: bool) -> None:
    a_claim(candidate=person, state=state)
    assert found("照顾政策申请已办结") == (is_met, f"{0 if is_met else 1}件未办结")


@pytest.mark.parametrize(
    ("state", "exempt", "is_met"),
    [
        (FileState.PROPOSED, False, False),
        (FileState.PENDING_CHECK, False, False),
        (FileState.PROPOSED, True, True),
        (FileState.RETURNED, False, True),
    ],
)
def test_files_of_earlier_runs_are_settled(
    person: Candidate, programme: Programme, state: FileState, exempt: bool, is_met: bool
) -> None:
    a_file(candidate=person, programme=programme, state=state, exempt=exempt)
    assert found("已投档案已办结") == (is_met, f"{0 if is_met else 1}份未办结")


def test_earlier_tiers_are_released(person: Candidate) -> None:
    assert found("前序投档已放行", tier=1) == (True, "前0个批次已放行")
    a_run(tier=2)
    assert found("前序投档已放行", tier=3) == (False, "第1批次未放行")
    assert found("前序投档已放行", filing_round=FilingRound.SUPPLEMENTARY) == (False, "第1批次未放行")
    a_run(tier=1)
    assert found("前序投档已放行", tier=3) == (True, "前2个批次已放行")
    assert found("前序投档已放行", filing_round=FilingRound.SUPPLEMENTARY) == (True, "前1个批次已放行")


def test_unmet_says_what_is_missing() -> None:
    conditions = [
        Precondition(name="成绩已封账", is_met=False, evidence="4科次中3科次已封账"),
        Precondition(name="志愿已封存", is_met=True, evidence="1个志愿中1个已封存"),
    ]
    assert list(unmet(conditions)) == ["成绩已封账：4科次中3科次已封账"]
