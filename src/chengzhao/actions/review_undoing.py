"""附件1·三: what a reviewer has just passed is taken up again, by the same person, within some minutes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, record
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import locked_states, objection, state_trail
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.registration_forms import ReviewForm, Verdict
from chengzhao.actions.registration_news import UNDONE_WITHIN, tell_undone
from chengzhao.actions.review import reached_registrations
from chengzhao.actions.review_rows import add_decisions
from chengzhao.law.citation import cites
from chengzhao.records.models import Registration, ReviewDecision
from chengzhao.rules.registration import REGISTRATION, RegistrationState

__all__ = ["MINUTES", "UNDONE_WITHIN", "undo_passes"]

MINUTES = int(UNDONE_WITHIN.total_seconds()) // 60


@cites("A1.3.9")
@transaction.atomic
def undo_passes(
    *, border: Border, actor: Actor, at: datetime, candidate_ids: Sequence[int], reason: str
) -> None:
    """Take up again what the actor passed within the last minutes: it is under review as before.

    The pass and its undoing both stay among the decisions. Raises Refused without a reason and RowsRefused for
    what another passed, what was passed too long ago, and what has gone on since.
    """
    if actor.account is None or not reason.strip():
        raise Refused("撤销通过须由本人登录办理，并写明理由。")
    held = reached_registrations(border, actor, at, candidate_ids)
    names = {one.key: one.number for one in held.values()}
    before = locked_states(Registration, REGISTRATION, border=border, names=names)
    last = _last_decisions(candidate_ids)
    rows = [(candidate, held[candidate].number, before[held[candidate].key]) for candidate in candidate_ids]
    refuse_faults(_faults(rows, last, actor.account, at))
    Registration.objects.filter(pk__in=any_of(names)).update(
        state=RegistrationState.UNDER_REVIEW.value, approved_at=None
    )
    undone = [
        ReviewForm(
            candidate_id=candidate, reviewer_id=actor.account, verdict=Verdict.UNDO, reason=reason.strip()
        )
        for candidate in candidate_ids
    ]
    add_decisions(border, at, undone)
    tell_undone(border, at, candidate_ids)
    record(
        border=border,
        actor=actor,
        at=at,
        act="undo_passes",
        object_kind="registration",
        touched=state_trail(before, names, RegistrationState.UNDER_REVIEW, reason=reason),
    )


def _last_decisions(candidates: Collection[int]) -> dict[int, ReviewDecision]:
    rows = ReviewDecision.objects.filter(candidate__in=any_of(candidates)).order_by("candidate_id", "-pk")
    return {row.candidate_id: row for row in rows.distinct("candidate_id")}


def _faults(
    rows: Sequence[tuple[int, str, RegistrationState]],
    last: Mapping[int, ReviewDecision],
    account: int,
    at: datetime,
) -> Iterator[RowFault]:
    for row, (candidate, number, state) in enumerate(rows, start=1):
        decision = last.get(candidate)
        if reason := objection(REGISTRATION, state, RegistrationState.UNDER_REVIEW):
            yield RowFault(row=row, value=number, expected=reason)
        elif decision is None or (decision.verdict, decision.reviewer_id) != (Verdict.PASS.value, account):
            yield RowFault(row=row, value=number, expected="不是你通过的，不能由你撤销")
        elif at - decision.at > UNDONE_WITHIN:
            yield RowFault(
                row=row, value=number, expected=f"通过已超过{MINUTES}分钟，不能直接撤销，请报省级招生考试机构"
            )
