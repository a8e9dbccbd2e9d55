"""附件1·八（二）: the officers' cases of supplements that tighten, and of those that contradict."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.law.provinces import CategoryInUse, RoomPlan, RoundRule, SubjectOverride, check
from chengzhao.law.words import (
    ClaimKind,
    ExamCategory,
    Paper,
    ProgrammeLevel,
    RoundKind,
    StudyForm,
    TieRule,
)


def tie_rule(label: str) -> str:
    return next((rule for rule in TieRule if rule.label == label), label)


def minimum_years(given: list[str]) -> dict[tuple[ProgrammeLevel, StudyForm], Fraction]:
    level, form, years = given
    return {(by_label(ProgrammeLevel, level), by_label(StudyForm, form)): Fraction(years)}


def subject_override(given: list[str]) -> dict[str, SubjectOverride]:
    prefix, paper, category = given
    return {prefix: SubjectOverride(paper=by_label(Paper, paper), category=ExamCategory(category))}


def upgrade_categories(given: list[list[str]]) -> dict[ProgrammeLevel, tuple[CategoryInUse, ...]]:
    return {
        ProgrammeLevel.ZHUANSHENGBEN: tuple(
            CategoryInUse(
                category=ExamCategory(category), code=code, name=name, papers=(by_label(Paper, paper),)
            )
            for category, code, name, paper in given
        )
    }


CHANGES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "加分": (
        "bonus_points",
        lambda given: {by_label(ClaimKind, kind): points for kind, points in given.items()},
    ),
    "降分": (
        "rounds",
        lambda points: (RoundRule(kind=RoundKind.RELAXED, relaxation=points, takes_new_choices=True),),
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
        field, read = CHANGES[name]
        changes[field] = replace(getattr(base, field), value=read(given))
    found = check(replace(base, **changes), case.law)
    assert ([item.clause for item in found] or "可以") == case["结果"]
