"""The officers' cases as lines of text, for readers of the law who have no tests/: rules/officer_cases.csv."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import yaml
from tools.cited_code import SOURCE
from tools.cited_tests import CASES

from chengzhao.rules.governance import TWO_PERSON_ACTS

TABLE = SOURCE / "rules" / "officer_cases.csv"
GIVEN_BY_FILE = ("年度", "省份")
HEAD = ("题目", "依据")
GIVEN = (*GIVEN_BY_FILE, "考生", "批准", "查", "省里规定")
"""What a case without a 结果 gives; everything else in it comes out."""
SENTENCE = "说法"
NAMES = {
    "has_extension": "有延期决定",
    "scores_are_released": "成绩已发布",
    "lines_are_published": "控制线已公布",
    "version_now": "志愿的版本",
    "evidence": "证据",
    "recorded_by": "签字人",
    "told_on": "告知日",
    "heard_on": "申辩日",
    "proposed": "拟作处理",
    "reason_for_deviation": "处理不同的理由",
    "person": "对象",
    "suspension_years": "停考年数",
    "hearing_was_offered": "已告知可以听证",
    "article": "条",
    "item": "项",
}
"""What a reader is told instead of the name that a case gives to the test."""
ACTS = {act: one.title for act, one in TWO_PERSON_ACTS.items()}


def render_cases() -> str:
    """The table: for each case its file, 题目, facts and result, by file and in its order."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("file", "title", "facts", "result"))
    for file in sorted(CASES.rglob("*.yaml")):
        name = file.relative_to(CASES).with_suffix("").as_posix()
        for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            writer.writerows((name, *row) for row in _rows(document))
    return written.getvalue()


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    shared = {key: document[key] for key in GIVEN_BY_FILE if key in document and "案例" in document}
    for case in document.get("案例", [document]):
        told = {key: value for key, value in {**shared, **case}.items() if key not in HEAD}
        facts = {key: value for key, value in told.items() if _is_given(key, told)}
        results = {key: value for key, value in told.items() if key not in facts}
        yield str(case["题目"]), _inside(facts, "；"), _result(results)


def _is_given(key: str, told: Mapping[str, Any]) -> bool:
    return key not in ("结果", SENTENCE) if "结果" in told else key in GIVEN


def _result(results: Mapping[str, Any]) -> str:
    """What comes out: the 结果 by itself, then what else is said of it by its name."""
    others = {key: value for key, value in results.items() if key != "结果"}
    parts = [said(results["结果"])] if "结果" in results else []
    return "；".join([*parts, _inside(others, "；")] if others else parts)


def said(value: Any) -> str:
    """A value of a case in one line: 是 and 否, lists by the enumeration comma, what is inside in brackets."""
    match value:
        case None:
            return "无"
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case dict():
            return _inside(value, "，") or "无"
        case list():
            return "、".join(map(_member, value)) or "无"
        case _:
            text = " ".join(str(value).split())
            return ACTS.get(text, text)


def _member(value: Any) -> str:
    return f"（{said(value)}）" if isinstance(value, dict | list) else said(value)


def _inside(facts: Mapping[str, Any], comma: str) -> str:
    return comma.join(
        f"{NAMES.get(key, key)}："
        + (f"（{said(value)}）" if isinstance(value, dict) and value else said(value))
        for key, value in facts.items()
    )
