"""What the desk of a confirmation point keeps: decisions, leases, notes, batches."""

from datetime import timedelta
from typing import Any

from tests.factories.border import REGISTRATION_DAY
from tests.factories.people import an_account
from tests.factories.registration import a_candidate

from chengzhao.records.models import (
    ReturnedItem,
    ReviewBatch,
    ReviewBatchItem,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
)
from chengzhao.records.models.registration import Verdict
from chengzhao.records.review_words import BatchOutcome, BatchState
from chengzhao.rules.registration import ReturnItem


def _border(candidate: Any) -> dict[str, Any]:
    return {"season": candidate.season, "province": candidate.province, "candidate": candidate}


def a_decision(verdict: Verdict = Verdict.PASS, **facts: Any) -> ReviewDecision:
    """A decision on a candidate by somebody."""
    candidate = facts.pop("candidate", None) or a_candidate()
    given: dict[str, Any] = {
        "reason": "" if verdict is Verdict.PASS else "材料不清楚",
        "at": REGISTRATION_DAY,
    }
    reviewer = facts.pop("reviewer", None) or an_account()
    return ReviewDecision.objects.create(
        **_border(candidate), reviewer=reviewer, verdict=verdict, **(given | facts)
    )


def a_returned_item(**facts: Any) -> ReturnedItem:
    """A field that a decision sent back."""
    decision = facts.pop("decision", None) or a_decision(Verdict.RETURN)
    given = {"item": ReturnItem.GRADUATED_ON, "reason": "与毕业证书不一致"}
    return ReturnedItem.objects.create(**_border(decision.candidate), decision=decision, **(given | facts))


def a_lease(**facts: Any) -> ReviewLease:
    """A file that somebody has open."""
    candidate = facts.pop("candidate", None) or a_candidate()
    given = {"taken_at": REGISTRATION_DAY, "until": REGISTRATION_DAY + timedelta(minutes=15)}
    account = facts.pop("account", None) or an_account()
    return ReviewLease.objects.create(**_border(candidate), account=account, **(given | facts))


def a_note(**facts: Any) -> ReviewNote:
    """A reviewer's note."""
    candidate = facts.pop("candidate", None) or a_candidate()
    account = facts.pop("account", None) or an_account()
    given = {"text": "原件已看", "saved_at": REGISTRATION_DAY}
    return ReviewNote.objects.create(**_border(candidate), account=account, **(given | facts))


def a_batch(state: BatchState = BatchState.OPEN, **facts: Any) -> ReviewBatch:
    """A batch of somebody."""
    given: dict[str, Any] = {"org_path": "/14/1401/140105/", "made_at": REGISTRATION_DAY}
    if state is not BatchState.OPEN:
        given["passed_at"] = REGISTRATION_DAY + timedelta(minutes=5)
    if state is BatchState.UNDONE:
        given["undone_at"] = REGISTRATION_DAY + timedelta(minutes=6)
    account = facts.pop("account", None) or an_account()
    return ReviewBatch.objects.create(
        season=2024, province="14", account=account, state=state, **(given | facts)
    )


def a_batch_item(**facts: Any) -> ReviewBatchItem:
    """A registration of a batch."""
    candidate = facts.pop("candidate", None) or a_candidate()
    batch = facts.pop("batch", None) or a_batch()
    given = {"is_sampled": False, "outcome": BatchOutcome.WAITING}
    return ReviewBatchItem.objects.create(**_border(candidate), batch=batch, **(given | facts))
