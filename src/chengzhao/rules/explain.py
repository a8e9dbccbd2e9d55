"""From a clause to its words, plain words, rules, numbers, cases, tests and pages: needs no database."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chengzhao.law import texts
from chengzhao.law.parameters import Parameter, order_parameters, supplement_parameters, year_parameters
from chengzhao.law.provinces import Supplement
from chengzhao.law.texts.plain import PlainClause, plain_clause
from chengzhao.law.years import YearLaw
from chengzhao.rules.coverage import Coverage, coverage_of
from chengzhao.rules.states import StateMachine


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleOfClause:
    """A rule that carries out a clause: where it stands, and the first sentence of what it says of itself."""

    name: str
    meaning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseExplained:
    """A clause, its text and plain words, its rules, its parameters for a year and, where one is given, a province.

    `coverage` names the code, cases, tests and pages.
    """

    clause: texts.Clause
    plain: PlainClause
    coverage: Coverage
    rules: tuple[RuleOfClause, ...]
    parameters: tuple[Parameter, ...]


def explain(clause_id: str, law: YearLaw, supplement: Supplement | None = None) -> ClauseExplained:
    """What the system knows of a clause. Raises UnknownClause."""
    clause = texts.clause(clause_id)
    return ClauseExplained(
        clause=clause,
        plain=plain_clause(clause_id),
        coverage=coverage_of(clause_id),
        rules=_rules_by_clause().get(clause_id, ()),
        parameters=tuple(each for each in _parameters(law, supplement) if clause_id in each.clauses),
    )


def parameter_counts(law: YearLaw, supplement: Supplement | None = None) -> Mapping[str, int]:
    """For each clause that has any how many parameters stand beside it."""
    return Counter(clause for each in _parameters(law, supplement) for clause in each.clauses)


def _parameters(law: YearLaw, supplement: Supplement | None) -> Iterator[Parameter]:
    yield from year_parameters(law)
    yield from order_parameters()
    if supplement is not None:
        yield from supplement_parameters(supplement)


@cache
def _rules_by_clause() -> dict[str, tuple[RuleOfClause, ...]]:
    found: dict[str, dict[str, RuleOfClause]] = {}
    for name, value, clauses in _cited():
        meaning = f"状态：{value.name}" if isinstance(value, StateMachine) else _first_sentence(value)
        for clause in clauses:
            found.setdefault(clause, {})[name] = RuleOfClause(name=name, meaning=meaning)
    return {clause: tuple(rules[name] for name in sorted(rules)) for clause, rules in found.items()}


def _cited() -> Iterator[tuple[str, object, tuple[str, ...]]]:
    """Everything in law and rules that cites, where it was written: name, thing, clauses."""
    for root in ("chengzhao.law", "chengzhao.rules"):
        package = importlib.import_module(root)
        for info in pkgutil.walk_packages(package.__path__, f"{root}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                place = f"{info.name.removeprefix('chengzhao.')}.{name}"
                if isinstance(value, StateMachine) and value.states.__module__ == info.name:
                    yield place, value, value.clauses
                elif getattr(value, "__module__", "") == info.name and hasattr(value, "__clauses__"):
                    yield place, value, value.__clauses__


def _first_sentence(value: object) -> str:
    text = " ".join((getattr(value, "__doc__", None) or "").split())
    return text.partition(". ")[0].rstrip(".") + "." if text else ""
