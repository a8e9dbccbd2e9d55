"""Acts of two: put forward by one, seen and confirmed by another, done once, or not at all."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, trail_of
from tests.actions.two_persons import a_first, a_second, by_two, confirm, put_forward, somebody
from tests.factories import BORDER, REGISTRATION_DAY, a_candidate, a_tree, an_account, an_actor

from chengzhao.actions.approvals import (
    Changed,
    Settled,
    confirm_approval,
    open_approval,
    refuse_approval,
    withdraw_approval,
)
from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.bulk_unmasking import unmasking_arguments
from chengzhao.actions.duties import ACT_ROLES
from chengzhao.actions.procedures import PROCEDURES
from chengzhao.actions.roles import GrantForm, grant_arguments, grant_roles, grants_of
from chengzhao.actions.signatures import Difference, differences
from chengzhao.law.words import Role
from chengzhao.records.models import Account, Approval, AuditRow, Organisation, StaffRole
from chengzhao.rules.governance import TWO_PERSON_ACTS, ApprovalState
from chengzhao.rules.privacy.sights import Room

pytestmark = pytest.mark.django_db

ACT = "grant_roles"
AT = REGISTRATION_DAY
SECOND_SENTENCE = "“授予角色”由你提请，须由另一人复核。"


@pytest.fixture(autouse=True)
def _tree() -> None:
    a_tree()


@pytest.fixture
def grants() -> dict[str, Any]:
    """A grant of one role to somebody new."""
    form = GrantForm(
        account_id=an_account(username="fresh").pk,
        org_path="/14/1401/140105/",
        role=Role.COUNTY_REVIEWER,
        valid_from=AT,
        valid_until=AT + timedelta(days=90),
    )
    return grant_arguments([form])


def given() -> QuerySet[StaffRole]:
    """The roles that the grant of the tests gave: those who sign have their own."""
    return StaffRole.objects.filter(account__username="fresh")


def test_every_act_of_the_table_has_a_procedure_and_its_seconds_do_it() -> None:
    assert set(PROCEDURES) == set(TWO_PERSON_ACTS)
    assert {act: ACT_ROLES[act] for act in TWO_PERSON_ACTS} == {
        act: one.seconds for act, one in TWO_PERSON_ACTS.items()
    }


@pytest.mark.parametrize("act", sorted(TWO_PERSON_ACTS))
def test_no_act_of_the_table_is_done_by_one(act: str, grants: dict[str, Any]) -> None:
    waiting, other = put_forward(ACT, grants, AT), put_forward(ACT, a_second_grant(), AT)
    confirm(other, AT, second=a_second(ACT))
    for approval in (None, 0, waiting.pk, other.pk):
        for role in TWO_PERSON_ACTS[act].seconds:
            alone = replace(somebody(role), approval=approval)
            with pytest.raises(Refused, match=f"“{TWO_PERSON_ACTS[act].title}”须由两人办理"):
                record(
                    border=BORDER,
                    actor=alone,
                    at=AT,
                    act=act,
                    object_kind="thing",
                    touched=[Touched(object_id="1", after="")],
                )
    assert not AuditRow.objects.filter(object_kind="thing").exists()


def a_second_grant() -> dict[str, Any]:
    form = GrantForm(
        account_id=an_account().pk,
        org_path="/14/1401/140105/",
        role=Role.SECOND_REVIEWER,
        valid_from=AT,
        valid_until=AT + timedelta(days=90),
    )
    return grant_arguments([form])


def test_nothing_is_done_until_the_second_confirms(grants: dict[str, Any]) -> None:
    first, second = a_first(ACT), a_second(ACT)
    waiting = put_forward(ACT, grants, AT, first=first)
    assert not given().exists()
    assert (waiting.state, waiting.first_id, waiting.second_id) == ("OPEN", first.account, None)
    assert waiting.lapses_at == AT + timedelta(days=3)
    later = AT + timedelta(hours=2)
    assert confirm(waiting, later, second=second) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.second_id, waiting.second_role, waiting.second_at) == (
        "DONE",
        second.account,
        "SECURITY_ADMIN",
        later,
    )
    assert given().count() == 1


def test_both_stand_on_the_trail_of_the_object(grants: dict[str, Any]) -> None:
    first, second = a_first(ACT), a_second(ACT)
    waiting = put_forward(ACT, grants, AT, first=first)
    confirm(waiting, AT, second=second)
    rows = AuditRow.objects.filter(object_kind="staff_role").order_by("pk")
    assert list(rows.values_list("act", "account", "object_id", "after_digest", "reason"))[:2] == [
        ("open_approval", first.account, waiting.object_id, waiting.digest, "授予角色"),
        ("confirm_approval", second.account, waiting.object_id, waiting.digest, "授予角色"),
    ]
    assert rows[2].act == "grant_roles"
    assert rows[2].account_id == second.account


def test_the_first_cannot_be_the_second(grants: dict[str, Any]) -> None:
    person = a_first(ACT)
    waiting = put_forward(ACT, grants, AT, first=person)
    with refused(SECOND_SENTENCE):
        confirm(waiting, AT, second=person)
    with refused(SECOND_SENTENCE):
        refuse_approval(border=BORDER, actor=person, at=AT, approval_id=waiting.pk, reason="不")


@pytest.mark.parametrize("role", sorted(set(Role) - set(TWO_PERSON_ACTS[ACT].firsts)))
def test_who_may_not_open_or_confirm_does_not(role: Role, grants: dict[str, Any]) -> None:
    names = "、".join(one.label for one in TWO_PERSON_ACTS[ACT].firsts)
    actor = an_actor(role=role, org_path="/")
    with refused(f"“授予角色”由{names}提请，你的角色是{role.label}。"):
        put_forward(ACT, grants, AT, first=actor)
    waiting = put_forward(ACT, grants, AT)
    with refused(f"“授予角色”由{names}复核，你的角色是{role.label}。"):
        confirm(waiting, AT, second=actor)


def test_nobody_without_an_account_opens_or_confirms(grants: dict[str, Any]) -> None:
    nobody = replace(a_first(ACT), account=None)
    with refused("双人办理的事项必须由登录的工作人员提请。"):
        put_forward(ACT, grants, AT, first=nobody)
    waiting = put_forward(ACT, grants, AT)
    with refused("双人办理的事项必须由登录的工作人员复核。"):
        confirm(waiting, AT, second=nobody)


def test_the_second_confirms_the_digest_that_was_put_forward(grants: dict[str, Any]) -> None:
    waiting = put_forward(ACT, grants, AT)
    with refused("你看到的内容不是提请的内容，请重新打开这一页核对。"):
        confirm_approval(border=BORDER, actor=a_second(ACT), at=AT, approval_id=waiting.pk, digest="0" * 64)


def test_the_second_is_told_what_changed_meanwhile(grants: dict[str, Any]) -> None:
    waiting = put_forward(ACT, grants, AT)
    Organisation.objects.filter(path="/14/1401/140105/").update(name="龙城区招生考试中心")
    with pytest.raises(Changed) as caught:
        confirm(waiting, AT)
    assert caught.value.differences == (
        Difference(
            name="1. 王敏（fresh）",
            before="县区审核员，小店区招生考试中心，2024-09-05至2024-12-04",
            after="县区审核员，龙城区招生考试中心，2024-09-05至2024-12-04",
        ),
    )
    assert not given().exists()
    assert Approval.objects.get().state == "OPEN"


@pytest.mark.parametrize("lost", ["ended", "elsewhere", "another role"])
def test_who_put_it_forward_must_still_have_the_role(grants: dict[str, Any], lost: str) -> None:
    first = a_first(ACT)
    waiting = put_forward(ACT, grants, AT, first=first)
    held = StaffRole.objects.filter(account=first.account)
    if lost == "ended":
        held.update(valid_until=AT)
    elif lost == "elsewhere":
        held.update(organisation=Organisation.objects.get(path="/14/1401/140105/14010501/"))
    else:
        held.update(role=Role.SYSTEM_ADMIN)
    with refused("提请人王敏已不是这里的安全管理员，请由其他人重新提请。"):
        confirm(waiting, AT)
    assert not given().exists()
    assert Approval.objects.get().state == "OPEN"


def test_an_approval_carries_out_what_was_signed_and_nothing_else(grants: dict[str, Any]) -> None:
    second = a_second(ACT)
    waiting = put_forward(ACT, grants, AT)
    confirm(waiting, AT, second=second)
    holder = replace(second, approval=waiting.pk)
    require_both(ACT, BORDER, holder, grants)
    other = grants_of(a_second_grant())
    with refused("两人签字的“授予角色”不是这一项内容，没有办理，请重新提请。"):
        grant_roles(border=BORDER, actor=holder, at=AT, grants=other)
    assert not StaffRole.objects.filter(account=other[0].account_id).exists()


def test_differences_name_what_is_new_and_what_is_gone() -> None:
    assert differences([("a", "1"), ("b", "2"), ("c", "3")], [("a", "1"), ("b", "5"), ("d", "4")]) == (
        Difference(name="b", before="2", after="5"),
        Difference(name="d", before="", after="4"),
        Difference(name="c", before="3", after=""),
    )


@pytest.mark.parametrize(
    ("waited", "is_done"), [(timedelta(days=3, seconds=-1), True), (timedelta(days=3), False)]
)
def test_what_nobody_confirms_lapses(grants: dict[str, Any], waited: timedelta, is_done: bool) -> None:
    waiting = put_forward(ACT, grants, AT)
    if is_done:
        assert confirm(waiting, AT + waited) == 1
        return
    for step in (confirm, lambda row, at: withdraw(row, at, a_first(ACT))):
        with refused("这项提请已失效，不能再办理。"):
            step(waiting, AT + waited)
    again = put_forward(ACT, grants, AT + waited)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("LAPSED", "到时无人复核")
    assert confirm(again, AT + waited) == 1


def withdraw(approval: Approval, at: datetime, actor: Actor) -> None:
    withdraw_approval(border=BORDER, actor=actor, at=at, approval_id=approval.pk)


def test_the_first_withdraws_and_nobody_else(grants: dict[str, Any]) -> None:
    first = a_first(ACT)
    waiting = put_forward(ACT, grants, AT, first=first)
    with refused("只有提请人可以撤回。"):
        withdraw(waiting, AT, a_second(ACT))
    withdraw(waiting, AT, first)
    with refused("这项提请已撤回，不能再办理。"):
        confirm(waiting, AT)
    assert trail_of("withdraw_approval") == [("staff_role", waiting.object_id)]
    assert put_forward(ACT, grants, AT, first=first).pk != waiting.pk


def test_the_second_refuses_with_a_reason(grants: dict[str, Any]) -> None:
    waiting, second = put_forward(ACT, grants, AT), a_second(ACT)
    with refused("不同意必须写明理由。"):
        refuse_approval(border=BORDER, actor=second, at=AT, approval_id=waiting.pk, reason="  ")
    refuse_approval(border=BORDER, actor=second, at=AT, approval_id=waiting.pk, reason="任期过长")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.second_id, waiting.reason) == ("REFUSED", second.account, "任期过长")
    with refused("这项提请未同意，由王敏于2024-09-05 10:00，不能再办理。"):
        confirm(waiting, AT)
    assert AuditRow.objects.get(act="refuse_approval").reason == "授予角色：任期过长"
    assert not given().exists()


def test_a_reason_that_is_too_long_is_refused(grants: dict[str, Any]) -> None:
    waiting = put_forward(ACT, grants, AT)
    with refused("填写的内容过长或含有不能保存的字符，请检查后重新提交。"):
        refuse_approval(border=BORDER, actor=a_second(ACT), at=AT, approval_id=waiting.pk, reason="长" * 401)


def test_pressed_again_by_the_same_person_it_stays_one(grants: dict[str, Any]) -> None:
    first = a_first(ACT)
    assert put_forward(ACT, grants, AT, first=first).pk == put_forward(ACT, grants, AT, first=first).pk
    assert len(trail_of("open_approval")) == 1


def test_put_forward_by_another_it_is_to_be_confirmed(grants: dict[str, Any]) -> None:
    put_forward(ACT, grants, AT, first=a_first(ACT, an_account(display_name="李娜")))
    with refused("这件事已由李娜提请，你可以直接复核，不必再次提请。"):
        put_forward(ACT, grants, AT)


def test_a_first_who_lost_the_account_counts_no_more(grants: dict[str, Any]) -> None:
    first = a_first(ACT, an_account(display_name="李娜"))
    waiting = put_forward(ACT, grants, AT, first=first)
    Account.objects.filter(pk=first.account).update(is_active=False)
    with refused("提请人李娜的账号已停用，请由其他人重新提请。"):
        confirm(waiting, AT)


def test_approvals_of_another_season_or_province_are_not_there(grants: dict[str, Any]) -> None:
    waiting = put_forward(ACT, grants, AT)
    for border in (Border(season=2025, province="14"), Border(season=2024, province="32")):
        with refused("本年度本省没有这项提请。"):
            confirm(waiting, AT, border=border)


def test_what_cannot_be_done_is_not_put_forward(grants: dict[str, Any]) -> None:
    Organisation.objects.filter(path="/14/1401/140105/").update(path="/14/1401/140106/")
    with refused("有1处不能办理，全部未办：第1行 fresh：没有单位/14/1401/140105/。"):
        put_forward(ACT, grants, AT)
    assert not Approval.objects.exists()


def test_an_act_that_breaks_off_leaves_the_approval_waiting(
    grants: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = put_forward(ACT, grants, AT)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("chengzhao.actions.roles.copy_rows", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        confirm(waiting, AT)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.second_id) == ("OPEN", None)


@pytest.mark.django_db(transaction=True)
def test_confirmed_twice_at_once_is_done_once(grants: dict[str, Any]) -> None:
    waiting = put_forward(ACT, grants, AT)
    seconds = [a_second(ACT), a_second(ACT)]
    outcomes = press_twice(lambda: confirm(waiting, AT, second=seconds.pop()))
    assert outcomes == [DONE, "这项提请已办理，由王敏于2024-09-05 10:00，不能再办理。"]
    assert given().count() == 1


@pytest.mark.django_db(transaction=True)
def test_put_forward_twice_at_once_is_one(grants: dict[str, Any]) -> None:
    first = a_first(ACT)
    outcomes = press_twice(
        lambda: open_approval(border=BORDER, actor=first, at=AT, act=ACT, arguments=grants)
    )
    assert outcomes.count(DONE) >= 1
    assert Approval.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_withdrawn_and_confirmed_at_once_is_one_of_them(grants: dict[str, Any]) -> None:
    first, second = a_first(ACT), a_second(ACT)
    waiting = put_forward(ACT, grants, AT, first=first)
    steps = [lambda: withdraw(waiting, AT, first), lambda: confirm(waiting, AT, second=second)]
    outcomes = press_twice(lambda: steps.pop()())
    assert outcomes.count(DONE) == 1
    waiting.refresh_from_db()
    done = waiting.state == ApprovalState.DONE
    assert given().exists() is done


def test_settled_is_a_refusal_of_its_own(grants: dict[str, Any]) -> None:
    by_two(ACT, grants, AT)
    with pytest.raises(Settled):
        confirm(Approval.objects.get(), AT)


def test_numbers_in_a_reason_are_kept_by_nobody_who_signs() -> None:
    person = a_candidate(confirmation_point=Organisation.objects.get(path="/14/1401/140105/"))
    number, phone = "99999919900307002X", "13700001234"
    arguments = unmasking_arguments(
        [person.candidate_number], [Room.PHONE], f"考生{number}来电{phone}，核对本人"
    )
    waiting = put_forward("unmask_people", arguments, AT)
    confirm(waiting, AT)
    other = put_forward("unmask_people", arguments, AT)
    refuse_approval(
        border=BORDER,
        actor=a_second("unmask_people"),
        at=AT,
        approval_id=other.pk,
        reason=f"{number}不是本人，{phone}停机",
    )
    kept = [
        str(value) for table in (Approval, AuditRow) for row in table.objects.values_list() for value in row
    ]
    assert [text for text in kept if number in text or phone in text] == []
    other.refresh_from_db()
    assert other.reason == "〔身份证号〕不是本人，〔手机号〕停机"
    assert waiting.arguments["numbers"] == [person.candidate_number]
