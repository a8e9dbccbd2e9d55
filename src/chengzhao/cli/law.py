"""`chengzhao law show|diff|check`: the law on the terminal, without a database."""

import sys
from pathlib import Path

from chengzhao.cli.advice_text import DOUBT
from chengzhao.exchange.written_files import FileUnreadable, text_of
from chengzhao.law.comparison import Change, year_changes
from chengzhao.law.orders import (
    CorrectionFileErrors,
    CorrectionsRefused,
    check_corrections,
    read_corrections,
)
from chengzhao.law.parameters import Parameter
from chengzhao.law.provinces import (
    Supplement,
    SupplementFileErrors,
    SupplementRefused,
    UnknownSupplement,
    accepted,
    read_supplement,
    supplement,
)
from chengzhao.law.provinces import check as check_supplement
from chengzhao.law.reference import SubjectRule
from chengzhao.law.texts import UnknownClause
from chengzhao.law.years import UnknownYear, year_law
from chengzhao.rules.coverage import NOT_OPEN, Coverage
from chengzhao.rules.explain import ClauseExplained, explain

DONE, NOT_DONE, WRONG_INPUT = 0, 1, 2


def show(clause_id: str, year: int, province: str | None) -> int:
    """Print a clause: text, plain words, parameters for a year and a province, code, cases, tests, pages."""
    try:
        rules: Supplement | None = supplement(province, year) if province else None
        found = explain(clause_id.strip().upper(), year_law(year), rules)
    except (UnknownClause, UnknownYear, UnknownSupplement, SupplementFileErrors, SupplementRefused) as error:
        return _refuse(str(error))
    print(_clause_text(found))
    return DONE


def diff(before: int, after: int) -> int:
    """Print what changed between two years, each value with its clause."""
    try:
        changes = year_changes(year_law(before), year_law(after))
    except UnknownYear as error:
        return _refuse(str(error))
    if not changes:
        print(f"{before}年和{after}年的规定没有不同。")
    for change in changes:
        print(_change_text(change))
    return DONE


def check(file: Path) -> int:
    """Print every error of a supplement's file, or every contradiction with its year; of a .csv, of corrections."""
    if file.suffix.lower() == ".csv":
        return _check_corrections(file)
    try:
        found = accepted(read_supplement(text_of(file), file.name))
    except (FileUnreadable, SupplementFileErrors) as refused:
        return _refuse(str(refused))
    except SupplementRefused as refused:
        lines = (f"{file.name}:{each.citation.label}: {each.message}" for each in refused.contradictions)
        print("\n".join(lines), file=sys.stderr)
        return NOT_DONE
    print(f"{found.province_name}{found.year}年的补充规定与通知不抵触。")
    for doubt in check_supplement(found, year_law(found.year)):
        print(f"{DOUBT}{doubt.citation.label}: {doubt.message}；国家的规定是推定的，以本省公布的为准。")
    return DONE


def _check_corrections(file: Path) -> int:
    try:
        count = check_corrections(read_corrections(text_of(file), file.name))
    except (FileUnreadable, CorrectionFileErrors) as refused:
        return _refuse(str(refused))
    except CorrectionsRefused as refused:
        print("\n".join(f"{file.name}: {each}" for each in refused.refusals), file=sys.stderr)
        return NOT_DONE
    print(f"{count}条改正可以使用。")
    return DONE


def _clause_text(found: ClauseExplained) -> str:
    plain, held = found.plain, found.coverage
    code = [name for name in held.code if not name.rpartition(".")[2].startswith("_")]
    cases = [
        "\n".join([f"{file.name}: {file.about}", *(f"  - {case.line}" for case in file.cases)])
        for file in held.cases
    ]
    parts = (
        ("规定", [plain.says]),
        ("系统怎样做", [plain.does, NOT_OPEN] if held.is_open else [plain.does]),
        ("参数", [_parameter_text(parameter) for parameter in found.parameters]),
        *(
            [("专升本专业与考试科目对照表", [_row_text(row) for row in found.subject_map])]
            if found.subject_map
            else []
        ),
        ("规则", [_rule_text(name, held) for name in code if not name.startswith("actions.")]),
        ("操作", [name for name in code if name.startswith("actions.")]),
        (f"案例（{held.case_count}个，tests/cases）", cases),
        ("测试", held.tests),
        ("页面", [f"{page.path} {page.title}" for page in held.pages]),
    )
    sections = [f"{found.clause.id}  {found.clause.place}  {plain.title}", found.clause.text]
    sections += [
        "\n".join([f"{name}：", *(f"- {line}" for line in lines or ["没有"])]) for name, lines in parts
    ]
    return "\n\n".join(sections)


def _parameter_text(parameter: Parameter) -> str:
    source = f"（{parameter.provision.source}）" if parameter.provision.source else ""
    return f"{parameter.holder} {parameter.label}: {_value_text(parameter)}{source}　{parameter.place}"


def _row_text(row: SubjectRule) -> str:
    doubt = "" if row.is_certain else "【待核，省里可以另定】"
    note = f"（{row.note}）" if row.note else ""
    return f"{row.name}（{row.codes}）: {row.answer}{doubt}{note}　{row.place}"


def _rule_text(name: str, held: Coverage) -> str:
    return f"{name}（还没有用于网上办理）" if name in held.idle else name


def _value_text(parameter: Parameter) -> str:
    doubt = "" if parameter.provision.is_certain else DOUBT
    return f"{'；'.join(parameter.lines)}{doubt}"


def _change_text(change: Change) -> str:
    lines = [f"{change.clause} {change.newest.label}"]
    if change.before is not None:
        lines.append(f"- {_value_text(change.before)}")
    if change.after is not None:
        lines.append(f"+ {_value_text(change.after)}")
    return "\n".join(lines)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return WRONG_INPUT
