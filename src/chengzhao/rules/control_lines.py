"""附件1·五（三）: what a control line may be: its bounds, the 70% floors, the lowered and relaxed ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.exact import exact_text
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ExamCategory, LineRounding, ProgrammeKind, ProgrammeLevel
from chengzhao.law.years import YearLaw, year_law
from chengzhao.rules.exams import counted_slots, full_total
from chengzhao.rules.plans import is_relaxable


@dataclass(frozen=True, kw_only=True, slots=True)
class LineKey:
    """What a control line is set for: level, category and kind of programme."""

    level: ProgrammeLevel
    category: ExamCategory
    kind: ProgrammeKind

    @property
    def title(self) -> str:
        """How the line is named in a finding."""
        return f"{self.level.label}·{self.category.label}·{self.kind.label}"


@dataclass(frozen=True, kw_only=True, slots=True)
class LoweredLine:
    """A line to be lowered for want of candidates: for which major and college, from what to what.

    `is_police_college` marks a 公安类成人高校, `national_code` the college.
    """

    level: ProgrammeLevel
    major_code: str
    national_code: str
    is_police_college: bool
    first_set: int
    lowered_to: int


@cites("A1.5.4", "A1.5.6")
def line_floor(base: int, supplement: Supplement) -> int:
    """The floor under a base line, made whole as the province sets: 92 gives 65 (up) or 64 (half_up)."""
    exact = base * supplement.line_floor_ratio.value
    if supplement.line_rounding.value is LineRounding.UP:
        return ceil(exact)
    return floor(exact + Fraction(1, 2))


@cites("A1.5.4")
def base_key(key: LineKey, law: YearLaw) -> LineKey | None:
    """The line under which a key's line may not sink below 70%, or None where it has no such floor.

    Arts (史论、编导 excepted) and sports of 高起本 and 高起专 rest on 文科 or 理科 of the same level.
    """
    if key.level not in law.line_floor_levels.value or key.kind not in law.line_floor_kinds.value:
        return None
    category = law.base_category.value.get(key.category, key.category)
    return LineKey(level=key.level, category=category, kind=ProgrammeKind.GENERAL)


@cites("A1.5.3", "A1.5.4")
def line_findings(
    key: LineKey, control_line: int, lines: Mapping[LineKey, int], supplement: Supplement
) -> tuple[Finding, ...]:
    """Whether a control line is within its bounds and not below its floor.

    `lines` are the lines set so far; the base line must be among them before the line that rests on it.
    """
    law = year_law(supplement.year)
    highest = highest_line(key.level, key.category, law)
    if not 0 <= control_line <= highest:
        return (
            finding(
                "A1.5.3", f"{key.title}控制线应为0至{highest}分：{control_line}分。", 控制线=control_line
            ),
        )
    base = base_key(key, law)
    if base is None:
        return ()
    if base not in lines:
        return (finding("A1.5.4", f"须先划定{base.title}控制线，再划定{key.title}控制线。"),)
    least = line_floor(lines[base], supplement)
    if control_line >= least:
        return ()
    return (
        finding(
            "A1.5.4",
            f"{key.title}控制线{control_line}分，低于{base.title}控制线{lines[base]}分的"
            f"{exact_text(supplement.line_floor_ratio.value * 100)}％（{least}分）。",
            控制线=control_line,
            基准线=lines[base],
            最低=least,
        ),
    )


@cites("A1.4.5", "A1.5.3")
def highest_line(level: ProgrammeLevel, category: ExamCategory, law: YearLaw) -> int:
    """The full mark of the papers that count at a level in a category."""
    return full_total(level, len(counted_slots(level, category, law)), law)


@cites("A1.5.6")
def lowering_findings(lowered: LoweredLine, supplement: Supplement) -> tuple[Finding, ...]:
    """Whether a line may be lowered at all (线下浮, 高起专 only), and not below 70% of the line first set."""
    law = year_law(supplement.year)
    if not _may_be_lowered(lowered, law):
        return (
            finding(
                "A1.5.6",
                "只有高起专的公安类成人高校全部专业、医学（药学类除外）专业和中央司法警官学院监狱管理专业"
                "可以适当降低控制线。",
                专业代码=lowered.major_code,
            ),
        )
    least = line_floor(lowered.first_set, supplement)
    if lowered.lowered_to >= least:
        return ()
    return (
        finding(
            "A1.5.6",
            f"控制线{lowered.first_set}分最低可降至{least}分，不能降至{lowered.lowered_to}分。",
            首次划定=lowered.first_set,
            最低=least,
        ),
    )


@cites("A1.5.10")
def relaxation_findings(
    points: int, level: ProgrammeLevel, major_code: str, law: YearLaw
) -> tuple[Finding, ...]:
    """Whether a programme's candidates may be filed so many points under the line."""
    ceiling = law.relaxation_ceiling.value
    if not 0 <= points <= ceiling:
        return (finding("A1.5.10", f"降分投档最大幅度为{ceiling}分，不能降{points}分。", 降分=points),)
    if points and not is_relaxable(level, major_code, law):
        return (
            finding(
                "A1.5.10",
                f"{level.label}专业{major_code}不属于可以降分投档的专业。",
                专业代码=major_code,
            ),
        )
    return ()


def _may_be_lowered(lowered: LoweredLine, law: YearLaw) -> bool:
    if lowered.level is not ProgrammeLevel.GAOQIZHUAN:
        return False
    is_listed = any(group.has(lowered.level, lowered.major_code) for group in law.lowerable_majors.value)
    is_prison_major = lowered.national_code == law.prison_college.value and any(
        group.has(lowered.level, lowered.major_code) for group in law.prison_majors.value
    )
    return lowered.is_police_college or is_listed or is_prison_major


@dataclass(frozen=True, kw_only=True, slots=True)
class LineEvidence:
    """What one candidate line would do: how many reach it, how many to a place, and against past lines.

    `reach` counts candidates at or above the line; `share` is of all who have a score; `per_place` is None
    without places, `above_past` the difference to the mean of past lines, None without any.
    """

    control_line: int
    reach: int
    share: Fraction
    per_place: Fraction | None
    above_past: Fraction | None


@cites("N5.2", "A1.5.3")
def line_evidence(
    candidate_lines: Sequence[int], scores: Mapping[int, int], places: int, past: Sequence[int] = ()
) -> tuple[LineEvidence, ...]:
    """What each candidate line would do, in the order given; `scores` counts candidates by filing score.

    Scores are whole or cut down to whole points: a line is whole, so both count alike. Raises ValueError
    where nobody has a score.
    """
    everybody = sum(scores.values())
    if everybody == 0:
        raise ValueError("没有考生成绩，不能测算控制线。")
    mean = Fraction(sum(past), len(past)) if past else None
    return tuple(
        LineEvidence(
            control_line=candidate_line,
            reach=(reach := sum(count for score, count in scores.items() if score >= candidate_line)),
            share=Fraction(reach, everybody),
            per_place=Fraction(reach, places) if places else None,
            above_past=None if mean is None else candidate_line - mean,
        )
        for candidate_line in candidate_lines
    )


@cites("N5.2")
def evidence_findings(
    control_line: int, scores: Mapping[int, int], places: int, past: Sequence[int] = ()
) -> tuple[Finding, ...]:
    """What speaks against a candidate line, never hard: fewer reach it than there are places, or a line of 0."""
    [evidence] = line_evidence([control_line], scores, places, past)
    found = []
    if evidence.reach < places:
        found.append(
            finding(
                "N5.2",
                f"上线{evidence.reach}人，少于招生计划{places}人，生源不足。",
                is_hard=False,
                控制线=control_line,
                上线人数=evidence.reach,
                计划数=places,
            )
        )
    if control_line == 0:
        found.append(finding("N5.2", "控制线为0分，不能保证新生达到培养要求。", is_hard=False))
    return tuple(found)
