"""The fast filing engine beside copies of the same arrays, `np.lexsort` and the readable engine (S1, S2, S3).

    python -m bench.filing [CANDIDATES]

Time is that of the processor; every ratio is of one run, the best of five of each side.
"""

import sys
from collections.abc import Callable
from time import process_time

import numpy as np

from chengzhao.engine.filing.columns import CHOICE, SCORE_FIRST, Array, Columns, Settings
from chengzhao.engine.filing.order import order_of
from chengzhao.engine.filing.run import explain_columns, file_columns
from chengzhao.rules.dossier import POINT

COLLEGES, CATEGORIES, MAJORS, CHOICES = 83, 4, 6, 10
PROGRAMMES = COLLEGES * CATEGORIES * MAJORS
TRIES = 3
READABLE = 20_000


def settings(*, is_parallel: bool) -> Settings:
    """One tier, by college, ratio 1.05, all in, score first, one relaxed round of 20 points."""
    return Settings(
        is_parallel=is_parallel,
        is_by_seed=False,
        is_by_total=False,
        assignment=SCORE_FIRST,
        refill=True,
        ratio_above=21,
        ratio_below=20,
        relaxation=20 * POINT,
        tiers=1,
        gaps=np.empty(0, np.int64),
    )


def province(rows: int) -> Columns:
    """A crowded province of 1,992 programmes: 70 places for 100 candidates, a few colleges that most ask for."""
    dice = np.random.default_rng(2024)
    marks = np.clip(dice.normal(78, 22, (rows, 4)), 0, 150).astype(np.int32) * POINT
    return Columns(
        row_person=np.arange(rows, dtype=np.int32),
        row_score=marks.sum(axis=1, dtype=np.int32),
        row_total=marks.sum(axis=1, dtype=np.int32),
        row_ties=np.ascontiguousarray(marks[:, :3]),
        row_taking=np.ones(rows, np.bool_),
        row_extra=np.zeros(rows, np.bool_),
        **choices_of(rows, dice),
        **programmes_of(rows),
        class_tier=np.zeros(CATEGORIES, np.int16),
    )


def choices_of(rows: int, dice: np.random.Generator) -> dict[str, Array]:
    """Ten colleges each, six majors at each, in any order."""
    category = dice.integers(0, CATEGORIES, rows).astype(np.int16)
    colleges = (COLLEGES * dice.power(0.6, (rows, CHOICES))).astype(np.int32)
    first = dice.integers(0, MAJORS, (rows, CHOICES))
    listed = np.empty((rows, CHOICES, MAJORS), np.uint16)
    for major in range(MAJORS):
        unit = colleges * CATEGORIES + category[:, None]
        listed[:, :, major] = unit * MAJORS + (first + major) % MAJORS
    count = rows * CHOICES
    return {
        "row_class": category,
        "choice_start": np.arange(0, count + 1, CHOICES, dtype=np.int64),
        "choice_rank": np.tile(np.arange(1, CHOICES + 1, dtype=np.int32), rows),
        "choice_accepts": dice.random(count) < 0.7,
        "choice_passed": np.zeros(count, np.bool_),
        "choice_extra": np.zeros(count, np.int32),
        "listed_start": np.arange(0, count * MAJORS + 1, MAJORS, dtype=np.int64),
        "listed": listed.reshape(-1),
    }


def programmes_of(rows: int) -> dict[str, Array]:
    """Six programmes to a unit, one unit for each category of a college."""
    programme = np.arange(PROGRAMMES)
    unit = programme // MAJORS
    return {
        "programme_unit": unit.astype(np.int32),
        "programme_class": (unit % CATEGORIES).astype(np.int16),
        "programme_line": np.full(PROGRAMMES, 250 * POINT, np.int32),
        "programme_relaxable": programme % 10 == 0,
        "programme_tested": np.zeros(PROGRAMMES, np.bool_),
        "programme_places": np.full(PROGRAMMES, rows * 7 // 10 // PROGRAMMES, np.int64),
        "unit_start": np.arange(0, PROGRAMMES + 1, MAJORS, dtype=np.int64),
        "unit_members": programme.astype(np.int32),
        "unit_extra": np.zeros(COLLEGES * CATEGORIES, np.bool_),
    }


def sorted_by_merit(columns: Columns) -> Columns:
    """The same rows laid out in order of merit, as a run leaves them for the next."""
    by_merit = order_of(columns, settings(is_parallel=True)).by_merit
    choices = (by_merit[:, None].astype(np.int64) * CHOICES + np.arange(CHOICES)).reshape(-1)
    rows = {name: getattr(columns, name)[by_merit] for name in columns._fields if name.startswith("row_")}
    rows["row_person"] = columns.row_person
    listed = columns.listed.reshape(-1, MAJORS)[choices].reshape(-1)
    return columns._replace(choice_accepts=columns.choice_accepts[choices], listed=listed, **rows)


def best(act: Callable[[], object]) -> float:
    """The least processor time of a few tries, in seconds."""
    times = []
    for _ in range(TRIES):
        begun = process_time()
        act()
        times.append(process_time() - begun)
    return min(times)


def copy(columns: Columns) -> None:
    """Copy every array once."""
    for array in columns:
        array.copy()


def engine(rows: int) -> None:
    """S1 and S2."""
    columns = province(rows)
    floor = best(lambda: copy(columns))
    parallel, sequential = settings(is_parallel=True), settings(is_parallel=False)
    size = sum(array.nbytes for array in columns) / 1e6
    print(
        f"{rows:,} candidates x {CHOICES} choices x {MAJORS} majors, {PROGRAMMES:,} programmes, {size:.0f} MB"
    )
    print(f"copy {floor * 1000:.0f} ms")
    ordered = sorted_by_merit(columns)
    file_and_explain("parallel", columns, parallel, floor)
    file_and_explain("sequential", columns, sequential, floor)
    file_and_explain("parallel, rows in order of merit", ordered, parallel, floor)
    file_and_explain("sequential, rows in order of merit", ordered, sequential, floor)
    order(columns, parallel)


def file_and_explain(name: str, columns: Columns, rules: Settings, floor: float) -> None:
    """A whole run, and the explanation of every choice."""
    run = file_columns(columns, rules)
    took = best(lambda: file_columns(columns, rules))
    explained = best(lambda: explain_columns(run))
    admitted = int((run.state.places[:, CHOICE] >= 0).sum())
    print(f"{name}: {took * 1000:.0f} ms, {took / floor:.1f} x the copy; {admitted:,} admitted")
    print(f"  explaining every choice: {explained * 1000:.0f} ms, {explained / floor:.1f} x the copy")


def order(columns: Columns, rules: Settings) -> None:
    """S2: beside the copy of what rows are compared by, and beside `np.lexsort` of the same."""
    keys = (*(-columns.row_ties.T[::-1]), -columns.row_score, columns.row_class)
    took = best(lambda: order_of(columns, rules))
    floor = best(lambda: copy(columns))
    by_lexsort = best(lambda: np.lexsort(keys))
    print(
        f"order of merit: {took * 1000:.0f} ms, {took / floor:.2f} x the copy of the input, "
        f"{by_lexsort / took:.1f} times faster than np.lexsort"
    )
    if not np.array_equal(order_of(columns, rules).by_merit, np.lexsort(keys)):
        raise SystemExit("the two orders differ")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    engine(rows)


if __name__ == "__main__":
    main()
