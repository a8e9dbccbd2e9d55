"""Proofs P9 to P12: what the program that filed must show, tried on the very input of a run (section 10).

The two programs are handed in: nothing here knows how they work. Orders and persons are chosen by SHA-256, so that
the same run is always tried in the same way.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from chengzhao.rules.dossier import POINT, Candidate, FilingInput, FilingResult, FilingRow, RowKey
from chengzhao.rules.verify.proof import Proof, proof

Program = Callable[[FilingInput], FilingResult]
"""Files a run: the same input gives the same result."""

Row = TypeVar("Row")

PERMUTATIONS = 3
"""How often P9 mixes the rows."""

MOST_RAISED = 20
ROWS_TO_FILE = 200_000
"""P10 raises so many candidates that about this many rows are filed anew: few in a large season, one at least."""

PAPERS = ("chinese", "maths", "foreign", "combined", "politics", "specialised")
FULL_MARK = 150 * POINT
NO_PLACE = (float("inf"), float("inf"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Programs:
    """The program that filed a run, and the other one that must give the same."""

    filed_by: Program
    other: Program


def prove_program(given: FilingInput, result: FilingResult, programs: Programs) -> tuple[Proof, ...]:
    """P9 to P12 on a run that `filed_by` brought to this result."""
    return (
        order_of_rows_is_nothing(given, result, programs.filed_by),
        raising_never_harms(given, result, programs.filed_by),
        proof("P11", [programs.filed_by(given) == result]),
        both_programs_agree(given, result, programs.other),
    )


def order_of_rows_is_nothing(given: FilingInput, result: FilingResult, program: Program) -> Proof:
    """P9 与顺序无关: permuting input rows changes nothing. A case is a permutation."""
    return proof("P9", [program(mixed(given, number)) == result for number in range(PERMUTATIONS)])


def mixed(given: FilingInput, number: int) -> FilingInput:
    """The same input with the rows of every table in another order: at 0 backwards, then by SHA-256."""

    def rows(given: Iterable[Row]) -> list[Row]:
        return hashed(given, number) if number else list(given)[::-1]

    return replace(
        given,
        programmes=tuple(rows(given.programmes)),
        control_lines=dict(rows(given.control_lines.items())),
        candidates=tuple(rows(given.candidates)),
        choices=tuple(rows(given.choices)),
        extra_tests=tuple(rows(given.extra_tests)),
    )


def hashed(rows: Iterable[Row], number: int) -> list[Row]:
    """Rows in the order of the SHA-256 of their text."""
    return sorted(rows, key=lambda row: hashlib.sha256(f"{number}:{row}".encode()).digest())


def raising_never_harms(given: FilingInput, result: FilingResult, program: Program) -> Proof:
    """P10 单调: who has a higher mark, bonus or extra-test score is never worse off. A case is a raised candidate.

    It is a property of one setting only (parallel, units of a programme, ratio 1, ties by seed, no relaxation);
    with any other there are no cases.
    """
    rules = given.rules
    is_of_setting = (rules.mechanism, rules.unit, rules.ties) == ("parallel", "programme", "seed")
    if not is_of_setting or rules.ratio != 1 or rules.relaxation:
        return proof("P10", [])
    before = {(row.candidate_id, row.level): row for row in result.rows}
    cases = []
    for at, one in enumerate(raised_persons(given)):
        after = {(row.candidate_id, row.level): row for row in program(raised(given, one, at)).rows}
        cases.append(best_place(one, given, after) <= best_place(one, given, before))
    return proof("P10", cases)


def raised_persons(given: FilingInput) -> Sequence[str]:
    """Whom P10 raises: persons who take part, chosen by SHA-256."""
    persons = {one.candidate_id for one in given.candidates if one.person_status == "OK"}
    wanted = max(1, min(MOST_RAISED, ROWS_TO_FILE // max(len(given.candidates), 1)))
    return hashed(sorted(persons), 0)[:wanted]


def raised(given: FilingInput, person: str, at: int) -> FilingInput:
    """The input with one person better off: a mark and, in turn, the bonus or the extra tests too."""

    def better(one: Candidate) -> Candidate:
        paper = PAPERS[at % len(PAPERS)]
        points = min(FULL_MARK, getattr(one, paper) + (1 + at) * POINT)
        return replace(one, **{paper: points, "bonus": one.bonus + (at % 2) * 10 * POINT})

    return replace(
        given,
        candidates=tuple(better(one) if one.candidate_id == person else one for one in given.candidates),
        extra_tests=tuple(
            replace(one, test_score=one.test_score + (at % 3) * POINT) if one.candidate_id == person else one
            for one in given.extra_tests
        ),
    )


def best_place(person: str, given: FilingInput, rows: dict[RowKey, FilingRow]) -> tuple[float, float]:
    """How good a person's place is: (position of the tier, choice rank), the smaller the better; no place is last."""

    def places() -> Iterator[tuple[float, float]]:
        for tier, levels in enumerate(given.rules.tiers):
            for level in levels:
                row = rows.get((person, level))
                if row is not None and row.choice_rank is not None:
                    yield tier, row.choice_rank

    return min(places(), default=NO_PLACE)


def both_programs_agree(given: FilingInput, result: FilingResult, other: Program) -> Proof:
    """P12 两套程序一致: the other program gives the same rows, units, reasons and log. A case is one of them."""
    found = other(given)
    cases: list[bool] = []
    for table in map(attrgetter, ("rows", "explanations", "units", "log")):
        mine, its = table(result), table(found)
        cases += [one == its_one for one, its_one in zip(mine, its, strict=False)]
        cases += [False] * abs(len(mine) - len(its))
    return proof("P12", cases)
