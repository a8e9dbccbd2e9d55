"""The hand-worked filings of tests/cases/filing: every row, every reason and every proof must come out."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from chengzhao.law import texts, words
from chengzhao.rules.dossier import (
    POINT,
    Candidate,
    Choice,
    ExtraTest,
    FilingInput,
    Programme,
    SeasonRules,
)
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.merit import COUNTED_PAPERS
from chengzhao.rules.verify.filing import prove

CASES = Path(__file__).resolve().parent.parent / "cases" / "filing"
SETTINGS = {
    "投档方式": ("mechanism", words.FilingMechanism),
    "投档单位": ("unit", words.FilingUnit),
    "同分": ("ties", words.TieRule),
    "专业分配": ("assignment", words.AssignmentRule),
    "院内次序": ("merit", words.MeritScore),
}
STATUSES = {"作废": "VOID", "暂停": "SUSPENDED", "已录取": "ADMITTED"}
CODES = {
    "退档": "RETURNED_NO_PLACE",
    "未轮到": "NOT_REACHED",
    "额满": "UNIT_FULL",
    "未上线": "BELOW_LINE",
    "不在合格名单": "NO_EXTRA_TEST",
    "层次或科类不符": "OTHER_LEVEL_OR_CATEGORY",
    "未参加": "NOT_TAKING_PART",
}


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['题目']}")


def value_of(enumeration: type[words.Word], label: str, level: str = "") -> str:
    """Return the value of a label; 文史类 and 理工类 are named differently for 专升本, which comes later."""
    found = [member.value for member in enumeration if member.label == label]
    return found[-1] if level == "ZHUANSHENGBEN" else found[0]


def points(written: object) -> int:
    return int(Fraction(str(written)) * POINT)


def level_of(written: dict[str, Any]) -> str:
    return value_of(words.ProgrammeLevel, written.get("层次", "高起专"))


def category_of(written: dict[str, Any]) -> str:
    return value_of(words.ExamCategory, written.get("科类", "文史类"), level_of(written))


def rules_of(case: dict[str, Any]) -> SeasonRules:
    written = case.get("规则", {})
    named = {field: value_of(kind, written[key]) for key, (field, kind) in SETTINGS.items() if key in written}
    chosen: dict[str, Any] = {
        "mechanism": "sequential",
        "unit": "college",
        "ties": "all_in",
        "assignment": "score_first",
        **named,
    }
    tiers = written.get("批次", [["高起本", "专升本"], ["高起专"]])
    return SeasonRules(
        year=2024,
        province="14",
        ratio=Fraction(written.get("投档比例", "1")),
        seed=written.get("种子", "公开"),
        tiers=tuple(tuple(value_of(words.ProgrammeLevel, level) for level in tier) for tier in tiers),
        gaps=tuple(gap * POINT for gap in written.get("级差", ())),
        refill=written.get("补投", "是") == "是",
        relaxation=written.get("降分", 0) * POINT,
        tie_keys=dict(tie_key(key, papers) for key, papers in written.get("同分科目", {}).items()),
        **chosen,
    )


def tie_key(written: str, papers: list[str]) -> tuple[str, tuple[str, ...]]:
    level_label, _, category_label = written.partition("/")
    level = value_of(words.ProgrammeLevel, level_label)
    category = f"/{value_of(words.ExamCategory, category_label, level)}" if category_label else ""
    return level + category, tuple(value_of(words.PaperSlot, paper) for paper in papers)


def programmes_of(case: dict[str, Any]) -> tuple[Programme, ...]:
    return tuple(
        Programme(
            programme_id=programme_id,
            college=programme_id[0],
            level=level_of(written),
            category=category_of(written),
            kind=value_of(words.ProgrammeKind, written.get("类别", "普通类")),
            is_relaxable=written.get("可降分", "否") == "是",
            has_extra_test=written.get("加试", "否") == "是",
            places=written["名额"],
        )
        for programme_id, written in case["专业"].items()
    )


def control_lines_of(case: dict[str, Any]) -> dict[tuple[str, str, str], int]:
    written = case["控制线"]
    if isinstance(written, int):
        return {(one.level, one.category, one.kind): written * POINT for one in programmes_of(case)}
    found = {}
    for key, drawn in written.items():
        level_label, category_label, kind_label = key.split("/")
        level = value_of(words.ProgrammeLevel, level_label)
        category = value_of(words.ExamCategory, category_label, level)
        found[level, category, value_of(words.ProgrammeKind, kind_label)] = drawn * POINT
    return found


def candidates_of(case: dict[str, Any]) -> Iterator[Candidate]:
    for candidate_id, written in case["考生"].items():
        for row in written if isinstance(written, list) else [written]:
            level = level_of(row)
            papers = COUNTED_PAPERS["GAOQIBEN" if len(row["成绩"]) == 4 else level]
            yield Candidate(
                candidate_id=candidate_id,
                level=level,
                category=category_of(row),
                bonus=row.get("加分", 0) * POINT,
                person_status=STATUSES[row["状态"]] if "状态" in row else "OK",
                **dict(zip(papers, map(points, row["成绩"]), strict=True)),
            )


def by_level(written: Any, level: str) -> dict[int, str]:
    """Return what is written of a candidate's choices at a level, by rank."""
    label = words.ProgrammeLevel(level).label
    if isinstance(written, dict) and label in written:
        written = written[label]
    return dict(enumerate(written, start=1)) if isinstance(written, list) else written


def choices_of(case: dict[str, Any]) -> Iterator[Choice]:
    for candidate in candidates_of(case):
        for rank, written in by_level(case["志愿"][candidate.candidate_id], candidate.level).items():
            *listed, last = written.split()
            accepts = last == "服从"
            programmes = tuple(listed if accepts else [*listed, last])
            yield Choice(
                candidate_id=candidate.candidate_id,
                level=candidate.level,
                rank=rank,
                college=programmes[0][0],
                programmes=programmes,
                accepts_reassignment=accepts,
            )


def extra_tests_of(case: dict[str, Any]) -> Iterator[ExtraTest]:
    for college, tested in case.get("加试", {}).items():
        for candidate_id, written in tested.items():
            test_score, passed = written.split()
            yield ExtraTest(
                candidate_id=candidate_id,
                college=college,
                test_score=points(test_score),
                has_passed=passed == "合格",
            )


def input_of(case: dict[str, Any]) -> FilingInput:
    return FilingInput(
        rules=rules_of(case),
        programmes=programmes_of(case),
        control_lines=control_lines_of(case),
        candidates=tuple(candidates_of(case)),
        choices=tuple(choices_of(case)),
        extra_tests=tuple(extra_tests_of(case)),
    )


def expected_reason(written: str) -> tuple[str, str]:
    """Return code and detail of a conclusion as written in a case."""
    label, *figures = written.split()
    if label.endswith("录取"):
        relaxed = ";relaxed=1" if label.startswith("降分") else ""
        return "ADMITTED", f"programme={figures[0]}{relaxed}"
    if label == "未上线":
        return CODES[label], figures[0].replace("差", "missing=")
    if label == "额满" and figures:
        found = dict(re.fullmatch(r"(加试|末位|科目)(.+)", figure).groups() for figure in figures)
        extra = f"extra={found['加试']};" if "加试" in found else ""
        return CODES[label], f"{extra}filing_score={found['末位']};ties={found.get('科目', '')}"
    return CODES[label], ""


def expected_row(case: dict[str, Any], candidate: Candidate, results: dict[int, str]) -> tuple[object, ...]:
    """Return outcome, programme, both ranks and the mark "relaxed" as a case has them."""
    listed = by_level(case["志愿"][candidate.candidate_id], candidate.level)
    for rank, written in results.items():
        label, *figures = written.split()
        if label.endswith("录取"):
            is_reassigned = "调剂" in label
            position = 0 if is_reassigned else listed[rank].split().index(figures[0]) + 1
            return "ADMITTED", figures[0], rank, position, label.startswith("降分")
    return "NOT_ADMITTED", None, None, None, False


@pytest.mark.parametrize("case", list(cases()))
def test_filing_case_comes_out_as_worked_by_hand(case: dict[str, Any]) -> None:
    given = input_of(case)
    result = file_candidates(given)

    expected_rows, expected_reasons = {}, {}
    for candidate in given.candidates:
        key = candidate.candidate_id, candidate.level
        written = by_level(case["结果"][candidate.candidate_id], candidate.level)
        expected_rows[key] = expected_row(case, candidate, written)
        for rank, conclusion in written.items():
            expected_reasons[*key, rank] = expected_reason(conclusion)

    assert {
        (one.candidate_id, one.level, one.choice_rank): (one.code, one.detail) for one in result.explanations
    } == expected_reasons
    assert {
        (row.candidate_id, row.level): (
            row.outcome,
            row.programme_id,
            row.choice_rank,
            row.programme_rank,
            row.is_relaxed,
        )
        for row in result.rows
    } == expected_rows
    assert [one.failed for one in prove(given, result)] == [0] * 7


def test_filing_cases_cite_clauses_that_exist() -> None:
    cited = {clause for case in cases() for clause in case.values[0]["依据"]}
    assert cited - set(texts.clauses()) == set()
