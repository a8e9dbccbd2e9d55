"""附件1·六（二）: a notice that is not to be put up is discarded; a line that was published wrongly is withdrawn."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import kept
from chengzhao.actions.moves import move_rows, state_trail
from chengzhao.actions.notice_effect import claim_name, open_objections
from chengzhao.actions.notices import book, locked_notice
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.registration_news import tell_claims
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Claim, NoticeEntry
from chengzhao.rules.disclosure import PUBLIC_NOTICE, NoticeState
from chengzhao.rules.preferences import CLAIM, ClaimState

LONGEST_REASON = 200


@cites("A1.6.3")
@transaction.atomic
def discard_notice(*, border: Border, actor: Actor, at: datetime, notice_id: int) -> None:
    """Discards a notice that has not been up; its claims may stand in another. Raises Refused."""
    notice = locked_notice(border, notice_id, NoticeState.DISCARDED)
    book(notice, NoticeState.DISCARDED, border, actor, at, "discard_notice")


@cites("A1.6.1", "A1.6.3", "N3.6")
@transaction.atomic
def withdraw_line(
    *, border: Border, actor: Actor, at: datetime, entry_id: int, reason: str, is_corrected: bool
) -> None:
    """Takes a line out of a notice that is up; its name is shown to nobody after that.

    `is_corrected` says that the line only said something wrong: the claim is to be publicised anew, for all the
    days. Otherwise the claim ends: refused, or revoked where it was in effect. Raises Refused without a reason, for
    a line that is gone already, and while an objection to it is open.
    """
    said = _reason(reason)
    entry = _locked_line(border, entry_id)
    claim = entry.claim
    name = claim_name(claim.candidate.candidate_number, claim.kind)
    own = [(claim.candidate_id, actor.account or 0)]
    refuse_faults(recusal_faults(border, own, {claim.candidate_id: name}))
    if open_objections(border, [claim.pk]):
        raise Refused("这一行有没有办结的异议，请先作出决定。")
    to = _after(ClaimState(claim.state), is_corrected=is_corrected)
    if to is not None:
        ends = {} if is_corrected else {"refused_reason": said}
        with kept(Claim):
            before = move_rows(Claim, CLAIM, border=border, names={claim.pk: name}, to=to, columns=ends)
        touched = state_trail(before, {claim.pk: name}, to, reason=said)
        record(border=border, actor=actor, at=at, act="withdraw_line", object_kind="claim", touched=touched)
        kind = "claim_again" if is_corrected else "claim_refused"
        tell_claims(border, {claim.pk: kind}, str(entry.pk))
    _withdraw(border, actor, at, entry, said)


def _withdraw(border: Border, actor: Actor, at: datetime, entry: NoticeEntry, reason: str) -> None:
    """Book the line as withdrawn, on the notice's own trail."""
    with kept(NoticeEntry):
        entry.withdrawn_at, entry.withdrawn_reason = at, reason
        entry.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    line = Touched(
        object_id=entry.notice.number,
        before=digest_of({"line": entry.pk, "withdrawn": False}),
        after=digest_of({"line": entry.pk, "withdrawn": True}),
        reason=reason,
    )
    record(
        border=border, actor=actor, at=at, act="withdraw_line", object_kind="public_notice", touched=[line]
    )


def _reason(reason: str) -> str:
    """Why a line is withdrawn, as everybody reads it. Raises Refused."""
    said = reason.strip()
    if not said:
        raise Refused("撤下必须写明理由。")
    if len(said) > LONGEST_REASON:
        raise Refused(f"理由最多{LONGEST_REASON}字，现为{len(said)}字，请缩短。")
    return said


def _locked_line(border: Border, entry_id: int) -> NoticeEntry:
    entry = (
        NoticeEntry.objects.select_for_update(of=("self",))
        .select_related("notice", "claim__candidate")
        .filter(season=border.season, province=border.province, pk=entry_id)
        .first()
    )
    if entry is None or NoticeState(entry.notice.state) not in PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"]:
        raise Refused("这一行不在公示中。")
    if entry.withdrawn_at is not None:
        raise Refused("这一行已经撤下。")
    return entry


def _after(state: ClaimState, *, is_corrected: bool) -> ClaimState | None:
    """What becomes of the claim of a line that is withdrawn; None for one that has ended already."""
    if state in CLAIM.sets["TERMINAL"]:
        return None
    if is_corrected:
        if state is not ClaimState.NOTIFIED:
            raise Refused("照顾已经生效，不能重新公示；确有错误的，不予照顾并撤下。")
        return ClaimState.DEPARTMENT_AGREED
    return ClaimState.REVOKED if state is ClaimState.EFFECTIVE else ClaimState.REFUSED
