"""附件1·三: registrations with nothing to look at are passed together, after a sample was opened one by one.

A batch is made of what a filter finds; which of it is the sample follows from the numbers alone, so that nobody
chooses it. It passes when the whole sample was opened by the same person, and is undone whole within minutes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import locked_states
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.registration_forms import ReviewForm, Verdict
from chengzhao.actions.review import HeldRegistration, decide_registrations, reached_registrations
from chengzhao.actions.review_plausibility import doubts
from chengzhao.actions.review_sampling import sample_of
from chengzhao.actions.review_undoing import MINUTES, UNDONE_WITHIN, undo_passes
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Registration, ReviewBatch, ReviewBatchItem, ReviewDecision, ReviewLease
from chengzhao.records.review_words import BatchOutcome, BatchState
from chengzhao.rules.registration import REGISTRATION

MOST = 500


@dataclass(frozen=True, kw_only=True)
class BatchResult:
    """How many of a batch were passed, and how many were left out."""

    passed: int
    left_out: int


@cites("A1.3.9")
@transaction.atomic
def open_batch(*, border: Border, actor: Actor, at: datetime, candidate_ids: Sequence[int]) -> UUID:
    """Make a batch of registrations that wait, with its sample; the number under which it is asked for.

    What the checks of the machine mark is left out at once, each with the reason, and never part of the sample.
    Raises Refused for none and for too many, RowsRefused for those out of reach.
    """
    if actor.account is None:
        raise Refused("批量通过须由本人登录办理。")
    if not candidate_ids:
        raise Refused("没有可以批量通过的报名：照顾、免试、异地、学历未核验和退回过的要逐份审核。")
    if len(candidate_ids) > MOST:
        raise Refused(f"一批最多{MOST}份，现在是{len(candidate_ids)}份。请缩小筛选范围。")
    held = reached_registrations(border, actor, at, candidate_ids)
    batch = ReviewBatch.objects.create(
        season=border.season,
        province=border.province,
        account_id=actor.account,
        org_path=actor.org_path,
        state=BatchState.OPEN.value,
        made_at=at,
    )
    batch.refresh_from_db(fields=["public_id"])
    why = doubts(border, actor.org_path, list(held), settings.VAULT.keys())
    why |= _recused(border, actor, {key: one.number for key, one in held.items()})
    if len(why) == len(held):
        raise Refused("这些报名都有疑点或者须由他人审核，没有可以批量通过的，请逐份审核。")
    sample = sample_of({key: one.number for key, one in held.items() if key not in why})
    copy_rows(
        ReviewBatchItem,
        ("season", "province", "batch_id", "candidate_id", "is_sampled", "outcome", "why"),
        [
            (border.season, border.province, batch.pk, key, key in sample, *_begun(why.get(key, ())))
            for key in held
        ],
    )
    _trail(border, actor, at, "open_batch", batch, after={"items": sorted(held), "sample": sorted(sample)})
    return UUID(str(batch.public_id))


@cites("A1.3.9", "N3.1")
@transaction.atomic
def pass_batch(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> BatchResult:
    """Pass what of a batch can be passed, and say of the rest why it was left out. Raises Refused.

    Pressed again it gives the same answer and does nothing. What somebody else has open, what was decided on or
    handed in again since the batch was made, and what the checks of the machine mark by now, is left out: a batch
    never writes over what a person wrote, and passes no version that it was not made of.
    """
    batch = _own(border, actor, public_id)
    everything = list(ReviewBatchItem.objects.filter(batch=batch).order_by("pk"))
    if batch.state == BatchState.PASSED:
        return _result(everything)
    if batch.state != BatchState.OPEN:
        raise Refused("这一批已经撤销，请重新选择。")
    unseen = sum(1 for item in everything if item.is_sampled and item.opened_at is None)
    if unseen:
        raise Refused(f"抽查的还有{unseen}份没有打开看过，看完才能通过这一批。")
    items = [item for item in everything if item.outcome == BatchOutcome.WAITING]
    faults = _left_out(border, actor, at, batch, items)
    passing = [item.candidate_id for item in items if item.candidate_id not in faults]
    account = batch.account_id
    if passing:
        forms = [ReviewForm(candidate_id=key, reviewer_id=account, verdict=Verdict.PASS) for key in passing]
        decide_registrations(border=border, actor=actor, at=at, decisions=forms)
        ReviewLease.objects.filter(candidate__in=any_of(passing), account=account).delete()
    for item in items:
        why = faults.get(item.candidate_id, "")
        item.outcome = (BatchOutcome.LEFT_OUT if why else BatchOutcome.PASSED).value
        item.why = why[:200]
    ReviewBatchItem.objects.bulk_update(items, ["outcome", "why"])
    ReviewBatch.objects.filter(pk=batch.pk).update(state=BatchState.PASSED.value, passed_at=at)
    _trail(border, actor, at, "pass_batch", batch, after={"passed": sorted(passing)})
    return _result(everything)


@cites("A1.3.9")
@transaction.atomic
def undo_batch(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> int:
    """Take up again everything that a batch passed, by the same person within minutes; how many. Raises Refused.

    What has gone on since, confirmed or taken back by its candidate, stays as it is.
    """
    batch = _own(border, actor, public_id)
    if batch.state == BatchState.UNDONE:
        return 0
    if batch.state != BatchState.PASSED or batch.passed_at is None:
        raise Refused("这一批还没有通过，不用撤销。")
    if at - batch.passed_at > UNDONE_WITHIN:
        raise Refused(f"通过已超过{MINUTES}分钟，不能整批撤销，请报省级招生考试机构。")
    passed = ReviewBatchItem.objects.filter(batch=batch, outcome=BatchOutcome.PASSED.value)
    standing = Registration.objects.filter(
        candidate__in=any_of(passed.values_list("candidate_id", flat=True)), state="APPROVED"
    )
    keys = list(standing.order_by("candidate_id").values_list("candidate_id", flat=True))
    if keys:
        undo_passes(border=border, actor=actor, at=at, candidate_ids=keys, reason="整批撤销")
    passed.filter(candidate__in=any_of(keys)).update(outcome=BatchOutcome.UNDONE.value)
    ReviewBatch.objects.filter(pk=batch.pk).update(state=BatchState.UNDONE.value, undone_at=at)
    _trail(border, actor, at, "undo_batch", batch, after={"undone": keys})
    return len(keys)


def _recused(border: Border, actor: Actor, names: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """From which of these the actor keeps away: nothing of it can be opened, so that no sample waits for it."""
    numbers = {number: key for key, number in names.items()}
    faults = recusal_faults(border, [(key, actor.account or 0) for key in names], names)
    return {numbers[one.value]: (one.expected,) for one in faults}


def _begun(why: Sequence[str]) -> tuple[str, str]:
    """How a registration begins in a batch: what the checks mark is left out of it."""
    outcome = BatchOutcome.LEFT_OUT if why else BatchOutcome.WAITING
    return outcome.value, "；".join(why)[:200]


def _own(border: Border, actor: Actor, public_id: UUID) -> ReviewBatch:
    """The batch, locked; only whoever made it goes on with it."""
    batch = (
        ReviewBatch.objects.select_for_update()
        .filter(season=border.season, province=border.province, public_id=public_id)
        .first()
    )
    if batch is None or batch.account_id != actor.account:
        raise Refused("没有这一批，或不是你建立的。")
    return batch


def _left_out(
    border: Border, actor: Actor, at: datetime, batch: ReviewBatch, items: Sequence[ReviewBatchItem]
) -> dict[int, str]:
    """Why some of a batch cannot be passed now, by candidate; the registrations are locked before anything is read.

    Whoever takes, decides or hands in a file locks its registration first, so that nothing changes between the
    looking and the passing.
    """
    candidates = [item.candidate_id for item in items]
    names = {one.key: one.number for one in reached_registrations(border, actor, at, candidates).values()}
    locked_states(Registration, REGISTRATION, border=border, names=names)
    held = reached_registrations(border, actor, at, candidates)
    others = ReviewLease.objects.filter(candidate__in=any_of(held), until__gt=at).exclude(
        account=actor.account
    )
    faults = dict.fromkeys(others.values_list("candidate_id", flat=True), "正由他人审核")
    marked = doubts(border, batch.org_path, list(held), settings.VAULT.keys())
    for found in (
        _refused(border, actor, at, held),
        _changed(batch, list(held)),
        {key: "；".join(why) for key, why in marked.items()},
    ):
        faults = found | faults
    return faults


def _refused(
    border: Border, actor: Actor, at: datetime, held: Mapping[int, HeldRegistration]
) -> dict[int, str]:
    """What passing would be refused for: found by trying, in a savepoint that is undone."""
    keys = {one.number: key for key, one in held.items()}
    account = actor.account or 0
    forms = [ReviewForm(candidate_id=key, reviewer_id=account, verdict=Verdict.PASS) for key in held]
    try:
        with transaction.atomic():
            decide_registrations(border=border, actor=actor, at=at, decisions=forms)
            raise _Tried
    except _Tried:
        return {}
    except RowsRefused as refused:
        return {keys[fault.value]: fault.expected for fault in reversed(refused.faults)}


def _changed(batch: ReviewBatch, candidates: Sequence[int]) -> dict[int, str]:
    """What is not any more what the batch was made of."""
    again = Registration.objects.filter(
        candidate__in=any_of(candidates), submitted_at__gte=batch.made_at
    ).values_list("candidate_id", flat=True)
    decided = ReviewDecision.objects.filter(
        candidate__in=any_of(candidates), at__gte=batch.made_at
    ).values_list("candidate_id", flat=True)
    return {
        **dict.fromkeys(decided, "这一批建立以后已有人作过决定，请单独审核"),
        **dict.fromkeys(again, "这一批建立以后考生又重新提交，请单独审核"),
    }


class _Tried(Exception):
    """Nothing stands against any: the try is undone."""


def _result(items: Iterable[ReviewBatchItem]) -> BatchResult:
    held = [item.outcome for item in items]
    passed = held.count(BatchOutcome.PASSED.value) + held.count(BatchOutcome.UNDONE.value)
    return BatchResult(passed=passed, left_out=len(held) - passed)


def _trail(
    border: Border, actor: Actor, at: datetime, act: str, batch: ReviewBatch, *, after: dict[str, object]
) -> None:
    touched = Touched(
        object_id=str(batch.public_id), before=digest_of({"state": batch.state}), after=digest_of(after)
    )
    record(border=border, actor=actor, at=at, act=act, object_kind="review_batch", touched=[touched])
