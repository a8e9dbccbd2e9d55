"""Exempt candidates are placed before their tier is filed."""

from typing import Any

import pytest
from tests.actions.admission_desk import approve, check, moves_of, send, submit, the_file
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import AT, Desk, a_desk, a_season_with_lines, compute
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    a_candidate,
    a_claim,
    a_control_line,
    a_mark,
    a_programme,
    a_run,
    an_account,
    an_actor,
)

from chengzhao.actions.admission import ExemptPlacementForm, place_exempt
from chengzhao.law.words import ClaimKind, EntryRoute, ProgrammeLevel
from chengzhao.records.models import (
    Admission,
    Candidate,
    CandidateFile,
    Choice,
    FiledUnit,
    Programme,
    SourcePlan,
)
from chengzhao.rules.admission import FileState, ListState, RunState
from chengzhao.rules.exams import MarkState

pytestmark = pytest.mark.django_db

UPGRADE = ProgrammeLevel.ZHUANSHENGBEN


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme(code="A1", places=1)


@pytest.fixture
def desk(programme: Programme) -> Desk:
    return a_desk(programme)


def an_exempt(*chosen: Programme, **facts: Any) -> Candidate:
    given = {"confirmed": True, "route": EntryRoute.EXEMPT, "chosen": chosen} | facts
    person = a_candidate(**given)
    a_claim(candidate=person, kind=ClaimKind.EXEMPT_VETERAN, exempts=True, effective=True)
    return person


def form(person: Candidate, programme: Programme, desk: Desk) -> ExemptPlacementForm:
    return ExemptPlacementForm(
        candidate_id=person.pk, programme_code=programme.code, officer_id=desk.officer.pk
    )


def place(*placements: ExemptPlacementForm) -> int:
    return place_exempt(border=BORDER, actor=an_actor(), at=AT, placements=placements)


def test_place_exempt_puts_the_file_on_the_list_as_proposed(programme: Programme, desk: Desk) -> None:
    other = a_programme(code="B1")
    person = an_exempt(other, programme)
    assert place(form(person, programme, desk)) == 1
    file = the_file(person)
    assert (file.exempt, file.run, file.programme, file.choice_rank) == (True, None, programme, 2)
    assert (file.state, file.decided_by, file.decided_at) == (FileState.PROPOSED, desk.officer, AT)
    assert (file.filing_score, file.total_score, file.bonus_points) == (0, 0, 0)
    assert (file.admission_list.college, file.admission_list.state) == (programme.college, ListState.OPEN)
    assert moves_of(file) == ["FREE", "FILED", "UNDER_REVIEW", "PROPOSED"]
    assert trail_of("place_exempt") == [("candidate_file", str(file.pk))] * 3


def test_an_exempt_candidate_is_admitted_with_the_list(programme: Programme, desk: Desk) -> None:
    person = an_exempt(programme)
    place(form(person, programme, desk))
    submit()
    assert [one.findings for one in check()] == [()]
    assert approve() == 1
    assert Admission.objects.get().candidate == person
    assert SourcePlan.objects.get(programme=programme).admitted == 1
    assert send() == 1


def test_the_place_of_the_exempt_is_not_filed_again(programme: Programme, desk: Desk) -> None:
    programme.source_plan.places = 2
    programme.source_plan.save()
    place(form(an_exempt(programme), programme, desk))
    a_run(tier=1, levels=(ProgrammeLevel.GAOQIBEN,))
    a_control_line(score=100)
    person = a_candidate(ticketed=True, chosen=[programme])
    a_mark(candidate=person, mark=150, state=MarkState.FROZEN)
    Choice.objects.update(frozen_at=AT)
    compute(tier=2)
    assert FiledUnit.objects.get().places == 1


def test_place_exempt_of_more_than_the_plan_is_refused(programme: Programme, desk: Desk) -> None:
    first, second = an_exempt(programme), an_exempt(programme)
    with rows_refused((2, f"{second.candidate_number} A1", "该专业计划已满")):
        place(form(first, programme, desk), form(second, programme, desk))
    assert not CandidateFile.objects.exists()
    assert place(form(first, programme, desk)) == 1
    with rows_refused((1, f"{second.candidate_number} A1", "该专业计划已满")):
        place(form(second, programme, desk))


def test_place_exempt_twice_is_refused(programme: Programme, desk: Desk) -> None:
    person = an_exempt(programme)
    place(form(person, programme, desk))
    text = "考生已有录取名额或档案在办，应只安排一次"
    name = f"{person.candidate_number} A1"
    with rows_refused((1, name, text), (1, name, "该专业计划已满")):
        place(form(person, programme, desk))


def test_place_exempt_without_an_effective_exemption_is_refused(programme: Programme, desk: Desk) -> None:
    text = "没有已生效的、可免试入读该招生类型的照顾政策"
    bare = a_candidate(confirmed=True, route=EntryRoute.EXEMPT, chosen=[programme])
    waiting = a_candidate(confirmed=True, route=EntryRoute.EXEMPT, chosen=[programme])
    a_claim(candidate=waiting, kind=ClaimKind.EXEMPT_VETERAN, exempts=True)
    for person in (bare, waiting):
        with rows_refused((1, f"{person.candidate_number} A1", text)):
            place(form(person, programme, desk))


def test_place_exempt_of_a_veteran_at_another_level_is_refused(desk: Desk) -> None:
    lower = a_programme(level=ProgrammeLevel.GAOQIZHUAN, code="C1", college=desk.college)
    veteran = an_exempt(lower, level=ProgrammeLevel.GAOQIZHUAN)
    worker = a_candidate(
        confirmed=True, route=EntryRoute.EXEMPT, chosen=[lower], level=ProgrammeLevel.GAOQIZHUAN
    )
    a_claim(candidate=worker, kind=ClaimKind.NATIONAL_MODEL_WORKER, exempts=True, effective=True)
    text = "没有已生效的、可免试入读该招生类型的照顾政策"
    with rows_refused((1, f"{veteran.candidate_number} C1", text)):
        place(form(veteran, lower, desk))
    assert place(form(worker, lower, desk)) == 1


def test_place_exempt_refuses_every_other_wrong_row(programme: Programme, desk: Desk) -> None:
    unchosen = a_programme(code="B1", college=programme.college)
    person, sitting = an_exempt(programme), a_candidate(ticketed=True, chosen=[programme])
    stranger = ExemptPlacementForm(candidate_id=person.pk, programme_code="A1", officer_id=an_account().pk)
    with rows_refused((1, f"{person.candidate_number} B1", "应为考生所填志愿中的专业")):
        place(form(person, unchosen, desk))
    with rows_refused((1, f"{person.candidate_number} A1", "应由招生学校本校人员同意")):
        place(stranger)
    with rows_refused((1, f"考生{sitting.pk} A1", "应为已确认的免试考生")):
        place(form(sitting, programme, desk))
    unknown = ExemptPlacementForm(candidate_id=person.pk, programme_code="Z9", officer_id=desk.officer.pk)
    with rows_refused((1, f"考生{person.pk} Z9", "应为已公布的招生专业")):
        place(unknown)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (RunState.PREPARED, True),
        (RunState.FAILED, True),
        (RunState.PROVED, False),
        (RunState.RELEASED, False),
    ],
)
def test_place_exempt_after_the_tier_was_filed_is_refused(
    programme: Programme, desk: Desk, state: RunState, is_open: bool
) -> None:
    a_run(state=state, levels=(UPGRADE,))
    person = an_exempt(programme)
    if is_open:
        assert place(form(person, programme, desk)) == 1
    else:
        text = "该批次已经投档，免试考生应在投档前安排"
        with rows_refused((1, f"{person.candidate_number} A1", text)):
            place(form(person, programme, desk))


def test_place_exempt_before_admission_begins_is_refused(programme: Programme, desk: Desk) -> None:
    person = an_exempt(programme)
    with refused("“录取”尚未开始，开放时间为2024年8月1日00:00，请届时办理。"):
        place_exempt(
            border=BORDER,
            actor=an_actor(),
            at=AT.replace(month=7),
            placements=[form(person, programme, desk)],
        )


@pytest.mark.django_db(transaction=True)
def test_place_exempt_pressed_twice_at_once_places_once(programme: Programme, desk: Desk) -> None:
    person, actor = an_exempt(programme), an_actor()
    outcomes = press_twice(
        lambda: place_exempt(border=BORDER, actor=actor, at=AT, placements=[form(person, programme, desk)])
    )
    assert outcomes[0] == DONE
    assert CandidateFile.objects.count() == 1
