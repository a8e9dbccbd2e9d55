"""The address of a sentence of the law, and a value that carries its address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from chengzhao.law import texts

T_co = TypeVar("T_co", covariant=True)
Cited = TypeVar("Cited", bound=Callable[..., object])
CERTAIN = Decimal("0.75")
"""From this confidence on a value is shown as certain; below it is a default that an office may edit."""


def is_certain(confidence: Decimal) -> bool:
    """Whether a confidence is high enough for a value to be shown as certain."""
    return confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause of a document, such as A1.5.4 of the notice. Raises UnknownClause for a bad id."""

    clause: str
    document: str = texts.NOTICE_2024

    def __post_init__(self) -> None:
        texts.clause(self.clause, self.document)

    @property
    def label(self) -> str:
        """The place as a reader says it: 附件1·五（四）."""
        return texts.clause(self.clause, self.document).place

    @property
    def text(self) -> str:
        """The paragraphs in which the clause stands, one a line."""
        return texts.clause(self.clause, self.document).text

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Provision(Generic[T_co]):
    """A number, date or list beside its address.

    `citation` is the clause that gives the value or leaves it to the province; `source` says where the
    value was read when the clause does not give it; `confidence` is 1 for an official text, less for a
    repost, an inference or an assumption.
    """

    value: T_co
    citation: Citation
    source: str = ""
    confidence: Decimal = Decimal("1")

    def __post_init__(self) -> None:
        if not Decimal(0) <= self.confidence <= Decimal(1):
            raise ValueError(f"confidence must be between 0 and 1, not {self.confidence}")
        if self.confidence < 1 and not self.source:
            raise ValueError("a value that is not certain must say where it comes from")

    @property
    def is_certain(self) -> bool:
        """Whether the value may be shown without a warning; if not, an office may edit it."""
        return is_certain(self.confidence)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a rule found: the clause, a plain Chinese sentence, and the facts used as (name, value) pairs.

    `is_hard` is False where the text says 原则上: the act may go on with a written reason. `mend` says how
    it is put right, empty where the message says so itself.
    """

    clause: str
    message: str
    facts: tuple[tuple[str, str], ...] = ()
    is_hard: bool = True
    mend: str = ""

    def __post_init__(self) -> None:
        texts.clause(self.clause)

    @property
    def sentence(self) -> str:
        """What is wrong, then how it is put right."""
        return self.message + self.mend

    @property
    def citation(self) -> Citation:
        """The clause as a Citation, with its text and label."""
        return Citation(self.clause)


def finding(clause: str, message: str, *, is_hard: bool = True, mend: str = "", **facts: object) -> Finding:
    """A Finding whose facts are given by name, each shown as text."""
    pairs = tuple((name, str(value)) for name, value in facts.items())
    return Finding(clause=clause, message=message, facts=pairs, is_hard=is_hard, mend=mend)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop the act: all but the 原则上 ones."""
    return tuple(found for found in findings if found.is_hard)


def cites(*clauses: str) -> Callable[[Cited], Cited]:
    """Mark a function or class as the code of these clauses, as `__clauses__`. Raises UnknownClause."""
    for clause in clauses:
        texts.clause(clause)

    def mark(subject: Cited) -> Cited:
        setattr(subject, "__clauses__", clauses)  # noqa: B010 - a plain assignment is untyped
        return subject

    return mark
