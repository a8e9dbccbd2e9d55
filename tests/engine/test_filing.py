"""The fast engine and the readable one give the same, on every kind of filing (P12)."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from tests.rules.small_filings import (
    LEVELS,
    candidate,
    choice,
    extra_test,
    filing_input,
    programme,
    random_input,
)
from tests.rules.test_filing import shuffled
from tests.rules.test_filing_cases import cases, input_of

from chengzhao.engine import filing as fast
from chengzhao.engine.filing.laying_out import LaidOut
from chengzhao.engine.filing.order import order_of, steps
from chengzhao.rules import filing as readable
from chengzhao.rules.dossier import POINT, FilingInput, results_text

INSTANCES = 10_000
BATCH = 500


def by_both(given: FilingInput) -> None:
    """Compare everything that a filing comes to, the log and the bytes of the results too."""
    expected, found = readable.file_candidates(given), fast.file_candidates(given)
    assert found.rows == expected.rows
    assert found.units == expected.units
    assert found.log == expected.log
    assert found.explanations == expected.explanations
    assert results_text(found) == results_text(expected)


@pytest.mark.parametrize("batch", range(INSTANCES // BATCH))
def test_engines_agree_on_filings_full_of_ties(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        by_both(random_input(random.Random(f"twins {seed}")))


def test_the_filings_compared_are_of_every_kind() -> None:
    met: Counter[object] = Counter()
    for seed in range(BATCH):
        given = random_input(random.Random(f"twins {seed}"))
        rules = given.rules
        met.update([rules.mechanism, rules.unit, rules.ties, rules.assignment, rules.merit, rules.refill])
        met.update(one.code for one in fast.file_candidates(given).explanations)
        met.update(["relaxed"] * sum(one.is_relaxed for one in fast.file_candidates(given).rows))
    assert len(met) == 2 + 2 + 2 + 3 + 2 + 2 + 8 + 1
    assert min(met.values()) >= 20


@pytest.mark.parametrize("case", list(cases()))
def test_engines_agree_on_the_filings_worked_by_hand(case: dict[str, object]) -> None:
    by_both(input_of(case))


@pytest.mark.parametrize("seed", range(40))
def test_order_of_rows_changes_nothing(seed: int) -> None:
    dice = random.Random(f"order {seed}")
    given = random_input(dice)
    assert fast.file_candidates(shuffled(given, dice)) == fast.file_candidates(given)


def test_threads_side_by_side_change_nothing() -> None:
    given = [random_input(random.Random(f"threads {seed}")) for seed in range(200)]
    alone = [fast.file_candidates(one) for one in given]
    for threads in (2, 8):
        with ThreadPoolExecutor(threads) as pool:
            assert list(pool.map(fast.file_candidates, given)) == alone


def test_a_crowd_is_filed_alike() -> None:
    """3,000 persons of marks in quarter points, so that one sort key has no room for all papers."""
    dice = random.Random("crowd")
    programmes = [programme(f"{college}{number}", 25) for college in "ABCDEFGH" for number in range(8)]
    people = [
        candidate(
            f"K{number}",
            chinese=dice.randrange(400, 600) * 25,
            maths=dice.randrange(0, 600) * 25,
            foreign=dice.randrange(0, 600) * 25,
            combined=dice.randrange(0, 15_000),
            politics=dice.randrange(0, 15_000),
            specialised=dice.randrange(0, 15_000),
        )
        for number in range(3_000)
    ]
    choices = [
        choice(
            one.candidate_id,
            " ".join(dice.sample([f"{college}{number}" for number in range(8)], 3)),
            rank,
            accepts_reassignment=dice.random() < 0.5,
        )
        for one in people
        for rank, college in enumerate(dice.sample("ABCDEFGH", 4), start=1)
    ]
    ties = dict.fromkeys(LEVELS, ("combined", "politics", "specialised", "maths", "foreign"))
    for mechanism in ("parallel", "sequential"):
        for assignment in ("score_first", "major_first", "graded"):
            by_both(
                filing_input(
                    programmes,
                    people,
                    choices,
                    mechanism=mechanism,
                    assignment=assignment,
                    tie_keys=ties,
                    ratio=Fraction("1.05"),
                    gaps=(300, 100),
                )
            )


def test_order_of_merit_is_that_of_sorting_tuples() -> None:
    given = random_input(random.Random("order"), tie_keys=dict.fromkeys(LEVELS, ("foreign", "maths")))
    laid_out = LaidOut(given)
    columns = laid_out.columns
    keys = [
        (columns.row_class[row], -columns.row_score[row], *(-columns.row_ties[row]), row)
        for row in range(len(laid_out.rows))
    ]
    order = order_of(columns, laid_out.settings)
    assert order.by_merit.tolist() == [key[-1] for key in sorted(keys)]
    assert order.group.tolist() == steps_of([key[:-1] for key in sorted(keys)])


def steps_of(ordered: list[tuple[object, ...]]) -> list[int]:
    found, number = [], -1
    for at, key in enumerate(ordered):
        number += at == 0 or key != ordered[at - 1]
        found.append(number)
    return found


def test_steps_number_the_runs() -> None:
    assert steps(np.array([3, 3, 5, 5, 5, 9])).tolist() == [0, 0, 1, 1, 1, 2]
    assert steps(np.array([], np.int64)).tolist() == []


@pytest.mark.parametrize(
    ("programmes", "people"), [([], []), ([programme("A1")], []), ([], [candidate("K1", 200)])]
)
def test_empty_tables_are_filed(programmes: list[object], people: list[object]) -> None:
    for mechanism in ("parallel", "sequential"):
        by_both(filing_input(programmes, people, [], mechanism=mechanism, relaxation=2000))  # type: ignore[arg-type]


def test_a_rank_beyond_all_counting_is_a_rank() -> None:
    given = filing_input(
        [programme("A1"), programme("B1")],
        [candidate("K1", 200), candidate("K2", 190), candidate("K3", 180)],
        [
            choice("K1", "A1", 3),
            choice("K2", "A1", 3),
            choice("K2", "B1", 10**12),
            choice("K3", "B1", 10**30),
        ],
    )
    by_both(given)
    assert {event.rank for event in fast.file_candidates(given).log} == {3, 10**12}


def test_numbers_that_no_column_holds_are_refused() -> None:
    given = filing_input([programme("A1", 10**19)], [candidate("K1", 200)], [choice("K1", "A1")])
    with pytest.raises(fast.BeyondColumns, match="--engine readable"):
        fast.file_candidates(given)
    tested = replace(
        filing_input([programme("A1")], [candidate("K1", 200)], [choice("K1", "A1")]),
        extra_tests=(extra_test("K1", "A", 2**31 // POINT + 1),),
    )
    with pytest.raises(fast.BeyondColumns):
        fast.file_candidates(tested)
    assert readable.file_candidates(given).rows[0].outcome == "ADMITTED"
