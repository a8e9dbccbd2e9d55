"""Lists are submitted by the colleges and checked by rule."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.actions.admission_desk import (
    MAIN,
    admits,
    approve,
    check,
    decide,
    decide_as_proposed,
    file_out,
    moves_of,
    returns,
    submit,
    take_up,
    the_file,
)
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
from tests.factories import (
    BORDER,
    an_account,
    an_actor,
    an_actor_for,
)

from chengzhao.actions.list_check import submit_lists
from chengzhao.law.words import ReturnReason, Role
from chengzhao.records.models import (
    AdmissionList,
    AuditRow,
    Candidate,
    CandidateFile,
    Programme,
    SourcePlan,
    StaffRole,
)
from chengzhao.rules.admission import FileState, ListState

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(1, code="A1")


@pytest.fixture
def desk(programme: Programme) -> Desk:
    return a_desk(programme)


@pytest.fixture
def person(programme: Programme, desk: Desk) -> Candidate:
    """Proposed by the college."""
    person = an_entrant(400, programme)
    file_out(release())
    take_up()
    decide_as_proposed(desk)
    return person


def state_of_list() -> str:
    return AdmissionList.objects.get().state


def used(programme: Programme) -> int:
    return SourcePlan.objects.get(programme=programme).admitted


def test_submit_lists_hands_the_list_and_its_files_to_the_province(person: Candidate) -> None:
    lead = an_account()
    submit_lists(border=BORDER, actor=an_actor_for("submit_lists", account=lead), at=AT, scope=MAIN)
    row = AdmissionList.objects.get()
    assert (row.state, row.submitted_by, row.submitted_at) == (ListState.SUBMITTED, lead, AT)
    assert len(row.digest) == 64
    assert the_file(person).state == FileState.PENDING_CHECK
    assert trail_of("submit_lists") == [("admission_list", str(row.pk))]
    assert trail_of("submit_files") == [("candidate_file", str(the_file(person).pk))]


def test_submit_lists_twice_is_refused(person: Candidate) -> None:
    submit()
    with refused("各校高起本、专升本、高起专正式投档没有待提交的录取名单。"):
        submit()


def test_submit_lists_with_a_file_not_decided_is_refused(programme: Programme, desk: Desk) -> None:
    an_entrant(400, programme)
    file_out(release())
    for step in (lambda: None, take_up):
        step()
        with rows_refused((1, programme.college.name, "还有1份档案没有阅完")):
            submit()
    assert state_of_list() == ListState.OPEN


def test_submit_lists_beyond_the_places_is_refused(
    programme: Programme, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed_with(monkeypatch, ratio="2")
    people = [an_entrant(400, programme), an_entrant(300, programme)]
    file_out(release())
    take_up()
    decide(*(admits(the_file(one), desk, programme) for one in people))
    with rows_refused((1, programme.college.name, "专业A1拟录2人，超过剩余计划1人。")):
        submit()


def test_submit_lists_by_another_college_is_refused(person: Candidate, programme: Programme) -> None:
    stranger = an_actor(role=Role.COLLEGE_LEAD, org_path="/college/00001/")
    with rows_refused((1, programme.college.name, "不在你单位的管辖范围内")):
        submit_lists(border=BORDER, actor=stranger, at=AT, scope=MAIN)


def test_submit_lists_without_an_account_is_refused(person: Candidate) -> None:
    nobody = replace(an_actor(), account=None)
    with refused("录取名单必须由招生负责人登录提交。"):
        submit_lists(border=BORDER, actor=nobody, at=AT, scope=MAIN)


def test_check_lists_without_a_finding_checks_the_list(person: Candidate) -> None:
    submit()
    (found,) = check()
    assert (found.list_id, found.state, found.findings) == (
        AdmissionList.objects.get().pk,
        ListState.CHECKED,
        (),
    )
    assert state_of_list() == ListState.CHECKED
    with refused("各校高起本、专升本、高起专正式投档没有待审核的录取名单。"):
        check()


def test_check_lists_queries_who_is_below_the_line_and_the_college_answers(
    programme: Programme, desk: Desk, person: Candidate
) -> None:
    CandidateFile.objects.update(filing_score=Decimal("199.5"))
    submit()
    (found,) = check()
    assert [one.message for one in found.findings] == ["投档分199.50分，低于最低控制分数线200分，不能录取。"]
    assert (found.state, state_of_list()) == (ListState.QUERIED, ListState.QUERIED)
    assert the_file(person).state == FileState.QUERIED
    reason = AuditRow.objects.get(act="check_lists").reason
    assert reason == "投档分199.50分，低于最低控制分数线200分，不能录取。"
    answer = returns(the_file(person), desk, ReturnReason.CHARTER_CONDITION, seen=FileState.QUERIED)
    decide(answer)
    assert the_file(person).state == FileState.QUERIED
    submit()
    assert [one.state for one in check()] == [ListState.CHECKED]
    assert approve() == 0
    assert moves_of(the_file(person))[3:] == [
        "PROPOSED",
        "PENDING_CHECK",
        "QUERIED",
        "PENDING_CHECK",
        "RETURNED",
    ]


def test_check_lists_queries_a_decision_of_somebody_who_is_no_officer(person: Candidate) -> None:
    StaffRole.objects.all().delete()
    submit()
    (found,) = check()
    assert [one.clause for one in found.findings] == ["N5.1"]
    assert the_file(person).state == FileState.QUERIED


def test_check_lists_queries_the_files_of_a_programme_that_is_over_its_plan(
    person: Candidate, programme: Programme
) -> None:
    submit()
    SourcePlan.objects.filter(programme=programme).update(places=0)
    (found,) = check()
    assert [one.message for one in found.findings] == ["专业A1拟录1人，超过剩余计划0人。"]
    assert the_file(person).state == FileState.QUERIED


def test_check_lists_lets_a_soft_finding_pass_and_keeps_it_on_the_trail(
    programme: Programme, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed_with(monkeypatch, ratio="2")
    high, low = an_entrant(400, programme), an_entrant(300, programme)
    file_out(release())
    take_up()
    decide(admits(the_file(low), desk, programme), returns(the_file(high), desk))
    submit()
    (found,) = check()
    message = "专业A1录取了位次更低的考生，退档须书面说明理由。"
    assert (found.state, [one.message for one in found.findings]) == (ListState.CHECKED, [message])
    assert AuditRow.objects.get(act="check_lists").reason == message


def test_list_digest_changes_with_a_decision(person: Candidate, programme: Programme, desk: Desk) -> None:
    other = a_programme_of(1, code="A2", college=programme.college)
    submit()
    first = AdmissionList.objects.get().digest
    CandidateFile.objects.update(state=FileState.PROPOSED, programme=other)
    AdmissionList.objects.update(state=ListState.OPEN)
    submit()
    assert AdmissionList.objects.get().digest != first
