"""Checked lists are approved by two; places are given then."""

import pytest
from tests.actions.admission_desk import (
    MAIN,
    SUPPLEMENTARY,
    approve,
    check,
    decide_as_proposed,
    file_out,
    submit,
    take_up,
    the_file,
)
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    GAOQIBEN,
    a_desk,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    release,
)
from tests.actions.refusing import refused, rows_refused
from tests.actions.two_persons import a_first, a_second, by_two, confirm, put_forward
from tests.factories import BORDER, a_candidate, a_file, a_list, an_account, an_admission

from chengzhao.actions import list_approval
from chengzhao.actions.list_approval import approve_lists, list_arguments
from chengzhao.records.models import (
    Admission,
    AdmissionList,
    Approval,
    Candidate,
    CandidateFile,
    Programme,
    SourcePlan,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, ListState

pytestmark = pytest.mark.django_db

ACT = "approve_lists"


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(1, code="A1")


@pytest.fixture
def person(programme: Programme) -> Candidate:
    """Proposed by the college."""
    desk = a_desk(programme)
    person = an_entrant(400, programme)
    file_out(release())
    take_up()
    decide_as_proposed(desk)
    return person


def state_of_list() -> str:
    return AdmissionList.objects.get().state


def used(programme: Programme) -> int:
    return SourcePlan.objects.get(programme=programme).admitted


def test_approve_lists_gives_places_and_raises_the_use_of_the_plan(
    person: Candidate, programme: Programme
) -> None:
    first, second = an_account(), an_account()
    submit()
    check()
    signers = {"first": a_first(ACT, first), "second": a_second(ACT, second)}
    assert by_two(ACT, list_arguments(MAIN), AT, **signers) == 1
    place = Admission.objects.get()
    assert (place.candidate, place.programme, place.level) == (person, programme, "GAOQIBEN")
    assert (place.file, place.admitted_at, place.revoked_at) == (the_file(person), AT, None)
    assert used(programme) == 1
    row = AdmissionList.objects.get()
    assert (row.state, row.checked_by, row.approved_by, row.approved_at) == (
        ListState.APPROVED,
        first,
        second,
        AT,
    )
    approval = Approval.objects.get(act=ACT)
    assert (approval.act, approval.first, approval.second) == (ACT, first, second)
    assert approval.facts[:5] == [
        ["范围", "各校高起本、专升本、高起专正式投档"],
        ["院校", "1所"],
        ["名单", "1份"],
        ["录取", "1人"],
        ["退档", "0人"],
    ]


def test_approve_lists_by_one_person_is_refused(person: Candidate) -> None:
    submit()
    check()
    alone = an_account()
    with refused("“批准录取名单”由你提请，须由另一人复核。"):
        by_two(ACT, list_arguments(MAIN), AT, first=a_first(ACT, alone), second=a_second(ACT, alone))
    with refused("“批准录取名单”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        approve_lists(border=BORDER, actor=a_second(ACT, alone), at=AT, scope=MAIN)


def test_approve_lists_confirmed_after_a_file_was_queried_says_what_changed(person: Candidate) -> None:
    submit()
    check()
    waiting = put_forward(ACT, list_arguments(MAIN), AT)
    CandidateFile.objects.update(state=FileState.QUERIED)
    with refused("提请之后内容有变动，没有办理：录取由“1人”变为“0人”。请提请人撤回后重新提请。"):
        confirm(waiting, AT)


def test_approve_lists_not_checked_and_twice_are_refused(person: Candidate) -> None:
    sentence = "各校高起本、专升本、高起专正式投档没有待批准的录取名单。"
    submit()
    with refused(sentence):
        approve()
    check()
    approve()
    with refused(sentence):
        approve()
    assert Admission.objects.count() == 1


def test_approve_lists_after_the_plan_was_cut_is_refused(person: Candidate, programme: Programme) -> None:
    submit()
    check()
    SourcePlan.objects.filter(programme=programme).update(places=0)
    with rows_refused((1, "会计学", "计划0人，已录0人，不能再录1人")):
        approve()
    assert not Admission.objects.exists()
    assert the_file(person).state == FileState.PENDING_CHECK


def test_approve_lists_for_somebody_placed_meanwhile_is_refused(
    person: Candidate, programme: Programme
) -> None:
    submit()
    check()
    elsewhere = a_programme_of(1)
    a_list(college=elsewhere.college, level=GAOQIBEN, state=ListState.SENT)
    an_admission(candidate=person, programme=elsewhere)
    with refused("考生已被录取，一人只能有一个录取资格。"):
        approve()
    assert used(programme) == 0


def test_approve_lists_that_breaks_off_leaves_nothing(
    person: Candidate, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    submit()
    check()
    monkeypatch.setattr(list_approval, "record_steps", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        approve()
    assert (Admission.objects.count(), used(programme), state_of_list()) == (0, 0, ListState.CHECKED)


@pytest.mark.django_db(transaction=True)
def test_approve_lists_pressed_twice_at_once_gives_each_place_once(
    person: Candidate, programme: Programme
) -> None:
    submit()
    check()
    first, second = a_first(ACT), a_second(ACT)
    outcomes = press_twice(lambda: by_two(ACT, list_arguments(MAIN), AT, first=first, second=second))
    assert outcomes == [DONE, "各校高起本、专升本、高起专正式投档没有待批准的录取名单。"]
    assert (Admission.objects.count(), used(programme)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_approve_lists_of_two_rounds_at_once_never_goes_over_the_plan(programme: Programme) -> None:
    for filing_round in FilingRound:
        row = a_list(
            college=programme.college, level=GAOQIBEN, filing_round=filing_round, state=ListState.CHECKED
        )
        person = a_candidate(level=GAOQIBEN, ticketed=True)
        a_file(candidate=person, programme=programme, admission_list=row, state=FileState.PENDING_CHECK)
    scopes, first, second = [MAIN, SUPPLEMENTARY], a_first(ACT), a_second(ACT)
    outcomes = press_twice(lambda: by_two(ACT, list_arguments(scopes.pop()), AT, first=first, second=second))
    assert outcomes[0] == DONE
    assert outcomes[1].endswith("会计学：计划1人，已录1人，不能再录1人。")
    assert (Admission.objects.count(), used(programme)) == (1, 1)
