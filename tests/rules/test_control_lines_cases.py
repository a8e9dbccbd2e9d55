"""附件1·五（三）: the officers' cases of control lines, their floors, lowered and relaxed ones."""

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import ProgrammeKind, ProgrammeLevel
from chengzhao.rules.control_lines import (
    LineKey,
    LoweredLine,
    base_key,
    evidence_findings,
    line_evidence,
    line_findings,
    lowering_findings,
    relaxation_findings,
)


@pytest.mark.parametrize(
    "case",
    [
        *cases("control_lines", "floors_shanxi"),
        *cases("control_lines", "floors_jiangsu"),
        *cases("control_lines", "bounds"),
    ],
)
def test_line(case: Case) -> None:
    level = case.word(ProgrammeLevel, "层次")
    key = LineKey(level=level, category=case.category("科类", level), kind=case.word(ProgrammeKind, "类别"))
    base = base_key(key, case.law)
    lines = {base: case["基准"]} if base and case.get("基准") is not None else {}
    check(case, line_findings(key, case["控制线"], lines, case.supplement))


@pytest.mark.parametrize("case", cases("control_lines", "lowering"))
def test_lowered_line(case: Case) -> None:
    line = LoweredLine(
        level=case.word(ProgrammeLevel, "层次"),
        major_code=case["专业"],
        national_code=case.get("院校", "10108"),
        is_police_college=case.get("公安类", False),
        first_set=case["首次"],
        lowered_to=case["降至"],
    )
    check(case, lowering_findings(line, case.supplement))


@pytest.mark.parametrize("case", cases("control_lines", "relaxation"))
def test_relaxation(case: Case) -> None:
    level = case.word(ProgrammeLevel, "层次")
    check(case, relaxation_findings(case["降分"], level, case["专业"], case.law))


@pytest.mark.parametrize("case", cases("control_lines", "evidence"))
def test_evidence(case: Case) -> None:
    [evidence] = line_evidence([case["线"]], case["成绩"], case["计划"])
    assert evidence.reach == case["上线"]
    check(case, evidence_findings(case["线"], case["成绩"], case["计划"]))
