"""The rows of a reviewer's decisions, and what stands against the fields that they send back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chengzhao.actions.audit import Border, reason_kept
from chengzhao.actions.registration_forms import ReviewForm, Verdict
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import ReturnedItem, ReviewDecision

LONGEST_RETURN = ReturnedItem._meta.get_field("reason").max_length or 0
LONGEST_SAID = ReviewDecision._meta.get_field("reason").max_length or 0


def return_faults(form: ReviewForm) -> Iterator[str]:
    """What is wrong with the fields that a decision sends back."""
    if form.returns and form.verdict is not Verdict.RETURN:
        yield f"“{form.verdict.label}”不能带退回项目，只有退回补正可以"
    items = [one.item for one in form.returns]
    yield from (
        f"“{item.label}”写了两次，应只写一次" for item in dict.fromkeys(items) if items.count(item) > 1
    )
    for one in form.returns:
        if not one.reason.strip():
            yield f"“{one.item.label}”退回必须写明原因"
        elif len(one.reason.strip()) > LONGEST_RETURN:
            yield f"“{one.item.label}”的原因最多{LONGEST_RETURN}字"


def add_decisions(border: Border, at: datetime, decisions: Sequence[ReviewForm]) -> dict[int, ReviewForm]:
    """Adds the decisions, by the keys that they get, and under each what it sends back.

    Identity numbers and phones are covered.
    """
    keys = reserve_ids(ReviewDecision, len(decisions))
    head = (border.season, border.province)
    copy_rows(
        ReviewDecision,
        ("id", "season", "province", "candidate_id", "reviewer_id", "verdict", "reason", "at"),
        (
            (
                *(key, *head, form.candidate_id, form.reviewer_id, form.verdict.value),
                *(reason_kept(form.said)[:LONGEST_SAID], at),
            )
            for key, form in zip(keys, decisions, strict=True)
        ),
    )
    copy_rows(
        ReturnedItem,
        ("season", "province", "candidate_id", "decision_id", "item", "reason"),
        [
            (*head, form.candidate_id, key, one.item.value, reason_kept(one.reason.strip()))
            for key, form in zip(keys, decisions, strict=True)
            for one in form.returns
        ],
    )
    return dict(zip(keys, decisions, strict=True))
