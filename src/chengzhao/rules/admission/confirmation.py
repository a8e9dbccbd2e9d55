"""附件2: candidates confirm their choices in November, when scores and lines are known (A2.2)."""

from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ChoiceMoment, Stage
from chengzhao.law.years import YearLaw


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmationFacts:
    """What is known when a candidate confirms: the day, what is published, which version was shown."""

    day: date
    scores_are_released: bool
    lines_are_published: bool
    version_shown: int
    version_now: int
    has_extension: bool = False


@cites("A2.2")
def confirmation_findings(facts: ConfirmationFacts, law: YearLaw) -> tuple[Finding, ...]:
    """Whether a confirmation of choices counts: in its window, after scores and lines, of what was shown."""
    window = law.window(Stage.CHOICES)
    found = []
    if facts.day < window.opens or (facts.day > window.closes and not facts.has_extension):
        said = f"确认志愿在{window.opens}至{window.closes}办理，{facts.day}不能办理。"
        found.append(finding("A2.2", said, is_hard=law.may_refuse(facts.day)))
    if not facts.scores_are_released:
        found.append(finding("A2.2", "成绩尚未发布，不能确认志愿。"))
    if not facts.lines_are_published:
        found.append(finding("A2.2", "最低录取控制分数线尚未公布，不能确认志愿。"))
    if facts.version_shown != facts.version_now:
        found.append(finding("A2.2", "志愿在显示之后已有改动，请核对后重新确认。"))
    return tuple(found)


@cites("A2.2")
def needs_confirmation(supplement: Supplement) -> bool:
    """Whether choices are confirmed apart: written at registration they are; after the scores, writing is it."""
    is_early = supplement.choice_moment.value is ChoiceMoment.AT_REGISTRATION
    return is_early or supplement.choices_are_confirmed.value
