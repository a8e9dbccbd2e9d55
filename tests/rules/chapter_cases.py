"""Reads the officers' cases of a chapter (tests/cases/<chapter>/*.yaml) and says outcomes their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from chengzhao.law.citation import Finding
from chengzhao.law.provinces import Supplement, supplement
from chengzhao.law.words import ExamCategory, ProgrammeLevel, Word
from chengzhao.law.years import YearLaw, year_law

CASES = Path(__file__).resolve().parent.parent / "cases"
PROVINCES = {"山西": "14", "江苏": "32", "浙江": "33", "河南": "41"}
W = TypeVar("W", bound=Word)


@dataclass(frozen=True)
class Case:
    """One case: what it gives, its clauses, and the law and supplement it is judged by."""

    given: dict[str, Any]
    law: YearLaw
    supplement: Supplement

    def word(self, kind: type[W], key: str, default: str = "") -> W:
        """The member of an enumeration by the Chinese label that stands under a key."""
        return by_label(kind, self.given.get(key, default))

    def category(self, key: str, level: ProgrammeLevel) -> ExamCategory:
        """The 科类 by its label; 文史类 and 理工类 of 专升本 are the later two of that name."""
        found = [member for member in ExamCategory if member.label == self.given[key]]
        return found[-1] if level is ProgrammeLevel.ZHUANSHENGBEN else found[0]

    def words(self, kind: type[W], key: str) -> tuple[W, ...]:
        """The members by the labels of a list."""
        return tuple(by_label(kind, label) for label in self.given.get(key, []))

    def __getitem__(self, key: str) -> Any:
        return self.given[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self.given.get(key, default)


def by_label(kind: type[W], label: str) -> W:
    found = [member for member in kind if label in (member.label, member.value)]
    if not found:
        raise AssertionError(f"{kind.__name__} has no member “{label}”")
    return found[0]


def cases(chapter: str, topic: str) -> list[Any]:
    """The cases of one file of a chapter as parameters of a test."""
    content = yaml.safe_load((CASES / chapter / f"{topic}.yaml").read_text(encoding="utf-8"))
    year = content.get("年度", 2024)
    province = PROVINCES[content.get("省份", "山西")]
    return [
        pytest.param(Case(given, year_law(year), supplement(province, year)), id=f"{topic}: {given['题目']}")
        for given in content["案例"]
    ]


def outcome(findings: Sequence[Finding]) -> str | list[str]:
    """What the findings come to, as a case writes it."""
    if not findings:
        return "可以"
    return [found.clause if found.is_hard else f"{found.clause} 原则上" for found in findings]


def check(case: Case, findings: Sequence[Finding]) -> None:
    """The findings are those of the case, and the sentence too where the case gives it."""
    assert outcome(findings) == case["结果"]
    if "说法" in case.given:
        assert findings[0].sentence == case["说法"]
