"""Objections to a notice: received with a number, taken up, decided with a reason; and what they do to the claim."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, trail_of
from tests.actions.test_notices import (
    DAY,
    LAST,
    NUMBER,
    a_notice_up,
    an_agreed_claim,
    complete,
    draft,
    name_of,
    put_up,
    sign,
    state_of,
    withdrawn,
)
from tests.factories import BORDER, KEYS, a_complaint, a_notice, an_account, an_actor

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.complaint_decisions import accept_complaint, decide_complaint, decline_complaint
from chengzhao.actions.complaints import ComplaintForm, file_complaint
from chengzhao.actions.notice_lines import withdraw_line
from chengzhao.law.words import Role
from chengzhao.records.models import Claim, Complaint, Message, NoticeEntry, PublicNotice, Recusal
from chengzhao.records.sealed import COMPLAINT_CONTACT, COMPLAINT_TEXT, MESSAGE_TEXT
from chengzhao.rules.disclosure import ComplaintChannel, ComplaintState, NoticeState
from chengzhao.rules.governance import Relation

pytestmark = pytest.mark.django_db

SOMEBODY = Actor(account=None, role=None, org_path="")
ONCE = UUID("00000000-0000-4000-8000-000000000001")


def report(notice_id: int, claim: Claim | None = None, *, actor: Actor = SOMEBODY, **facts: Any) -> str:
    entry = NoticeEntry.objects.get(notice=notice_id, claim=claim).pk if claim else None
    form = {"text": "证书不是本人的", "contact": "", "came_by": ComplaintChannel.WEB, "once": uuid4()} | facts
    return file_complaint(
        border=BORDER,
        actor=actor,
        at=DAY,
        keys=KEYS,
        form=ComplaintForm(notice_id=notice_id, **({"entry_id": entry} | form)),
    )


def an_objection(notice_id: int, claim: Claim) -> int:
    report(notice_id, claim)
    return Complaint.objects.latest("pk").pk


def accept(complaint_id: int, actor: Actor | None = None) -> None:
    accept_complaint(border=BORDER, actor=actor or an_actor(), at=DAY, complaint_id=complaint_id)


def decline(complaint_id: int, reason: str = "没有依据") -> None:
    decline_complaint(border=BORDER, actor=an_actor(), at=DAY, complaint_id=complaint_id, reason=reason)


def decide(
    complaint_id: int, *, is_sustained: bool, reason: str = "已向发证单位核实", actor: Actor | None = None
) -> None:
    decide_complaint(
        border=BORDER,
        actor=actor or an_actor(),
        at=DAY,
        complaint_id=complaint_id,
        is_sustained=is_sustained,
        reason=reason,
    )


def told(claim: Claim) -> list[str]:
    """The texts written to the candidate of a claim, oldest first."""
    rows = Message.objects.filter(candidate=claim.candidate_id).order_by("pk")
    return [MESSAGE_TEXT.text(KEYS, row.pk, bytes(row.text_sealed)) for row in rows]


def test_a_report_gets_a_number_and_is_sealed() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    number = report(key, claim, contact="13800000000")
    row = Complaint.objects.get()
    assert number == f"JB202414{row.pk:06d}"
    assert (row.state, row.came_by, row.claim, row.notice_id) == ("RECEIVED", "WEB", claim, key)
    assert COMPLAINT_TEXT.text(KEYS, row.pk, row.text_sealed) == "证书不是本人的"
    assert COMPLAINT_CONTACT.text(KEYS, row.pk, row.contact_sealed) == "13800000000"
    assert trail_of("file_complaint") == [("complaint", number)]
    assert state_of(claim) == "NOTIFIED"


def test_a_report_sent_twice_is_one() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    assert report(key, claim, once=ONCE) == report(key, claim, once=ONCE)
    assert Complaint.objects.count() == 1
    assert len(trail_of("file_complaint")) == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": " 不实 "}, "请写明哪里不实、有什么依据。"),
        ({"text": "长" * 1001}, "内容最多1000字，现为1001字，请缩短。"),
        ({"contact": "长" * 101}, "联系方式最多100字，请缩短。"),
        ({"came_by": ComplaintChannel.LETTER}, "单位登记须先登录。"),
        ({"entry_id": 0}, "公示名单里没有这一行，请回到公示页面重新选择。"),
    ],
)
def test_a_report_that_is_not_taken(facts: dict[str, Any], sentence: str) -> None:
    key = a_notice_up(an_agreed_claim())
    with refused(sentence):
        report(key, **facts)


def test_a_report_takes_at_least_five_and_at_most_a_thousand_characters() -> None:
    key = a_notice_up(an_agreed_claim())
    for text in ("证书是假的", "长" * 1000):
        report(key, text=text)
    assert Complaint.objects.count() == 2


@pytest.mark.parametrize(
    "state", [NoticeState.DRAFT, NoticeState.SIGNED, NoticeState.DOWN, NoticeState.DISCARDED]
)
def test_a_notice_that_is_not_up_takes_no_report(state: NoticeState) -> None:
    with refused("这份公示不在公示中，不能在这里提出异议。请按公示写明的举报渠道反映。"):
        report(a_notice(state=state).pk)


def test_an_office_writes_down_what_came_by_letter() -> None:
    key = a_notice_up(an_agreed_claim())
    officer = an_actor()
    report(key, actor=officer, came_by=ComplaintChannel.LETTER)
    row = Complaint.objects.get()
    assert (row.came_by, row.entered_by_id, row.claim) == ("LETTER", officer.account, None)
    with refused("请选择来信、来电或者来访。"):
        report(key, actor=officer)


def test_a_report_that_is_taken_up_holds_the_claim() -> None:
    claim = an_agreed_claim()
    complaint = an_objection(a_notice_up(claim), claim)
    accept(complaint)
    row = Complaint.objects.get()
    assert (row.state, row.accepted_at, state_of(claim)) == ("ACCEPTED", DAY, "OBJECTED")
    assert trail_of("accept_complaint") == [("complaint", row.number), ("claim", name_of(claim))]
    assert told(claim)[-1] == "您的一项照顾申请有人提出异议，核查结束以前不生效。请登录报名系统查看。"
    with pytest.raises(Refused, match="“已受理”不能转为“已受理”"):
        accept(complaint)


def test_a_sustained_objection_ends_the_claim() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    complaint = an_objection(key, claim)
    accept(complaint)
    decide(complaint, is_sustained=True)
    claim.refresh_from_db()
    assert (claim.state, claim.objection_sustained, claim.refused_reason) == (
        "REFUSED",
        True,
        "已向发证单位核实",
    )
    assert NoticeEntry.objects.get().objected is True
    row = Complaint.objects.get()
    assert (row.state, row.is_sustained, row.answer, row.answered_at) == (
        "ANSWERED",
        True,
        "已向发证单位核实",
        DAY,
    )
    assert trail_of("sustain_objection") == [("claim", name_of(claim))]
    assert complete(key) == 0
    assert state_of(claim) == "REFUSED"
    assert told(claim)[-1] == "您的一项照顾申请没有通过。原因请登录报名系统查看。"


def test_a_dismissed_objection_lets_the_claim_run_on() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    complaint = an_objection(key, claim)
    accept(complaint)
    decide(complaint, is_sustained=False)
    assert state_of(claim) == "NOTIFIED"
    assert NoticeEntry.objects.get().objected is False
    assert complete(key) == 1
    assert state_of(claim) == "EFFECTIVE"


def test_an_objection_to_a_claim_in_effect_revokes_it_when_sustained() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    complete(key)
    complaint = an_objection(key, claim)
    accept(complaint)
    assert state_of(claim) == "EFFECTIVE"
    decide(complaint, is_sustained=True)
    claim.refresh_from_db()
    assert (claim.state, claim.objection_sustained) == ("REVOKED", True)


@pytest.mark.parametrize("is_accepted", [False, True])
def test_no_claim_takes_effect_while_an_objection_is_open(is_accepted: bool) -> None:
    claim, other = an_agreed_claim(), an_agreed_claim()
    key = a_notice_up(claim, other)
    complaint = an_objection(key, claim)
    if is_accepted:
        accept(complaint)
    assert complete(key) == 1
    assert (state_of(claim), state_of(other)) == ("OBJECTED", "EFFECTIVE")
    if is_accepted:
        decide(complaint, is_sustained=False)
    else:
        decline(complaint)
    claim.refresh_from_db()
    assert (claim.state, claim.notice_completed_at) == ("EFFECTIVE", DAY)


def test_a_dismissed_objection_lets_no_claim_of_who_withdrew_take_effect() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    complaint = an_objection(key, claim)
    accept(complaint)
    complete(key)
    withdrawn(claim)
    decide(complaint, is_sustained=False)
    assert state_of(claim) == "OBJECTED"
    assert Complaint.objects.get().state == "ANSWERED"


def test_a_claim_waits_for_the_last_of_its_objections() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    first, second = an_objection(key, claim), an_objection(key, claim)
    accept(first)
    accept(second)
    decide(first, is_sustained=False)
    assert state_of(claim) == "OBJECTED"
    decide(second, is_sustained=True)
    assert state_of(claim) == "REFUSED"


def test_a_second_objection_to_a_claim_that_has_ended_is_still_answered() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    first, second = an_objection(key, claim), an_objection(key, claim)
    for complaint in (first, second):
        accept(complaint)
        decide(complaint, is_sustained=True)
    assert list(Complaint.objects.values_list("state", flat=True)) == ["ANSWERED", "ANSWERED"]
    assert state_of(claim) == "REFUSED"


def test_a_decision_has_a_reason_and_is_made_once() -> None:
    claim = an_agreed_claim()
    complaint = an_objection(a_notice_up(claim), claim)
    with refused("请写明理由，举报人凭受理编号可以看到。"):
        decline(complaint, " ")
    with pytest.raises(Refused, match="“已收到”不能转为“已答复”"):
        decide(complaint, is_sustained=True)
    accept(complaint)
    with refused("请写明理由，举报人凭受理编号可以看到。"):
        decide(complaint, is_sustained=True, reason="")
    with refused("理由最多200字，现为201字，请缩短。"):
        decide(complaint, is_sustained=True, reason="长" * 201)
    decide(complaint, is_sustained=False, reason="长" * 200)
    with pytest.raises(Refused, match="“已答复”不能转为“已答复”"):
        decide(complaint, is_sustained=True)
    assert state_of(claim) == "NOTIFIED"


def test_whoever_keeps_away_from_a_candidate_decides_nothing_about_the_claim() -> None:
    claim = an_agreed_claim()
    complaint = an_objection(a_notice_up(claim), claim)
    officer = an_actor()
    Recusal.objects.create(
        season=claim.season,
        province=claim.province,
        account_id=officer.account,
        candidate=claim.candidate,
        relation=Relation.RELATIVE,
        declared_at=DAY,
    )
    with pytest.raises(Refused, match="回避"):
        accept(complaint, officer)
    accept(complaint)
    with pytest.raises(Refused, match="回避"):
        decide(complaint, is_sustained=False, actor=officer)
    decide(complaint, is_sustained=False)


def test_a_report_about_the_whole_notice_changes_no_claim() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    report(key)
    complaint = Complaint.objects.get().pk
    accept(complaint)
    decide(complaint, is_sustained=True)
    row = Complaint.objects.get()
    assert (row.state, row.is_sustained, state_of(claim)) == ("ANSWERED", True, "NOTIFIED")


@pytest.mark.django_db(transaction=True)
def test_two_decide_at_once_and_one_does() -> None:
    claim = an_agreed_claim()
    complaint = an_objection(a_notice_up(claim), claim)
    accept(complaint)
    assert press_twice(lambda: decide(complaint, is_sustained=True)).count(DONE) == 1
    assert trail_of("sustain_objection") == [("claim", name_of(claim))]


def withdraw(claim: Claim, *, is_corrected: bool, reason: str = "单位名称写错") -> None:
    entry = NoticeEntry.objects.filter(claim=claim).latest("pk")
    withdraw_line(
        border=BORDER, actor=an_actor(), at=DAY, entry_id=entry.pk, reason=reason, is_corrected=is_corrected
    )


def test_a_withdrawn_line_that_is_corrected_is_publicised_anew_for_all_the_days() -> None:
    claim, other = an_agreed_claim(), an_agreed_claim()
    first = a_notice_up(claim, other)
    withdraw(claim, is_corrected=True)
    entry = NoticeEntry.objects.get(claim=claim)
    assert (entry.withdrawn_at, entry.withdrawn_reason, state_of(claim)) == (
        DAY,
        "单位名称写错",
        "DEPARTMENT_AGREED",
    )
    second = draft(claim, number="更正1号")
    sign(second)
    until = put_up(second, at=DAY + timedelta(days=3))
    assert until == LAST + timedelta(days=3)
    assert complete(first) == 1
    assert (state_of(claim), state_of(other)) == ("NOTIFIED", "EFFECTIVE")
    assert complete(second, at=until) == 1
    assert state_of(claim) == "EFFECTIVE"


def test_a_withdrawn_line_ends_the_claim() -> None:
    running, effective = an_agreed_claim(), an_agreed_claim()
    a_notice_up(running)
    withdraw(running, is_corrected=False, reason="本人放弃")
    assert state_of(running) == "REFUSED"
    PublicNotice.objects.update(number="另一份")
    complete(a_notice_up(effective))
    with refused("照顾已经生效，不能重新公示；确有错误的，不予照顾并撤下。"):
        withdraw(effective, is_corrected=True)
    withdraw(effective, is_corrected=False, reason="本人放弃")
    assert state_of(effective) == "REVOKED"
    assert trail_of("withdraw_line")[-2:] == [("claim", name_of(effective)), ("public_notice", NUMBER)]
    with refused("这一行已经撤下。"):
        withdraw(effective, is_corrected=False)


def test_a_line_is_not_withdrawn_while_an_objection_to_it_is_open_or_without_a_reason() -> None:
    claim = an_agreed_claim()
    complaint = an_objection(a_notice_up(claim), claim)
    with refused("撤下必须写明理由。"):
        withdraw(claim, is_corrected=True, reason=" ")
    with refused("这一行有没有办结的异议，请先作出决定。"):
        withdraw(claim, is_corrected=True)
    decline(complaint)
    withdraw(claim, is_corrected=True)
    with refused("这一行已经撤下，不再享受照顾，不用提出异议。"):
        report(PublicNotice.objects.get().pk, claim)


def test_claimants_are_told_when_the_notice_goes_up_and_when_it_is_over() -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    up = "您的一项照顾申请正在公示，10月18日前接受异议，期满没有异议才生效。"
    assert told(claim) == [up]
    complete(key)
    done = "您的一项照顾申请公示期满，没有成立的异议，已经生效。请登录报名系统查看。"
    assert told(claim) == [up, done]


def test_a_received_report_is_decided_by_somebody_of_the_province_only() -> None:
    complaint = a_complaint(notice=a_notice())
    reviewer = Actor(account=an_account().pk, role=Role.COUNTY_REVIEWER, org_path="/14/")
    with pytest.raises(Refused, match="这项工作由省招办工作人员、省招办负责人办理，你的角色是县区审核员。"):
        accept(complaint.pk, reviewer)
    assert Complaint.objects.get().state == ComplaintState.RECEIVED
