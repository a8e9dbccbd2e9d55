"""附件1·六（三）: the office takes up what was reported, looks into it, and decides with a reason."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import kept
from chengzhao.actions.moves import move_rows, objection, state_trail
from chengzhao.actions.notice_effect import claim_name, ended_claims, open_objections, require_effect
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.registration_news import tell_claims
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Claim, Complaint, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import COMPLAINT, ComplaintState, NoticeState
from chengzhao.rules.preferences import CLAIM, ClaimState

LONGEST_ANSWER = 200
"""No longer than the reason that a refused claim keeps."""

_TOLD = {
    ClaimState.NOTIFIED: "claim_upheld",
    ClaimState.OBJECTED: "claim_objected",
    ClaimState.EFFECTIVE: "claim_effective",
    ClaimState.REFUSED: "claim_refused",
    ClaimState.REVOKED: "claim_refused",
}
"""What the candidate is told when a claim comes into a state by what became of an objection."""


@cites("A1.6.4", "N3.6")
@transaction.atomic
def accept_complaint(*, border: Border, actor: Actor, at: datetime, complaint_id: int) -> None:
    """Takes a report up; the claim that it is about stands as 有异议 until it is decided. Raises Refused."""
    complaint = _locked(border, actor, complaint_id, ComplaintState.ACCEPTED)
    before, complaint.state, complaint.accepted_at = complaint.state, ComplaintState.ACCEPTED.value, at
    _book(complaint, before, border, actor, at, "accept_complaint")
    claim = _claim(complaint)
    if claim is not None and claim.state == ClaimState.NOTIFIED:
        _move(claim, ClaimState.OBJECTED, border, actor, at, "accept_complaint")


@cites("A1.6.4")
@transaction.atomic
def decline_complaint(*, border: Border, actor: Actor, at: datetime, complaint_id: int, reason: str) -> None:
    """Does not take a report up, and says why; the claim goes on as if there were none. Raises Refused."""
    complaint = _locked(border, actor, complaint_id, ComplaintState.DECLINED)
    _answer(complaint, actor, at, reason)
    before, complaint.state = complaint.state, ComplaintState.DECLINED.value
    _book(complaint, before, border, actor, at, "decline_complaint", reason=complaint.answer)
    _let_stand(complaint, border, actor, at, "decline_complaint")


@cites("A1.6.4", "N3.6")
@transaction.atomic
def decide_complaint(
    *, border: Border, actor: Actor, at: datetime, complaint_id: int, is_sustained: bool, reason: str
) -> None:
    """Decides a report that was taken up. An objection that is sustained ends the claim.

    While the notice runs the claim is refused, after it revoked; one that is dismissed leaves the claim to its
    days, or lets it take effect where they are over. Raises Refused without a reason, for whoever keeps away from
    the candidate's file, and for a report that was decided already.
    """
    complaint = _locked(
        border, actor, complaint_id, ComplaintState.ANSWERED, through=ComplaintState.INVESTIGATED
    )
    _answer(complaint, actor, at, reason)
    before, complaint.state = complaint.state, ComplaintState.ANSWERED.value
    complaint.is_sustained = is_sustained
    _book(complaint, before, border, actor, at, "decide_complaint", reason=complaint.answer)
    if is_sustained and complaint.claim_id:
        _sustain(complaint, border, actor, at)
    else:
        _let_stand(complaint, border, actor, at, "decide_complaint")


def _sustain(complaint: Complaint, border: Border, actor: Actor, at: datetime) -> None:
    """The claim ends, and its line in the notice says so."""
    claim = _claim(complaint)
    assert claim is not None
    NoticeEntry.objects.filter(notice=complaint.notice_id, claim=claim.pk).update(objected=True)
    state = ClaimState(claim.state)
    if state in CLAIM.sets["TERMINAL"]:
        return
    to = ClaimState.REVOKED if state is ClaimState.EFFECTIVE else ClaimState.REFUSED
    columns = {"objection_sustained": True, "refused_reason": complaint.answer}
    _move(claim, to, border, actor, at, "sustain_objection", columns)


def _let_stand(complaint: Complaint, border: Border, actor: Actor, at: datetime, act: str) -> None:
    """Nothing stands against the claim any more, unless another objection is open or its registration has ended."""
    claim = _claim(complaint)
    if claim is None or claim.state != ClaimState.OBJECTED or open_objections(border, [claim.pk]):
        return
    notice = PublicNotice.objects.get(pk=complaint.notice_id)
    if notice.state == NoticeState.UP:
        _move(claim, ClaimState.NOTIFIED, border, actor, at, act)
        return
    if ended_claims([claim.pk]):
        return
    require_effect(border, notice, {claim.pk: _name(claim)})
    _move(claim, ClaimState.EFFECTIVE, border, actor, at, act, {"notice_completed_at": at})


def _move(
    claim: Claim,
    to: ClaimState,
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    columns: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    names = {claim.pk: _name(claim)}
    with kept(Claim):
        before = move_rows(Claim, CLAIM, border=border, names=names, to=to, columns=columns)
    touched = state_trail(before, names, to, reason=str(columns.get("refused_reason", "")))
    record(border=border, actor=actor, at=at, act=act, object_kind="claim", touched=touched)
    tell_claims(border, {claim.pk: _TOLD[to]}, f"{at.timestamp():.0f}")


def _locked(
    border: Border,
    actor: Actor,
    complaint_id: int,
    to: ComplaintState,
    *,
    through: ComplaintState | None = None,
) -> Complaint:
    """The report, locked, where it may move to the state and the actor need not keep away. Raises Refused."""
    complaint = (
        Complaint.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk=complaint_id)
        .first()
    )
    if complaint is None:
        raise Refused("本年度本省没有这件举报。")
    if reason := objection(COMPLAINT, ComplaintState(complaint.state), to, through):
        raise Refused(f"{complaint.number}：{reason}。")
    claim = _claim(complaint)
    if claim is not None:
        pairs = [(claim.candidate_id, actor.account or 0)]
        refuse_faults(recusal_faults(border, pairs, {claim.candidate_id: _name(claim)}))
    return complaint


def _claim(complaint: Complaint) -> Claim | None:
    """The claim that is objected to, locked."""
    if complaint.claim_id is None:
        return None
    rows = Claim.objects.select_for_update(of=("self",)).select_related("candidate")
    return rows.get(pk=complaint.claim_id)


def _name(claim: Claim) -> str:
    return claim_name(claim.candidate.candidate_number, claim.kind)


def _answer(complaint: Complaint, actor: Actor, at: datetime, reason: str) -> None:
    said = reason.strip()
    if not said:
        raise Refused("请写明理由，举报人凭受理编号可以看到。")
    if len(said) > LONGEST_ANSWER:
        raise Refused(f"理由最多{LONGEST_ANSWER}字，现为{len(said)}字，请缩短。")
    complaint.answer, complaint.decided_by_id, complaint.answered_at = said, actor.account, at


def _book(
    complaint: Complaint,
    before: str,
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    *,
    reason: str = "",
) -> None:
    with kept(Complaint):
        complaint.save()
    after = {"state": complaint.state, "sustained": complaint.is_sustained}
    touched = Touched(
        object_id=complaint.number,
        before=digest_of({"state": before, "sustained": None}),
        after=digest_of(after),
        reason=reason,
    )
    record(border=border, actor=actor, at=at, act=act, object_kind="complaint", touched=[touched])
