"""Colleges take files up and decide; the province confirms returns."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.actions.admission_desk import (
    MAIN,
    admits,
    decide,
    decide_as_proposed,
    file_out,
    moves_of,
    returns,
    settle,
    take_up,
    the_file,
)
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    Desk,
    a_desk,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    filed_with,
    release,
)
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import BORDER, a_programme, an_account, an_actor, an_actor_for

from chengzhao.actions.admission import FileDecisionForm, ListScope, Proposal
from chengzhao.actions.college_review import decide_files, proposals, take_up_files
from chengzhao.law.words import ProgrammeLevel, ReturnReason, Role
from chengzhao.records.models import AuditRow, Candidate, CandidateFile, Programme, StaffRole
from chengzhao.rules.admission import FileState

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(1, code="A1")


@pytest.fixture
def desk(programme: Programme) -> Desk:
    return a_desk(programme)


@pytest.fixture
def person(programme: Programme) -> Candidate:
    person = an_entrant(400, programme)
    file_out(release())
    return person


def test_take_up_files_moves_what_was_filed(person: Candidate) -> None:
    assert take_up() == 1
    file = the_file(person)
    assert file.state == FileState.UNDER_REVIEW
    assert moves_of(file) == ["FREE", "FILED", "UNDER_REVIEW"]
    assert trail_of("take_up_files") == [("candidate_file", str(file.pk))]


def test_take_up_files_twice_is_refused(person: Candidate) -> None:
    take_up()
    with refused("各校高起本、专升本、高起专正式投档没有新投的档案。"):
        take_up()


def test_take_up_files_takes_only_the_scope(person: Candidate, programme: Programme) -> None:
    code = programme.college.national_code
    with refused("各校高起专正式投档没有新投的档案。"):
        take_up(replace(MAIN, levels=(ProgrammeLevel.GAOQIZHUAN,)))
    with refused("99999高起本、专升本、高起专正式投档没有新投的档案。"):
        take_up(replace(MAIN, national_code="99999"))
    assert take_up(replace(MAIN, national_code=code)) == 1


def test_take_up_files_by_another_college_is_refused(person: Candidate, programme: Programme) -> None:
    stranger = an_actor(role=Role.COLLEGE_OFFICER, org_path="/college/00001/")
    with rows_refused((1, programme.college.name, "不在你单位的管辖范围内")):
        take_up_files(border=BORDER, actor=stranger, at=AT, scope=MAIN)
    own = an_actor(role=Role.COLLEGE_OFFICER, org_path=programme.college.organisation.path)
    assert take_up_files(border=BORDER, actor=own, at=AT, scope=MAIN) == 1


def test_proposals_give_what_the_run_found_in_order_of_merit(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed_with(monkeypatch, ratio="2")
    low, high = an_entrant(300, programme), an_entrant(400, programme)
    file_out(release())
    take_up()
    code = programme.college.national_code
    expected = (
        Proposal(file_id=the_file(high).pk, national_code=code, programme_code="A1"),
        Proposal(file_id=the_file(low).pk, national_code=code, programme_code=None),
    )
    assert proposals(BORDER, MAIN) == expected
    assert proposals(BORDER, replace(MAIN, national_code=code)) == expected
    assert proposals(BORDER, replace(MAIN, national_code="99999")) == ()


def test_decide_files_admits_with_officer_time_and_move(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    take_up()
    assert decide(admits(the_file(person), desk, programme)) == 1
    file = the_file(person)
    assert (file.state, file.programme, file.return_code) == (FileState.PROPOSED, programme, "")
    assert (file.decided_by, file.decided_at) == (desk.officer, AT)
    move = file.moves.get(after="PROPOSED")
    assert (move.actor, move.reason) == (desk.officer, "A1")


def test_decide_files_returns_with_the_reason_and_no_programme(person: Candidate, desk: Desk) -> None:
    take_up()
    decide(returns(the_file(person), desk, ReturnReason.HEALTH))
    file = the_file(person)
    assert (file.state, file.programme, file.return_code) == (FileState.RETURN_PROPOSED, None, "HEALTH")


def test_decide_files_may_change_its_mind_until_the_list_goes(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    take_up()
    file = the_file(person)
    decide(admits(file, desk, programme))
    decide(returns(file, desk, ReturnReason.HEALTH, seen=FileState.PROPOSED))
    decide(admits(file, desk, programme, seen=FileState.RETURN_PROPOSED))
    assert moves_of(file)[2:] == ["UNDER_REVIEW", "PROPOSED", "RETURN_PROPOSED", "PROPOSED"]
    assert the_file(person).return_code == ""


def test_decide_files_gives_another_major_without_a_move(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    other = a_programme_of(1, code="A2", college=programme.college)
    take_up()
    file = the_file(person)
    decide(admits(file, desk, programme))
    decide(admits(file, desk, other, seen=FileState.PROPOSED))
    assert the_file(person).programme == other
    assert moves_of(file)[2:] == ["UNDER_REVIEW", "PROPOSED"]
    reasons = AuditRow.objects.filter(act="decide_files").order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["A1", "A2"]


def test_decide_files_that_another_officer_decided_meanwhile_is_refused(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    take_up()
    file = the_file(person)
    decide(admits(file, desk, programme))
    with rows_refused((1, person.candidate_number, "档案已由他人改为“预录取”，请刷新后再定")):
        decide(returns(file, desk))
    assert the_file(person).state == FileState.PROPOSED


def test_decide_files_refuses_every_wrong_row_and_decides_nothing(programme: Programme, desk: Desk) -> None:
    elsewhere = a_programme_of(1, code="B1")
    side = a_programme_of(1, level=ProgrammeLevel.GAOQIZHUAN, code="C1", college=programme.college)
    an_entrant(400, programme)
    file_out(release())
    take_up()
    management = a_programme(level=ProgrammeLevel.GAOQIBEN, code="D1", college=programme.college)
    file = CandidateFile.objects.get()
    number = file.candidate.candidate_number
    wrong_programme = "录取专业应为本校面向该考生招生类型和科类的专业"
    one_of_both = "应选定录取专业或退档原因之一"
    good = admits(file, desk, programme)
    for form, expected in (
        (admits(file, desk, elsewhere), wrong_programme),
        (admits(file, desk, side), wrong_programme),
        (admits(file, desk, management), wrong_programme),
        (replace(good, programme_code=None), one_of_both),
        (replace(good, return_code=ReturnReason.HEALTH), one_of_both),
        (replace(good, officer_id=an_account().pk), "应由招生学校本校人员决定"),
    ):
        with rows_refused((1, number, expected)):
            decide(form)
    with rows_refused((2, number, "同一档案应只作一个决定"), (3, "档案0", "应为本年度的电子档案")):
        decide(good, good, replace(good, file_id=0))
    assert the_file(file.candidate).state == FileState.UNDER_REVIEW


def test_decide_files_not_taken_up_is_refused(person: Candidate, programme: Programme, desk: Desk) -> None:
    with rows_refused((1, person.candidate_number, "档案“已投档”，不能阅档")):
        decide(admits(the_file(person), desk, programme))


def test_decide_files_by_an_officer_whose_role_ended_is_refused(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    take_up()
    form = admits(the_file(person), desk, programme)
    StaffRole.objects.filter(account=desk.officer).update(valid_until=AT)
    with rows_refused((1, person.candidate_number, "应由招生学校本校人员决定")):
        decide(form)
    StaffRole.objects.filter(account=desk.officer).update(valid_until=AT + timedelta(seconds=1))
    assert decide(form) == 1


def test_decide_files_of_another_college_is_refused(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    take_up()
    stranger = an_actor(role=Role.COLLEGE_OFFICER, org_path="/college/00001/")
    with rows_refused((1, person.candidate_number, "不在你单位的管辖范围内")):
        decide_files(
            border=BORDER, actor=stranger, at=AT, decisions=[admits(the_file(person), desk, programme)]
        )


def test_settle_returns_confirms_a_return_for_a_reason_of_its_own(person: Candidate, desk: Desk) -> None:
    take_up()
    decide(returns(the_file(person), desk, ReturnReason.HEALTH))
    assert settle() == 1
    file = the_file(person)
    assert file.state == FileState.RETURNED
    assert moves_of(file)[3:] == ["RETURN_PROPOSED", "PENDING_CHECK", "RETURNED"]


def test_settle_returns_that_say_full_while_places_are_left_is_refused(person: Candidate, desk: Desk) -> None:
    take_up()
    decide(returns(the_file(person), desk, ReturnReason.PROGRAMME_FULL))
    with rows_refused((1, person.candidate_number, "退档原因为“已录满”，但专业A1尚有余额。")):
        settle()
    assert the_file(person).state == FileState.RETURN_PROPOSED


def test_settle_returns_that_say_full_truly_is_confirmed(
    programme: Programme, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed_with(monkeypatch, ratio="2")
    an_entrant(400, programme)
    an_entrant(300, programme)
    file_out(release())
    take_up()
    decide_as_proposed(desk)
    assert settle() == 1


def test_settle_returns_twice_is_refused(person: Candidate, desk: Desk) -> None:
    take_up()
    decide(returns(the_file(person), desk, ReturnReason.HEALTH))
    settle()
    with refused("各校高起本、专升本、高起专正式投档没有待确认的退档。"):
        settle()


def test_scope_is_named_in_words() -> None:
    scope = ListScope(
        filing_round=MAIN.filing_round, levels=(ProgrammeLevel.GAOQIBEN,), national_code="10108"
    )
    assert scope.title == "10108高起本正式投档"


@pytest.mark.django_db(transaction=True)
def test_decide_files_oppositely_at_once_one_wins(
    person: Candidate, programme: Programme, desk: Desk
) -> None:
    take_up()
    file, actor = the_file(person), an_actor_for("decide_files")
    waiting: list[FileDecisionForm] = [
        admits(file, desk, programme),
        returns(file, desk, ReturnReason.HEALTH),
    ]
    outcomes = press_twice(lambda: decide_files(border=BORDER, actor=actor, at=AT, decisions=[waiting.pop()]))
    assert outcomes[0] == DONE
    assert "档案已由他人改为" in outcomes[1]
    assert len(trail_of("decide_files")) == 1
