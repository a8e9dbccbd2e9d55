"""Lists that an act is about, and the trail of every move of a file."""

from datetime import timedelta

import pytest
from tests.actions.ready_season import AT
from tests.actions.refusing import refused
from tests.factories import (
    BORDER,
    KEYS,
    a_candidate,
    a_college,
    a_file,
    a_list,
    a_programme,
    a_role,
    an_account,
    an_actor_for,
)

from chengzhao.actions.files import ListScope, Step, locked_lists, officers_at, open_lists, record_steps
from chengzhao.actions.keyed_digests import keyed_digest
from chengzhao.law.words import ProgrammeLevel, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AdmissionList, AuditRow, CandidateFile, FileMove, StaffRole
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, ListState
from chengzhao.rules.states import IllegalMove

pytestmark = pytest.mark.django_db

MAIN = FilingRound.MAIN
GAOQIBEN, UPGRADE = ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN


def test_open_lists_begins_what_is_missing_and_finds_what_is_there() -> None:
    first, second = a_college(), a_college()
    held = a_list(college=first, level=UPGRADE)
    keys = [(first.pk, UPGRADE.value), (second.pk, UPGRADE.value), (second.pk, UPGRADE.value)]
    lists = open_lists(BORDER, MAIN, keys)
    assert lists[first.pk, UPGRADE.value] == held.pk
    begun = AdmissionList.objects.get(college=second)
    assert lists[second.pk, UPGRADE.value] == begun.pk
    assert (begun.level, begun.filing_round, begun.state, begun.digest) == (
        UPGRADE,
        MAIN,
        ListState.OPEN,
        "",
    )


def test_open_lists_of_a_closed_one_is_refused() -> None:
    college = a_college(name="山西大学")
    a_list(college=college, level=UPGRADE, state=ListState.APPROVED)
    with refused("山西大学的录取名单“已批准”，不能再投入档案。"):
        open_lists(BORDER, MAIN, [(college.pk, UPGRADE.value)])
    assert open_lists(BORDER, FilingRound.SUPPLEMENTARY, [(college.pk, UPGRADE.value)])


def test_locked_lists_are_those_of_the_scope_and_states() -> None:
    first, second = a_college(), a_college()
    upgrade, secondary = a_list(college=first, level=UPGRADE), a_list(college=first, level=GAOQIBEN)
    other = a_list(college=second, level=UPGRADE, state=ListState.SUBMITTED)

    def found(scope: ListScope, *states: ListState) -> list[int]:
        return [row.pk for row in locked_lists(BORDER, scope, states)]

    everything = ListScope(filing_round=MAIN)
    assert found(everything, *ListState) == [upgrade.pk, secondary.pk, other.pk]
    assert found(everything, ListState.SUBMITTED) == [other.pk]
    assert found(ListScope(filing_round=MAIN, levels=(GAOQIBEN,)), *ListState) == [secondary.pk]
    of_second = ListScope(filing_round=MAIN, national_code=second.national_code)
    assert found(of_second, *ListState) == [other.pk]
    assert found(ListScope(filing_round=FilingRound.SUPPLEMENTARY), *ListState) == []


def on_the_trail(file: CandidateFile, digest: str) -> str:
    return keyed_digest(KEYS, "candidate_file", str(file.pk), digest)


def test_record_steps_writes_moves_and_the_trail() -> None:
    file = a_file(candidate=a_candidate(), programme=a_programme(), with_moves=False)
    officer, actor = an_account(), an_actor_for("decide_files")
    step = Step(file.pk, FileState.FILED, FileState.UNDER_REVIEW, officer.pk, "调阅")
    record_steps(BORDER, actor, AT, "take_up_files", [step])
    move = FileMove.objects.get()
    assert (move.file, move.before, move.after) == (file, "FILED", "UNDER_REVIEW")
    assert (move.actor, move.reason, move.at) == (officer, "调阅", AT)
    row = AuditRow.objects.get()
    assert (row.act, row.object_kind, row.object_id) == ("take_up_files", "candidate_file", str(file.pk))
    assert (row.account_id, row.reason) == (actor.account, "调阅")
    assert row.before_digest == on_the_trail(file, digest_of(FileState.FILED))
    assert row.after_digest == on_the_trail(file, digest_of([FileState.UNDER_REVIEW, "调阅"]))


def test_record_steps_that_stays_leaves_the_trail_only() -> None:
    file = a_file(candidate=a_candidate(), programme=a_programme(), state=FileState.PROPOSED)
    moves = FileMove.objects.count()
    step = Step(file.pk, FileState.PROPOSED, FileState.PROPOSED, None, "A2")
    record_steps(BORDER, an_actor_for("decide_files"), AT, "decide_files", [step])
    assert (FileMove.objects.count(), AuditRow.objects.count()) == (moves, 1)


def test_record_steps_of_an_illegal_move_writes_nothing() -> None:
    file = a_file(candidate=a_candidate(), programme=a_programme(), with_moves=False)
    step = Step(file.pk, FileState.FILED, FileState.ADMITTED, None)
    with pytest.raises(IllegalMove, match="“已投档”不能转为“已录取”"):
        record_steps(BORDER, an_actor_for("approve_files"), AT, "approve_files", [step])
    assert (FileMove.objects.count(), AuditRow.objects.count()) == (0, 0)


def test_officers_are_those_of_the_college_while_their_role_lasts() -> None:
    college, officer, lead = a_college(), an_account(), an_account()
    a_role(account=officer, organisation=college.organisation, role=Role.COLLEGE_OFFICER)
    a_role(account=lead, organisation=college.organisation, role=Role.COLLEGE_LEAD)
    a_role(account=an_account(), organisation=college.organisation, role=Role.OVERSIGHT)
    path = college.organisation.path
    assert officers_at(BORDER, AT) == {(officer.pk, path), (lead.pk, path)}
    StaffRole.objects.filter(account=officer).update(valid_from=AT + timedelta(seconds=1))
    StaffRole.objects.filter(account=lead).update(valid_from=AT)
    assert officers_at(BORDER, AT) == {(lead.pk, path)}
