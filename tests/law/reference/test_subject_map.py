"""The subject map: exceptions first, and the same answer as the table by major."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from chengzhao.law.citation import is_certain
from chengzhao.law.reference import majors, subject_rule, subject_rules, vacancies


def test_exceptions_are_tried_before_whole_categories() -> None:
    is_category = [len(rule.prefix) == 2 for rule in subject_rules()]
    assert is_category == sorted(is_category)
    assert (is_category.count(False), is_category.count(True)) == (12, 13)


def test_map_agrees_with_the_table_by_major(shared: Path) -> None:
    with (shared / "data" / "zsb_subject_map_by_major_2025.csv").open(encoding="utf-8") as file:
        collected = {row["code_digits"]: row["specialised_subject"] for row in csv.DictReader(file)}
    ours = {}
    for code in collected:
        rule = subject_rule(code)
        ours[code] = rule.paper.label if rule and rule.paper else ""
    assert ours == collected


def test_majors_that_the_table_doubts_are_doubted_here_too(shared: Path) -> None:
    """环境工程 (082502) is sure here, three provinces published it; 中西医 is doubted by the note on its row."""
    with (shared / "data" / "zsb_subject_map_by_major_2025.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    doubted = {row["code_digits"] for row in rows if not is_certain(Decimal(row["confidence"]))}
    ours = {
        major.code
        for major in majors(is_undergraduate=True)
        if (rule := subject_rule(major.code)) is None or not is_certain(rule.confidence)
    }
    assert ours == doubted - {"082502"} | {"100601"}


def test_every_undergraduate_major_has_its_paper() -> None:
    without = [
        m.code for m in majors(is_undergraduate=True) if not (r := subject_rule(m.code)) or not r.paper
    ]
    assert without == []


def test_map_agrees_with_what_jiangsu_published() -> None:
    published = [(v.major_code, v.category) for v in vacancies()]
    ours = [(v.major_code, r.category if (r := subject_rule(v.major_code)) else None) for v in vacancies()]
    assert ours == published


@pytest.mark.parametrize("code", ["140101", "520201", ""])
def test_code_that_the_table_does_not_know(code: str) -> None:
    rule = subject_rule(code)
    assert rule is None or rule.paper is None
