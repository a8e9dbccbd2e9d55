"""A candidate hands in: one registration and one number, whatever is pressed twice, late, half-way or by another."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connections
from tests.factories import (
    BORDER,
    KEYS,
    a_candidate,
    a_college,
    a_programme,
    a_season,
    a_tree,
    a_whole_draft,
    an_accepted_file,
    an_account,
    an_applicant,
    an_identity_number,
    an_open_stage,
)

from chengzhao.actions import own_registration
from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.drafts import DraftChanged, save_answers
from chengzhao.actions.evidence import EvidenceKind, keep_file
from chengzhao.actions.own_registration import (
    Receipt,
    confirm_own,
    hand_in,
    objections,
    version_digest,
    withdraw_own,
)
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.registration_forms import TraceForm
from chengzhao.law.words import ClaimKind, Role, Stage
from chengzhao.records.models import (
    Account,
    AuditRow,
    Candidate,
    Claim,
    DraftAnswer,
    Education,
    Message,
    Programme,
    Registration,
    RegistrationDraft,
    RegistrationVersion,
    ReturnedItem,
    ReviewDecision,
    SealedFile,
)
from chengzhao.records.queries.drafts import draft_of, versions_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import DraftTask, RegistrationState

COUNTY = "/14/1401/140105/"


OPENS = datetime.fromisoformat("2024-09-01T08:00+08:00")
CLOSES = datetime.fromisoformat("2024-09-06T18:00+08:00")
AT = OPENS + timedelta(days=1)


def a_world() -> Programme:
    """A season whose registration is open for a week, with one programme to choose."""
    a_season()
    a_tree()
    an_open_stage(Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    an_open_stage(Stage.REVIEW, opens_at=OPENS, closes_at=CLOSES)
    return a_programme(college=a_college())


def actor_of(account: Account) -> Actor:
    return Actor(account=account.pk, role=Role.CANDIDATE, org_path="/14/")


def door(account: Account) -> Scope:
    """The door through which the pages come."""
    own = Candidate.objects.filter(account=account).first()
    return Scope(
        door=Door.CANDIDATE,
        season=2024,
        province="14",
        org_path="/14/",
        account=account.pk,
        candidate=own.pk if own else None,
    )


def press(account: Account, at: datetime = AT) -> Receipt:
    with scope(door(account)):
        return hand_in(border=BORDER, actor=actor_of(account), at=at, keys=KEYS, trace=TraceForm())


@pytest.fixture
def account(db: None) -> Account:
    """Somebody who has filled in everything."""
    programme = a_world()
    account = an_applicant()
    a_whole_draft(account=account, point=COUNTY, codes=[programme.code])
    return account


def test_handing_in_makes_a_registration_with_the_first_number_of_the_county(account: Account) -> None:
    receipt = press(account)
    own = Candidate.objects.get(account=account)
    assert receipt.candidate_number == own.candidate_number == "24140105000001"
    assert (own.name, own.org_path, own.hukou_division) == ("张三丰", COUNTY, "140105")
    assert own.registration.state == RegistrationState.SUBMITTED
    assert (receipt.version, receipt.submitted_at) == (1, AT)


def test_files_become_the_candidates_and_what_was_filled_in_stands_in_the_version(account: Account) -> None:
    receipt = press(account)
    own = Candidate.objects.get(account=account)
    assert list(SealedFile.objects.values_list("candidate", "draft").distinct()) == [(own.pk, None)]
    assert not DraftAnswer.objects.exists()
    [version] = versions_of(own.pk, KEYS)
    assert version.answers[DraftTask.IDENTITY]["name"] == "张三丰"
    assert version.digest == receipt.digest == version_digest(version.content, version.help)
    assert version.content["pledge"][-1].startswith("代替他人")


def test_number_is_behind_the_last_one_of_the_county_whoever_gave_it(account: Account) -> None:
    a_candidate(candidate_number="24140105000041")
    a_candidate(candidate_number="24140106000900")
    assert press(account).candidate_number == "24140105000042"


def test_pressed_again_it_gives_the_first_receipt(account: Account) -> None:
    assert press(account) == press(account, AT + timedelta(minutes=5))
    assert (Registration.objects.count(), RegistrationVersion.objects.count()) == (1, 1)
    assert AuditRow.objects.filter(act="submit_registrations").count() == 1


def test_message_says_the_number_once(account: Account) -> None:
    press(account)
    press(account)
    assert list(Message.objects.values_list("kind", "account")) == [("registration_submitted", account.pk)]


@pytest.mark.parametrize(
    ("after", "is_in_time"),
    [(timedelta(seconds=-1), True), (timedelta(0), False), (timedelta(seconds=1), False)],
)
def test_deadline_is_judged_by_when_the_server_received_it(
    account: Account, after: timedelta, is_in_time: bool
) -> None:
    if is_in_time:
        assert press(account, CLOSES + after).version == 1
        return
    with pytest.raises(Refused, match="已于2024年9月6日18:00截止，如需延长请联系省级招生考试机构"):
        press(account, CLOSES + after)
    assert (Candidate.objects.count(), DraftAnswer.objects.count()) == (0, 8)


def test_before_the_window_opens_it_is_refused_with_the_moment(account: Account) -> None:
    with pytest.raises(Refused, match="尚未开始，开放时间为2024年9月1日08:00"):
        press(account, OPENS - timedelta(seconds=1))


def test_killed_half_way_nothing_is_handed_in_and_the_draft_is_whole(account: Account) -> None:
    for step in ("submit_registrations", "_keep_version", "_settle", "tell_step"):
        with (
            patch.object(own_registration, step, side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            press(account)
        assert (step, Candidate.objects.count(), RegistrationVersion.objects.count()) == (step, 0, 0)
        assert (DraftAnswer.objects.count(), SealedFile.objects.filter(draft__isnull=False).count()) == (8, 4)
    assert press(account).candidate_number == "24140105000001"


def test_what_is_open_is_named_and_nothing_is_handed_in(account: Account) -> None:
    SealedFile.objects.filter(kind="PORTRAIT").delete()
    with pytest.raises(Refused, match="还没有填完，不能提交：照片（照片）"):
        press(account)
    assert not Candidate.objects.exists()


def test_every_objection_is_said_before_and_when_it_is_handed_in(account: Account) -> None:
    save(account, "education", {"kind": "SENIOR_SECONDARY"}, seen=1)
    with scope(door(account)):
        said = objections(border=BORDER, actor=actor_of(account), at=AT, keys=KEYS)
    assert any("报考专升本须具有专科毕业" in one for one in said)
    with pytest.raises(RowsRefused) as refused:
        press(account)
    assert tuple(fault.expected for fault in refused.value.faults) == said


def test_age_of_25_is_claimed_by_itself(db: None) -> None:
    programme = a_world()
    account = an_applicant(identity_number=an_identity_number())
    a_whole_draft(account=account, point=COUNTY, codes=[programme.code])
    press(account)
    assert list(Claim.objects.values_list("kind", "points")) == [(ClaimKind.AGED_25, 20)]


def test_a_stranger_hands_in_nothing_of_it(account: Account) -> None:
    stranger = an_applicant()
    with pytest.raises(Refused, match="还没有填完"):
        press(stranger)
    assert not Candidate.objects.exists()
    assert RegistrationDraft.objects.filter(candidate__isnull=False).count() == 0


@pytest.mark.parametrize("role", [Role.COUNTY_REVIEWER, Role.PROVINCE_OFFICER, None])
def test_nobody_but_a_candidate_fills_in_or_hands_in(account: Account, role: Role | None) -> None:
    other = replace(actor_of(account), role=role)
    for act in (
        lambda: hand_in(border=BORDER, actor=other, at=AT, keys=KEYS, trace=TraceForm()),
        lambda: save_answers(
            border=BORDER, actor=other, at=AT, keys=KEYS, step="level", given={"level": "1"}, seen=9
        ),
    ):
        with pytest.raises(Refused):
            act()
    assert not Candidate.objects.exists()


def save(account: Account, step: str, given: dict[str, object], *, seen: int) -> int:
    with scope(door(account)):
        return save_answers(
            border=BORDER, actor=actor_of(account), at=AT, keys=KEYS, step=step, given=given, seen=seen
        )


def test_answers_are_kept_in_versions_and_the_same_again_is_none(account: Account) -> None:
    assert save(account, "employer", {"employer": "晋阳商店"}, seen=1) == 2
    assert save(account, "employer", {"employer": "晋阳商店"}, seen=2) == 2
    held = draft_of(account.pk, 2024, "14", KEYS)
    assert held is not None
    assert held.answers[DraftTask.HOUSEHOLD]["employer"] == "晋阳商店"
    assert held.answers[DraftTask.HOUSEHOLD]["hukou"] == "140105"
    assert AuditRow.objects.filter(act="save_answers").count() == 1


def test_what_was_saved_elsewhere_is_not_written_over_unseen(account: Account) -> None:
    save(account, "employer", {"employer": "晋阳商店"}, seen=1)
    with pytest.raises(DraftChanged) as changed:
        save(account, "employer", {"employer": "龙城书店"}, seen=1)
    assert changed.value.version == 2
    assert save(account, "employer", {"employer": "龙城书店"}, seen=2) == 3


def test_answers_stand_in_no_table_in_clear(account: Account) -> None:
    for row in DraftAnswer.objects.all():
        assert "张三丰".encode() not in bytes(row.sealed)
    press(account)
    assert "张三丰".encode() not in bytes(RegistrationVersion.objects.get().content_sealed)


def returned(account: Account) -> Candidate:
    press(account)
    own = Candidate.objects.get(account=account)
    Registration.objects.filter(candidate=own).update(state=RegistrationState.RETURNED)
    SealedFile.objects.update(kept_at=OPENS)
    return own


def test_while_the_office_has_it_nothing_is_changed(account: Account) -> None:
    press(account)
    with pytest.raises(Refused, match="报名已经提交，现在是“待审核”"):
        save(account, "employer", {"employer": "晋阳商店"}, seen=0)


def test_what_was_returned_is_mended_and_handed_in_as_the_next_version(account: Account) -> None:
    own = returned(account)
    save(account, "employer", {"employer": "晋阳商店"}, seen=0)
    receipt = press(account, AT + timedelta(hours=1))
    own.refresh_from_db()
    assert (own.employer, own.registration.state) == ("晋阳商店", RegistrationState.SUBMITTED)
    assert (receipt.version, receipt.candidate_number) == (2, own.candidate_number)
    newest, first = versions_of(own.pk, KEYS)
    assert [one.answers[DraftTask.HOUSEHOLD]["employer"] for one in (newest, first)] == [
        "晋阳商店",
        "太原市第一机械厂",
    ]


def test_only_what_was_returned_is_changed(account: Account) -> None:
    own = returned(account)
    decision = ReviewDecision.objects.create(
        season=2024,
        province="14",
        candidate=own,
        reviewer=an_account(),
        verdict="RETURN",
        reason="工作单位不完整",
        at=AT,
    )
    ReturnedItem.objects.create(
        season=2024, province="14", candidate=own, decision=decision, item="EMPLOYER", reason="写全称"
    )
    with pytest.raises(Refused, match="“毕业证书”没有退回，不能改"):
        save(account, "certificate", {"school": "另一所学校"}, seen=0)
    # A field of another page that is sent along is left as it was.
    assert save(account, "employer", {"employer": "晋阳商店", "point": "/14/1402/"}, seen=0) == 1
    with pytest.raises(Refused, match="“照片”没有退回"), scope(door(account)):
        keep_file(
            border=BORDER,
            actor=actor_of(account),
            at=AT,
            kind=EvidenceKind.PORTRAIT,
            accepted=an_accepted_file(),
            keys=KEYS,
        )
    assert press(account, AT + timedelta(hours=1)).version == 2
    own.refresh_from_db()
    assert (own.employer, own.org_path) == ("晋阳商店", COUNTY)


def test_returned_and_not_changed_it_is_not_handed_in_again(account: Account) -> None:
    returned(account)
    with pytest.raises(Refused, match="退回的内容还没有更改"):
        press(account, AT + timedelta(hours=1))


def test_withdrawn_until_the_deadline_and_told(account: Account) -> None:
    press(account)
    with pytest.raises(Refused, match="已于2024年9月6日18:00截止"):
        withdraw_own(border=BORDER, actor=actor_of(account), at=CLOSES, reason="不考了")
    with scope(door(account)):
        withdraw_own(
            border=BORDER,
            actor=actor_of(account),
            at=CLOSES - timedelta(seconds=1),
            reason="不考了",
        )
    assert Registration.objects.get().state == RegistrationState.WITHDRAWN
    assert Message.objects.filter(kind="registration_withdrawn").count() == 1


def test_confirmed_once_the_office_has_passed_it(account: Account) -> None:
    press(account)

    def act() -> None:
        confirm_own(border=BORDER, actor=actor_of(account), at=AT)

    with pytest.raises(RowsRefused):
        act()
    Registration.objects.update(state=RegistrationState.APPROVED, approved_at=AT)
    with scope(door(account)), pytest.raises(RowsRefused, match="前置学历尚未核验"):
        act()
    Education.objects.update(verified_at=AT, verified_by="学信网")
    with scope(door(account)):
        act()
    assert Registration.objects.get().state == RegistrationState.CONFIRMED
    assert Message.objects.filter(kind="registration_confirmed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_are_one_registration_with_one_number(transactional_db: None) -> None:
    programme = a_world()
    account = an_applicant()
    a_whole_draft(account=account, point=COUNTY, codes=[programme.code])
    together = Barrier(20)

    def pressed(_: int) -> Receipt:
        together.wait(timeout=60)
        try:
            return press(account)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        receipts = list(threads.map(pressed, range(20)))
    assert len(set(receipts)) == 1
    assert (Candidate.objects.count(), RegistrationVersion.objects.count(), Message.objects.count()) == (
        1,
        1,
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_in_one_county_get_two_numbers(transactional_db: None) -> None:
    programme = a_world()
    people = [an_applicant(name=name) for name in ("张三丰", "李四光", "王五一", "赵六和")]
    for one in people:
        a_whole_draft(account=one, point=COUNTY, codes=[programme.code])
    together = Barrier(len(people))

    def pressed(one: Account) -> str:
        together.wait(timeout=60)
        try:
            return press(one).candidate_number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as threads:
        numbers = sorted(threads.map(pressed, people))
    assert numbers == [f"2414010500000{place}" for place in range(1, 5)]
