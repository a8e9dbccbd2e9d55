"""From a clause to its words, plain words, numbers, code, cases, tests and pages: needs no database."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chengzhao.law import texts
from chengzhao.law.parameters import Parameter, order_parameters, supplement_parameters, year_parameters
from chengzhao.law.provinces import Supplement
from chengzhao.law.reference import SubjectRule, subject_rules
from chengzhao.law.texts.plain import PlainClause, plain_clause
from chengzhao.law.years import YearLaw
from chengzhao.rules.coverage import Coverage, coverage_of

SUBJECT_MAP_CLAUSES = ("A1.4.2", "A3.2")
"""Beside them stands the map of 专升本 majors to subjects, as one parameter more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseExplained:
    """A clause, its text and plain words, its parameters for a year and, where one is given, a province.

    `coverage` has the code, cases, tests and pages; `subject_map` the rows of the map of majors to subjects where
    the clause gives it.
    """

    clause: texts.Clause
    plain: PlainClause
    coverage: Coverage
    parameters: tuple[Parameter, ...]
    subject_map: tuple[SubjectRule, ...] = ()


def explain(clause_id: str, law: YearLaw, supplement: Supplement | None = None) -> ClauseExplained:
    """What the system knows of a clause. Raises UnknownClause."""
    clause = texts.clause(clause_id)
    return ClauseExplained(
        clause=clause,
        plain=plain_clause(clause_id),
        coverage=coverage_of(clause_id),
        parameters=tuple(each for each in _parameters(law, supplement) if clause_id in each.clauses),
        subject_map=subject_rules() if clause_id in SUBJECT_MAP_CLAUSES else (),
    )


def parameter_counts(law: YearLaw, supplement: Supplement | None = None) -> Mapping[str, int]:
    """For each clause that has any how many parameters stand beside it."""
    counts = Counter(clause for each in _parameters(law, supplement) for clause in each.clauses)
    return counts + Counter(SUBJECT_MAP_CLAUSES)


def _parameters(law: YearLaw, supplement: Supplement | None) -> Iterator[Parameter]:
    yield from year_parameters(law)
    yield from order_parameters()
    if supplement is not None:
        yield from supplement_parameters(supplement)
