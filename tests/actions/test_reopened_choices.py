"""Frozen choices are opened again by two, with a reason, before their run counts."""

from dataclasses import replace
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import AT, a_programme_of, a_season_with_lines, an_entrant, compute, release
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import a_second, by_two, put_forward
from tests.factories import BORDER, a_candidate, a_tree, an_actor

from chengzhao.actions.audit import Refused
from chengzhao.actions.filing import freeze_choices
from chengzhao.actions.reopened_choices import ReopeningForm, reopen_choices, reopening_arguments
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Candidate, Choice, Organisation, Programme
from chengzhao.records.models.filing import FilingRound

pytestmark = pytest.mark.django_db

ACT = "reopen_choices"
REASON = "考生反映志愿被他人修改，已核实"


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(1, code="A1")


def a_sitter(*chosen: Programme, **facts: Any) -> Candidate:
    """Somebody of the county with frozen choices."""
    county = Organisation.objects.filter(path="/14/1401/140105/").first() or a_tree().county
    return an_entrant(400, *chosen, confirmation_point=county, **facts)


def a_form(*people: Candidate, **facts: Any) -> ReopeningForm:
    form = ReopeningForm(
        filing_round=FilingRound.MAIN, candidate_ids=[one.pk for one in people], reason=REASON
    )
    return replace(form, **facts)


def reopen(*people: Candidate, **facts: Any) -> int:
    return int(by_two(ACT, reopening_arguments(a_form(*people, **facts)), AT))


def frozen_of(person: Candidate) -> list[bool]:
    return [one.frozen_at is not None for one in Choice.objects.filter(candidate=person).order_by("rank")]


def test_reopened_choices_are_saved_and_frozen_anew(programme: Programme) -> None:
    other = a_programme_of(1, code="B1")
    person, untouched = a_sitter(programme, other), a_sitter(programme)
    Choice.objects.update(confirmed_at=AT)
    assert reopen(person) == 1
    assert (frozen_of(person), frozen_of(untouched)) == ([False, False], [True])
    assert not Choice.objects.filter(candidate=person, confirmed_at__isnull=False).exists()
    assert trail_of(ACT) == [("choice_list", f"{person.candidate_number}-MAIN")]
    assert AuditRow.objects.get(act=ACT).reason == REASON
    officer = an_actor()
    assert freeze_choices(border=BORDER, actor=officer, at=AT, filing_round=FilingRound.MAIN) == 2


def test_both_see_whose_choices_and_why(programme: Programme) -> None:
    person = a_sitter(programme)
    waiting = put_forward(ACT, reopening_arguments(a_form(person)), AT)
    assert waiting.facts[:-1] == [
        ["轮次", "正式投档"],
        ["考生", person.candidate_number],
        ["志愿", "1个"],
        ["理由", REASON],
    ]
    assert (waiting.object_id, waiting.org_path) == (f"{person.candidate_number}-MAIN", person.org_path)


def test_one_alone_reopens_nothing(programme: Programme) -> None:
    person = a_sitter(programme)
    with refused("“重新开放已封存的志愿”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        reopen_choices(border=BORDER, actor=a_second(ACT), at=AT, form=a_form(person))
    with refused("“重新开放已封存的志愿”由省招办工作人员、省招办负责人提请，你的角色是县区审核员。"):
        put_forward(ACT, reopening_arguments(a_form(person)), AT, first=an_actor(role=Role.COUNTY_REVIEWER))


def test_without_a_reason_or_anything_frozen_it_is_refused(programme: Programme) -> None:
    person = a_sitter(programme, frozen=False)
    nobody = a_candidate()
    with refused("重新开放志愿必须写明理由。"):
        reopen(person, reason=" ")
    with rows_refused(
        (1, person.candidate_number, "没有已封存的志愿"),
        (2, nobody.candidate_number, "没有已封存的志愿"),
        (3, "0", "本年度本省没有这名考生"),
    ):
        reopen(candidate_ids=[person.pk, nobody.pk, 0])


def test_the_same_candidate_twice_is_refused(programme: Programme) -> None:
    person = a_sitter(programme)
    with rows_refused((2, str(person.pk), "与前面的行重复，应只写一次")):
        reopen(person, person)


def test_choices_that_a_released_run_used_stay_frozen(programme: Programme) -> None:
    person = a_sitter(programme)
    compute()
    assert reopen(person) == 1
    freeze_choices(border=BORDER, actor=an_actor(), at=AT, filing_round=FilingRound.MAIN)
    release()
    with rows_refused((1, person.candidate_number, "第2号投档已放行，志愿不能再开放")):
        reopen(person)


@pytest.mark.django_db(transaction=True)
def test_reopened_at_once_is_reopened_once(programme: Programme) -> None:
    person = a_sitter(programme)
    assert press_twice(lambda: reopen(person)).count(DONE) == 1
    assert len(trail_of(ACT)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"filing_round": "LUNCH", "candidate_ids": [1], "reason": "x"},
        {"filing_round": "MAIN", "candidate_ids": [], "reason": "x"},
        {"filing_round": "MAIN", "candidate_ids": ["x"], "reason": "x"},
    ],
)
def test_a_reopening_that_cannot_be_read_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="没有写明重新开放哪些考生的志愿"):
        put_forward(ACT, arguments, AT)
