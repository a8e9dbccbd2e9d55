"""The arithmetic of a score as the candidate sees it: papers, total, the one bonus, filing score."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chengzhao.law.words import ExamCategory, ProgrammeLevel
from chengzhao.records.queries.exams import MarkView
from chengzhao.records.queries.registration import ClaimView
from chengzhao.rules.merit import counted_papers
from chengzhao.web.shared.chinese import points


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreLine:
    """One paper of the card: what is shown for it, and whether it counts towards the total."""

    name: str
    shown: str
    note: str
    counts: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreCard:
    """The score at one level."""

    level: ProgrammeLevel
    lines: tuple[ScoreLine, ...]
    total: Decimal
    bonus: int
    bonus_label: str
    other_labels: tuple[str, ...]

    @property
    def filing_score(self) -> Decimal:
        """投档分: the total and the one bonus (A1.5.21)."""
        return self.total + self.bonus


def score_card(
    marks: Sequence[MarkView], claims: Sequence[ClaimView], level: ProgrammeLevel, category: ExamCategory
) -> ScoreCard:
    """The card of a level: its papers count as the rules of filing count them."""
    counted = counted_papers(level.value, category.value)
    bonuses = sorted(
        (claim for claim in claims if claim.is_effective and not claim.exempts),
        key=lambda claim: (-claim.points, claim.label),
    )
    best = bonuses[0] if bonuses else None
    return ScoreCard(
        level=level,
        lines=tuple(_line(mark, mark.slot.value in counted) for mark in marks),
        total=sum((mark.points for mark in marks if mark.slot.value in counted), Decimal(0)),
        bonus=best.points if best else 0,
        bonus_label=best.label if best else "",
        other_labels=tuple(f"{claim.label}加{claim.points}分" for claim in bonuses[1:]),
    )


def _line(mark: MarkView, counts: bool) -> ScoreLine:
    shown = "缺考" if mark.absent else "—" if mark.mark is None else points(mark.mark)
    note = "成绩取消" if mark.cancelled else "" if counts else "不计入总分"
    return ScoreLine(name=mark.paper.label, shown=shown, note=note, counts=counts)
