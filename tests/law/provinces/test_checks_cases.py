"""附件1·八（二）: the officers' cases of supplements that tighten, and of those that contradict."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.law.provinces import (
    CategoryInUse,
    NumberFormat,
    NumberPart,
    RoomPlan,
    RoundRule,
    SubjectOverride,
    check,
    supplement,
)
from chengzhao.law.words import (
    ClaimKind,
    ExamCategory,
    Paper,
    PaperSlot,
    ProgrammeLevel,
    RoundKind,
    StudyForm,
    TieRule,
)

SHANXI = supplement("14", 2024)
Categories = dict[ProgrammeLevel, tuple[CategoryInUse, ...]]


def tie_rule(label: str) -> str:
    return next((rule for rule in TieRule if rule.label == label), label)


def minimum_years(given: list[str]) -> dict[tuple[ProgrammeLevel, StudyForm], Fraction]:
    level, form, years = given
    return {(by_label(ProgrammeLevel, level), by_label(StudyForm, form)): Fraction(years)}


def subject_override(given: list[str]) -> dict[str, SubjectOverride]:
    prefix, paper, category = given
    return {prefix: SubjectOverride(paper=by_label(Paper, paper), category=ExamCategory(category))}


def in_use(category: str, code: str, name: str, papers: list[str]) -> CategoryInUse:
    read = tuple(by_label(Paper, paper) for paper in papers)
    return CategoryInUse(category=ExamCategory(category), code=code, name=name, papers=read)


def upgrade_categories(given: list[list[str]]) -> Categories:
    """The categories of 山西 with others at 专升本."""
    found = tuple(in_use(category, code, name, [paper]) for category, code, name, paper in given)
    return {**SHANXI.categories.value, ProgrammeLevel.ZHUANSHENGBEN: found}


def other_papers(given: list[Any]) -> Categories:
    """The categories of 山西 with other papers in one of them."""
    level, category, papers = by_label(ProgrammeLevel, given[0]), given[1], given[2]
    read = tuple(by_label(Paper, paper) for paper in papers)
    found = tuple(
        replace(each, papers=read) if each.category == category else each
        for each in SHANXI.categories.value[level]
    )
    return {**SHANXI.categories.value, level: found}


def added_category(given: list[Any]) -> Categories:
    """The categories of 山西 with one more at a level."""
    level = by_label(ProgrammeLevel, given[0])
    return {**SHANXI.categories.value, level: (*SHANXI.categories.value[level], in_use(*given[1:]))}


def rounds(kinds: list[str], relaxation: int = 20) -> tuple[RoundRule, ...]:
    found = [by_label(RoundKind, kind) for kind in kinds]
    return tuple(
        RoundRule(
            kind=kind,
            relaxation=relaxation if kind is RoundKind.RELAXED else 0,
            takes_new_choices=kind is not RoundKind.MAIN,
        )
        for kind in found
    )


def admit_card(parts: list[list[Any]]) -> Any:
    read = tuple(NumberPart(name=name, width=width) for name, width in parts)
    return replace(SHANXI.number_formats.value, admit_card=NumberFormat(name="准考证号", parts=read))


def side_levels(given: dict[str, list[str]]) -> dict[ProgrammeLevel, tuple[ProgrammeLevel, ...]]:
    return {
        by_label(ProgrammeLevel, level): tuple(by_label(ProgrammeLevel, side) for side in sides)
        for level, sides in given.items()
    }


CHANGES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "加分": (
        "bonus_points",
        lambda given: {by_label(ClaimKind, kind): points for kind, points in given.items()},
    ),
    "降分": ("rounds", lambda points: rounds([kind.label for kind in RoundKind], points)),
    "轮次": ("rounds", rounds),
    "兼报": ("side_levels", side_levels),
    "科目": ("categories", other_papers),
    "增科类": ("categories", added_category),
    "准考证号": ("number_formats", admit_card),
    "同分科目": (
        "tie_keys",
        lambda given: {
            key: tuple(by_label(PaperSlot, slot) for slot in slots) for key, slots in given.items()
        },
    ),
    "艺体线": ("line_floor_ratio", lambda percent: Fraction(percent, 100)),
    "公示天数": ("publicity_days", int),
    "年龄公示": ("age_is_publicised", bool),
    "同分": ("ties", tie_rule),
    "投档比例": ("ratio", lambda percent: Fraction(percent, 100)),
    "未知加分": ("bonus_points", dict),
    "公示月数": ("notice_months", int),
    "最短年限": ("minimum_years", minimum_years),
    "报名": ("registration_window", tuple),
    "异地材料": ("out_of_place_proofs", tuple),
    "确认志愿": ("choices_are_confirmed", bool),
    "监考": ("room_plan", lambda count: RoomPlan(rows=6, columns=5, invigilators=count)),
    "专业科目": ("subject_overrides", subject_override),
    "科类": ("categories", upgrade_categories),
    "完成率界限": ("low_fill_rate", Fraction),
    "脱产比例": ("full_time_share", Fraction),
}


@pytest.mark.parametrize("case", cases("supplements", "contradictions"))
def test_changed_supplement(case: Case) -> None:
    base = case.supplement
    changes = {}
    for name, given in case["改"].items():
        if name == "省份":
            base = replace(base, province_name=given)
            continue
        field, read = CHANGES[name]
        changes[field] = replace(getattr(base, field), value=read(given))
    found = check(replace(base, **changes), case.law)
    assert ([item.clause for item in found] or "可以") == case["结果"]
