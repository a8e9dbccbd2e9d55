"""A supplement may tighten the national text or fill what it leaves open, never contradict it (A1.8.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from chengzhao.law.citation import Citation, cites
from chengzhao.law.provinces.shape import Supplement
from chengzhao.law.words import ClaimKind, LineRounding, TieRule
from chengzhao.law.years import YearLaw


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One value of a supplement that the national text forbids: the clause and a Chinese sentence."""

    clause: str
    message: str

    @property
    def citation(self) -> Citation:
        """The clause that is contradicted."""
        return Citation(self.clause)


class SupplementRefused(ValueError):
    """A supplement that contradicts the year's law; the message names each clause."""

    def __init__(self, contradictions: tuple[Contradiction, ...]) -> None:
        self.contradictions = contradictions
        super().__init__("；".join(f"{c.citation.label}：{c.message}" for c in contradictions))


@cites("A1.8.2")
def check(supplement: Supplement, law: YearLaw) -> tuple[Contradiction, ...]:
    """Every contradiction between a supplement and the year's law; empty where there is none."""
    found = [
        *_bonus(supplement, law),
        *_publicity(supplement, law),
        *_lines(supplement, law),
        *_ties(supplement, law),
        *_filing(supplement, law),
        *_levels(supplement, law),
    ]
    if supplement.year != law.year:
        found.append(Contradiction("A1.8.2", f"补充规定是{supplement.year}年的，不能用于{law.year}年"))
    return tuple(found)


def _bonus(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    for kind, points in supplement.bonus_points.value.items():
        national = law.preferences[kind]
        if points > national.value.points:
            yield Contradiction(
                national.citation.clause,
                f"“{kind.label}”加{points}分，高于国家规定的{national.value.points}分",
            )


def _publicity(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.publicity_days.value < 1:
        yield Contradiction("N3.6", "照顾政策必须公示，公示天数不能少于1天")
    if not supplement.age_is_publicised.value:
        yield Contradiction(
            "N3.6", f"未经公示的考生一律不得享受照顾政策，“{ClaimKind.AGED_25.label}”也不例外"
        )
    if supplement.age_reference_day.value.year != law.year:
        yield Contradiction("A1.5.19", f"周岁计算日必须在{law.year}年内")


def _lines(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.line_floor_ratio.value < law.line_floor_ratio.value:
        share = supplement.line_floor_ratio.value * 100
        yield Contradiction(
            "A1.5.4", f"艺体类控制线定为{share}％，低于国家规定的{law.line_floor_ratio.value * 100}％"
        )
    if supplement.line_rounding.value not in tuple(LineRounding):
        yield Contradiction("A1.5.4", "控制线只能进一取整或四舍五入")


def _ties(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.ties.value not in tuple(TieRule):
        yield Contradiction("A1.5.8", "同分规则不能留下未定的同分：须规定全部投档或按公开种子排序")
    for key, slots in supplement.tie_keys.value.items():
        level_name, _, _ = key.partition("/")
        level = next((level for level in law.levels.value if level == level_name), None)
        if level is None:
            yield Contradiction("A1.5.8", f"同分规则写了不存在的招生类型：{key}")
        elif not set(slots) <= set(law.paper_slots.value[level]) or len(set(slots)) != len(slots):
            yield Contradiction("A1.5.8", f"{level.label}的同分规则用了不考或重复的科目")


def _filing(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    ceiling = law.relaxation_ceiling.value
    for item in supplement.rounds.value:
        if not 0 <= item.relaxation <= ceiling:
            yield Contradiction("A1.5.10", f"{item.kind.label}降{item.relaxation}分，超过最大幅度{ceiling}分")
    if supplement.ratio.value < 1:
        yield Contradiction("A1.5.7", "投档比例不能低于1:1")


def _levels(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    placed = [level for tier in supplement.tiers.value for level in tier]
    if len(placed) != len(set(placed)):
        yield Contradiction("A1.5.7", "同一招生类型不能出现在两个批次")
    for level, sides in supplement.side_levels.value.items():
        for side in sides:
            if any(level in tier and side in tier for tier in supplement.tiers.value):
                yield Contradiction("A1.5.7", f"{level.label}可兼报{side.label}，两者不能同批")
    for level in placed:
        if level not in law.levels.value:
            yield Contradiction("A1.1.2", f"{level.label}不是{law.year}年的招生类型")
