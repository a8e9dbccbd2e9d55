"""`chengzhao law show|diff|check`: the law on the terminal, without a database."""

import sys
from pathlib import Path

from chengzhao.law.comparison import Change, year_changes
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
from chengzhao.law.texts import UnknownClause
from chengzhao.law.years import UnknownYear, year_law
from chengzhao.rules.explain import explain

DONE, NOT_DONE, WRONG_INPUT = 0, 1, 2


def show(clause_id: str, year: int, province: str | None) -> int:
    """Print a clause: its text, its rules, its parameters for a year and a province."""
    try:
        rules: Supplement | None = supplement(province, year) if province else None
        found = explain(clause_id, year_law(year), rules)
    except (UnknownClause, UnknownYear, UnknownSupplement) as error:
        return _refuse(str(error))
    print(f"{found.clause.id}  {found.clause.place}\n\n{found.clause.text}\n")
    for rule in found.rules:
        print(f"- {rule.name}: {rule.meaning}")
    for parameter in found.parameters:
        print(f"= {_parameter_text(parameter)}")
    return DONE


def diff(before: int, after: int) -> int:
    """Print what changed between two years, each value with its clause."""
    try:
        changes = year_changes(year_law(before), year_law(after))
    except UnknownYear as error:
        return _refuse(str(error))
    for change in changes:
        print(_change_text(change))
    return DONE


def check(file: Path) -> int:
    """Print every error of a supplement's file, or every contradiction with its year."""
    try:
        found = accepted(read_supplement(file.read_text(encoding="utf-8-sig"), file.name))
    except (OSError, UnicodeDecodeError) as error:
        return _refuse(f"{file.name}: {error}")
    except SupplementFileErrors as refused:
        return _refuse("\n".join(refused.errors))
    except SupplementRefused as refused:
        lines = (f"{file.name}:{each.citation.label}: {each.message}" for each in refused.contradictions)
        print("\n".join(lines), file=sys.stderr)
        return NOT_DONE
    print(f"{found.province_name}{found.year}年的补充规定与通知不抵触。")
    return DONE


def _parameter_text(parameter: Parameter) -> str:
    source = f"（{parameter.provision.source}）" if parameter.provision.source else ""
    return f"{parameter.holder} {parameter.label}: {_value_text(parameter)}{source}"


def _value_text(parameter: Parameter) -> str:
    doubt = "" if parameter.provision.is_certain else "【待核】"
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
