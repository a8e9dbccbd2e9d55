"""From a clause to its words, plain words, numbers, code, cases, tests and pages: needs no database."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chengzhao.law import texts
from chengzhao.law.parameters import Parameter, order_parameters, supplement_parameters, year_parameters
from chengzhao.law.provinces import Supplement
from chengzhao.law.texts.plain import PlainClause, plain_clause
from chengzhao.law.years import YearLaw
from chengzhao.rules.coverage import Coverage, coverage_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseExplained:
    """A clause, its text and plain words, its parameters for a year and, where one is given, a province.

    `coverage` has the code, cases, tests and pages.
    """

    clause: texts.Clause
    plain: PlainClause
    coverage: Coverage
    parameters: tuple[Parameter, ...]


def explain(clause_id: str, law: YearLaw, supplement: Supplement | None = None) -> ClauseExplained:
    """What the system knows of a clause. Raises UnknownClause."""
    clause = texts.clause(clause_id)
    return ClauseExplained(
        clause=clause,
        plain=plain_clause(clause_id),
        coverage=coverage_of(clause_id),
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
