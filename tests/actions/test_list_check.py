"""Lists are submitted, checked by rule, approved by two; places are given then."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.actions.admission_desk import (
    MAIN,
    SUPPLEMENTARY,
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
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    GAOQIBEN,
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
    a_candidate,
    a_file,
    a_list,
    an_account,
    an_actor,
    an_actor_for,
    an_admission,
)

from chengzhao.actions import list_check
from chengzhao.actions.list_check import approve_lists, submit_lists
from chengzhao.law.words import ReturnReason, Role
from chengzhao.records.models import (
    Admission,
    AdmissionList,
    Approval,
    AuditRow,
    Candidate,
    CandidateFile,
    Programme,
    SourcePlan,
    StaffRole,
)
from chengzhao.records.models.filing import FilingRound
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


def test_approve_lists_gives_places_and_raises_the_use_of_the_plan(
    person: Candidate, programme: Programme
) -> None:
    first, second = an_account(), an_account()
    submit()
    check()
    assert (
        approve_lists(
            border=BORDER,
            actor=an_actor_for("approve_lists", account=second),
            at=AT,
            scope=MAIN,
            first=first.pk,
            second=second.pk,
        )
        == 1
    )
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
    approval = Approval.objects.get(act=f"approve_list {row.pk}")
    assert (approval.digest, approval.first, approval.second) == (row.digest, first, second)


def test_approve_lists_by_one_person_is_refused(person: Candidate) -> None:
    submit()
    check()
    alone = an_account().pk
    with refused("两次签字必须由不同的人完成。"):
        approve_lists(
            border=BORDER, actor=an_actor_for("approve_lists"), at=AT, scope=MAIN, first=alone, second=alone
        )


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
    monkeypatch.setattr(list_check, "record_steps", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        approve()
    assert (Admission.objects.count(), used(programme), state_of_list()) == (0, 0, ListState.CHECKED)


def test_list_digest_changes_with_a_decision(person: Candidate, programme: Programme, desk: Desk) -> None:
    other = a_programme_of(1, code="A2", college=programme.college)
    submit()
    first = AdmissionList.objects.get().digest
    CandidateFile.objects.update(state=FileState.PROPOSED, programme=other)
    AdmissionList.objects.update(state=ListState.OPEN)
    submit()
    assert AdmissionList.objects.get().digest != first


@pytest.mark.django_db(transaction=True)
def test_approve_lists_pressed_twice_at_once_gives_each_place_once(
    person: Candidate, programme: Programme
) -> None:
    submit()
    check()
    first, actor = an_account().pk, an_actor_for("approve_lists")
    second = actor.account
    assert second is not None
    outcomes = press_twice(
        lambda: approve_lists(border=BORDER, actor=actor, at=AT, scope=MAIN, first=first, second=second)
    )
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
    first, actor, scopes = an_account().pk, an_actor_for("approve_lists"), [MAIN, SUPPLEMENTARY]
    second = actor.account
    assert second is not None
    outcomes = press_twice(
        lambda: approve_lists(
            border=BORDER, actor=actor, at=AT, scope=scopes.pop(), first=first, second=second
        )
    )
    assert outcomes[0] == DONE
    assert outcomes[1].endswith("会计学：计划1人，已录1人，不能再录1人。")
    assert (Admission.objects.count(), used(programme)) == (1, 1)
