"""附件1·八（二）: the officers' cases of supplements that tighten, and of those that contradict."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.law.provinces import RoundRule, check
from chengzhao.law.words import ClaimKind, RoundKind, TieRule


def tie_rule(label: str) -> str:
    return next((rule for rule in TieRule if rule.label == label), label)


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
