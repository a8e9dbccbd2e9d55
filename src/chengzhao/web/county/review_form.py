"""What a reviewer sends: the verdict, why, field by field what goes back, the note for colleagues."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from chengzhao.actions.audit import Refused
from chengzhao.actions.desk import NoteForm
from chengzhao.actions.registration_forms import ReturnForm, ReviewForm, Verdict
from chengzhao.rules.registration import (
    USUAL_REASONS,
    RegistrationState,
    ReturnItem,
    SecondReview,
    grounds_in_words,
)

OFFERED = tuple(item for item in ReturnItem if item not in (ReturnItem.CHOICES, ReturnItem.PLEDGE))
"""What a confirmation point sees and can send back: choices are not its business."""

SENT_ON = "SENT_ON"
"""Passed as far as the first reviewer is concerned, and sent to the second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A decision that the page offers: its value, its words, its key."""

    value: str
    label: str
    key: str
    tone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnRow:
    """A field that can be sent back, with what was written and the usual reasons."""

    item: ReturnItem
    text: str
    usual: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What stands in the fields of the page."""

    returns: Mapping[str, str]
    verdict: str = ""
    note: str = ""
    reason: str = ""

    @property
    def rows(self) -> list[ReturnRow]:
        """Every field that can be sent back."""
        return [
            ReturnRow(item=item, text=self.returns.get(item.value, ""), usual=USUAL_REASONS.get(item, ()))
            for item in OFFERED
        ]

    @property
    def is_returning(self) -> bool:
        """Whether anything is written that goes back."""
        return bool(self.returns) or self.verdict == Verdict.RETURN.value


def ways_for(state: RegistrationState, grounds: tuple[SecondReview, ...]) -> tuple[Way, ...]:
    """What may be decided now, the likeliest first."""
    if state is RegistrationState.SECOND_REVIEW:
        return (
            Way(value=Verdict.PASS.value, label="复核通过", key="p", tone="primary"),
            Way(value=Verdict.REJECT.value, label="不通过", key="x", tone="bad"),
        )
    first = (
        Way(value=SENT_ON, label="初审通过，转复核", key="p", tone="primary")
        if grounds
        else Way(value=Verdict.PASS.value, label="通过", key="p", tone="primary")
    )
    return (
        first,
        Way(value=Verdict.RETURN.value, label="退回补正", key="r"),
        Way(value=Verdict.SECOND.value, label="有疑问，转复核", key="s"),
    )


def written_in(request: HttpRequest) -> Written:
    """What the form holds, as it was sent."""
    held = {item.value: request.POST.get(f"return_{item.value}", "").strip() for item in OFFERED}
    return Written(
        verdict=request.POST.get("verdict", ""),
        note=request.POST.get("note", ""),
        reason=request.POST.get("reason", ""),
        returns={name: text for name, text in held.items() if text},
    )


def note_of(written: Written) -> NoteForm:
    """The draft to keep."""
    returns = tuple((ReturnItem(name), text) for name, text in written.returns.items())
    return NoteForm(text=written.note, reason=written.reason, returns=returns)


def review_of(
    written: Written,
    ways: tuple[Way, ...],
    grounds: tuple[SecondReview, ...],
    *,
    candidate: int,
    reviewer: int,
) -> ReviewForm:
    """The decision that was written. Raises Refused where none was chosen, or one that is not offered now."""
    if written.verdict not in {way.value for way in ways}:
        raise Refused("请先选定通过、退回补正、转复核或不通过，再按“办理”。")
    if written.verdict == SENT_ON:
        said = f"：{written.reason.strip()}" if written.reason.strip() else ""
        return ReviewForm(
            candidate_id=candidate,
            reviewer_id=reviewer,
            verdict=Verdict.SECOND,
            reason=f"初审通过，{grounds_in_words(grounds)}须复核{said}",
        )
    verdict = Verdict(written.verdict)
    returns = tuple(ReturnForm(item=ReturnItem(name), reason=text) for name, text in written.returns.items())
    return ReviewForm(
        candidate_id=candidate,
        reviewer_id=reviewer,
        verdict=verdict,
        reason=written.reason.strip() if verdict is not Verdict.PASS else "",
        returns=returns if verdict is Verdict.RETURN else (),
    )
