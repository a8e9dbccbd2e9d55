"""The values that go into a filing and come out of it (A1.5.7; design of filing, sections 1, 9, 10 and 11).

Points of every kind (paper marks, bonus, control lines, gaps, relaxation, extra-test scores) are whole
hundredths of a point: as exact as the two decimals of the files, and quick to compare. `POINT` is one point.
Texts are compared as Python compares them, by code point, which is the order of their UTF-8 bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

POINT = 100
"""One point, in the hundredths that all points are counted in."""

LineKey = tuple[str, str, str]
"""What a control line is drawn for: level, category, kind."""

RowKey = tuple[str, str]
"""One candidate at one level: candidate_id, level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeasonRules:
    """The settings a province publishes before the filing; `gaps` and `relaxation` in hundredths."""

    year: int
    province: str
    mechanism: str
    unit: str
    ratio: Fraction
    ties: str
    seed: str
    assignment: str
    tiers: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...] = ()
    merit: str = "filing_score"
    refill: bool = True
    relaxation: int = 0
    tie_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Papers by "LEVEL" or "LEVEL/CATEGORY"; the latter wins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """专业 of one college for a level and category, with the places still to be filled in this run."""

    programme_id: str
    college: str
    level: str
    category: str
    kind: str
    is_relaxable: bool
    has_extra_test: bool
    places: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """考生 at one level, with marks and bonus in hundredths; a blank paper is 0."""

    candidate_id: str
    level: str
    category: str
    chinese: int = 0
    maths: int = 0
    foreign: int = 0
    combined: int = 0
    politics: int = 0
    specialised: int = 0
    bonus: int = 0
    person_status: str = "OK"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """志愿: one college of a candidate's list at a level, with its programmes in the order written."""

    candidate_id: str
    level: str
    rank: int
    college: str
    programmes: tuple[str, ...]
    accepts_reassignment: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtraTest:
    """专业加试 of a candidate at a college: the score in hundredths, and whether it is on the pass list."""

    candidate_id: str
    college: str
    test_score: int
    has_passed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FilingInput:
    """Everything a filing is computed from; the order of the rows has no meaning."""

    rules: SeasonRules
    programmes: tuple[Programme, ...]
    control_lines: Mapping[LineKey, int]
    candidates: tuple[Candidate, ...]
    choices: tuple[Choice, ...]
    extra_tests: tuple[ExtraTest, ...] = ()


class Unit(NamedTuple):
    """投档单位: sorts by the bytes of its columns; `programme_id` is empty for a unit of a college."""

    college: str
    level: str
    category: str
    ordering: str
    programme_id: str


class Round(NamedTuple):
    """The main round (`is_relaxed` False) or the relaxed round of a tier, tiers counted from 0."""

    tier: int
    is_relaxed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FilingEvent:
    """One file sent to one unit: a row of the log that the proofs read.

    `rank` and `repetition` are those of the sequential procedure, from 1; both are 0 in a parallel filing.
    `choice_rank` is the rank of the choice the file went through.
    """

    round: Round
    rank: int
    repetition: int
    unit: Unit
    quota: int
    candidate_id: str
    choice_rank: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FilingRow:
    """What became of one candidate at one level; the programme and both ranks are None where not admitted."""

    candidate_id: str
    level: str
    outcome: str
    filing_score: int
    programme_id: str | None = None
    choice_rank: int | None = None
    programme_rank: int | None = None
    is_relaxed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why one choice ended as it did: a code of section 9 and its figures."""

    candidate_id: str
    level: str
    choice_rank: int
    code: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitOutcome:
    """What one unit offered and took; `lowest_admitted` is a filing score, None where nobody was admitted."""

    unit: Unit
    places: int
    filed: int
    admitted: int
    lowest_admitted: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FilingResult:
    """A filing's outcome, sorted by its key columns, and the log of filings in the order they were made."""

    rows: tuple[FilingRow, ...]
    explanations: tuple[Explanation, ...]
    units: tuple[UnitOutcome, ...]
    log: tuple[FilingEvent, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BonusClaim:
    """照顾加分 claimed by a candidate, in hundredths, and what its effect depends on (A1.5.21)."""

    candidate_id: str
    bonus: int
    is_approved: bool
    is_publicised_in_full: bool
    has_sustained_objection: bool


def points_text(hundredths: int) -> str:
    """Return points as an exact decimal without trailing zeros: 28050 is "280.5"."""
    whole, rest = divmod(hundredths, POINT)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def field_text(value: object) -> str:
    """Return a field as it is written: None empty, booleans 1 and 0, quotes only where needed."""
    if value is None:
        return ""
    written = str(int(value)) if isinstance(value, bool) else str(value)
    if any(mark in written for mark in ',"\r\n'):
        return '"' + written.replace('"', '""') + '"'
    return written


def table_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV."""
    return "".join(",".join(map(field_text, row)) + "\n" for row in (columns, *rows))


def results_text(result: FilingResult) -> str:
    """Return results.csv, one row for each candidate row; its SHA-256 is the digest of the result."""
    columns = (
        "candidate_id",
        "level",
        "outcome",
        "programme_id",
        "choice_rank",
        "programme_rank",
        "filing_score",
        "relaxed",
    )
    rows = (
        (
            row.candidate_id,
            row.level,
            row.outcome,
            row.programme_id,
            row.choice_rank,
            row.programme_rank,
            points_text(row.filing_score),
            row.is_relaxed,
        )
        for row in result.rows
    )
    return table_text(columns, rows)
