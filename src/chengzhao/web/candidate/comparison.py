"""The reader beside the last one filed to a unit: the first key in which they differ decides the sentence.

In the sequential procedure the last one filed may have been filed at an earlier rank and stand below the
reader; under a published seed the last one may be equal to the reader in every mark. The sentences say so.
"""

from dataclasses import dataclass
from decimal import Decimal

from chengzhao.records.queries.fates import ChoiceFate
from chengzhao.web.shared.chinese import points


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """What is said of a choice: the ground, the point that decided, what follows, and the clauses."""

    before: str = ""
    decisive: str = ""
    after: str = ""
    clauses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole as plain text."""
        return self.before + self.decisive + self.after


def compare_with_last(fate: ChoiceFate) -> Sentence:
    """The reader beside the last one filed, by the first key in which the two differ."""
    for key in _keys(fate):
        if key.own < key.last:
            return Sentence(before=key.before, decisive=key.decisive, clauses=key.clauses)
        if key.own > key.last:
            return _last_is_lower(fate, key)
    return _last_is_equal(fate)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Key:
    """One key of the order of merit: the reader's figure and that of the last one filed."""

    own: Decimal
    last: Decimal
    before: str
    decisive: str
    clauses: tuple[str, ...]


def _keys(fate: ChoiceFate) -> list[_Key]:
    own_score = fate.filing_score or Decimal(0)
    last_score = Decimal(fate.detail["filing_score"])
    keys = []
    if "extra" in fate.detail:
        own, last = fate.extra_score or Decimal(0), Decimal(fate.detail["extra"])
        keys.append(
            _Key(
                own=own,
                last=last,
                before=f"按加试成绩从高到低投档，投出的最后一名{points(last)}分，",
                decisive=f"你{points(own)}分，差{points(last - own)}分",
                clauses=("A1.5.9",),
            )
        )
    keys.append(
        _Key(
            own=own_score,
            last=last_score,
            before=f"按投档分从高到低投档，投出的最后一名{points(last_score)}分，",
            decisive=f"你{points(own_score)}分，差{points(last_score - own_score)}分",
            clauses=("A1.5.7",),
        )
    )
    last_marks = [Decimal(mark) for mark in fate.detail.get("ties", "").split("/") if mark]
    for (slot, own), last in zip(fate.tie_marks, last_marks, strict=False):
        keys.append(
            _Key(
                own=own,
                last=last,
                before=f"投出的最后一名和你同为{points(own_score)}分，同分再依次比单科。",
                decisive=f"{slot.label}对方{points(last)}分，你{points(own)}分",
                clauses=("A1.5.8",),
            )
        )
    return keys


def _last_is_lower(fate: ChoiceFate, key: _Key) -> Sentence:
    """Only the sequential procedure does this: the last one came through an earlier rank."""
    if not fate.is_sequential and "extra" not in fate.detail:
        return Sentence(decisive="名额在轮到你之前已经用完", clauses=("A1.5.7",))
    score = points(Decimal(fate.detail["filing_score"]))
    return Sentence(
        before=f"轮到第{fate.choice.rank}志愿时名额不够。投出的最后一名投档分{score}分，排在你后面，",
        decisive="但对方是在更靠前的志愿投出的：先看志愿顺序，再看分数",
        clauses=("A1.5.7",),
    )


def _last_is_equal(fate: ChoiceFate) -> Sentence:
    before = "投出的最后一名和你的投档分、各项比较都相同，"
    if fate.is_sequential and fate.choice.rank > 1:
        return Sentence(
            before=before,
            decisive="更靠前的志愿先投；同一志愿内完全同分的，按考前公布的随机种子排序",
            clauses=("A1.5.8",),
        )
    return Sentence(before=before, decisive="按考前公布的随机种子排序，对方在你前面", clauses=("A1.5.8",))
