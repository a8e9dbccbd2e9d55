"""What is deleted when somebody asks for it, what is kept and why (个人信息保护法第四十七条)."""

from dataclasses import dataclass

from chengzhao.rules.privacy.retention import KEPT, KEPT_REASON, Part, Standing

HELD = "因投诉、调查或者诉讼依法保全，解除以前不能删除"
RUNNING = "报名和录取正在进行，是履行法定职责所必需（《个人信息保护法》第十三条）；不再参加的可以先撤回报名"
RECHECK = "新生复查和发放通知书还要核对，到期删除（《个人信息保护法》第四十七条）"
ROLL = "录取名册属于永久保存的档案（《高等学校档案管理办法》）"

NEEDED_OF_ADMITTED = frozenset({Part.EVIDENCE, Part.SCHOOLING, Part.CONTACT, Part.BACKGROUND, Part.DOCUMENT})
"""What the re-check of entrants and the letters ask for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """What became of a candidate, whether the season's admission is over, and whether the file is held."""

    standing: Standing
    is_over: bool
    is_held: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The parts that are deleted, and those that are kept, each with its reason."""

    removed: tuple[Part, ...]
    kept: tuple[tuple[Part, str], ...]

    @property
    def sentence(self) -> str:
        """What the candidate is told: what was deleted, what is kept and why."""
        gone = "、".join(part.label for part in self.removed) or "无"
        reasons: dict[str, list[str]] = {}
        for part, reason in self.kept:
            reasons.setdefault(reason, []).append(part.label)
        reasons.setdefault(KEPT_REASON, []).extend(KEPT)
        held = "；".join(f"{'、'.join(names)}（{reason}）" for reason, names in reasons.items())
        return f"已删除：{gone}。保留：{held}。"


def answer(situation: Situation) -> Answer:
    """What may go at once of somebody's file."""
    kept = tuple((part, reason) for part in Part if (reason := _reason(situation, part)))
    held = {part for part, _ in kept}
    return Answer(removed=tuple(part for part in Part if part not in held), kept=kept)


def _reason(situation: Situation, part: Part) -> str:
    """Why a part is kept; '' where it goes."""
    if situation.is_held:
        return HELD
    if part is Part.HEALTH or situation.standing in (Standing.DRAFT, Standing.ENDED):
        return ""
    if not situation.is_over:
        return RUNNING
    if situation.standing is not Standing.ADMITTED:
        return ""
    if part is Part.NAME:
        return ROLL
    return RECHECK if part in NEEDED_OF_ADMITTED else ""
