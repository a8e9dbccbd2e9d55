"""批量查看完整信息: by two, bounded, once, within a day, on the trail of each person."""

from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.actions.two_persons import by_two, confirm, put_forward
from tests.factories import BEIJING, BORDER, KEYS
from tests.factories.border import a_new_number

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.bulk_unmasking import (
    MOST_PERSONS,
    Unmasked,
    take_unmasked,
    unmask_people,
    unmasking_arguments,
)
from chengzhao.actions.refusals import RowsRefused
from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow, Candidate
from chengzhao.rules.privacy.sights import Room
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 1, 10, tzinfo=BEIJING)
ALL = (Room.IDENTITY, Room.PHONE, Room.PLACE)


@pytest.fixture
def people() -> list[Candidate]:
    county = factories.a_tree().county
    return [factories.a_candidate(confirmation_point=county, phone="13800000000") for _ in range(3)]


@pytest.fixture
def officer() -> Actor:
    return factories.an_actor()


def agreed(people: list[Candidate], officer: Actor, rooms: tuple[Room, ...] = ALL) -> Approval:
    numbers = [person.candidate_number for person in people]
    arguments = unmasking_arguments(numbers, rooms, "考点变更，电话通知")
    by_two("unmask_people", arguments, AT, first=officer)
    return Approval.objects.get(act="unmask_people")


def take(approval: Approval, actor: Actor, at: datetime = AT) -> tuple[Unmasked, ...]:
    return take_unmasked(border=BORDER, actor=actor, at=at, public_id=approval.public_id, keys=KEYS)


def test_file_holds_what_was_asked_for_and_each_person_reads_who_and_why(
    people: list[Candidate], officer: Actor
) -> None:
    found = take(agreed(people[:2], officer, (Room.PHONE,)), officer)
    assert [(one.phone, one.identity_number, one.address) for one in found] == [("13800000000", "", "")] * 2
    trail = AuditRow.objects.filter(act="take_unmasked")
    assert set(trail.values_list("candidate", flat=True)) == {person.pk for person in people[:2]}
    assert set(trail.values_list("reason", flat=True)) == {f"{Room.PHONE.label}：考点变更，电话通知"}


def test_file_is_handed_out_once(people: list[Candidate], officer: Actor) -> None:
    approval = agreed(people, officer)
    take(approval, officer)
    with pytest.raises(Refused, match="只能领取一次"):
        take(approval, officer)
    assert AuditRow.objects.filter(act="take_unmasked").count() == 3


def test_the_same_list_is_handed_out_again_when_two_agree_again(
    people: list[Candidate], officer: Actor
) -> None:
    take(agreed(people, officer), officer)
    numbers = [person.candidate_number for person in people]
    by_two("unmask_people", unmasking_arguments(numbers, ALL, "考点变更，电话通知"), AT, first=officer)
    again = Approval.objects.filter(act="unmask_people").latest("pk")
    assert len(take(again, officer)) == len(people)
    with pytest.raises(Refused, match="只能领取一次"):
        take(again, officer)


def test_file_is_for_whoever_asked_and_within_a_day(people: list[Candidate], officer: Actor) -> None:
    approval = agreed(people, officer)
    second = Approval.objects.get().second_id
    for account in (factories.an_account().pk, second):
        other = Actor(account=account, role=Role.PROVINCE_LEAD, org_path="/14/")
        with pytest.raises(Refused, match="由你提请"):
            take(approval, other)
    with pytest.raises(Refused, match="已超过24小时"):
        take(approval, officer, AT + timedelta(hours=24))
    assert take(approval, officer, AT + timedelta(hours=23, minutes=59))


def test_without_the_second_there_is_no_file(people: list[Candidate], officer: Actor) -> None:
    arguments = unmasking_arguments([people[0].candidate_number], ALL, "考点变更，电话通知")
    waiting = put_forward("unmask_people", arguments, AT, first=officer)
    with pytest.raises(Refused, match="没有经两人同意"):
        take(waiting, officer)
    lead = Actor(account=officer.account, role=Role.PROVINCE_LEAD, org_path="/14/")
    with pytest.raises(Refused, match="须由另一人复核"):
        confirm(waiting, AT, second=lead)
    with pytest.raises(Refused, match="须由两人办理"):
        unmask_people(
            border=BORDER, actor=factories.an_actor(role=Role.PROVINCE_LEAD), at=AT, arguments=arguments
        )


def test_what_the_role_may_not_see_in_this_stage_stays_empty(officer: Actor) -> None:
    draft = factories.a_candidate(confirmation_point=factories.a_tree().county, state=RegistrationState.DRAFT)
    [found] = take(agreed([draft], officer), officer)
    assert (found.identity_number, found.phone, found.address) == ("", "", "")


@pytest.mark.parametrize(
    ("numbers", "rooms", "reason", "sentence"),
    [
        ((), ALL, "考点变更", "一次查看1至"),
        (("0",), ALL, "考点变更", "没有这些报名号：0"),
        (None, (), "考点变更", "请选择要查看的内容"),
        (None, (Room.MARK,), "考点变更", "请选择要查看的内容"),
        (None, ALL, " 看 ", "至少4个字"),
    ],
)
def test_list_that_is_not_put_forward(
    people: list[Candidate],
    numbers: tuple[str, ...] | None,
    rooms: tuple[Room, ...],
    reason: str,
    sentence: str,
) -> None:
    wanted = [people[0].candidate_number] if numbers is None else list(numbers)
    with pytest.raises(Refused, match=sentence):
        put_forward("unmask_people", unmasking_arguments(wanted, rooms, reason), AT)


def test_list_is_bounded_and_of_ones_own_people(people: list[Candidate]) -> None:
    many = [f"{a_new_number()}" for _ in range(MOST_PERSONS + 1)]
    with pytest.raises(Refused, match=f"现为{MOST_PERSONS + 1}人"):
        put_forward("unmask_people", unmasking_arguments(many, ALL, "考点变更"), AT)
    elsewhere = factories.an_actor(org_path="/14/1402/")
    own = unmasking_arguments([people[0].candidate_number], ALL, "考点变更")
    with pytest.raises(RowsRefused, match="管辖范围"):
        put_forward("unmask_people", own, AT, first=elsewhere)
